"""Ranks, ties, ordinals and the intervals of ranks."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.numbers import as_read, half_up
from metrics.ranks import ordinal, place, place_between, rank_limits, ranks, shared

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

figures = st.lists(st.integers(0, 20).map(lambda whole: whole / 4), min_size=1, max_size=60)


@UNHURRIED
@given(figures, st.sampled_from(["higher", "lower"]))
def test_ranks_agree_with_pandas(values, best):
    expected = pd.Series(values).rank(method="min", ascending=best == "lower")
    assert ranks(values, best).tolist() == expected.tolist()
    assert shared(ranks(values, best)).tolist() == pd.Series(values).duplicated(keep=False).tolist()


@UNHURRIED
@given(figures)
def test_a_rank_counts_the_better_ones(values):
    for value, rank in zip(values, ranks(values), strict=True):
        assert rank == 1 + sum(other > value for other in values)


@UNHURRIED
@given(figures, st.randoms())
def test_the_order_of_councils_does_not_matter(values, random):
    order = list(range(len(values)))
    random.shuffle(order)
    assert ranks([values[at] for at in order]).tolist() == ranks(values)[order].tolist()


def test_places_tie_where_the_figures_read_the_same_and_nowhere_else():
    """6.25 reads 6.3 as 6.31 does and 6.2 does not."""
    places = ranks([6.31, 6.25, 6.2, 6.16], "higher", 1)
    assert places.tolist() == [1, 1, 3, 3]


@UNHURRIED
@given(st.lists(st.decimals(-999, 999, places=5).map(float), min_size=1), st.integers(0, 2))
def test_many_values_are_rounded_as_one_is(values, digits):
    assert as_read(values, digits).tolist() == [float(half_up(each, digits)) for each in values]
    assert np.isnan(as_read([np.nan], digits)[0])


def test_gaps_have_no_rank_and_take_none():
    places = ranks([50.0, np.nan, 70.0, 50.0, np.nan])
    assert places.tolist() == pytest.approx([2, np.nan, 1, 2, np.nan], nan_ok=True)
    assert shared(places).tolist() == [True, False, False, True, False]


def test_figures_that_read_the_same_tie():
    assert ranks([46.14, 46.06, 47]).tolist() == [2, 3, 1]
    assert ranks([46.14, 46.06, 47], decimals=1).tolist() == [2, 2, 1]


def test_ordinals():
    numbers = (1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 23, 101, 103, 111, 112, 113, 121, 1001, 1011)
    words = "1st 2nd 3rd 4th 10th 11th 12th 13th 21st 22nd 23rd 101st 103rd 111th 112th 113th 121st"
    assert " ".join(map(ordinal, numbers)) == f"{words} 1,001st 1,011th"


@UNHURRIED
@given(st.integers(0, 10_000))
def test_ordinals_end_as_they_are_said(number):
    ending = ordinal(number)[-2:]
    teens = number // 10 % 10 == 1
    assert ending == ("th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th"))


def test_places_in_words():
    assert place(3, 151, tied=True) == "joint 3rd of 151"
    assert place(111, 151) == "111th of 151"
    assert place_between(3, 11, 151) == "between 3rd and 11th of 151"
    assert place_between(1, 1, 151) == "1st of 151"


@st.composite
def tables(draw):
    n = draw(st.lists(st.integers(1, 2000), min_size=2, max_size=30))
    return np.array([draw(st.integers(0, most)) for most in n]), np.array(n)


@UNHURRIED
@given(tables(), st.sampled_from(["proportion", "rate"]), st.sampled_from(["higher", "lower"]))
def test_limits_hold_the_rank_and_stay_in_the_table(table, kind, best):
    k, n = table
    low, high = rank_limits(k, n, kind, best)
    now = ranks(k / n, best)
    assert (low >= 1).all()
    assert (low <= now).all()
    assert (now <= high).all()
    assert (high <= len(k)).all()


def test_the_other_direction_turns_the_limits_round():
    draw = np.random.default_rng(1)
    n = draw.integers(50, 500, 40)
    k = draw.binomial(n, draw.beta(4, 4, 40))
    low, high = rank_limits(k, n, best="higher")
    turned_low, turned_high = rank_limits(k, n, best="lower")
    assert np.abs(turned_low - (41 - high)).max() <= 1
    assert np.abs(turned_high - (41 - low)).max() <= 1


def test_councils_far_apart_have_one_place_and_councils_alike_have_all():
    low, high = rank_limits([5, 100, 195], [200, 200, 200])
    assert low.tolist() == high.tolist() == [3, 2, 1]
    low, high = rank_limits([0, 0, 0, np.nan], [10, 90, 300, 10])
    assert low.tolist()[:3] == [1, 1, 1]
    assert high.tolist()[:3] == [3, 3, 3]
    assert np.isnan([low[3], high[3]]).all()


def test_chance_alone_leaves_nearly_every_place_open():
    draw = np.random.default_rng(2)
    n = np.full(100, 200)
    low, high = rank_limits(draw.binomial(n, 0.3), n)
    assert (high - low).mean() > 80


def test_more_cases_make_a_rank_surer():
    draw = np.random.default_rng(3)
    chances = draw.beta(5, 5, 60)
    few, many = np.full(60, 50), np.full(60, 5000)
    narrow, wide = (np.subtract(*rank_limits(draw.binomial(n, chances), n)[::-1]).mean() for n in (many, few))
    assert narrow < wide / 2


def test_two_councils_may_change_places_where_their_difference_is_no_more_than_chance():
    for other in range(100, 200, 4):
        low, _ = rank_limits([100, other] + [50, 250] * 20, [300] * 42)
        z = (other - 100) / 300 / np.sqrt((100 * 200 + other * (300 - other)) / 300**3)
        if abs(z - 1.96) > 0.25:
            assert (low[0] == low[1]) == (z < 1.96)


def test_same_figures_same_limits():
    one, two = (rank_limits([3, 30, 20, 9], [50, 60, 50, 40], "rate") for _ in range(2))
    assert np.array_equal(one, two)
