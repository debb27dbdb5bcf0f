"""Councils on two sides of a border, as plain rows read once for each measure and year."""

from __future__ import annotations

from typing import Any

from layouts import places
from layouts.format import is_missing, number, plural
from layouts.rows import named
from metrics import border_lines, borders
from metrics.memory import remembered


@remembered(16)
def pairs(metric_id: str, period: str, region: str = "") -> tuple[Any, ...]:
    """Rows of `metrics.borders.borders`, the widest defensible gap first."""
    return tuple(named(borders.borders(metric_id, period, region or None)))


@remembered(32)
def defensible(metric_id: str, period: str, region: str = "") -> tuple[Any, ...]:
    """The pairs whose gap can be held up."""
    return tuple(row for row in pairs(metric_id, period, region) if row.defensible)


def finding(metric_id: str, period: str, region: str = "") -> str:
    """How many borders divide councils that differ by more than chance."""
    every, good = pairs(metric_id, period, region), defensible(metric_id, period, region)
    where = f"in and around {places.places()[region].spoken}" if region else "in England"
    counted = f"{number(len(good))} of {plural(len(every), 'border')} by land {where}"
    return f"{counted} divide councils that differ by more than chance"


def exceptions(row: Any) -> str:
    """'5.3% and 2.8%': the plans each council classed as exceptions, the higher figure's first; '' where none count."""
    return (
        ""
        if is_missing(row.high_beside)
        else " and ".join(f"{number(each, 1)}%" for each in (row.high_beside, row.low_beside))
    )


@remembered(512)
def line(border: str, period: str) -> list[border_lines.Line]:
    """The line of a border on the map that was in force when a period's figures were collected."""
    return border_lines.line(border, period)
