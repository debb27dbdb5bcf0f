"""Movement between quarters, years against England and patterns, on tables small enough to read."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.persistence import (
    ENOUGH_YEARS,
    movement,
    patterns,
    quarters,
    rank_range,
    stayed,
    years_against,
)

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

GAP = np.nan


def ladder(*paths, rungs=20):
    """A table where the given councils hold these rungs (1 the best) and others fill the rest each year."""
    years = len(paths[0])
    table = np.full((rungs, years), GAP)
    for year in range(years):
        taken = [path[year] for path in paths]
        others = iter([rung for rung in range(1, rungs + 1) if rung not in taken])
        fillers = [next(others, GAP) for _ in range(rungs - len(paths))]
        table[:, year] = [*taken, *fillers]
    return 100 - table


def shown(*path):
    """The names of the patterns that a council with this path shows."""
    return {name for name, councils in patterns(ladder(path)).items() if councils[0]}


def test_quarters_share_out_a_year():
    table = np.arange(1.0, 152)[:, None]
    sizes = np.bincount(quarters(table)[:, 0].astype(int))[1:]
    assert sorted(sizes) == [37, 38, 38, 38]
    assert quarters(table, "higher")[-1] == [1]
    assert quarters(table, "lower")[-1] == [4]


def test_ties_take_the_better_quarter_and_gaps_none():
    quarter = quarters(np.array([[9.0], [9], [9], [1], [GAP]]))
    assert quarter[:, 0].tolist() == pytest.approx([1, 1, 1, 4, GAP], nan_ok=True)


def test_movement_counts_each_pair_of_years():
    quarter = np.array([[1, 1, 2], [4, 4, 4], [4, 1, GAP], [GAP, 3, 3]])
    counts = movement(quarter)
    assert counts.sum() == 6
    assert counts[0].tolist() == [1, 1, 0, 0]
    assert counts[2].tolist() == [0, 0, 1, 0]
    assert counts[3].tolist() == [1, 0, 0, 2]
    assert stayed(counts) == pytest.approx(2 / 3)
    assert np.isnan(stayed(counts, 2))


def test_movement_leaves_out_years_on_either_side_of_a_break():
    quarter = np.array([[4.0, 4, 1]])
    assert movement(quarter, [True, False]).tolist()[3] == [0, 0, 0, 1]
    assert movement(quarter, [False, True]).tolist()[3] == [1, 0, 0, 0]


@UNHURRIED
@given(st.integers(0, 2**32 - 1))
def test_movement_matches_a_plain_count(seed):
    draw = np.random.default_rng(seed)
    table = np.where(draw.random((12, 5)) < 0.2, GAP, draw.random((12, 5)))
    quarter = quarters(table)
    expected = np.zeros((4, 4))
    for row in quarter:
        for now, then in pairwise(row):
            if not np.isnan(now + then):
                expected[int(now) - 1, int(then) - 1] += 1
    assert movement(quarter).tolist() == expected.tolist()


def test_places_drawn_afresh_each_year_stay_a_quarter_of_the_time():
    table = np.random.default_rng(1).random((150, 200))
    assert stayed(movement(quarters(table))) == pytest.approx(0.25, abs=0.02)


def test_years_above_and_below_england():
    above, below, years = years_against([[50, 40, GAP, 30], [GAP] * 4], [45, 45, 45, 30])
    assert above.tolist() == [1, 0]
    assert below.tolist() == [1, 0]
    assert years.tolist() == [3, 0]


def test_rank_range():
    low, high = rank_range([[90, 10, GAP], [50, 50, 50], [10, 90, 70], [GAP] * 3])
    assert low.tolist() == pytest.approx([1, 2, 1, GAP], nan_ok=True)
    assert high.tolist() == pytest.approx([3, 2, 3, GAP], nan_ok=True)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ((20, 19, 18, 17, 16), {"always at the bottom"}),
        ((20, 19, GAP, 18, 17, 16), {"always at the bottom"}),
        ((1, 2, 3, 4, 5), {"always at the top"}),
        ((20, 19, 18, 17, 15), set()),
        ((20, 20, 20, 20, GAP), set()),
        ((10, 10, 11, 10, 10), set()),
        ((2, 15, 3, 14, 14), {"yo-yo"}),
        ((15, 10, 4, 8, 16, 16, 5), {"yo-yo"}),
        ((2, 15, 3, 10, 10), set()),
        ((18, 18, 17, 9, 8, 7), {"turned round"}),
        ((18, 18, 12, 17, 9, 8, 7), set()),
        ((18, 18, 17, 9, 8, 7, GAP), set()),
        ((18, 18, 18, 18, 11, 9, 8), set()),
        ((2, 3, 3, 12, 13, 14), {"fell back"}),
        ((18, 18, 18, 4, 4, 18, 4, 4, 4), {"yo-yo", "turned round"}),
    ],
)
def test_patterns(path, names):
    assert shown(*path) == names


def test_patterns_need_enough_years():
    few = (20,) * (ENOUGH_YEARS - 1)
    assert shown(*few) == set()
    assert shown(*few, 20) == {"always at the bottom"}


def test_patterns_turn_round_with_the_direction():
    table = np.random.default_rng(2).random((60, 8)).cumsum(axis=1)
    higher, lower = patterns(table, "higher"), patterns(-table, "lower")
    assert all(np.array_equal(higher[name], lower[name]) for name in higher)
    turned = patterns(table, "lower")
    assert np.array_equal(turned["always at the top"], higher["always at the bottom"])
    assert np.array_equal(turned["yo-yo"], higher["yo-yo"])


def test_luck_alone_seldom_keeps_a_council_at_the_bottom():
    table = np.random.default_rng(3).random((20_000, ENOUGH_YEARS))
    assert patterns(table)["always at the bottom"].mean() == pytest.approx(0.25**ENOUGH_YEARS, abs=0.0006)
