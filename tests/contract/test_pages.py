"""Every page of every address: whole in its first answer, honest about what is missing, calm about rubbish."""

import importlib
import json
import pkgutil
import re
from html import unescape
from itertools import pairwise
from urllib.parse import parse_qs

import dash
import pytest
from flask.testing import FlaskClient
from plotly.utils import PlotlyJSONEncoder

import layouts.pages
from app import app, server
from layouts import ids, links, places, selection
from layouts.format import slugged
from layouts.parts.shell import NAME
from metrics import compute, groups, registry

METRICS = list(registry.all_metrics())
BY_GROUP = {registry.metric(metric).formula.dataset: metric for metric in METRICS if groups.topics(metric)}
"""A measure of each table that is published by group: the others differ from it in their columns alone."""
WITH_FIGURES = [metric for metric in METRICS if not compute.waiting_for(metric)]
AREAS = [
    "bristol",
    "england",
    "london",
    "city-of-london",
    "isles-of-scilly",
    "cumbria",
    "dorset",
    "leicester",
]
PLAIN = [
    page["path"]
    for page in dash.page_registry.values()
    if not page["path_template"] and page["path"] != "/404"
]
ADDRESSES = [
    *PLAIN,
    *(links.measure("ehc_plans_in_20_weeks", view=view, area="bristol") for view in selection.VIEWS),
    *(f"/area/{slug}" for slug in AREAS),
]
STATES = [
    "/compare?a=barnet&b=harrow",
    "/compare?a=dorset&b=cumbria&c=city-of-london&d=sunderland&more=results",
    "/lottery?measure=ombudsman_upheld_per_100k&area=kent&from=2021-22",
    "/lottery/borders?region=london&year=2019",
    "/lottery/persistence?measure=ehc_requests_refused&area=cumbria",
    "/figure/ehc_plans_in_20_weeks/harrow?year=2025&beside=barnet",
    "/sentences/barnet?measure=ehc_requests_refused&year=2024",
]
"""Of pages whose every number is a link; where those lead is asked in the tests of the page."""
RUBBISH = [
    "?year=1066",
    "?view=%00",
    "?region[]=x&region=a&region=b",
    "?area=../../etc",
    "?near=yes",
    "?" + "a=b&" * 500,
    "?metric_id=x",
    "?slug=x",
    "?problem=<script>",
    "?near=bristol,<b>,nowhere",
    "?%ff=%fe",
]
STRANGE = {
    "output": "measure-lead.children",
    "outputs": [],
    "inputs": [{"id": "a", "property": "b", "value": {}}],
}
MALFORMED = ["", "x", "{}", "[]", "null", '{"output": 1}', "[" * 2000, json.dumps(STRANGE)]
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "source"}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def first_view(text: str) -> str:
    inside = text.partition(f'<div id="{ids.FIRST_VIEW}">')[2].partition('<div id="react-entry-point"')[0]
    inside = re.sub(r"<script>.*?</script>\s*$", "", inside)  # opens the part that the address names
    return inside.rstrip().removesuffix("</div>")


@pytest.mark.parametrize("address", [*ADDRESSES, *STATES, *(links.measure(metric) for metric in METRICS)])
def test_a_page_is_whole_without_scripts(client: FlaskClient, address: str) -> None:
    text = text_of(client, address)
    view = first_view(text)
    assert '<html lang="en-GB">' in text
    told = re.search(r'<meta name="description" content="([^"]*)"', text)
    assert (told and len(told[1]) > 20) or "has no figures yet" in view
    assert NAME in unescape(re.search(r"<title>(.*?)</title>", text)[1])
    assert len(re.findall(r"<h1\b", view)) == 1
    assert len(re.findall(r"<main\b", view)) == 1
    named = re.findall(r' id="([^"]+)"', view)
    assert len(named) == len(set(named))
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", view)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), levels
    assert not left_open(view)


