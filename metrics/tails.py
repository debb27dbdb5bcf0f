"""The exact chance of a count as far out as one that was seen, for counts too small for a smooth scale."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

LARGEST = 500
"""Cases above which the smooth scale is as good: a larger council has no exact chance here."""


def tails(count: Numbers, size: Numbers, target: Numbers, kind: str) -> Numbers:
    """For each council the chance, at its target, of a count at least as far from the expected one on its side.

    Binomial for a `proportion`, Poisson for a `rate`; NaN for a council with more than LARGEST cases.
    """
    return np.array([_tail(int(k), n, t, kind) for k, n, t in zip(count, size, target, strict=True)])


def _tail(count: int, size: float, target: float, kind: str) -> float:
    expected = size * target
    if max(count, size if kind == "proportion" else expected) > LARGEST or target <= 0:
        return float("nan")
    if kind == "proportion" and target >= 1:
        return float("nan")
    chances = [_chance(k, size, target, kind) for k in range(count + 1)]
    below = sum(chances)
    return min(below, 1.0) if count < expected else max(1 - below + chances[-1], 0.0)


def _chance(count: int, size: float, target: float, kind: str) -> float:
    """The chance of exactly this count."""
    if kind == "proportion":
        ways = lgamma(size + 1) - lgamma(count + 1) - lgamma(size - count + 1)
        return exp(ways + count * log(target) + (size - count) * log1p(-target))
    return exp(count * log(size * target) - size * target - lgamma(count + 1))
