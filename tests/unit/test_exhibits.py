"""Charts that leave the site: the file holds exactly the chart's numbers, and every chart says where it comes from."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import server
from layouts import csv_file
from layouts.exhibit import CHART, EMBED, MENU, Exhibit, under
from layouts.exhibits import find
from metrics import registry, versions

ON_TIME, APPEALS = "ehc_plans_in_20_weeks", "tribunal_appeals_per_1000_plans"
Marks = Callable[[Exhibit], list[float]]


def traces(shown: Exhibit) -> list[dict[str, Any]]:
    assert shown.figure
    return list(shown.figure["data"])


def across(shown: Exhibit) -> list[float]:
    """The places of dots and bars along the axis, and of England's line."""
    assert shown.figure
    lines = [shape["x0"] for shape in shown.figure["layout"].get("shapes", []) if shape["x0"] == shape["x1"]]
    lines += [trace["x"][0] for trace in traces(shown) if trace.get("mode") == "lines"]
    bars = [
        each for each in traces(shown) if each.get("mode") not in ("text", "lines") and "base" not in each
    ]
    return [*lines, *(x for trace in bars for x in trace["x"])]


def groups(shown: Exhibit) -> list[float]:
    return [x for trace in traces(shown) for x in trace["x"]]


def up(shown: Exhibit) -> list[float]:
    """The heights of dots, bands and limits left out."""
    dotted = [trace for trace in traces(shown) if "markers" in trace.get("mode", "")]
    return [y for trace in dotted for y in trace["y"]]


def shades(shown: Exhibit) -> list[float]:
    main = [trace for trace in traces(shown) if trace["geo"] == "geo" and trace.get("hoverinfo") == "text"]
    return [z for trace in main if trace["z"] != [0] * len(trace["z"]) for z in trace["z"]]


def heights(shown: Exhibit) -> list[float]:
    return list(traces(shown)[0]["y"])


DRAWN: dict[str, tuple[str | tuple[str, ...], Marks]] = {
    f"/measure/{ON_TIME}?view=spread&area=bristol": ("value", across),
    f"/measure/{ON_TIME}?view=ranked&region=london": ("value", across),
    f"/measure/{ON_TIME}?view=map": ("value", shades),
    f"/measure/{ON_TIME}?view=trend&area=bristol": ("value", up),
    f"/measure/{ON_TIME}?view=groups&area=bristol&by=ethnicity": ("value", groups),
    f"/lottery/spread?measure={ON_TIME}": (("p90_minus_p10", "sd"), up),
    f"/lottery/luck?measure={APPEALS}&area=kent": ("shown", up),
    "/lottery/persistence/own?area=kent": ("rank", up),
    "/lottery/persistence/above": ("councils", heights),
    "/complaints/all-councils?council=kent": ("shown", up),
    "/complaints/all-councils?view=map": ("value", shades),
}
"""A chart's own address -> the columns of its file that are drawn, and where they stand in Plotly's figure."""
DRAWINGS = {
    "/lottery/persistence/moves": 16,
    "/area/kent/over-time/ombudsman_upheld_rate": None,
    f"/area/kent/among-councils/{ON_TIME}": None,
    "/compare?a=barnet&b=harrow": 2,
    "/lottery/borders?region=london": None,
}
"""Charts that the server draws -> the rows of their file, where that is known beforehand."""
EVERY = [*DRAWN, "/lottery/years?area=kent", *DRAWINGS]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def at(address: str) -> Exhibit:
    path, _, query = address.partition("?")
    found = find(path, dict(pair.split("=") for pair in query.split("&") if pair))
    assert found, address
    return found


def read(client: FlaskClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(under(CHART, address, ".csv")).text)))


@pytest.mark.parametrize("address", DRAWN)
def test_the_file_holds_the_numbers_of_the_chart(client: FlaskClient, address: str) -> None:
    columns, marks = DRAWN[address]
    names = (columns,) if isinstance(columns, str) else columns
    told = sorted(float(row[name]) for row in read(client, address) for name in names if row[name])
    drawn = sorted(float(value) for value in marks(at(address)))
    assert drawn
    assert told == pytest.approx(drawn)


def test_the_file_of_every_year_holds_the_councils_and_the_ends_of_each_line(client: FlaskClient) -> None:
    shown = at("/lottery/years")
    rows = read(client, "/lottery/years")
    bars = traces(shown)[0]["hovertext"]
    counted = sum(int(re.match(r"<b>[^:]*: (\d+)", text)[1]) for text in bars)  # type: ignore[index]
    assert len(rows) == counted
    ends = {float(row[name]) for row in rows for name in ("p10", "p90")}
    assert ends == {x for x in traces(shown)[1]["x"] if x is not None}


