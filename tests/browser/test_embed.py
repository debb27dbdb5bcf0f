"""Charts in frames of somebody else's page: every kind is drawn, light, without cookies; nothing else is framed."""

import csv
import re
import threading
from collections.abc import Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page

from metrics import versions

ON_TIME = "/measure/ehc_plans_in_20_weeks"
PLOTLY = [
    f"{ON_TIME}?view=spread&area=bristol",
    f"{ON_TIME}?view=ranked&region=london",
    f"{ON_TIME}?view=map",
    f"{ON_TIME}?view=trend",
    f"{ON_TIME}?view=groups",
    "/lottery/years",
    "/lottery/spread",
    "/lottery/luck?measure=tribunal_appeals_per_1000_plans",
    "/lottery/persistence/own?area=kent",
    "/lottery/persistence/above",
    "/complaints/all-councils",
]
DRAWINGS = [
    "/lottery/persistence/moves",
    "/lottery/borders?region=london",
    "/compare?a=barnet&b=harrow",
    "/area/kent/over-time/ehc_plans_in_20_weeks",
    "/area/kent/among-councils/ehc_plans_in_20_weeks",
]
OLDEST = versions.known()[0].name
FROZEN = f"{ON_TIME}@{OLDEST}?view=spread"
MOST_KILOBYTES = {"Plotly": 650, "drawing": 30}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}}


@pytest.fixture(scope="module")
def elsewhere(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page of another origin with a frame for every chart, and one for the site's first page."""
    folder = tmp_path_factory.mktemp("elsewhere")
    charts = [f"{site}/embed{address}" for address in (*PLOTLY, *DRAWINGS, FROZEN)]
    frames = [
        f'<iframe src="{source}" width="320" height="600"></iframe>' for source in (*charts, f"{site}/")
    ]
    (folder / "index.html").write_text(
        f"<!DOCTYPE html><title>News</title>{''.join(frames)}", encoding="utf-8"
    )
    handler = partial(SimpleHTTPRequestHandler, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


@pytest.fixture(scope="module")
def news(browser: Browser, elsewhere: str) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(elsewhere, wait_until="networkidle")
        yield page


def framed(page: Page, address: str) -> Frame:
    found = [frame for frame in page.frames if frame.url.endswith(f"/embed{address}")]
    assert found, f"no frame shows {address}: {[frame.url for frame in page.frames]}"
    return found[0]


@pytest.mark.parametrize("address", [*PLOTLY, *DRAWINGS, FROZEN])
def test_every_kind_of_chart_is_drawn_in_somebody_elses_page(news: Page, address: str) -> None:
    frame = framed(news, address)
    if address in DRAWINGS:
        assert frame.evaluate("document.getElementById('chart').naturalWidth") > 100
    else:
        frame.wait_for_selector("#chart .main-svg", state="attached")
        marks = (
            "document.querySelectorAll('#chart .point, #chart .js-line, #chart .choroplethlayer path').length"
        )
        assert frame.evaluate(marks) > 0
    assert frame.inner_text("h1")
    assert "Source: " in frame.inner_text("main")
    way = frame.locator("main > p > a").last
    assert way.get_attribute("target") == "_blank"
    assert (way.get_attribute("href") or "").startswith("/")
    assert frame.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("address", [*PLOTLY, *DRAWINGS])
def test_the_frame_of_a_snippet_cuts_nothing_off(browser: Browser, public: str, address: str) -> None:
    menu = unescape(unescape(requests.get(f"{public}/keep{address}", timeout=60).text))
    heights = [int(found) for found in re.findall(r'height="(\d+)"', menu)]
    live, frozen = min(heights), max(heights)
    with browser.new_context(base_url=public) as context:
        page = context.new_page()
        page.route("**/assets/**", lambda route: route.abort())
        page.goto(f"/embed{address}")
        needed = []
        for width in (320, 600, 960):
            page.set_viewport_size({"width": width, "height": 100})
            needed.append(page.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)"))
        print(f"{address}: {needed} in frames of {live} and {frozen}")
        assert max(needed) <= live <= max(needed) * 1.25, "whole, and not much air under it"
        assert frozen >= live + 40, "room for the notice that there are newer figures"
        source, chart = (page.evaluate(f"document.querySelector('{each}').getBoundingClientRect().top")
                         for each in ("main > p:nth-of-type(2)", "#chart"))  # fmt: skip
        assert "Source: " in page.inner_text("main > p:nth-of-type(2)")
        assert source < chart


def test_the_site_itself_refuses_to_be_framed_and_no_chart_sets_a_cookie(news: Page) -> None:
    refused = [frame for frame in news.frames[1:] if "/embed/" not in frame.url]
    assert [frame.url.partition(":")[0] for frame in refused] == ["chrome-error"]
    assert not news.context.cookies()


def figures_of(site: str, version: str) -> list[float]:
    """The councils' figures in the file of the same chart."""
    file = requests.get(f"{site}/chart{ON_TIME}.csv{version}?view=spread", timeout=60).text
    rows = csv.DictReader(file.splitlines())
    return sorted(float(row["value"]) for row in rows if row["geographic_level"] == "local_authority")


def test_a_frozen_chart_shows_the_older_figures_and_says_so(news: Page, site: str) -> None:
    frame = framed(news, FROZEN)
    drawn = sorted(frame.evaluate("document.getElementById('chart').data.flatMap(each => [...each.x])"))
    assert drawn == pytest.approx(figures_of(site, f"@{OLDEST}"))
    assert drawn != pytest.approx(figures_of(site, ""))
    assert f"A newer version exists: {versions.newest().name}" in frame.inner_text(".newer")
    assert frame.locator(".newer a").get_attribute("href") == f"{ON_TIME}@newest"


@pytest.mark.parametrize(
    ("kind", "address"), [("Plotly", PLOTLY[0]), ("Plotly", PLOTLY[2]), ("drawing", DRAWINGS[0])]
)
def test_an_embedded_chart_is_light_and_breaks_no_rule(
    browser: Browser, site: str, kind: str, address: str
) -> None:
    with browser.new_context(viewport={"width": 320, "height": 700}, base_url=site) as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        sizes: list[float] = []
        network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(f"/embed{address}", wait_until="networkidle")
        print(f"{kind} {address}: {sum(sizes) / 1000:.0f} kB in {len(sizes)} requests")
        assert 1 < sum(sizes) / 1000 <= MOST_KILOBYTES[kind]
        assert len(sizes) <= 4, "document, two scripts, and the outlines of a map"
        found = Axe().run(page, options=RULES)
        assert not found.violations_count, found.generate_report()
