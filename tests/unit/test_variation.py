"""The figures of the lottery and its verdicts: what is left out, what is said, and what is refused."""

import numpy as np
import pytest

from metrics import variation
from metrics.bootstrap import limits
from metrics.spread import Councils, standard_deviation

DRAW = np.random.default_rng(9)
PLANS = DRAW.integers(100, 900, 150)
LEVEL = DRAW.normal(size=150)


def chances(spread, middle=0.0):
    return 1 / (1 + np.exp(-(middle + spread * LEVEL)))


def counts(spread, middle=0.0):
    return DRAW.binomial(PLANS, chances(spread, middle)).astype(float), PLANS.astype(float)


NARROW, WIDE = counts(0.8), counts(1.6)
REGIONS = np.array([f"region {number % 9}" for number in range(150)])


def test_summary_carries_the_columns_of_the_command_line():
    figures = variation.summary(*WIDE, regions=REGIONS)
    columns = "areas sd sd_lci_95 sd_uci_95 p90_minus_p10 logit_sd real_share between_region_share gini"
    columns += " gini_lci_95 gini_uci_95 cv p10 median p90"
    assert set(columns.split()) <= set(figures)
    assert all(np.isfinite(list(figures.values())))


def test_every_interval_holds_its_figure():
    for kind, data in {"proportion": WIDE, "rate": WIDE}.items():
        figures = variation.summary(*data, kind=kind, per=1000)
        names = [name.removesuffix("_lci_95") for name in figures if name.endswith("_lci_95")]
        assert len(names) == 6
        for name in names:
            low, high = figures[f"{name}_lci_95"], figures[f"{name}_uci_95"]
            assert low < figures[name] < high or (name, low) == ("real_share", 0)


def test_points_scale_and_shares_do_not():
    percent, share = variation.summary(*WIDE, per=100), variation.summary(*WIDE, per=1)
    for name in ("sd", "sd_uci_95", "p90_minus_p10", "p10", "median", "p90"):
        assert percent[name] == pytest.approx(100 * share[name])
    for name in ("gini", "cv", "logit_sd", "real_share"):
        assert percent[name] == share[name]


def test_percentiles_of_a_proportion_are_never_more_than_the_whole_apart():
    half = np.array([0.0] * 75 + [500.0] * 75)
    figures = variation.summary(half, np.full(150, 500.0))
    assert figures["p90_minus_p10"] == 100
    assert figures["p90_minus_p10_uci_95"] == 100


def test_gaps_and_empty_denominators_are_left_out():
    k, n = (side.copy() for side in WIDE)
    k[0], n[1], k[2], n[2] = np.nan, np.nan, 0, 0
    figures = variation.summary(k, n, regions=REGIONS)
    assert figures["areas"] == 147
    assert figures == variation.summary(k[3:], n[3:], regions=REGIONS[3:])


def test_same_figures_same_limits():
    assert variation.summary(*WIDE) == variation.summary(*WIDE)


def test_few_councils_get_figures_without_limits():
    few = variation.FEWEST_COUNCILS - 1
    figures = variation.summary(WIDE[0][:few], WIDE[1][:few])
    assert np.isfinite(figures["sd"])
    assert np.isnan(figures["sd_lci_95"])
    assert variation.summary([3.0], [5.0]) == {"areas": 1}


def test_councils_that_do_not_differ():
    figures = variation.summary(np.full(60, 40.0), np.full(60, 80.0))
    assert figures["sd"] == figures["gini"] == figures["logit_sd"] == 0
    assert np.isnan(figures["sd_lci_95"])


def test_values_without_a_denominator_have_no_chance_to_take_off():
    figures = variation.summary(DRAW.normal(30, 5, 150), kind="value", per=1)
    assert figures["sd_lci_95"] < figures["sd"] < figures["sd_uci_95"]
    assert np.isnan(figures["logit_sd"])
    assert np.isnan(figures["real_share"])
    with pytest.raises(ValueError, match="needs a denominator"):
        variation.summary([1.0, 2.0])


def test_a_wider_spread_grew_and_a_narrower_one_shrank():
    grew = variation.change(NARROW, WIDE)
    assert grew.verdict == variation.GREW
    assert all(each.difference > 0 and each.lci_95 > 0 for each in grew.changes)
    shrank = variation.change(WIDE, NARROW)
    assert shrank.verdict == variation.SHRANK
    for forth, back in zip(grew.changes, shrank.changes, strict=True):
        assert back.difference == pytest.approx(-forth.difference)
        assert (back.before, back.after) == (forth.after, forth.before)


def test_chance_alone_is_not_said_to_be_a_change():
    other_year = DRAW.binomial(PLANS, chances(0.8)).astype(float), PLANS.astype(float)
    same = variation.change(NARROW, other_year)
    assert same.verdict == variation.NOT_SHOWN
    assert "Chance could explain" in same.reason


def test_measures_that_disagree_settle_nothing():
    """From near 0 to the middle: wider in points, closer in odds."""
    mixed = variation.change(counts(1.2, middle=-4), counts(0.6))
    assert mixed.verdict == variation.NOT_SHOWN
    assert "disagree" in mixed.reason
    assert {each.direction for each in mixed.changes} == {1, -1}


def test_one_measure_alone_is_not_enough(monkeypatch):
    ends = {"one": (1, 3), "two": (-1, 3)}
    changes = tuple(variation.Change(name, 1, 2, 1, *limit) for name, limit in ends.items())
    assert variation._verdict(changes, 150) == (
        variation.NOT_SHOWN,
        "Chance could explain the change in the two, on the 150 councils with a figure in both years.",
    )


def test_a_break_is_named_whatever_the_verdict():
    note = "the collection became person-level in 2022."
    for after in (WIDE, NARROW):
        assert note in variation.change(NARROW, after, broken=note).reason
    assert "changed between" not in variation.change(NARROW, WIDE).reason


def test_only_councils_with_both_years_are_compared():
    k, n = (side.copy() for side in WIDE)
    k[:5] = np.nan
    assert variation.change(NARROW, (k, n)).areas == 145
    k[29:] = np.nan
    few = variation.change(NARROW, (k, n))
    assert (few.areas, few.changes, few.verdict) == (24, (), variation.NOT_SHOWN)
    assert "Only 24 councils" in few.reason


def test_keeping_a_councils_years_together_narrows_the_interval():
    together = variation.change(NARROW, WIDE).changes[0]
    mixed = DRAW.permutation(150)
    apart = variation.change(NARROW, (WIDE[0][mixed], WIDE[1][mixed])).changes[0]
    assert together.uci_95 - together.lci_95 < apart.uci_95 - apart.lci_95


def test_limits_of_a_measure_agree_with_normal_theory():
    """For normal values the standard error of a log deviation is the root of 1 / (2 n - 2)."""
    values = np.random.default_rng(4).normal(50, 8, 4000)
    low, high = limits(standard_deviation, Councils(values, np.ones(4000), "value"))
    assert np.log(high / low) == pytest.approx(2 * 1.96 / np.sqrt(2 * 3999), rel=0.06)
