"""All councils in one measure of disagreements: who stands out beyond chance, or where they are on the map."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import html

from layouts import complaint_choices, figures, ids, links, rows, spread, words
from layouts import selection as selections
from layouts.api import table
from layouts.charts import beeswarm, choropleth, funnel
from layouts.complaint_choices import VIEWS, Choices
from layouts.format import listing, plural
from layouts.parts import notes, terms
from layouts.parts.filters import choice, kept
from layouts.parts.fragment import fragment
from layouts.parts.graph import figure, graph
from layouts.places import ENGLAND
from layouts.selection import Selection
from metrics import complaints, compute
from metrics.luck import Luck
from metrics.memory import remembered

ANCHOR = "all-councils"
IN_TWENTY = 20
"""Of so many councils, one lies outside the 95 % limits when none is out of the ordinary."""


def selected(choices: Choices) -> Selection:
    """The measure in its newest period, in the view that comes nearest."""
    return selections.select(choices.measure, {"view": "map" if choices.view == "map" else "spread"})


def shown(choices: Choices, menu: Any) -> list[Any]:
    """The controls, the chart of the view with its menu, and all that must stand under it."""
    chosen = selected(choices)
    found = spread.luck(chosen.metric_id, chosen.period)
    compared = [
        html.Span(_said(row, chosen), className="mark area" if words.has_value(row) else None)
        for row in _compared(choices, chosen)
    ]
    more = html.A("other years, regions and types of council", href=chosen.address())
    return [
        _controls(choices),
        _views(choices),
        figure(
            title(choices, chosen),
            explained(choices, chosen),
            _chart(choices, chosen),
            html.P(compared, className="key"),
            menu,
            named(found) if choices.view != "map" else None,
            *_under(chosen),
        ),
        _missing(chosen),
        notes.care([*_england(chosen), *_compared(choices, chosen), *_standing_out(chosen, found)]),
        html.P(["More of this measure: ", more, "."]),
    ]


def _under(chosen: Selection) -> list[Any]:
    """The table, the gaps and the source, with a file of what is drawn."""
    drawn = selections.in_period(chosen)
    whole = fragment(table.address(chosen), lambda: table.written(chosen))
    file = html.A("Download these figures (CSV)", href=links.csv(chosen.metric_id), download="")
    folded = html.Details([html.Summary("These figures as a table"), whole])
    return [folded, notes.gaps(drawn), notes.source(chosen.metric, [row.release for row in drawn], " ", file)]


def _missing(chosen: Selection) -> html.P | None:
    """How many councils of the Ombudsman's are loaded, and how to load the others."""
    covered = compute.coverage(chosen.metric_id, chosen.period)
    if chosen.metric.formula.dataset != complaints.COUNCILS or covered.with_figure == covered.existed:
        return None
    return terms.partly_loaded(f"{covered} councils")


def _controls(choices: Choices) -> html.Form:
    """One list of measures; everything else that is chosen is carried along."""
    offered = [(each.id, each.title) for each in complaint_choices.measures()]
    carried = [
        kept(name, value)
        for name, values in choices.state(measure="").items()
        for value in (values if isinstance(values, tuple) else (values,))
        if value
    ]
    button = html.Button("Show", type="submit", className="apply")
    return html.Form(
        [choice("measure", "What to look at", offered, choices.measure), *carried, button],
        action=links.COMPLAINTS,
        method="get",
        className="filters one",
    )


def _views(choices: Choices) -> html.Nav:
    items = []
    for index, (view, text) in enumerate(VIEWS.items()):
        here = {"aria-current": "page"} if view == choices.view else {}
        items.append(html.Li(html.A(text, href=choices.address(view=view if index else ""), **here)))
    return html.Nav(html.Ul(items), className="views", **{"aria-label": "Ways to look at all councils"})


def _chart(choices: Choices, chosen: Selection) -> html.Div:
    drawing = drawn(chosen, choices.view, choices.councils)
    height = choropleth.HEIGHT if choices.view == "map" else ""
    return graph(drawing, f"{ids.CHART}-{choices.view}", said(choices, chosen), height)


def said(choices: Choices, chosen: Selection) -> str:
    """The chart in words: its title and the councils compared."""
    told = [title(choices, chosen), *(_said(row, chosen) for row in _compared(choices, chosen))]
    return f"{'. '.join(told)}."


def _compared(choices: Choices, chosen: Selection) -> list[Any]:
    """The rows of the councils that the reader compares."""
    return [
        row for row in rows.in_period(chosen.metric_id, chosen.period) if row.area_code in choices.councils
    ]


