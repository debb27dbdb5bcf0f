"""Figures that may not be what they seem: returns that collapsed, and what the checks noted."""

import pytest

from metrics import caveats, compute, derived, headlines, lottery, registry, sentences
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
    row = compute.in_period(REFUSED, "2024")[ISLE]
    assert row["ranked"] is not refused
    assert (caveats.doubt(row["caveats"]) == "return_collapsed") is refused
    assert (ISLE in set(lottery.councils(REFUSED, "2024")["area_code"])) is not refused
    placed = derived.ranks_of(registry.metric(REFUSED), ["2024"]).set_index("area_code")
    assert placed.index.tolist() == ([LEEDS] if refused else [ISLE, LEEDS])
    assert set(placed["of"]) == {len(placed)}
    assert bool(sentences.pair(registry.metric(REFUSED), LEEDS, ISLE, "2024").text) is not refused


def test_a_year_after_a_peak_is_no_collapse(small_data: SmallData) -> None:
    counts = {"2022": (60, 150), "2023": (100, 450), "2024": (50, 160)}
    years = {year: {ENGLAND: (1000, 4000), LEEDS: (90, 400), ISLE: each} for year, each in counts.items()}
    small_england.requests(small_data, years)
    assert compute.in_period(REFUSED, "2024")[ISLE]["ranked"]
    assert claims(ISLE, "2024")[0].text


def test_a_fall_that_all_of_england_shares_and_a_rise_are_no_collapse(small_data: SmallData) -> None:
    years = {
        "2023": {ENGLAND: (1000, 4000), LEEDS: (90, 400), KENT: (30, 100)},
        "2024": {ENGLAND: (400, 1200), LEEDS: (30, 130), KENT: (300, 1000)},
    }
    small_england.requests(small_data, years)
    assert claims(LEEDS, "2024")[0].text
    assert claims(KENT, "2024")[0].text
    assert all(
        row["ranked"] for code, row in compute.in_period(REFUSED, "2024").items() if code in (LEEDS, KENT)
    )


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


SCILLY = "E06000053"


def test_the_smallest_places_are_set_beside_nobody(small_data: SmallData) -> None:
    counts = {ENGLAND: (1000, 4000), SCILLY: (60, 100), LEEDS: (90, 400)}
    small_england.requests(small_data, {"2023": counts, "2024": {**counts, SCILLY: (10, 100)}})
    told = {(each.kind, each.against): each for each in claims(SCILLY, "2024")}
    assert told["level", ""].text
    assert {each.kind for each in told.values() if each.text} == {"level"}
    assert told["comparison", "england"].refused.startswith("The Isles of Scilly have so few children")


@pytest.mark.parametrize(("part", "said"), [(5, False), (1, True)])
def test_higher_and_lower_of_few_cases_hold_when_one_case_moves(
    small_data: SmallData, part: int, said: bool
) -> None:
    """5 of 40 is lower than 27 %, as 6 of 40 is not; 1 of 40 stays lower as 2 of 40."""
    counts = {ENGLAND: (27000, 100000), LEEDS: (part, 40), KENT: (270, 1000)}
    small_england.requests(small_data, {"2023": counts, "2024": counts})
    found = next(each for each in claims(LEEDS, "2024") if each.against == "england")
    assert bool(found.text) is said
    assert said or "one more or one fewer would change the answer" in found.refused


@pytest.mark.parametrize(("before", "said"), [(0, False), (300, False), (3, True)])
def test_a_change_from_none_or_all_of_many_is_not_told_of_what_is_recorded(
    small_data: SmallData, before: int, said: bool
) -> None:
    lines = [
        f"2025 {year} {LEEDS} {name} {cell}"
        for year, part in (("2023", before), ("2024", 90))
        for name, cell in (("ceased_needs_met", part), ("ceased", 300))
    ]
    small_data.observations("ehc_plans_ceased", "\n".join(lines))
    found = next(
        each for each in sentences.claims_of(LEEDS, "ceased_needs_met", "2024") if each.against == "2023"
    )
    assert bool(found.text) is said
    assert said or "may be how it is recorded" in found.refused
