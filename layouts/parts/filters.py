"""The controls of a measure: a plain form that gets its own address, so that it works without scripts.

With scripts, `assets/site.js` follows each change at once and hides the button.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from layouts import ids, links, places
from layouts.format import slugged
from layouts.selection import TYPES, VIEWS, Selection, views_of
from metrics import groups

Choice = tuple[str, str]


def filters(chosen: Selection) -> html.Form:
    """Year, region, type of council and a council to mark; with one marked, its neighbours alone."""
    state = chosen.state()
    controls = _controls(chosen)
    fields = [choice(name, label, choices, _value(name, state)) for name, label, choices in controls]
    asked = {name for name, _, _ in controls}
    carried = [kept(name, _value(name, state)) for name in state if name not in asked and state[name]]
    for field in fields:
        if field.id == ids.NEAR:
            field.hidden = not chosen.area
    return html.Form(
        [*fields, *carried, html.Button("Show", type="submit", className="apply")],
        action=links.measure(chosen.metric_id),
        method="get",
        id=ids.FILTERS,
        className="filters",
    )


def _controls(chosen: Selection) -> list[tuple[str, str, list[Choice]]]:
    """Name, label and choices of each control that suits the view; the first choice is the default."""
    years = [("", f"{chosen.periods[-1]} (newest)")]
    years += [(slugged(each), each) for each in chosen.periods[-2::-1]]
    year = ("year", "Year", years)
    region = ("region", "Region", [("", "All of England"), *_regions()])
    kind = ("type", "Type of council", [("", "All types"), *TYPES.items()])
    area = ("area", "Mark a council", [("", "None"), *councils()])
    near = ("near", "Show", [("", "Every council chosen"), ("yes", "Only it and its statistical neighbours")])
    if chosen.view == "groups":
        first, *others = groups.topics(chosen.metric_id)
        topics = [("", first), *((slugged(each), each) for each in others)]
        return [("by", "Group by", topics), year, area]
    if not chosen.metric.compares_councils:
        return [area] if chosen.view == "trend" else [year, area]
    return [region, area] if chosen.view == "trend" else [year, region, kind, area, near]


def area_select(marked: str | None) -> html.Div:
    """The control that marks one council, by itself."""
    choices = [("", "None"), *councils()]
    return choice("area", "Mark a council", choices, places.places()[marked].slug if marked else "")


def _value(name: str, state: dict[str, str]) -> str:
    return slugged(state[name]) if name == "year" else state[name]


def choice(name: str, label: str, choices: Sequence[Choice], value: str) -> html.Div:
    """A labelled list of things to choose from, with the one chosen."""
    options = [html.Option(text, value=each, selected=each == value) for each, text in choices]
    select = html.Select(options, id=f"{ids.FILTERS}-{name}", name=name)
    said = html.Label(label, htmlFor=f"{ids.FILTERS}-{name}")
    return html.Div([said, select], className="field", id=f"{ids.FILTERS}-{name}-field")


def kept(name: str, value: str) -> html.Select:
    """A value that the form carries along, unseen."""
    return html.Select([html.Option(value=value, selected=True)], name=name, hidden=True)


def _regions() -> list[Choice]:
    return [(slug, place.name) for slug, place in places.regions().items()]


def councils() -> list[Choice]:
    """Every council, past ones with the year in which they ended."""
    listed = places.councils().items()
    return [(slug, place.dated) for slug, place in listed]


def views(chosen: Selection) -> html.Ul:
    """One link for each view of the same selection."""
    items = []
    for view in views_of(chosen.metric_id):
        here = {"aria-current": "page"} if view == chosen.view else {}
        changes = {"view": "" if view == views_of(chosen.metric_id)[0] else view}
        if view == "groups" != chosen.view:
            changes["year"] = ""  # groups are published for fewer years
        link = html.A(VIEWS[view], href=chosen.address(**changes), id=f"{ids.VIEWS}-{view}", **here)
        items.append(html.Li(link))
    return html.Ul(items)
