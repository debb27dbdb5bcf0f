"""Numbers as British readers write them: a value with its unit, rounded as the publishers round."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.metric import Count, Metric


def number(metric: Metric, value: float) -> str:
    """A value with its unit: '46.1%', '100%', '162,702', '38.2 per 1,000'. Only a true 0 or 100 reads so."""
    digits = 0 if value in (0, 100) else metric.decimals
    text = f"{half_up(value, digits):,.{digits}f}"
    if metric.unit == "%":
        if float(text) in (0, 100) and 0 < value < 100:
            text = f"{'under' if value < 50 else 'over'} {'0.1' if value < 50 else '99.9'}"
        return f"{text}%"
    return text if isinstance(metric.formula, Count) else f"{text} {metric.unit}"


def half_up(value: float, digits: int = 0) -> Decimal:
    """A value rounded as the publishers round, a half away from nought: 6.25 is 6.3, not 6.2; never a minus nought."""
    return Decimal(repr(round(float(value), 9))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0


def as_read(values: ArrayLike, digits: int) -> NDArray[np.float64]:
    """Many values rounded as `half_up` rounds one: equal where they read the same. NaN stays."""
    figures = np.asarray(values, dtype=float)
    scaled = np.round(np.abs(figures) * 10.0**digits, 9 - digits)
    return np.copysign(np.floor(scaled + 0.5), figures) / 10.0**digits + 0.0