def _standing_out(chosen: Selection, found: Luck) -> list[Any]:
    """The rows of the councils that stand out, whose caveats must be read with their names."""
    named = {each.area_code for mine in outside(found).values() for each in mine}
    return [row for row in rows.in_period(chosen.metric_id, chosen.period) if row.area_code in named]


def _england(chosen: Selection) -> list[Any]:
    """England's row, which the charts draw as a line."""
    return [row for row in rows.in_period(chosen.metric_id, chosen.period) if row.area_code == ENGLAND]


def _said(row: Any, chosen: Selection) -> str:
    """'Kent 82.9%', 'Hounslow: not loaded', with why a figure is in no ranking."""
    if not words.has_value(row):
        few = f", {words.too_few(chosen.metric)}" if row.symbol == words.FEW else ""
        return f"{row.area_name}: {words.value(row, chosen.metric)}{few}"
    return f"{row.area_name} {words.value(row, chosen.metric)}{'' if row.ranked else ', not ranked'}"


@remembered(16)
def drawn(chosen: Selection, view: str, marked: tuple[str, ...]) -> dict[str, Any]:
    """The figure: a map, a funnel, or the spread where chance is not known or too small for a funnel.

    Shared: do not change it.
    """
    options = replace(figures.options(chosen), marked=frozenset(marked))
    everyone = rows.in_period(chosen.metric_id, chosen.period)
    if view == "map":
        return choropleth.draw(everyone, chosen.metric, options)
    has_funnel = spread.luck(chosen.metric_id, chosen.period).councils is not None
    return (funnel if has_funnel else beeswarm).draw(everyone, chosen.metric, options)


def outside(found: Luck) -> dict[str, list[Any]]:
    """Side -> the councils that stand out on it (rows of `Luck.councils`), by name."""
    if found.councils is None:
        return {}
    ordered = list(found.councils.sort_values("area_name").itertuples())
    return {side: [each for each in ordered if each.outside_95 == side] for side in ("higher", "lower")}


def tally(found: Luck) -> str:
    """'3 of 148 councils stand out'; only where a funnel can be drawn."""
    assert found.councils is not None, "no funnel, nobody stands out"
    out = sum(map(len, outside(found).values()))
    return f"{out} of {len(found.councils)} councils {'stands' if out == 1 else 'stand'} out"


def title(choices: Choices, chosen: Selection) -> str:
    """The finding: how many stand out, or how far apart the councils are."""
    found = spread.luck(chosen.metric_id, chosen.period)
    about = f"{chosen.metric.title}, {chosen.period}"
    values = [row.value for row in rows.in_period(chosen.metric_id, chosen.period) if row.ranked]
    if choices.view != "map" and found.councils is not None:
        return f"{about}: {tally(found)}"
    low, high = (words.figure(end(values), chosen.metric) for end in (min, max))
    return f"{about}: {low} to {high} in {plural(len(values), 'council')}"


def explained(choices: Choices, chosen: Selection) -> str:
    """How to read the chart and how many councils are in it."""
    found = spread.luck(chosen.metric_id, chosen.period)
    coverage = compute.coverage(chosen.metric_id, chosen.period)
    covered = f"{coverage} councils have a figure."
    if choices.view == "map":
        return f"Darker means higher. Grey means that there is no figure. {covered}"
    drawn_ones = sum(row.ranked for row in rows.in_period(chosen.metric_id, chosen.period))
    if found.councils is None:
        return f"Each dot is a council. {found.sentence} {covered}{_left(coverage.with_figure - drawn_ones)}"
    count = len(found.councils)
    placed = "Higher up means further above the average of councils of its type. " if found.against else ""
    return (
        f"Each dot is a council, larger ones to the right. {placed}{found.sentence} Triangles stand out. Even if no "
        f"council were out of the ordinary, about {round(count / IN_TWENTY)} of {count} would. "
        f"{covered}{_left(coverage.with_figure - count)}"
    )


def _left(count: int) -> str:
    """How many councils with a figure are not drawn."""
    if not count:
        return ""
    return f" {count} of them {'is' if count == 1 else 'are'} not drawn: too few cases, or a doubt about the figure."


def named(found: Luck) -> html.Ul | None:
    """The councils outside the limits, in words."""
    if found.councils is None:
        return None
    whose = "type and size" if found.against else "size"
    said = {side: f"{side.capitalize()} than is usual for their {whose}" for side in ("higher", "lower")}
    lines = [
        html.Li(
            [
                html.Strong(f"{said[side]}: "),
                f"{listing([each.area_name for each in mine])}." if mine else "none.",
            ]
        )
        for side, mine in outside(found).items()
    ]
    return html.Ul(lines, className="outside")