def left_open(view: str) -> list[str]:
    """The elements that are not closed in order."""
    found: list[str] = []
    for closing, name in re.findall(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>", view):
        if name in VOID:
            continue
        if not closing:
            found.append(name)
        elif not found or found.pop() != name:
            return [f"/{name}"]
    return found


@pytest.mark.parametrize("metric", WITH_FIGURES)
def test_a_measure_says_where_it_comes_from_and_what_is_missing(client: FlaskClient, metric: str) -> None:
    view = first_view(text_of(client, links.measure(metric)))
    assert "Source:" in view
    assert "release" in view
    assert links.csv(metric).split("?")[0] in view
    for lead in registry.metric(metric).note:
        assert lead in view
    assert registry.metric(metric).formula.no_interval in unescape(view)
    table = client.get(f"/table/{metric}?view=table").get_data(as_text=True)
    period = compute.periods_of(metric)[-1]
    for gap in compute.coverage(metric, period).gaps.itertuples():
        assert gap.area_name in unescape(table)
        assert gap.reason, f"{metric} {period} {gap.area_name}"


@pytest.mark.parametrize("metric", WITH_FIGURES)
def test_every_view_of_a_measure_opens_for_a_usual_a_past_and_a_tiny_council(metric: str) -> None:
    layout = next(page["layout"] for page in dash.page_registry.values() if page["name"] == "Measure")
    first, newest = compute.periods_of(metric)[0], compute.periods_of(metric)[-1]
    usual, *others = selection.views_of(metric)
    asked = [(usual, newest, "bristol"), (usual, first, "cumbria"), (usual, newest, "isles-of-scilly")]
    asked += [(view, newest, "bristol") for view in others if view != "groups"]
    if metric in BY_GROUP.values():
        asked.append(("groups", selection.select(metric, {"view": "groups"}).period, "bristol"))
    for view, period, area in asked:
        page = layout(metric, view=view, year=slugged(period), area=area)
        current = [part for part in page[ids.VIEWS]._traverse() if getattr(part, "aria-current", "")]
        assert [part.children for part in current] == [selection.VIEWS[view]]
        assert not page[ids.PROBLEMS].children
        assert json.dumps(page, cls=PlotlyJSONEncoder)


def test_every_council_has_its_page(client: FlaskClient) -> None:
    for place in places.councils().values():
        text = text_of(client, links.area(place.code))
        assert f"<h1>{place.name}</h1>" in unescape(text)
        for successor in place.successors:
            assert links.area(successor) in text, f"{place.name} leads to what came after"


@pytest.mark.parametrize("address", ["/nowhere", "/area/nowhere", "/measure/nowhere", "/area/", "/area/bristol/x",
                                     "/measure", "/404", "/%00", "/area/%2e%2e", "/assets/nothing.js"])  # fmt: skip
def test_an_address_that_leads_nowhere_says_so(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    expected = 200 if address == "/measure" else 404
    assert answer.status_code == expected
    assert ("no page at this address" in answer.get_data(as_text=True)) == (expected == 404)


@pytest.mark.parametrize("path", ["/", "/measure", "/measure/ehc_plans_in_20_weeks", "/area/bristol", "/methods",
                                  "/table/ehc_plans_in_20_weeks", "/download/ehc_plans_in_20_weeks.csv",
                                  "/compare", "/lottery", "/lottery/borders", "/lottery/persistence", "/spread-years",
                                  "/spread-measures", "/download/lottery.csv", "/picture/borders.svg",
                                  "/keep/lottery/borders", "/border-table", "/download/borders.csv", "/standing-table",
                                  "/download/persistence.csv", "/figure/ehc_requests/kent", "/gaps",
                                  "/inspections", "/data", "/data/figures", "/data/dictionary",
                                  "/data/table/symbols", "/api"])  # fmt: skip
def test_rubbish_in_an_address_breaks_nothing(client: FlaskClient, path: str) -> None:
    for query in RUBBISH:
        answer = client.get(path + query)
        assert answer.status_code == 200, query
        assert "<script>" not in first_view(answer.get_data(as_text=True))


@pytest.mark.parametrize("path", ["/beside", "/card/compare.svg", "/download/compare.csv"])
def test_a_comparison_needs_two_councils(client: FlaskClient, path: str) -> None:
    for query in (
        *RUBBISH,
        "?a=kent",
        "?a=kent&b=kent",
        "?a=kent&b=nowhere",
        "?a[]=kent&b=devon",
        "?a=%00&b=kent",
    ):
        assert client.get(path + query).status_code == 404, query
    assert client.get(f"{path}?a=kent&b=devon&c=nowhere&more=<script>").status_code == 200


def test_a_comparison_of_rubbish_is_told_plainly(client: FlaskClient) -> None:
    text = text_of(
        client, "/compare?a=kent&b=<script>&c=kent&d=../etc&more=x&problem=nothing&at=z&near=a,,%00"
    )
    view = first_view(text)
    assert "The address asked for “&lt;script&gt;”, which is no council; it is left out." in view
    assert "Kent was asked for twice; it is shown once." in view
    assert "<script>" not in view


@pytest.mark.parametrize("body", MALFORMED)
def test_a_malformed_callback_is_refused(client: FlaskClient, body: str) -> None:
    client.get("/")
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code in (204, 400, 415)
    assert "Traceback" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "value", [None, 7, [], {}, "", "x", "/measure/nowhere", "//evil", "/measure/ehc_requests?view=table"]
)
def test_a_chart_follows_only_addresses_of_charts(client: FlaskClient, value: object) -> None:
    client.get("/")
    output, spec = next(
        (key, each) for key, each in app.callback_map.items() if "measure-lead.children" in key
    )
    body = {
        "output": output,
        "outputs": [
            {"id": part.split(".")[0], "property": part.rpartition(".")[2]}
            for part in output.strip(".").split("...")
        ],
        "inputs": [
            {"id": each["id"], "property": each["property"], "value": value} for each in spec["inputs"]
        ],
        "changedPropIds": ["measure-address.data"],
    }
    assert client.post("/_dash-update-component", json=body).status_code == 204
    body["inputs"][0]["value"] = "/measure/ehc_plans_in_20_weeks?region=london&year=junk"
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    assert "councils in London" in answer.get_data(as_text=True)


def test_too_much_is_refused(client: FlaskClient) -> None:
    assert client.post(links.FIND, data={"place": "x" * 100_000}).status_code == 413


def test_every_script_that_stands_in_a_page_is_allowed_and_no_version_told(client: FlaskClient) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"].split("script-src")[1].split(";")[0]
    text = answer.get_data(as_text=True)
    assert len(re.findall(r"<script>", text)) == policy.count("sha256-") - 1
    config = json.loads(re.search(r'id="_dash-config"[^>]*>(.*?)</script>', text)[1])
    assert not [name for name in config if "version" in name and isinstance(config[name], str)]


def test_boundaries_keep_for_ever_under_their_own_name(client: FlaskClient) -> None:
    address = re.search(r"/boundaries/[\w-]+\.json", str(_map_options()))[0]
    answer = client.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.mimetype == "application/json"
    assert client.get(address.replace("-", "-0", 1)).status_code == 404


def _map_options() -> object:
    figures = importlib.import_module("layouts.figures")
    return figures.options(selection.select("ehc_plans_in_20_weeks", {}))


def test_links_within_the_site_lead_somewhere(client: FlaskClient) -> None:
    """Those with a query are of few kinds, each told by its path and the names it gives: some of each are opened."""
    found: set[str] = set()
    for address in ADDRESSES:
        linked = re.findall(r'href="(/[^"#]*)', first_view(text_of(client, address)))
        found |= set(map(unescape, linked))
    known = {links.area(code) for code in places.places()} | set(map(links.measure, METRICS))
    kinds: dict[tuple[str, ...], list[str]] = {}
    for link in sorted(found - known):
        path, _, query = link.partition("?")
        kinds.setdefault((path.split("/")[1], *sorted(parse_qs(query))), []).append(link)
    opened = [link for kind in kinds.values() for link in kind[:: len(kind) // 4 + 1]]
    assert not [link for link in opened if client.get(link).status_code not in (200, 303)]


def test_every_file_of_the_folder_is_one_page() -> None:
    files = {found.name for found in pkgutil.iter_modules(layouts.pages.__path__)}
    registered = [module.rpartition(".")[2] for module in dash.page_registry]
    assert sorted(registered) == sorted(files)
