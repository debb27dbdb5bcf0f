"""Axis ranges and round steps for figures of one unit."""

from __future__ import annotations

import math
from collections.abc import Iterable

ROUND = (1, 2, 2.5, 5, 10)


def round_step(span: float, most: int = 6) -> float:
    """The smallest round number that cuts `span` into at most `most` pieces."""
    least = span / most if span > 0 else 1.0
    power = 10 ** math.floor(math.log10(least))
    return next(factor * power for factor in ROUND if factor * power >= least * (1 - 1e-9))


def extent(values: Iterable[float], unit: str, from_zero: bool = True) -> tuple[float, float]:
    """Round limits around the values: from zero unless asked, and 0 to 100 for percentages that fill it.

    Percentages that all lie in the upper half keep narrow steps where zero is not asked for.
    """
    found = list(values) or [0.0, 1.0]
    low, high = min(found), max(found)
    if unit == "%" and low >= 0 and high > 60 and (from_zero or low < 50):
        return 0.0, 100.0
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    step = round_step(high - low)
    return math.floor(low / step) * step, max(math.ceil(high / step), math.floor(low / step) + 1) * step


def edges(low: float, high: float, most: int = 6) -> list[float]:
    """Round edges of at most `most` equal classes from low to high."""
    step = round_step(high - low, most)
    first = math.floor(low / step)
    return [round(index * step, 10) for index in range(first, max(math.ceil(high / step), first + 1) + 1)]


def suffix(unit: str) -> str:
    """What follows a number on an axis."""
    return "%" if unit == "%" else ""
