"""All councils in one measure of disagreements: a funnel, a beeswarm or a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layouts import links, rows, spread
from layouts.complaint_choices import Choices, choose
from layouts.exhibit import Exhibit, land, of_councils, of_funnel, of_map, of_rows
from layouts.parts import standing_out
from layouts.selection import Selection

PATH = f"{links.COMPLAINTS}/{standing_out.ANCHOR}"


def at(path: str, query: Mapping[str, Any]) -> Exhibit | None:
    """The chart at an address such as '/complaints/all-councils?view=map'."""
    return of(choose(query)) if path == PATH else None


def of(choices: Choices) -> Exhibit | None:
    """The same of a choice; None where no measure has figures."""
    if not choices.measure:
        return None
    chosen = standing_out.selected(choices)
    page = choices.address(about="", category="", outcome="", year="", words="", page="")
    return Exhibit(
        address=page.replace(links.COMPLAINTS, PATH, 1),
        page=page,
        kind=choices.view,
        metric=chosen.metric,
        finding=standing_out.title(choices, chosen),
        shown=standing_out.explained(choices, chosen),
        words=standing_out.said(choices, chosen),
        used=tuple(row.release for row in rows.in_period(chosen.metric_id, chosen.period)),
        table=lambda: _table(choices, chosen),
        figure=standing_out.drawn(chosen, choices.view, choices.councils),
        place="-".join(place.slug for place in choices.places),
        period=chosen.period,
        also=land() if choices.view == "map" else "",
    )


def _table(choices: Choices, chosen: Selection) -> Any:
    everyone = rows.in_period(chosen.metric_id, chosen.period)
    found = spread.luck(chosen.metric_id, chosen.period)
    if choices.view == "map":
        return of_rows(of_map(everyone), chosen.metric)
    if found.councils is None:
        return of_rows(of_councils(everyone), chosen.metric)
    return of_funnel(found, chosen.metric)
