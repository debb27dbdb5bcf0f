"""Two places beside each other: frequencies, differences, refusals."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import intervals, pairs
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import COUNCILS, ENGLAND, ON_TIME, REFUSED, plans, requests

LEEDS, BRADFORD, LONDON_CITY, CUMBRIA = "E08000035", "E08000032", "E09000001", "E10000006"


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_all_and_none_are_said_only_where_true(part: int, whole: int) -> None:
    value = 100 * min(part, whole) / whole
    words, icons = pairs.in_100(value)
    assert (icons == 0) == (value == 0)
    assert (icons == 100) == (value == 100)
    assert abs(icons - value) <= 1
    assert words.endswith("in 100")
    assert words.split(" in ")[0].removeprefix("fewer than ").removeprefix("more than ") == str(icons)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0 in 100"),
        (0.4, "fewer than 1 in 100"),
        (0.99, "fewer than 1 in 100"),
        (1, "1 in 100"),
        (38.7, "39 in 100"),
        (99, "99 in 100"),
        (99.01, "more than 99 in 100"),
        (99.9, "more than 99 in 100"),
        (100, "100 in 100"),
    ],
)
def test_natural_frequencies(value: float, words: str) -> None:
    assert pairs.in_100(value)[0] == words


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=2, max_size=2))
def test_the_limits_of_a_difference_of_percentages_are_newcombes(counts: list[tuple[int, int]]) -> None:
    (k1, n1), (k2, n2) = ((min(part, whole), whole) for part, whole in counts)
    sides = []
    for part, whole in ((k1, n1), (k2, n2)):
        low, high = intervals.wilson(part, whole)
        sides.append(pd.Series({"value": 100 * part / whole, "lci_95": 100 * low, "uci_95": 100 * high}))
    found = [float(each) for each in pairs.apart(*sides)]
    assert found == pytest.approx([100 * float(each) for each in intervals.newcombe(k1, n1, k2, n2)])


def test_a_rate_is_subtracted_with_the_limits_of_both() -> None:
    one, two = ({"value": 10.0, "lci_95": 7.0, "uci_95": 14.0}, {"value": 4.0, "lci_95": 1.0, "uci_95": 9.0})
    assert pairs.apart(one, two) == (6.0, 6 - np.hypot(3, 5), 6 + np.hypot(4, 3))


def test_a_pair_says_how_far_apart_and_whether_that_is_chance(small_data: SmallData) -> None:
    requests(small_data, {"2024": {LEEDS: (40, 400), BRADFORD: (200, 400), COUNCILS[0]: (44, 400)}})
    found = pairs.pair(REFUSED, LEEDS, BRADFORD, "2024")
    assert (found.verdict, found.difference) == ("lower", pytest.approx(-40))
    assert found.text.startswith("Leeds is 40.0 points lower than Bradford (95% interval ")
    assert (found.a.frequency, found.a.icons, found.b.frequency) == ("10 in 100", 10, "50 in 100")
    back = pairs.pair(REFUSED, BRADFORD, LEEDS, "2024")
    assert (back.verdict, back.lci_95, back.uci_95) == ("higher", -found.uci_95, -found.lci_95)
    alike = pairs.pair(REFUSED, LEEDS, COUNCILS[0], "2024")
    assert alike.verdict == "similar"
    assert alike.text.endswith("1.0 points, may be chance.")
    assert pairs.pair(REFUSED, LEEDS, ENGLAND, "2024").verdict == "lower"


def test_what_may_not_be_called_higher_or_lower(small_data: SmallData) -> None:
    counts = {LEEDS: (40, 400), LONDON_CITY: (3, 5), BRADFORD: (0, 0), CUMBRIA: (5, 50)}
    requests(small_data, {"2022": counts, "2024": {LEEDS: (40, 400), LONDON_CITY: (3, 5), BRADFORD: (0, 0)}})
    small = pairs.pair(REFUSED, LEEDS, LONDON_CITY, "2024")
    assert (small.verdict, small.refusal) == ("", "City of London: Fewer than 10 cases: too few to compare.")
    assert small.difference == pytest.approx(-50), "the difference itself may be read"
    gap = pairs.pair(REFUSED, LEEDS, BRADFORD, "2024")
    assert (gap.b.symbol, gap.verdict, gap.b.frequency) == ("no_cases", "", "")
    assert gap.refusal == f"Bradford: {gap.b.reason}"
    assert "no requests" in gap.refusal.lower()
    gone = pairs.pair(REFUSED, CUMBRIA, LEEDS, "2024")
    assert gone.refusal == gone.a.notice
    assert "abolished" in gone.refusal
    assert pairs.pair(REFUSED, CUMBRIA, LEEDS, "2022").verdict == "similar"


def test_a_count_stays_in_its_own_form_without_a_verdict(small_data: SmallData) -> None:
    requests(small_data, {"2024": {LEEDS: (40, 1400), BRADFORD: (200, 400)}})
    found = pairs.pair("ehc_requests", LEEDS, BRADFORD, "2024")
    assert (found.a.figure, found.a.frequency, found.a.icons) == ("1,400", "", None)
    assert np.isnan(found.difference)
    assert "size of the council" in found.refusal


def test_a_doubted_figure_is_not_called_higher_or_lower(small_data: SmallData) -> None:
    small_data.quarantine(
        {"dataset": "ehc_plan_requests", "release": "2025", "time_period": "2024", "area_code": LEEDS,
         "indicator": "requests_refused", "published": 40.0, "finding": "0.", "check": "zero_beside",
         "status": "noted"}
    )  # fmt: skip
    requests(small_data, {"2024": {LEEDS: (40, 400), BRADFORD: (200, 400)}})
    found = pairs.pair(REFUSED, BRADFORD, LEEDS, "2024")
    assert (found.verdict, found.refusal) == ("", "A check doubts the published figure of Leeds.")


def test_on_time_carries_the_exceptions_of_both_and_is_refused_above_the_limit(small_data: SmallData) -> None:
    plans(small_data, "2024", {LEEDS: (36, 360, 400), BRADFORD: (300, 390, 400), CUMBRIA: (1, 1, 1)})
    found = pairs.pair(ON_TIME, LEEDS, BRADFORD, "2024")
    assert found.verdict == "lower"
    assert "Leeds: 10.0% of its plans were classed as exceptions." in found.text
    assert "Bradford: 2.5% of its plans were classed as exceptions." in found.text
    plans(small_data, "2024", {LEEDS: (36, 300, 400), BRADFORD: (300, 390, 400)})
    refused = pairs.pair(ON_TIME, LEEDS, BRADFORD, "2024")
    assert (refused.verdict, refused.text) == ("", "")
    assert refused.refusal.startswith("Leeds left out 25.0% of its plans as exceptions")


def test_side_by_side_takes_the_newest_period_of_all_and_subtracts_the_first(small_data: SmallData) -> None:
    small_data.quarantine()
    counts = {LEEDS: (40, 400), BRADFORD: (200, 400)}
    requests(small_data, {"2022": counts | {CUMBRIA: (100, 400)}, "2023": counts, "2024": counts})
    rows = pairs.side_by_side([LEEDS, BRADFORD], [REFUSED])
    assert list(rows)[: len(pairs.COLUMNS)] == pairs.COLUMNS
    assert list(rows["period"]) == ["2024", "2024"]
    assert list(rows["area_name"]) == ["Leeds", "Bradford"]
    assert rows["difference"].tolist() == pytest.approx([np.nan, 40], nan_ok=True)
    assert rows.at[1, "compared_with"] == LEEDS
    three = pairs.side_by_side([LEEDS, BRADFORD, CUMBRIA], [REFUSED])
    assert set(three["period"]) == {"2022"}, "the newest in which all three were there"
    assert set(pairs.side_by_side([LEEDS, BRADFORD])["metric"]) >= {REFUSED, "ehc_requests"}
