"""Measures of spread against second implementations, worked examples and their own symmetries."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.stats import binom, f_oneway

from metrics.spread import (
    Councils,
    chance_share,
    coefficient_of_variation,
    gini,
    group_share,
    log_deviation,
    logit_spread,
    percentile_range,
    standard_deviation,
)

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

SEED = np.random.default_rng(6)
PLANS = SEED.integers(30, 900, 150)
ON_TIME = SEED.binomial(PLANS, SEED.beta(1, 1, 150))
TIMELINESS = Councils(ON_TIME.astype(float), PLANS.astype(float), "proportion")
LATENESS = Councils((PLANS - ON_TIME).astype(float), PLANS.astype(float), "proportion")
APPEALS = Councils(SEED.poisson(PLANS * SEED.gamma(4, 0.01, 150)).astype(float), PLANS.astype(float), "rate")


def plain(values):
    return Councils(np.array(values, dtype=float), np.ones(len(values)), "value")


several = st.lists(st.integers(1, 1000), min_size=3, max_size=40)


@UNHURRIED
@given(several)
def test_gini_is_half_the_relative_mean_absolute_difference(values):
    pairs = [abs(one - other) for one in values for other in values]
    assert gini(plain(values))[0] == pytest.approx(statistics.mean(pairs) / (2 * statistics.mean(values)))


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1, 2, 3, 4, 5], 4 / 15), ([0, 0, 0, 10], 3 / 4), ([5, 5, 5], 0), ([1, 3], 1 / 4)],
)
def test_gini_by_hand(values, expected):
    assert gini(plain(values))[0] == pytest.approx(expected)


@UNHURRIED
@given(several)
def test_deviation_and_percentiles_agree_with_the_standard_library(values):
    tenths = statistics.quantiles(values, n=10, method="inclusive")
    assert standard_deviation(plain(values))[0] == pytest.approx(statistics.stdev(values))
    assert percentile_range(plain(values))[0] == pytest.approx(tenths[-1] - tenths[0])
    relative = statistics.stdev(values) / statistics.mean(values)
    assert coefficient_of_variation(plain(values))[0] == pytest.approx(relative)


@pytest.mark.parametrize("measure", [standard_deviation, percentile_range, logit_spread, chance_share])
def test_symmetric_measures_do_not_depend_on_which_side_is_counted(measure):
    assert measure(TIMELINESS)[0] == pytest.approx(measure(LATENESS)[0])


@pytest.mark.parametrize("measure", [gini, coefficient_of_variation])
def test_the_other_measures_do(measure):
    assert measure(TIMELINESS)[0] != pytest.approx(measure(LATENESS)[0], rel=0.01)


@UNHURRIED
@given(st.integers(2, 40), st.floats(0.01, 0.99))
def test_the_noise_of_a_proportion_is_right_on_average(n, p):
    """Over everything chance can do with n cases, the mean of the noise is the variance of the proportion."""
    k = np.arange(n + 1.0)
    noise = Councils(k, np.full(n + 1, float(n)), "proportion").noise
    assert binom.pmf(k, n, p) @ noise == pytest.approx(p * (1 - p) / n)


def test_logit_spread_second_implementation():
    logs, noise = [], []
    for yes, all_ in zip(ON_TIME.tolist(), PLANS.tolist(), strict=True):
        logs.append(math.log((yes + 0.5) / (all_ - yes + 0.5)))
        noise.append(1 / (yes + 0.5) + 1 / (all_ - yes + 0.5))
    expected = math.sqrt(statistics.variance(logs) - statistics.mean(noise))
    assert logit_spread(TIMELINESS)[0] == pytest.approx(expected)
    assert log_deviation(TIMELINESS)[0] == pytest.approx(statistics.stdev(logs))


def test_logit_spread_finds_the_spread_that_was_put_in():
    draw = np.random.default_rng(1)
    n = draw.integers(200, 900, 200_000)
    p = 1 / (1 + np.exp(-draw.normal(-1, 0.8, n.size)))
    councils = Councils(draw.binomial(n, p).astype(float), n.astype(float), "proportion")
    assert logit_spread(councils)[0] == pytest.approx(0.8, rel=0.01)
    chance_only = Councils(draw.binomial(n, 0.3).astype(float), n.astype(float), "proportion")
    assert logit_spread(chance_only)[0] < 0.02
    assert chance_share(chance_only)[0] == pytest.approx(1, abs=0.01)


def test_rates_carry_poisson_noise():
    draw = np.random.default_rng(2)
    exposure = draw.uniform(500, 3000, 200_000)
    chance_only = Councils(draw.poisson(0.02 * exposure).astype(float), exposure, "rate")
    assert chance_share(chance_only)[0] == pytest.approx(1, abs=0.01)
    varied = draw.poisson(0.02 * exposure * np.exp(draw.normal(0, 0.5, exposure.size)))
    assert logit_spread(Councils(varied.astype(float), exposure, "rate"))[0] == pytest.approx(0.5, rel=0.02)


@pytest.mark.parametrize(
    "measure",
    [standard_deviation, gini, coefficient_of_variation, logit_spread, log_deviation, chance_share],
)
@pytest.mark.parametrize("councils", [TIMELINESS, APPEALS], ids=["proportion", "rate"])
def test_influences_are_those_of_the_jackknife(measure, councils):
    """Leaving one council out moves a measure by its influence over n - 1."""
    value, influence = measure(councils)
    n = councils.values.size
    others = np.array([np.delete(np.arange(n), out) for out in range(n)])
    left_out = (n - 1) * (value - measure(councils.take(others))[0])
    assert np.corrcoef(influence, left_out)[0, 1] > 0.999
    assert influence.std() == pytest.approx(left_out.std(), rel=0.03)
    assert influence.mean() == pytest.approx(0, abs=0.02 * influence.std())


@pytest.mark.parametrize("measure", [standard_deviation, percentile_range, gini, logit_spread, chance_share])
def test_many_resamples_are_measured_at_once(measure):
    index = np.random.default_rng(3).integers(150, size=(5, 150))
    together, influences = measure(TIMELINESS.take(index))
    for row, value in enumerate(together):
        alone, influence = measure(TIMELINESS.take(index[row]))
        assert value == pytest.approx(alone)
        assert influence is None or influences[row] == pytest.approx(influence, abs=1e-9)


def test_group_share_is_the_share_of_the_sum_of_squares():
    values = SEED.normal(size=60)
    groups = np.array(["North", "South", "East"] * 20, dtype=object)
    test = f_oneway(*(values[groups == name] for name in ("North", "South", "East")))
    ratio = test.statistic * 2 / 57
    assert group_share(values, groups)[0] == pytest.approx(ratio / (1 + ratio))


def test_group_share_of_groups_drawn_at_random():
    values = SEED.normal(size=50)
    groups = np.array([f"region {number % 9}" for number in range(50)], dtype=object)
    shares = [group_share(values, SEED.permutation(groups))[0] for _ in range(2000)]
    assert np.mean(shares) == pytest.approx(8 / 49, rel=0.03)
    assert group_share(values, groups)[1] == pytest.approx(8 / 49)
    assert np.isnan(group_share(np.ones(50), groups)[0])
