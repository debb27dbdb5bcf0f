"""Measures of how far councils differ: deviation, percentiles, inequality, and the part that is real.

Each measure takes `Councils` and returns its value and the influence of every council on it: by how much the
value leans towards that council. The influences give a standard error without further resampling
(`metrics.bootstrap`); a measure that has none returns None. All work along the last axis, so one call
measures a thousand resamples. Values keep the unit of numerator / denominator: a proportion is 0 to 1.

The measures fall into two kinds. Standard deviation, P90 minus P10 and the logit spread are symmetric: they
are the same whether plans on time or plans late are counted. The Gini coefficient and the coefficient of
variation are not, and are never a headline for a percentage.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Kind = Literal["proportion", "rate", "value"]

RESAMPLES = 1000
SEED = 2014
"""Fixed, so that the same figures give the same limits; the year in which EHC plans began."""


@dataclass(frozen=True)
class Councils:
    """The counts of each council, along the last axis; every council has both, and a denominator above 0.

    `kind` says what chance does to the numerator: binomial for a `proportion`, Poisson for a `rate` (a
    numerator over a population or exposure), unknown for a `value` whose denominator is 1.
    """

    numerator: Numbers
    denominator: Numbers
    kind: Kind

    @cached_property
    def values(self) -> Numbers:
        """What readers see, before it is turned into points or per thousand."""
        return self.numerator / self.denominator

    @cached_property
    def noise(self) -> Numbers:
        """Unbiased sampling variance of each value; 0 for a proportion of one case, which has none."""
        if self.kind == "proportion":
            return self.values * (1 - self.values) / np.maximum(self.denominator - 1, 1)
        if self.kind == "rate":
            return self.numerator / self.denominator**2
        return np.full_like(self.values, np.nan)

    @cached_property
    def logs(self) -> tuple[Numbers, Numbers]:
        """Empirical log odds of a proportion, log of a rate, each with its sampling variance.

        Half a case is added to each side, which keeps 0 and 100 % finite (Haldane 1955; variance of Gart and
        Zweifel 1967, Biometrika 54:181-187): a council with all of its 600 plans on time lies at the log odds
        of 600.5 to 0.5, wherever its true chance may be above that.
        """
        yes = self.numerator + 0.5
        if self.kind == "proportion":
            no = self.denominator - self.numerator + 0.5
            return np.log(yes / no), 1 / yes + 1 / no
        if self.kind == "rate":
            return np.log(yes / self.denominator), 1 / yes
        return np.full_like(self.values, np.nan), np.full_like(self.values, np.nan)

    def take(self, index: NDArray[np.intp]) -> Councils:
        """The councils at `index`; one row of a two-dimensional index is one resample."""
        return Councils(self.numerator[index], self.denominator[index], self.kind)

    @cached_property
    def resampled(self) -> Councils:
        """As many councils drawn with replacement, a row for each of RESAMPLES: the same rows for as many councils."""
        return self.take(resamples(self.values.size))


@cache
def resamples(councils: int) -> NDArray[np.intp]:
    """Positions drawn with replacement: a row is one resample of that many councils."""
    return np.random.default_rng(SEED).integers(councils, size=(RESAMPLES, councils))


Influenced = tuple[Numbers, Numbers]
Measured = Influenced | tuple[Numbers, None]
Measure = Callable[[Councils], Measured]


def standard_deviation(councils: Councils) -> Influenced:
    """Standard deviation of the values, with n - 1."""
    variance, influence = _variance(councils.values)
    return _root(variance, influence)


def percentile_range(councils: Councils) -> Measured:
    """P90 minus P10 by linear percentiles: from a council near the bottom to one near the top."""
    rising = np.sort(councils.values, axis=-1)
    return _percentile(rising, 0.9) - _percentile(rising, 0.1), None


def gini(councils: Councils) -> Measured:
    """Half the relative mean absolute difference, without small-sample correction.

    The mean runs over all n x n pairs. NaN where every value is 0.
    """
    values = councils.values
    order = np.argsort(values, axis=-1)
    rising = np.take_along_axis(values, order, axis=-1)
    n = values.shape[-1]
    mean = rising.mean(axis=-1, keepdims=True)
    place = np.arange(1, n + 1)
    distance = ((2 * place - n) * rising + n * mean - 2 * np.cumsum(rising, axis=-1)) / n
    half = distance.mean(axis=-1, keepdims=True) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        value = half / mean
        lean = (distance - 2 * half) / mean - value * (rising - mean) / mean
    influence = np.empty_like(lean)
    np.put_along_axis(influence, order, lean, axis=-1)
    return value[..., 0], influence


def coefficient_of_variation(councils: Councils) -> Measured:
    """Standard deviation over the unweighted mean of councils."""
    values = councils.values
    mean = values.mean(axis=-1, keepdims=True)
    deviation, influence = standard_deviation(councils)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = deviation / mean[..., 0]
        return value, influence / mean - value[..., None] * (values - mean) / mean


def logit_spread(councils: Councils) -> Measured:
    """Standard deviation between councils of the log odds (of the log, for a rate), net of sampling variance.

    Method of moments: the variance of the empirical log odds less the mean of their sampling variances; 0
    where chance alone would spread councils as far. Symmetric. Like every logit it weighs councils near 0
    and 100 % heavily, and it understates councils that are at exactly 0 or 100 %.
    """
    logs, noise = councils.logs
    total, lean = _variance(logs)
    net = total - noise.mean(axis=-1)
    influence = lean + total[..., None] - noise - net[..., None]
    with np.errstate(divide="ignore", invalid="ignore"):
        influence /= 2 * np.sqrt(np.maximum(net, 0.01 * total))[..., None]
    return np.sqrt(np.maximum(net, 0)), influence


def log_deviation(councils: Councils) -> Measured:
    """Standard deviation of the empirical log odds (of the log, for a rate), sampling variance included."""
    variance, influence = _variance(councils.logs[0])
    return _root(variance, influence)


def chance_share(councils: Councils) -> Measured:
    """Mean sampling variance over the variance between councils; above 1 where they differ less than chance.

    One less this is the share of the spread that is real. Every council counts once, as it does in the
    standard deviation, so it differs from the I squared of Higgins and Thompson (2002, Statistics in Medicine
    21:1539-1558), which weighs councils by size.
    """
    total, lean = _variance(councils.values)
    noise = councils.noise
    mean = noise.mean(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = mean[..., 0] / total
        return value, value[..., None] * ((noise - mean) / mean - lean / total[..., None])


def group_share(values: Numbers, groups: NDArray[np.object_]) -> tuple[float, float]:
    """Share of the variance between councils that lies between their groups (regions), 0 to 1, and by chance.

    The first is the sum of squares between groups over the total; the second is what groups drawn at random
    would show on average, (groups - 1) / (councils - 1). Close to each other, the groups explain nothing.
    """
    _, group = np.unique(groups, return_inverse=True)
    sizes = np.bincount(group)
    means = np.bincount(group, weights=values) / sizes
    total = ((values - values.mean()) ** 2).sum()
    if not total:
        return np.nan, np.nan
    between = (sizes * (means - values.mean()) ** 2).sum()
    return float(between / total), (len(sizes) - 1) / (len(values) - 1)


def _percentile(rising: Numbers, share: float) -> Numbers:
    """A linear percentile of sorted values: what `np.quantile` gives, which sorts a thousand rows far more slowly."""
    place = share * (rising.shape[-1] - 1)
    below = min(int(place), rising.shape[-1] - 2)
    low, high, part = rising[..., below], rising[..., below + 1], place - below
    return low + (high - low) * part if part < 0.5 else high - (high - low) * (1 - part)


def _variance(values: Numbers) -> Influenced:
    """Variance with n - 1, and influences on it."""
    squares = (values - values.mean(axis=-1, keepdims=True)) ** 2
    variance = squares.sum(axis=-1) / (values.shape[-1] - 1)
    return variance, squares - variance[..., None]


def _root(variance: Numbers, influence: Numbers) -> Influenced:
    """The root of a variance, and influences on the root."""
    root = np.sqrt(variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        return root, influence / (2 * root[..., None])
