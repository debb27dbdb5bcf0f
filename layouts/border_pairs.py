"""Councils on two sides of a border, as plain rows read once for each measure and year."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from layouts.comparison import LEAD
from metrics import borders, compute, lottery, registry
from metrics.metric import Proportion


@lru_cache(maxsize=64)
def pairs(metric_id: str, period: str, region: str = "") -> tuple[Any, ...]:
    """Rows of `metrics.borders.borders`, the widest defensible gap first."""
    return tuple(borders.borders(metric_id, period, region or None).itertuples())


def defensible(metric_id: str, period: str, region: str = "") -> list[Any]:
    """The pairs whose gap can be held up."""
    return [row for row in pairs(metric_id, period, region) if row.defensible]


def newest(metric_id: str = LEAD) -> str:
    """The newest period of a measure."""
    return compute.periods_of(metric_id)[-1]


@lru_cache(maxsize=1)
def measures() -> tuple[str, ...]:
    """The measures with an interval for each council, which borders can be ranked by."""
    return tuple(
        name for name in lottery.qualifying() if isinstance(registry.metric(name).formula, Proportion)
    )