@pytest.mark.parametrize("address", DRAWINGS)
def test_a_drawing_has_its_numbers_too(client: FlaskClient, address: str) -> None:
    rows, shown = read(client, address), at(address)
    assert shown.drawing.startswith("<svg")
    assert rows
    assert DRAWINGS[address] in (None, len(rows))
    if "among" in address:
        ticks = shown.drawing.partition("<path")[2].partition("stroke")[0].count("M")
        assert sum(row["geographic_level"] == "local_authority" for row in rows) == ticks


@pytest.mark.parametrize("address", EVERY)
def test_every_chart_is_found_again_and_says_what_it_is(client: FlaskClient, address: str) -> None:
    shown = at(address)
    assert at(shown.address) == shown or at(shown.address).finding == shown.finding
    assert client.get(shown.page).status_code == 200
    about = client.get(under(CHART, shown.address, ".json")).get_json()
    version = versions.current().id
    credit = " ".join(about["credit"])
    for part in ("Source: ", "Data fetched 2", f"Data version {version}", "local copy"):
        assert part in credit
    assert "release" in credit or "Ombudsman" in credit
    assert about["finding"] == shown.finding
    assert about["words"]
    assert about["name"] == shown.file_name(version)
    assert registry.metric(shown.metric.id).id in about["name"]
    menu = client.get(f"{MENU}{shown.address}").text
    assert all(f'data-keep="{kind}"' in menu for kind in ("png-1", "png-2", "png-social", "svg"))
    assert "local copy" in menu, "no snippet names a machine's own address"


@pytest.mark.parametrize("prefix", [MENU, EMBED])
@pytest.mark.parametrize(
    "address",
    [
        "/measure/nothing",
        f"/measure/{ON_TIME}?view=table",
        "/lottery/nothing",
        "/lottery/luck?measure=ehc_plans_in_20_weeks",
        "/area/nowhere/over-time/ehc_plans_in_20_weeks",
        "/compare?a=kent",
        "/compare?a=kent&b=leeds&measure=<script>",
        "/lottery/persistence/own",
        "/..%2f",
    ],
)
def test_what_is_no_chart_is_not_found(client: FlaskClient, prefix: str, address: str) -> None:
    assert client.get(f"{prefix}{address}").status_code == 404


def test_only_a_chart_alone_may_be_framed(client: FlaskClient) -> None:
    for path in ("/", f"/measure/{ON_TIME}", "/embed/nothing", f"{MENU}/measure/{ON_TIME}"):
        assert "frame-ancestors 'none'" in client.get(path).headers["Content-Security-Policy"], path
    for version in ("", "@2025.1"):
        answer = client.get(f"/embed/measure/{ON_TIME}{version}")
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert "script-src 'self' ;" in answer.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in answer.headers


def test_a_frozen_chart_has_its_versions_figures_and_says_that_there_are_newer(client: FlaskClient) -> None:
    live, frozen = (client.get(f"/embed/measure/{ON_TIME}{at}?view=spread").text for at in ("", "@2025.1"))
    with versions.use("2025.1") as older:
        finding = at(f"/measure/{ON_TIME}?view=spread").finding
    assert f"<h1>{finding}</h1>" in frozen
    assert f"<h1>{finding}</h1>" not in live
    assert f"These are the figures of data version {older.id}" in frozen
    assert f'href="/measure/{ON_TIME}@newest"' in frozen
    assert "A newer version exists" not in live
    newest = client.get(f"/embed/measure/{ON_TIME}@{versions.newest().name}?view=spread").text
    assert "A newer version exists" not in newest


def test_the_file_of_a_frozen_chart_says_its_version(client: FlaskClient) -> None:
    answer = client.get(f"{CHART}/measure/{ON_TIME}.csv@2025.1?view=spread")
    row = next(csv.DictReader(io.StringIO(answer.text)))
    assert row["data_version"].startswith("2025.1+")
    assert "-v2025-1-" in answer.headers["Content-Disposition"]


def test_text_that_a_spreadsheet_would_run_is_harmless_and_numbers_are_untouched() -> None:
    hidden = [" =x", "\u00a0\u200b@x", "\uff1dx", " \uff0dx", "\ufeff+x"]
    rows = [["=1+1", -2.5, "+44", "@name", "\tx", "\nx", "Kent", -3, 0.1 + 0.2, *hidden]]
    for written, mark in ((csv_file.text(["a"] * 14, rows), ","), (csv_file.tabbed(["a"] * 14, rows), "\t")):
        cells = next(iter(list(csv.reader(io.StringIO(written, newline=""), delimiter=mark))[1:]))
        assert cells == [
            "'=1+1",
            "-2.5",
            "'+44",
            "'@name",
            "'\tx",
            "'\nx",
            "Kent",
            "-3",
            "0.30000000000000004",
            *(f"'{each}" for each in hidden),
        ]


@pytest.mark.parametrize("address", EVERY)
def test_no_cell_of_ours_needs_the_guard(client: FlaskClient, address: str) -> None:
    cells = [cell for row in read(client, address) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith("'")]
