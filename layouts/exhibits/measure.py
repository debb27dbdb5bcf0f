"""The charts of a measure's page: a view of a selection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layouts import figures, findings, links, places, words
from layouts import selection as selections
from layouts.exhibit import Exhibit, land, matched, of_councils, of_fields, of_map, of_rows
from layouts.format import slugged
from layouts.selection import Selection
from metrics import compute, groups, registry

PATH = "/measure/<metric_id>"


def at(path: str, query: Mapping[str, Any]) -> Exhibit | None:
    """The chart of a view; None for a table, or where there is nothing to draw."""
    found = matched(PATH, path)
    if (
        not found
        or found["metric_id"] not in registry.all_metrics()
        or compute.waiting_for(found["metric_id"])
    ):
        return None
    return of(selections.select(found["metric_id"], query))


def of(chosen: Selection) -> Exhibit | None:
    """The same of a selection."""
    if chosen.view == "table" or not any(map(words.has_value, selections.in_view(chosen))):
        return None
    shown = drawn(chosen)
    return Exhibit(
        address=links.measure(chosen.metric_id, **chosen.state(view=chosen.view)),
        page=chosen.address(),
        kind=f"by-{slugged(chosen.by)}" if chosen.view == "groups" else chosen.view,
        metric=chosen.metric,
        finding=findings.title(chosen),
        shown=findings.shown(chosen),
        words=findings.summary(chosen),
        used=tuple(row.release for row in shown),
        table=lambda: _table(chosen, shown),
        figure=figures.figure(chosen),
        place=places.places()[chosen.area].slug if chosen.area else "",
        period="" if chosen.view == "trend" else chosen.period,
        key=key(chosen),
        also=land() if chosen.view == "map" else "",
    )


def drawn(chosen: Selection) -> list[Any]:
    """The rows whose marks are in the chart, gaps that it draws among them."""
    found = selections.in_view(chosen)
    if chosen.view == "trend":
        return [row for row in found if words.has_value(row) and row.period not in chosen.metric.unranked]
    if chosen.view == "groups":
        first = [row for row in found if row.area_code == found[0].area_code]
        return list(found) if chosen.metric.compares_councils else first
    return of_map(found) if chosen.view == "map" else of_councils(found, gaps=chosen.view == "ranked")


def _table(chosen: Selection, shown: list[Any]) -> Any:
    if chosen.view == "groups":
        names = groups.COLUMNS[1:]
        return of_fields(shown, names, chosen.metric)
    return of_rows(shown, chosen.metric)


def key(chosen: Selection) -> tuple[tuple[str, str], ...]:
    """What the colours of the marked councils mean, as words and role."""
    if not chosen.area or chosen.view == "trend":
        return ()
    own = (places.places()[chosen.area].name, "area")
    if chosen.view == "groups":
        return (own, ("England", "england")) if chosen.metric.compares_councils else (own,)
    return own, ("its statistical neighbours", "neighbours")
