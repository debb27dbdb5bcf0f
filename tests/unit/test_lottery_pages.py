"""The lottery: no place without its interval, no pair without its exceptions, no picture without its source."""

import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from layouts import border_pairs, spread, standing
from metrics import areas, compute, registry, tables

ON_TIME = "ehc_plans_in_20_weeks"
PLACE = re.compile(r"(joint )?\d+(st|nd|rd|th)\b")
WHOLE = re.compile(r"(joint )?\d+(st|nd|rd|th) of \d+")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    import app

    return app.server.test_client()


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def cells_of(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr\b.*?</tr>", html, re.S)
    return [[plain(cell) for cell in re.findall(r"<t[dh]\b.*?</t[dh]>", row, re.S)] for row in rows]


@pytest.mark.parametrize("metric", [ON_TIME, "ehc_requests_refused", "tribunal_appeal_rate"])
def test_no_place_of_a_council_is_told_without_its_interval_and_how_many(
    client: FlaskClient, metric: str
) -> None:
    head, *rows = cells_of(client.get(f"/standing-table?measure={metric}").text)
    at = [number for number, name in enumerate(head) if name.endswith(" place")]
    assert len(at) == 2
    told = tables.derived("ranks")
    told = told[told["metric"] == metric].set_index(["area_code", "period"])
    codes = {areas.name(code): code for code in told.index.get_level_values(0)}
    for row in rows:
        for cell in (row[number] for number in at if row[0] in codes):
            said = re.fullmatch(r"(joint )?(\d+)\w\w of (\d+) (.+); (\d+) to (\d+) by chance", cell)
            assert said, cell
            kept = told.loc[codes[row[0]], said[4]]
            shown = [int(said[number]) for number in (2, 3, 5, 6)]
            assert shown == [kept["rank"], kept["of"], kept["rank_lci_95"], kept["rank_uci_95"]]
            assert bool(said[1]) == kept["tied"]
        assert row[0] in codes or [row[number] for number in at] == ["never placed"] * 2


def test_a_council_of_many_exceptions_keeps_its_years_against_england(client: FlaskClient) -> None:
    """Enfield and Greenwich left out more than 20 % of their plans in some years, and have a figure in each."""
    for council in ("enfield", "greenwich"):
        page = plain(client.get(f"/lottery/persistence?area={council}").text)
        rows = compute.values(ON_TIME)
        mine = rows[(rows["area_code"] == areas.slugs()[council]) & rows["ranked"]].set_index("period")
        england = rows[rows["area_code"] == areas.ENGLAND].set_index("period")["value"]
        apart = mine["value"].round(1) - england.reindex(mine.index).round(1)
        told = f"Above England in {(apart > 0).sum()} and below in {(apart < 0).sum()} of {len(apart)} years"
        assert told in page


def test_a_refused_verdict_is_told_as_refused(client: FlaskClient) -> None:
    page = plain(client.get("/lottery?measure=pupils_with_ehc_plan").text)
    assert "counts behind this figure are not published" in page.partition("Every year")[0]
    assert "is not shown to have changed" not in page.partition("The lottery of every measure")[0]
    rows = {
        row[0].partition(" in per cent")[0]: row[-1] for row in cells_of(client.get("/spread-measures").text)
    }
    assert "counts" in rows[registry.metric("pupils_with_ehc_plan").title]


def test_the_file_of_places_has_their_intervals_too(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/download/persistence.csv").text)))
    assert len(rows) > 140
    for row in rows:
        for end in ("best", "worst"):
            low, rank, high, of = (float(row[f"{end}_{name}"])
                                   for name in ("rank_lci_95", "rank", "rank_uci_95", "of"))  # fmt: skip
            assert 1 <= low <= rank <= high <= of


@pytest.mark.parametrize("council", ["kent", "cumbria", "city-of-london", "dorset"])
def test_a_marked_council_is_told_its_line_or_why_it_has_none(client: FlaskClient, council: str) -> None:
    page = plain(client.get(f"/lottery/persistence?area={council}").text.partition("<main")[2])
    name = standing.areas.name(areas.slugs()[council])
    assert re.search(rf"{name}( in \d+)?: ", page)
    for found in PLACE.finditer(page.partition("Every council")[0]):
        sentence = page[max(0, found.start() - 40) : found.end() + 70]
        assert WHOLE.search(sentence) or "between" in sentence, sentence
        assert "chance" in sentence, sentence


def test_every_pair_across_a_border_carries_the_exceptions_of_both(client: FlaskClient) -> None:
    page = client.get("/lottery/borders").text
    items = re.search(r'<ol class="border-list">.*?</ol>', page, re.S)[0].split("<li>")[1:]
    rows = border_pairs.defensible(ON_TIME, compute.periods_of(ON_TIME)[-1])
    assert len(items) == 10
    for item, row in zip(items, rows, strict=False):
        assert f"{row.high_beside:.1f}% and {row.low_beside:.1f}%" in plain(item)
    assert "left out as exceptions" in plain(page).partition("The law is the same on both sides")[0]
    assert plain(client.get("/compare").text).count("Exceptions left out:") == 6
    beside = [row[-1] for row in cells_of(client.get("/border-table").text) if len(row) == 7][1:]
    assert beside
    assert all(cell.startswith("Exceptions: ") for cell in beside)


def test_other_measures_have_no_exceptions_beside_them(client: FlaskClient) -> None:
    assert "xceptions left out" not in plain(client.get("/lottery/borders?measure=ehc_requests_refused").text)


def test_grew_is_said_across_a_break_only_with_the_break(client: FlaskClient) -> None:
    page = plain(client.get("/lottery").text)
    assert "Since 2022, the first year counted as now, the spread is not shown to have changed." in page
    assert "Set against 2021 the spread grew, but how this is counted changed in 2022" in page
    across = plain(client.get("/lottery?from=2021&to=2024").text)
    assert "From 2021 to 2024 the spread grew." in across
    assert "How it is counted changed between the two years" in across


def test_gini_stands_under_its_warning(client: FlaskClient) -> None:
    table = client.get(f"/spread-years?measure={ON_TIME}").text
    before, _, after = table.partition("Measures that depend on which side is counted")
    assert "Gini" not in plain(before)
    assert "depend on which side is counted: plans on time can grow more unequal" in plain(after)


@pytest.mark.parametrize("metric", spread.measures()[::12])
def test_every_measure_has_its_page_of_the_lottery(client: FlaskClient, metric: str) -> None:
    page = client.get(f"/lottery?measure={metric}")
    assert page.status_code == 200
    assert registry.metric(metric).title in unescape(page.text)
    assert "Luck or not" in page.text
    assert "nan" not in re.findall(r"\bnan\b", plain(page.text))


def test_what_the_pages_read_is_worked_out_ahead(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a bootstrap was run for a reader")

    monkeypatch.setattr("metrics.bootstrap._studentised_half", refuse)
    monkeypatch.setattr("metrics.ranks._posterior", refuse)
    for address in (
        "/lottery?measure=ehc_requests_refused&area=kent",
        "/lottery/persistence?area=devon",
        "/fair/devon",
    ):
        assert client.get(address).status_code == 200


def test_a_pattern_across_a_break_says_so_beside_the_names(client: FlaskClient) -> None:
    page = plain(client.get("/lottery/persistence").text).partition("Always, never, there and back")[2]
    told = "These years cross a change of method in 2022."
    assert page.count(told) == len(standing.with_pattern(ON_TIME)) > 0


def test_the_funnel_states_a_finding_and_names_the_councils_outside(client: FlaskClient) -> None:
    text = plain(client.get("/lottery?measure=tribunal_appeal_rate").text).partition("Luck or not")[2]
    found = spread.luck("tribunal_appeal_rate", spread.with_spread("tribunal_appeal_rate")[-1].period)
    assert found.councils is not None
    out = found.councils[found.councils["outside_95"].isin(["higher", "lower"])]
    assert f"{len(out)} of {len(found.councils)} councils stand out" in text
    assert all(name in text for name in out["area_name"])
