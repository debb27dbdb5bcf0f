"""Press-ready sentences: every kind, said where it is safe and refused with a reason where it is not."""

import pytest

from metrics import sentences
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
    assert found.said.endswith("within 20 weeks in 2025, higher than the 50.0% across England.")
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
