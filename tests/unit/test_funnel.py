"""Funnels against published limits, a published meta-analysis, exact tails and their own consistency."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.stats import binom, poisson

from metrics.funnel import funnel, over_dispersion

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

TRIALS_OF_BCG = """
    4 119 11 128;  6 300 29 274;  3 228 11 209;  62 13536 248 12619;  33 5036 47 5761;  180 1361 372 1079
    8 2537 10 619;  505 87886 499 87892;  29 7470 45 7232;  17 1699 65 1600;  186 50448 141 27197
    5 2493 3 2338;  27 16886 29 17825
""".replace("\n", ";")
"""Tuberculosis with and without vaccination: Colditz and others (1994), Journal of the American Medical
Association 271:698-702; cases and others among the vaccinated, then among the rest."""


def bcg():
    rows = [row.split() for row in TRIALS_OF_BCG.split(";") if row.strip()]
    ill, well, other_ill, other_well = np.array(rows, dtype=float).T
    log_ratio = np.log(ill / (ill + well)) - np.log(other_ill / (other_ill + other_well))
    variance = 1 / ill - 1 / (ill + well) + 1 / other_ill - 1 / (other_ill + other_well)
    return log_ratio, np.sqrt(variance)


def test_over_dispersion_of_a_published_meta_analysis():
    """The metafor package prints Q = 152.2330 and tau squared = 0.3088 (DerSimonian and Laird)."""
    effect, error = bcg()
    pooled = (effect / error**2).sum() / (1 / error**2).sum()
    phi, tau_squared = over_dispersion((effect - pooled) / error, error, winsorised=0)
    assert 13 * phi == pytest.approx(152.2330, abs=1e-4)
    assert tau_squared == pytest.approx(0.3088, abs=5e-5)


def test_winsorised_over_dispersion_by_hand():
    """Eleven equal councils: the percentiles are the second and tenth score, and tau squared has a short form."""
    z = np.array([-9.0, -3, -2, -1, 0, 0, 1, 2, 3, 4, 20])
    phi, tau_squared = over_dispersion(z, np.full(11, 0.1))
    expected = (9 + 9 + 4 + 1 + 0 + 0 + 1 + 4 + 9 + 16 + 16) / 11
    assert phi == pytest.approx(expected)
    assert tau_squared == pytest.approx(0.1**2 * (11 * expected - 10) / 10)


def test_over_dispersion_second_implementation():
    draw = np.random.default_rng(5)
    z, error = draw.normal(0, 3, 40), draw.uniform(0.01, 0.2, 40)
    ordered = sorted(z)

    def percentile(share):
        at = share * (len(ordered) - 1)
        below = math.floor(at)
        return ordered[below] + (at - below) * (ordered[min(below + 1, 39)] - ordered[below])

    squares = [min(max(score, percentile(0.1)), percentile(0.9)) ** 2 for score in z]
    weights = [1 / one**2 for one in error]
    spread = sum(weights) - sum(weight**2 for weight in weights) / sum(weights)
    phi, tau_squared = over_dispersion(z, error)
    assert phi == pytest.approx(sum(squares) / 40)
    assert tau_squared == pytest.approx((sum(squares) - 39) / spread)


@pytest.mark.parametrize(
    ("population", "low", "high", "low_998", "high_998"),
    [
        (2093, 78.949785, 82.335111, 77.973663, 83.311233),
        (9998, 79.867989, 81.416907, 79.421375, 81.863521),
        (53016, 80.306129, 80.978767, 80.112181, 81.172715),
        (110000, 80.408963, 80.875933, 80.274317, 81.010578),
    ],
)
def test_limits_of_chance_published(population, low, high, low_998, high_998):
    """Limits about 80.642448 % that PHEindicatormethods ships for its own tests, from normal theory.

    Ours differ in the second decimal, as the scale is another.
    """
    cases = np.array([0.80642448, 0.80642448]) * 1e6
    plot = funnel(cases, [1e6, 1e6])
    target = 80.642448
    for level, published in ((0.95, (low, high)), (0.998, (low_998, high_998))):
        ours = 100 * np.array(plot.limits(population, level, "not")) - target
        assert ours == pytest.approx(np.array(published) - target, rel=0.05)


def test_widened_limits_by_hand():
    """Four councils of 99.5 cases, so that chance is 0.05 on the arcsine scale, two at 0.2 and two at 0.4.

    With equal sizes tau squared is the excess of the winsorised squares over n - 1, divided by the weight n - 1
    councils have; the limits lie 1.96 roots of chance and tau squared together about the arcsine of the target.
    """
    cases, size = np.array([20.0, 20, 40, 40]), np.full(4, 99.5)
    plot = funnel(cases, size, target=0.3)
    z = [
        math.asin(math.sqrt((k + 0.375) / 100.25)) - math.asin(math.sqrt((29.85 + 0.375) / 100.25))
        for k in cases
    ]
    squares = sum((each / 0.05) ** 2 for each in z)
    tau_squared = (squares - 3) * 0.05**2 / 3
    assert plot.tau_squared == pytest.approx(tau_squared)
    centre = math.asin(math.sqrt((29.85 + 0.375) / 100.25))
    half = 1.959964 * math.sqrt(0.05**2 + tau_squared)
    ends = [(math.sin(centre + side * half) ** 2 * 100.25 - 0.375) / 99.5 for side in (-1, 1)]
    assert [float(end) for end in plot.limits(99.5)] == pytest.approx(ends, abs=1e-6)


@pytest.mark.parametrize("target", [0.03, 0.3, 0.5, 0.9])
@pytest.mark.parametrize("n", [100, 400, 1500])
def test_limits_of_chance_lie_at_the_tails_of_the_binomial(target, n):
    low, high = funnel([target * 1e6], [1e6]).limits(n, 0.95, "not")
    assert low * n == pytest.approx(binom.ppf(0.025, n, target), abs=1)
    assert high * n == pytest.approx(binom.ppf(0.975, n, target), abs=1)


@pytest.mark.parametrize("expected", [2, 8, 40, 400])
def test_limits_of_a_count_over_its_expected_count(expected):
    low, high = funnel([50, 70], [55, 65], kind="rate", target=1).limits(expected, 0.95, "not")
    assert low * expected == pytest.approx(poisson.ppf(0.025, expected), abs=1)
    assert high * expected == pytest.approx(poisson.ppf(0.975, expected), abs=1)


@st.composite
def tables(draw):
    n = draw(st.lists(st.integers(10, 3000), min_size=5, max_size=40))
    return np.array([draw(st.integers(0, most)) for most in n]), np.array(n)


@UNHURRIED
@given(tables(), st.sampled_from(["proportion", "rate"]), st.sampled_from([0.95, 0.998]))
def test_a_council_is_flagged_where_its_point_lies_outside_the_drawn_limits(table, kind, level):
    k, n = table
    plot = funnel(k, n, kind)
    low, high = plot.limits(n, level)
    margin = 1e-9
    flags = plot.outside(level)
    assert (flags[k / n > high + margin] == "higher").all()
    assert (flags[k / n < low - margin] == "lower").all()
    assert (flags[(k / n < high - margin) & (k / n > low + margin)] == "within").all()


@UNHURRIED
@given(tables())
def test_counting_the_other_side_mirrors_the_funnel(table):
    k, n = table
    one, other = funnel(k, n), funnel(n - k, n)
    assert one.tau_squared == pytest.approx(other.tau_squared)
    low, high = one.limits(n)
    assert np.array(other.limits(n)) == pytest.approx(np.array([1 - high, 1 - low]))


def test_widening_only_widens_and_never_leaves_what_is_possible():
    draw = np.random.default_rng(8)
    n = draw.integers(20, 2000, 150)
    plot = funnel(draw.binomial(n, draw.beta(2, 30, 150)), n)
    assert plot.phi > 1
    sizes = np.array([1, 5, 50, 500, 5000])
    bare, added, stretched = (plot.limits(sizes, 0.998, way) for way in ("not", "additive", "multiplicative"))
    for wide in (added, stretched):
        assert (wide[0] <= bare[0]).all()
        assert (wide[1] >= bare[1]).all()
        assert (wide[0] >= 0).all()
        assert (wide[1] <= 1).all()


def test_chance_alone_flags_about_one_in_twenty():
    draw = np.random.default_rng(10)
    n = draw.integers(20, 400, 100_000)
    plot = funnel(draw.binomial(n, 0.05), n)
    assert plot.tau_squared == 0
    assert (plot.outside() != "within").mean() == pytest.approx(0.05, abs=0.015)


def test_a_gap_is_not_flagged():
    plot = funnel([5, np.nan, 3, 90], [10, 10, 0, 100])
    assert plot.outside().tolist()[1:3] == ["", ""]
    assert plot.target == pytest.approx(95 / 110)
