"""Ranks as a reader may be told them, and whether councils stay where they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import build, rank_claims, standing
from metrics.metric import Metric
from metrics.ranks import ordinal
from metrics.registry import metric
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import COUNCILS, ENGLAND, ON_TIME, REFUSED, plans, requests, spread

LOWEST, HIGHEST = COUNCILS[0], COUNCILS[-1]
LONDON_CITY, CUMBRIA = "E09000001", "E10000006"


@given(st.integers(1, 151), st.booleans(), st.integers(0, 20), st.integers(0, 20))
def test_a_rank_is_never_without_its_interval_and_of_n(
    rank: int, tied: bool, better: int, worse: int
) -> None:
    low, high = max(rank - better, 1), min(rank + worse, 151)
    text = standing.rank_text(rank, tied, 151, low, high)
    assert " of 151, " in text
    assert text.startswith("joint ") == tied
    assert ("with or without chance" in text) == (low == high)
    assert (f"between {low}" in text and f"and {high}" in text) or low == high


def test_a_rank_in_words_with_ties_as_read(small_data: SmallData) -> None:
    counts = spread(10, 90) | {HIGHEST: (399, 400), COUNCILS[-2]: (3990, 4000)}
    requests(small_data, {"2024": counts})
    list(build.build())
    first = standing.rank_of(REFUSED, HIGHEST, "2024")
    assert (first.rank, first.tied, first.of, first.order) == (1, True, 151, "highest first")
    assert first.text.startswith("joint 1st of 151, ")
    assert first.low == 1
    assert standing.rank_of(REFUSED, COUNCILS[-2], "2024").tied
    last = standing.rank_of(REFUSED, LOWEST, "2024")
    assert (last.rank, last.high) == (151, 151)
    assert last.low < 151, "its neighbour in the ranking is within chance"


def test_a_chart_tells_each_place_as_it_is_told_alone_and_a_wide_one_by_its_limits(
    small_data: SmallData,
) -> None:
    counts = spread(10, 90) | {COUNCILS[5]: (5, 11)}
    requests(small_data, {"2024": counts})
    list(build.build())
    told = rank_claims.places_in(REFUSED, "2024")
    alone = standing.rank_of(REFUSED, HIGHEST, "2024")
    assert told[HIGHEST] == f"Rank, highest first: {alone.text}"
    wide = standing.rank_of(REFUSED, COUNCILS[5], "2024")
    assert 3 * (wide.high - wide.low) > wide.of
    limits = f"between {ordinal(wide.low)} and {ordinal(wide.high)} of {wide.of}"
    assert told[COUNCILS[5]] == f"Rank, highest first: {limits} allowing for chance"
    assert LONDON_CITY not in told
    assert rank_claims.places_in(REFUSED, "1999") == {}


def test_why_a_place_has_no_rank(small_data: SmallData) -> None:
    small, gap = COUNCILS[3], COUNCILS[4]
    counts = spread(10, 90) | {small: (2, 9), gap: (0, 0), LONDON_CITY: (1, 20)}
    requests(small_data, {"2023": spread(10, 90), "2024": counts})
    list(build.build())
    why = {
        code: standing.rank_of(REFUSED, code, "2024").refusal
        for code in (small, gap, LONDON_CITY, CUMBRIA, ENGLAND, LOWEST)
    }
    assert why[small] == "Fewer than 10 cases: too few to rank."
    assert "no requests" in why[gap].lower()
    assert "never ranked" in why[LONDON_CITY]
    assert "abolished" in why[CUMBRIA]
    assert why[ENGLAND] == "Only councils are ranked."
    assert why[LOWEST] == ""
    assert "size of the council" in standing.rank_of("ehc_requests", LOWEST, "2024").refusal
    assert standing.rank_of(REFUSED, small, "2024").text == ""


def test_a_rank_on_time_carries_its_exceptions_and_is_refused_above_the_limit(small_data: SmallData) -> None:
    counts = {code: (part, 400, 400) for code, (part, _) in spread(10, 90).items()}
    plans(small_data, "2024", counts | {LOWEST: (50, 350, 400), HIGHEST: (300, 300, 400)})
    list(build.build())
    assert (
        standing.rank_of(ON_TIME, LOWEST, "2024").beside == "12.5% of its plans were classed as exceptions."
    )
    assert (
        standing.rank_of(ON_TIME, LOWEST, "2024").of,
        standing.rank_of(ON_TIME, LOWEST, "2024").left_out,
    ) == (150, 1)
    refused = standing.rank_of(ON_TIME, HIGHEST, "2024")
    assert (refused.text, refused.rank) == ("", 0)
    assert "left out 25.0% of its plans as exceptions: more than 20%" in refused.refusal


@pytest.fixture
def six_years(small_data: SmallData) -> SmallData:
    """The lowest stays the lowest, the highest falls to the bottom for three years; a break before 2021."""
    years = {str(year): spread(10, 90) for year in range(2018, 2024)}
    for year in ("2021", "2022", "2023"):
        years[year] = years[year] | {HIGHEST: (8, 400)}
    requests(small_data, years, breaks=(("2021", "The collection changed."),))
    list(build.build())
    return small_data


def test_persistence_of_a_measure_without_a_better_way_is_said_neutrally(six_years: SmallData) -> None:
    found = standing.persistence_of(REFUSED)
    assert found.periods == tuple(str(year) for year in range(2018, 2024))
    councils = found.councils.set_index("area_code")
    assert councils.at[LOWEST, "patterns"] == "always among the lowest"
    assert councils.at[HIGHEST, "patterns"] == "fell from the highest quarter"
    assert standing.patterns_of(REFUSED, LOWEST) == ("always among the lowest",)
    assert standing.patterns_of(REFUSED, COUNCILS[75]) == ()
    assert (councils.at[LOWEST, "below_england"], councils.at[LOWEST, "years"]) == (6, 6)
    assert (councils.at[HIGHEST, "best_rank"], councils.at[HIGHEST, "worst_rank"]) == (1, 151)
    assert "The collection changed." in found.note


def test_movement_leaves_out_the_break_and_the_flow_marks_it(six_years: SmallData) -> None:
    found, flows = standing.persistence_of(REFUSED), standing.flows(REFUSED)
    assert found.moves.sum() == 151 * 4, "five pairs of years, one of them across the break"
    assert found.stayed_worst == found.stayed_best == 1
    assert set(flows.loc[flows["broken"], "later"]) == {"2021"}
    assert flows.groupby(["earlier", "later"])["councils"].sum().eq(151).all()
    across = flows[(flows["later"] == "2021") & (flows["quarter"] == 1) & (flows["quarter_later"] == 4)]
    assert across["councils"].tolist() == [1]


def test_each_council_has_its_own_line(six_years: SmallData) -> None:
    line = standing.history(REFUSED, HIGHEST)
    assert list(line["period"]) == list(standing.persistence_of(REFUSED).periods)
    assert list(line["rank"]) == [1, 1, 1, 151, 151, 151]
    assert list(line["quarter"]) == [1, 1, 1, 4, 4, 4]
    assert (line["rank_lci_95"] <= line["rank"]).all()
    assert (line["rank"] <= line["rank_uci_95"]).all()
    assert np.isfinite(line["of"]).all()


def test_a_measure_without_counts_has_no_persistence(
    six_years: SmallData, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "size of the council" in standing.persistence_of("ehc_requests").note
    without: Metric = metric("ombudsman_compliance")
    assert standing.persistence_of(without.id).note == standing.NO_COUNTS


def test_years_against_england_are_of_every_figure_and_places_of_those_with_few_exceptions(
    small_data: SmallData,
) -> None:
    """The highest is above England in two years, and has a place in the one in which it claimed few exceptions."""
    fair = {code: (part, 400, 400) for code, (part, _) in spread(10, 90).items()}
    fair[ENGLAND] = (30_000, 60_000, 60_000)
    claimed = fair | {HIGHEST: (300, 300, 400)}
    plans(small_data, "2024", claimed, _2023=fair)
    list(build.build())
    highest = standing.persistence_of(ON_TIME).councils.set_index("area_code").loc[HIGHEST]
    assert (highest["above_england"], highest["years_against_england"], highest["years"]) == (2, 2, 1)
