"""Councils on two sides of a border, as plain rows read once for each measure and year."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from metrics import border_lines, borders


@lru_cache(maxsize=64)
def pairs(metric_id: str, period: str, region: str = "") -> tuple[Any, ...]:
    """Rows of `metrics.borders.borders`, the widest defensible gap first."""
    return tuple(borders.borders(metric_id, period, region or None).itertuples())


@lru_cache(maxsize=256)
def defensible(metric_id: str, period: str, region: str = "") -> tuple[Any, ...]:
    """The pairs whose gap can be held up."""
    return tuple(row for row in pairs(metric_id, period, region) if row.defensible)


@lru_cache(maxsize=4096)
def line(border: str, period: str) -> list[border_lines.Line]:
    """The line of a border on the map that was in force when a period's figures were collected."""
    return border_lines.line(border, period)
