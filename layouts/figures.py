"""Figures by selection, drawn once and kept: a cached dictionary answers about twenty-five times as fast."""

from __future__ import annotations

from typing import Any

from layouts import claims, links, places, rows, words
from layouts import selection as selections
from layouts.api import boundaries
from layouts.charts import beeswarm, choropleth, groups, ranked, sparkline, strip, trend
from layouts.options import Options
from layouts.selection import Selection
from metrics import areas, compute, headlines, periods, rank_claims, registry
from metrics.breaks import breaks_of
from metrics.memory import remembered
from metrics.metric import Metric

DRAWN = {"spread": beeswarm.draw, "ranked": ranked.draw, "map": choropleth.draw}
HEIGHTS = {"map": choropleth.HEIGHT}
"""Of the views that do not say their height in pixels."""


@remembered(32)
def figure(selection: Selection) -> dict[str, Any]:
    """The Plotly figure of a selection's view; a trend leaves out periods that cover part of a year.

    Shared: do not change it.
    """
    metric = selection.metric
    if selection.view == "groups":
        return groups.draw(selections.by_group(selection), metric, Options(area=selection.area))
    if selection.view in DRAWN:
        return DRAWN[selection.view](selections.in_period(selection), metric, options(selection))
    whole = [row for row in selections.over_time(selection) if row.period not in metric.unranked]
    return trend.draw(whole, metric, options(selection))


@remembered(64)
def options(selection: Selection) -> Options:
    """What the charts of a selection mark."""
    return Options(
        area=selection.area,
        region=selection.region,
        neighbours=frozenset(areas.neighbours(selection.area)) if selection.area else frozenset(),
        beside=beside(selection.metric_id, selection.period),
        places=ranked_places(selection.metric_id, selection.period),
        pages=pages(),
        boundaries=boundaries.address(selection.period),
        london=frozenset(code for code, place in places.places().items() if place.region == places.LONDON),
        breaks=break_days(selection.metric_id),
    )


@remembered(128)
def beside(metric_id: str, period: str) -> dict[str, str]:
    """Code -> the figure that must stand beside this one, in words: '9.7% of plans were exceptions'."""
    other = registry.metric(metric_id).beside
    if not other or compute.waiting_for(other):
        return {}
    metric = registry.metric(other)
    found = rows.in_period(other, period)
    return {row.area_code: f"{metric.short}: {_exactly(row, metric)}" for row in found}


@remembered()
def pages() -> dict[str, str]:
    """Code -> the address of the page of a place."""
    return {code: links.area(code) for code in places.places()}


@remembered(128)
def ranked_places(metric_id: str, period: str) -> dict[str, str]:
    """Code -> the council's place among all with its interval, as lines of a tooltip."""
    found = rank_claims.places_in(metric_id, period)
    return {code: words.flowed(text) for code, text in found.items()}


def _exactly(row: Any, metric: Metric) -> str:
    """A figure, or of a total that rests on different councils the share among those with both counts."""
    if words.has_value(row) or row.geographic_level == "local_authority":
        return words.value(row, metric)
    share, who = headlines.among_councils(metric, row.period, row.area_code)
    return f"{share} {who}" if share else words.value(row, metric)


@remembered(768)
def small_strip(metric_id: str, period: str, area_code: str) -> tuple[str, str]:
    """A council among all as SVG text, with its words; empty where there is nothing to draw."""
    told = claims.briefly(claims.alone(metric_id, area_code, period))
    return _small(strip, rows.in_period(metric_id, period), metric_id, area_code, told)


@remembered(64)
def trend_alone(metric_id: str, area_code: str) -> str:
    """A council over time with the figures of its scale, for where no page stands around it."""
    metric = registry.metric(metric_id)
    chosen = Options(area=area_code, breaks=break_days(metric_id))
    return sparkline.draw(drawn_over_time(metric_id, area_code), metric, chosen, alone=True)


@remembered(768)
def small_trend(metric_id: str, area_code: str) -> tuple[str, str]:
    """A council over time as SVG text, with its words; England beside it where the two can be compared."""
    return _small(sparkline, drawn_over_time(metric_id, area_code), metric_id, area_code)


def drawn_over_time(metric_id: str, area_code: str) -> rows.Rows:
    """The rows that such a drawing shows."""
    found = rows.of_place(metric_id, area_code)
    unranked = registry.metric(metric_id).unranked
    if registry.metric(metric_id).compares_councils and area_code != places.ENGLAND:
        found += rows.of_place(metric_id, places.ENGLAND)
    return tuple(row for row in found if row.period not in unranked)


def _small(chart: Any, found: rows.Rows, metric_id: str, area_code: str, told: str = "") -> tuple[str, str]:
    metric = registry.metric(metric_id)
    chosen = Options(area=area_code, breaks=break_days(metric_id), told=told)
    return chart.draw(found, metric, chosen), chart.alternative(found, metric, chosen)


@remembered(256)
def break_days(metric_id: str) -> tuple[tuple[str, str], ...]:
    """The first day of each new method, with what changed."""
    return tuple((periods.start(each.before), each.note) for each in breaks_of(registry.metric(metric_id)))
