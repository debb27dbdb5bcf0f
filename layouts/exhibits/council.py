"""One measure of one place: where it stands among all councils, and how it came there; drawn by the server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layouts import claims, figures, links, places, rows, words
from layouts.exhibit import Exhibit, matched, of_councils, of_rows
from metrics import registry
from metrics.metric import Metric

PATH = "/area/<slug>/<kind>/<metric_id>"
AMONG, OVER_TIME = "among-councils", "over-time"


def at(path: str, query: Mapping[str, Any]) -> Exhibit | None:
    """The chart at an address such as '/area/kent/over-time/ehc_plans_in_20_weeks'."""
    found = matched(PATH, path)
    place = places.by_slug(found["slug"]) if found else None
    if not found or place is None or found["metric_id"] not in registry.all_metrics():
        return None
    make = {AMONG: among, OVER_TIME: over_time}.get(found["kind"])
    return make(registry.metric(found["metric_id"]), place.code) if make else None


def address(metric_id: str, area_code: str, kind: str) -> str:
    """The own address of such a chart."""
    return f"{links.area(area_code)}/{kind}/{metric_id}"


def among(metric: Metric, area_code: str) -> Exhibit | None:
    """A council among all in the newest period in which it has a figure; None for a region, or without one."""
    mine = [row for row in rows.of_place(metric.id, area_code) if words.has_value(row)]
    if not mine or not metric.compares_councils or mine[-1].geographic_level != "local_authority":
        return None
    row = mine[-1]
    drawing, said = figures.small_strip(metric.id, row.period, area_code)
    everyone = rows.in_period(metric.id, row.period)
    others = of_councils(everyone)
    claim = claims.leading(metric.id, area_code, row.period)
    shown = [*others, *(each for each in everyone if each.area_code == area_code and each not in others)]
    return _exhibit(
        metric,
        area_code,
        AMONG,
        claims.title(claim, f"{metric.title}, {row.period}: {words.value(row, metric)} in {row.area_name}"),
        f"Each line is a council; the dot is this one, the dashed line is England. {claims.aside(claim)}".strip(),
        said,
        drawing,
        shown,
        row.period,
    )


def over_time(metric: Metric, area_code: str) -> Exhibit | None:
    """A place over time; None with fewer than two figures."""
    shown = [row for row in figures.drawn_over_time(metric.id, area_code) if words.has_value(row)]
    mine = [row for row in shown if row.area_code == area_code]
    if len(mine) < 2:
        return None
    drawing, said = figures.trend_alone(metric.id, area_code), figures.small_trend(metric.id, area_code)[1]
    newest = mine[-1]
    claim = claims.changed(metric.id, area_code, newest.period)
    dotted = " Dotted line: the way of counting changed." if mine[0].segment != mine[-1].segment else ""
    beside = " The dashed line is England." if len(mine) < len(shown) else ""
    return _exhibit(
        metric,
        area_code,
        OVER_TIME,
        claims.title(
            claim, f"{metric.title}, {newest.area_name}: {words.value(newest, metric)} in {newest.period}"
        ),
        f"Shading is the 95% interval.{beside}{dotted} {claims.aside(claim)}".strip(),
        said,
        drawing,
        shown,
    )


def _exhibit(
    metric: Metric, area_code: str, kind: str, finding: str, shown: str, said: str, drawing: str, drawn: list[Any],
    period: str = "",
) -> Exhibit:  # fmt: skip
    place = places.places()[area_code]
    return Exhibit(
        address=address(metric.id, area_code, kind),
        page=links.area(area_code),
        kind=kind,
        metric=metric,
        finding=finding,
        shown=shown,
        words=said,
        used=tuple(row.release for row in drawn),
        table=lambda: of_rows(drawn, metric),
        drawing=drawing,
        place=place.slug,
        period=period,
    )
