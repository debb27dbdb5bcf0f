"""Figures that may not be what they seem: returns that collapsed, and what the checks noted."""

import pytest

from metrics import headlines, registry, sentences, soundness
from metrics.claim import Claim
from tests.fixtures import small_england
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import ENGLAND, REFUSED

ISLE, LEEDS, KENT, DEVON = "E06000046", "E08000035", "E10000016", "E10000008"
JUMP = "9, with 160 the year before; as other councils moved, about 174 was to be expected."


def claims(area: str, period: str) -> list[Claim]:
    return sentences.claims_of(area, REFUSED, period)


@pytest.mark.parametrize(("now", "refused"), [((7, 74), True), ((15, 152), True), ((15, 153), False)])
def test_a_return_below_two_fifths_of_the_last_is_in_no_sentence_however_old_the_last(
    small_data: SmallData, now: tuple[int, int], refused: bool
) -> None:
    total = {ENGLAND: (1000, 4000), LEEDS: (90, 400)}
    years = {"2022": {**total, ISLE: (166, 382)}, "2023": total, "2024": {**total, ISLE: now}}
    small_england.requests(small_data, years)
    told = [each for each in claims(ISLE, "2024") if each.kind in ("level", "comparison", "change", "pair")]
    words = f"rests on {now[1]} requests received in 2024, after 382 in 2022"
    assert all(words in each.refused for each in told if each.against != "2023") is refused
    assert soundness.doubtful(registry.metric(REFUSED), "2024") == ({ISLE} if refused else set())
    assert bool(sentences.pair(registry.metric(REFUSED), LEEDS, ISLE, "2024").text) is not refused


def test_a_fall_that_all_of_england_shares_and_a_rise_are_no_collapse(small_data: SmallData) -> None:
    years = {
        "2023": {ENGLAND: (1000, 4000), LEEDS: (90, 400), KENT: (30, 100)},
        "2024": {ENGLAND: (400, 1200), LEEDS: (30, 130), KENT: (300, 1000)},
    }
    small_england.requests(small_data, years)
    assert claims(LEEDS, "2024")[0].text
    assert claims(KENT, "2024")[0].text


@pytest.fixture
def noted(small_data: SmallData) -> SmallData:
    years = {
        "2023": {ENGLAND: (1000, 4000), LEEDS: (160, 475), KENT: (50, 400), DEVON: (90, 400)},
        "2024": {ENGLAND: (1000, 4000), LEEDS: (9, 450), KENT: (50, 400), DEVON: (200, 400)},
    }
    small_england.requests(small_data, years)
    row = {"dataset": "ehc_plan_requests", "release": "2025", "time_period": "2024", "area_code": LEEDS}
    row |= {"indicator": "requests_refused", "published": "9", "check": "jumps", "finding": JUMP}
    small_data.quarantine({**row, "status": "noted"})
    return small_data


def test_a_noted_figure_carries_its_note_and_is_no_change(noted: SmallData) -> None:
    level = claims(LEEDS, "2024")[0]
    told = "requests refused: 160 in 2023 and 9 in 2024, unlike other councils; ask the council why."
    assert f"Note: {told}" in level.text
    assert any(JUMP in note for note in level.notes)
    change = next(each for each in claims(LEEDS, "2024") if each.against == "2023")
    assert change.refused == f"Ask the council first. {told}"
    assert told in claims(LEEDS, "2023")[0].text
    assert claims(KENT, "2024")[0].note == ""


def test_a_noted_figure_is_no_end_of_a_chart_s_title(noted: SmallData) -> None:
    assert "from 12.5% to 50.0%" in headlines.finding(REFUSED, "2024")
    assert "Leeds (unlike the year before: ask the council)" in headlines.beyond(REFUSED, "2024")
