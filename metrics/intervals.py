"""Confidence intervals for proportions, counts, rates and the difference between two proportions.

The counts are complete, not samples: an interval says how far a figure could differ in another year of the
same process. Children in one council are not independent cases, so these limits are too narrow if anything.

Every function takes numbers or arrays, broadcasts them, and returns arrays (NumPy scalars for plain numbers).
A missing count or an empty denominator gives NaN, never zero; an impossible one raises ValueError.
"""

from __future__ import annotations

from functools import cache
from math import exp, factorial
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

EXACT_BELOW = 10
"""Counts below this get exact Poisson limits, as OHID's guide asks; Byar's is close above it."""


def wilson(k: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Numbers, Numbers]:
    """Wilson score limits of the proportion k / n, between 0 and 1, without continuity correction.

    References
    ----------
    Wilson EB (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22:209-212.
    """
    k, n = _cases(k, n)
    z = _z(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(n > 0, k / n, np.nan)
        centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return np.where(k == 0, p, centre - half)[()], np.where(k == n, p, centre + half)[()]


def newcombe(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = 0.95
) -> tuple[Numbers, Numbers, Numbers]:
    """Difference k1/n1 - k2/n2 and its limits, between -1 and 1, for two separate groups.

    Method 10 of the paper: the square-and-add combination of the two Wilson intervals.
    Its worked example: 56/70 against 48/80 differs by 0.2, limits 0.0524 to 0.3339.

    References
    ----------
    Newcombe RG (1998). Interval estimation for the difference between independent proportions.
    Statistics in Medicine 17:873-890.
    """
    k1, n1 = _cases(k1, n1)
    k2, n2 = _cases(k2, n2)
    low1, high1 = wilson(k1, n1, level)
    low2, high2 = wilson(k2, n2, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        p1 = np.where(n1 > 0, k1 / n1, np.nan)
        p2 = np.where(n2 > 0, k2 / n2, np.nan)
    difference = p1 - p2
    low = difference - np.hypot(p1 - low1, high2 - p2)
    high = difference + np.hypot(high1 - p1, p2 - low2)
    return difference[()], low[()], high[()]


def byar(count: ArrayLike, exposure: ArrayLike = 1.0, level: float = 0.95) -> tuple[Numbers, Numbers]:
    """Limits of a count, or of the rate count / exposure in the unit of one exposure.

    Byar's approximation to the Poisson limits; below a count of 10 the exact limits, for whole counts.

    References
    ----------
    Breslow NE, Day NE (1987). Statistical methods in cancer research, volume II, page 69.
    Garwood F (1936). Fiducial limits for the Poisson distribution. Biometrika 28:437-442.
    Public Health England (2018). Technical guide: confidence intervals, section on rates.
    """
    count, exposure = _events(count, exposure)
    z = _z(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
        more = count + 1
        high = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    few = count < EXACT_BELOW
    whole = np.where(few, count, 0).astype(int)
    if (few & (whole != count)).any():
        raise ValueError(f"{count[few & (whole != count)][0]:g} events: give a count in whole events")
    exact_low, exact_high = (np.array(ends) for ends in zip(*_exact(level), strict=True))
    low, high = np.where(few, exact_low[whole], low), np.where(few, exact_high[whole], high)
    return (low / exposure)[()], (high / exposure)[()]


@cache
def _exact(level: float) -> list[tuple[float, float]]:
    """Exact Poisson limits of 0, 1, 2 ... events: the means at which so many, or so few, become this rare."""
    tail = (1 - level) / 2
    return [
        (_mean_with(1 - tail, count - 1) if count else 0.0, _mean_with(tail, count))
        for count in range(EXACT_BELOW)
    ]


def _mean_with(chance: float, count: int) -> float:
    """The Poisson mean with this chance of `count` events or fewer, by halving."""
    low, high = 0.0, 200.0
    while high - low > 1e-12 * high:
        mean = (low + high) / 2
        below = exp(-mean) * sum(mean**events / factorial(events) for events in range(count + 1))
        low, high = (mean, high) if below > chance else (low, mean)
    return (low + high) / 2


def _z(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level is {level}: give a probability between 0 and 1, such as 0.95")
    return NormalDist().inv_cdf((1 + level) / 2)


def _cases(k: ArrayLike, n: ArrayLike) -> tuple[Numbers, Numbers]:
    k, n = np.broadcast_arrays(np.asarray(k, dtype=float), np.asarray(n, dtype=float))
    impossible = (k < 0) | (n < 0) | (k > n)
    if impossible.any():
        raise ValueError(
            f"{k[impossible][0]:g} cases of {n[impossible][0]:g}: a proportion needs 0 <= cases <= "
            "denominator; withhold or correct the published figure first"
        )
    return k, n


def _events(count: ArrayLike, exposure: ArrayLike) -> tuple[Numbers, Numbers]:
    count, exposure = np.broadcast_arrays(np.asarray(count, dtype=float), np.asarray(exposure, dtype=float))
    impossible = (count < 0) | (exposure < 0)
    if impossible.any():
        raise ValueError(
            f"{count[impossible][0]:g} events over an exposure of {exposure[impossible][0]:g}: neither may "
            "be negative; withhold or correct the published figure first"
        )
    return count, np.where(exposure > 0, exposure, np.nan)
