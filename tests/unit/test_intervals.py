"""Intervals against scipy, published worked examples and properties that must always hold."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2, poisson

from metrics.intervals import byar, newcombe, wilson

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def cases(draw, largest=5000):
    n = draw(st.integers(1, largest))
    return draw(st.integers(0, n)), n


@UNHURRIED
@given(cases(), st.sampled_from([0.8, 0.95, 0.998]))
def test_wilson_agrees_with_scipy(case, level):
    k, n = case
    expected = binomtest(k, n).proportion_ci(level, method="wilson")
    assert wilson(k, n, level) == pytest.approx((expected.low, expected.high), abs=1e-12)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [  # Newcombe (1998) Statistics in Medicine 17:857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_published_examples(k, n, low, high):
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-5)


@UNHURRIED
@given(cases())
def test_wilson_holds_the_proportion_and_stays_in_range(case):
    k, n = case
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    assert low < high
    assert (low == 0) == (k == 0)
    assert (high == 1) == (k == n)


@UNHURRIED
@given(cases())
def test_wilson_mirrors_when_the_other_side_is_counted(case):
    k, n = case
    low, high = wilson(k, n)
    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low))


def test_wilson_of_a_whole_frame_leaves_gaps_as_gaps():
    low, high = wilson([5, 0, np.nan, 3], [10, 0, 10, np.nan])
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [False, True, True, True]


@pytest.mark.parametrize(("k", "n"), [(11, 10), (-1, 10), (1, 0)])
def test_wilson_refuses_impossible_counts(k, n):
    with pytest.raises(ValueError, match=f"{k} cases of {n}"):
        wilson([1, k], [2, n])


@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2", "low", "high"),
    [  # Newcombe (1998) Statistics in Medicine 17:873-890, table II, method 10
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_newcombe_published_examples(k1, n1, k2, n2, low, high):
    difference, *limits = newcombe(k1, n1, k2, n2)
    assert difference == pytest.approx(k1 / n1 - k2 / n2)
    assert limits == pytest.approx((low, high), abs=5e-5)


@UNHURRIED
@given(cases(), cases())
def test_newcombe_changes_sign_when_the_places_change_sides(one, other):
    difference, low, high = newcombe(*one, *other)
    assert np.diff([-1, low, difference, high, 1]).min() > -1e-12
    assert newcombe(*other, *one) == pytest.approx((-difference, -high, -low))


def test_newcombe_leaves_gaps_as_gaps():
    assert np.isnan(newcombe([0, 5], [0, np.nan], 3, 10)).all()


@UNHURRIED
@given(st.integers(0, 9), st.sampled_from([0.8, 0.95, 0.998]))
def test_small_counts_agree_with_scipy_and_their_own_definition(count, level):
    tail = (1 - level) / 2
    low, high = byar(count, level=level)
    assert high == pytest.approx(chi2.ppf(1 - tail, 2 * count + 2) / 2)
    assert low == pytest.approx(chi2.ppf(tail, 2 * count) / 2 if count else 0)
    assert poisson.cdf(count, high) == pytest.approx(tail)


@UNHURRIED
@given(st.integers(10, 100_000))
def test_byar_is_close_to_the_exact_limits(count):
    exact = chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2
    assert byar(count) == pytest.approx(exact, rel=2e-3)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [  # Breslow and Day (1987), table 2.11: exact limits of a Poisson count
        (0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (9, 4.115, 17.085),
    ],
)  # fmt: skip
def test_small_counts_published(count, low, high):
    assert byar(count) == pytest.approx((low, high), abs=1e-3)


def test_byar_worked_example():
    """Byar's formula by hand for 100 events over 50 (thousand)."""
    assert byar(100) == pytest.approx((81.36, 121.63), abs=0.01)
    assert byar(100, 50) == pytest.approx((81.36 / 50, 121.63 / 50), abs=1e-3)


def test_rates_leave_gaps_as_gaps_and_refuse_negatives():
    low, high = byar([5, np.nan, 5], [0, 10, np.nan])
    assert np.isnan(low).all()
    assert np.isnan(high).all()
    with pytest.raises(ValueError, match="-1 events"):
        byar(-1)
    with pytest.raises(ValueError, match=r"7\.5 events"):
        byar([7.5, 107.5])


def test_a_level_outside_nought_to_one_is_refused():
    with pytest.raises(ValueError, match="95"):
        wilson(5, 10, level=95)
