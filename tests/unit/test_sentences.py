"""Press-ready sentences: every kind, said where it is safe and refused with a reason where it is not."""

import csv

import pytest

from metrics import registry, sentences
from metrics.__main__ import main
from metrics.claim import Claim
from tests.fixtures import small_england
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import ENGLAND, ON_TIME, REFUSED

LEEDS, KENT, DEVON = "E08000035", "E10000016", "E10000008"


def claim(kind: str, area: str, metric: str, against: str = "", period: str | None = None) -> Claim:
    found = [
        each
        for each in sentences.claims_of(area, metric, period)
        if (each.kind, each.against) == (kind, against)
    ]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def on_time(small_data: SmallData) -> SmallData:
    before = {ENGLAND: (900, 2000, 2100), LEEDS: (300, 600, 620), KENT: (500, 1000, 1100), DEVON: (3, 4, 5)}
    now = {ENGLAND: (1000, 2000, 2200), LEEDS: (600, 600, 640), KENT: (490, 1000, 1300), DEVON: (3, 9, 10)}
    small_england.plans(small_data, "2025", now, _2024=before)
    return small_data


def test_a_level_has_counts_period_exceptions_and_source(on_time: SmallData) -> None:
    assert claim("level", LEEDS, ON_TIME).text == (
        "Leeds issued all 600 new EHC plans (100%) within 20 weeks in 2025. This leaves out plans that Leeds classed "
        "as exceptions: 6.3% of its plans. Source: 2025 release."
    )


def test_higher_is_said_beside_england(on_time: SmallData) -> None:
    found = claim("comparison", LEEDS, ON_TIME, "england")
    assert found.said.endswith(
        "within 20 weeks in 2025, higher than the 50.0% across England (3 of 153 councils)."
    )
    assert [row.area_name for row in found.rows if row.metric == ON_TIME] == ["Leeds", "England"]


def test_up_from_is_said_only_beyond_chance(on_time: SmallData) -> None:
    assert claim("change", LEEDS, ON_TIME, "2024").said.endswith(
        "in 2025, up from 50.0% (300 of 600) in 2024."
    )
    refused = claim("change", KENT, ON_TIME, "2024")
    assert refused.text == ""
    assert "Kent left out 23.1% of its plans as exceptions" in refused.refused


def test_few_cases_are_refused(on_time: SmallData) -> None:
    assert (
        claim("level", DEVON, ON_TIME).refused
        == "Devon has fewer than 10 cases in 2025: too few for a sentence."
    )


def test_no_change_is_said_across_a_break(small_data: SmallData) -> None:
    years = {"2024": {LEEDS: (10, 100)}, "2025": {LEEDS: (90, 100)}}
    small_england.requests(small_data, years, breaks=(("2025", "A new form was used."),))
    assert claim("change", LEEDS, REFUSED, "2024").refused == "A new form was used."


def test_a_pair_has_both_figures_the_gap_and_both_shares_of_exceptions(on_time: SmallData) -> None:
    small_england.plans(on_time, "2025", {LEEDS: (600, 600, 640), KENT: (490, 1000, 1100)})
    found = sentences.pair(registry.metric(ON_TIME), LEEDS, KENT, "2025")
    assert "In Kent the figure was 49.0% (490 of 1,000). Leeds is 51.0 points higher than Kent" in found.said
    assert found.beside == (
        "This leaves out plans that councils classed as exceptions: 6.3% of all plans in Leeds and 9.1% in Kent."
    )


def test_without_ranks_there_is_no_place_and_no_extreme(on_time: SmallData) -> None:
    assert "metrics build" in claim("rank", LEEDS, ON_TIME).refused
    assert "metrics build" in claim("extreme", LEEDS, ON_TIME).refused


def test_one_none_and_all_are_words(small_data: SmallData) -> None:
    small_data.observations("ehc_plan_requests", f"2025 2024 {LEEDS} requests 1\n2025 2024 {KENT} requests 0")
    assert (
        claim("level", LEEDS, "ehc_requests").said
        == "Leeds received 1 request for an EHC needs assessment in 2024."
    )
    assert (
        claim("level", KENT, "ehc_requests").said
        == "Kent received no requests for an EHC needs assessment in 2024."
    )
    small_england.requests(small_data, {"2024": {LEEDS: (0, 40), KENT: (40, 40)}})
    assert (
        "Leeds refused none of 40 requests for an EHC needs assessment (0%)"
        in claim("level", LEEDS, REFUSED).said
    )
    assert (
        "Kent refused all 40 requests for an EHC needs assessment (100%)"
        in claim("level", KENT, REFUSED).said
    )


def test_a_place_with_an_article_begins_with_a_capital(small_data: SmallData) -> None:
    small_england.requests(small_data, {"2024": {"E06000046": (4, 40)}})
    assert claim("level", "E06000046", REFUSED).said.startswith("The Isle of Wight refused 4 of 40 requests")


def test_the_command_prints_what_is_safe_and_what_is_refused(
    on_time: SmallData, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sentences", "Leeds", "--metric", ON_TIME, "--period", "2025"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert {row["kind"] for row in rows} == {"level", "comparison", "change", "rank", "extreme"}
    assert all(bool(row["text"]) != bool(row["refused"]) for row in rows)
    assert main(["sentences", "Leeds", "--metric", ON_TIME, "--period", "1999"]) == 2
    capsys.readouterr()
    assert main(["sentences", "Leeds", "--period", "1999"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
