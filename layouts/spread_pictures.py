"""The pictures of the lottery, drawn once and kept."""

from __future__ import annotations

from typing import Any

from layouts import rows, spread
from layouts.charts import funnel, spread_line, years
from layouts.figures import break_days, pages
from layouts.options import Options
from layouts.rows import named
from metrics import lottery, registry
from metrics.memory import remembered


@remembered(8)
def by_year(metric_id: str, area: str) -> dict[str, Any]:
    """Every council in every year that has a spread, with one council's path. Shared: do not change it."""
    options = Options(area=area or None, breaks=break_days(metric_id))
    return years.draw(
        _councils(metric_id), spread.with_spread(metric_id), registry.metric(metric_id), options
    )


@remembered(16)
def over_time(metric_id: str) -> dict[str, Any]:
    """The spread itself over the years. Shared: do not change it."""
    return spread_line.draw(spread.with_spread(metric_id), registry.metric(metric_id))


@remembered(8)
def luck(metric_id: str, period: str, area: str) -> dict[str, Any] | None:
    """The funnel of a year where chance is large enough to draw one. Shared: do not change it."""
    if spread.luck(metric_id, period).councils is None:
        return None
    return funnel.draw(
        rows.in_period(metric_id, period),
        registry.metric(metric_id),
        Options(area=area or None, pages=pages()),
    )


@remembered(4)
def _councils(metric_id: str) -> dict[str, tuple[Any, ...]]:
    """The councils that count towards the spread of each period."""
    everyone = lottery.councils(metric_id)
    return {str(period): tuple(named(mine)) for period, mine in everyone.groupby("period", sort=False)}
