"""The pictures of who stays where, drawn once and kept."""

from __future__ import annotations

from typing import Any

from layouts import spread, standing
from layouts.charts import columns, rank_line
from metrics import registry
from metrics.memory import remembered
from metrics.persistence import ENOUGH_YEARS


@remembered(32)
def own(metric_id: str, area_code: str) -> dict[str, Any]:
    """One council's line. Shared: do not change it."""
    metric = registry.metric(metric_id)
    segments = {row.period: int(row.segment) for row in spread.years(metric_id)}
    order = "highest first" if metric.direction == "neither" else "best first"
    return rank_line.draw(standing.line(metric_id, area_code), segments, standing.quarters(metric), order)


@remembered(32)
def above(metric_id: str, area_code: str) -> dict[str, Any] | None:
    """Councils by the years in which they were above England; None for too few years. Shared: do not change it."""
    whole = [
        row for row in standing.councils(metric_id)
        if row.years_against_england == len(standing.found(metric_id).periods)
    ]  # fmt: skip
    most = len(standing.found(metric_id).periods)
    if most < ENOUGH_YEARS or not whole:
        return None
    mine = next((row.above_england for row in whole if row.area_code == area_code), None)
    return columns.draw([row.above_england for row in whole], most, "Years above England", mine)
