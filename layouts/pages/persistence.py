"""Who stays where: whether the same councils are at the bottom year after year, and each council's own line."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links, places, standing
from layouts.api import persistence as parts
from layouts.exhibits import persistence as exhibits
from layouts.format import listing, number, plural
from layouts.lottery_choice import Choice, address, choose
from layouts.parts import notes, numbers
from layouts.parts.fragment import fragment
from layouts.parts.keep import exhibited
from layouts.parts.lottery_menu import controls, lottery_menu, told
from layouts.parts.shell import NAME
from layouts.parts.tables import table
from metrics import compute
from metrics.beside import MOST_EXCEPTIONS

PLACES = "Under each place stand its year and the places that chance leaves open. Mark a council to see every year."
NOT_PLACED = (
    f" A council has no place where it classed more than {MOST_EXCEPTIONS}% of a year's plans as exceptions."
)


def layout(**query: Any) -> html.Div:
    """The page in the state that the address asks for."""
    chosen = choose(query, standing.measures())
    said = standing.headline(chosen.metric)
    body = html.Div(
        [
            html.H1("Do the same councils stay at the bottom?"),
            html.Div([html.P(each, className="lead") for each in said]),
            lottery_menu(links.PERSISTENCE, chosen),
            *told(chosen),
            controls(chosen, standing.measures(), ("measure", "area"), links.PERSISTENCE),
            _own(chosen),
            _movement(chosen),
            _against(chosen),
            _patterns(chosen),
            html.Section(
                [html.H2("Every council"), html.P(_places(chosen), className="hint"), _every(chosen)]
            ),
            _breaks(chosen),
        ],
        className="persistence",
    )
    body.about = " ".join(said)
    return body


def _own(chosen: Choice) -> html.Figure | html.P | None:
    """The marked council's place in each year with its interval."""
    if not chosen.area:
        return html.P("Mark a council to see its own line.", className="hint")
    name = places.places()[chosen.area].name
    said = standing.own(chosen.metric_id, chosen.area)
    if not standing.line(chosen.metric_id, chosen.area):
        return html.P(f"{name}: {' '.join(said)}", className="notice")
    words = html.Ul([html.Li(each) for each in said])
    drawn = exhibits.own(chosen)
    return exhibited(drawn, "standing-own", words, numbers.folded(drawn), _source(chosen)) if drawn else None


def _movement(chosen: Choice) -> html.Figure | None:
    """Who moved from quarter to quarter within a year, as a flow and as a table."""
    held, names, shown = (
        standing.found(chosen.metric_id),
        standing.quarters(chosen.metric),
        exhibits.moves(chosen),
    )
    if shown is None or held.moves is None:
        return None
    lines = [
        html.Tr([html.Th(names[one], scope="row"), *(_share(held.moves[one], two) for two in range(4))])
        for one in range(4)
    ]
    moved = table("Quarter in one year (down) and in the next (across)", ["One year", *names], lines)
    fold = html.Details([html.Summary("These figures as a table"), moved])
    return exhibited(shown, "flow", fold, _source(chosen))


def _share(row: Any, two: int) -> html.Td:
    part = html.Span(f"{number(int(row[two]))} of {number(int(row.sum()))}", className="when")
    return html.Td([f"{number(100 * row[two] / max(row.sum(), 1))}%", part], className="number")


def _against(chosen: Choice) -> html.Section:
    """Years above England, as columns."""
    said = standing.against_england(chosen.metric_id)
    drawn = exhibits.above(chosen)
    parts_: list[Any] = [html.H2("Years above and below England"), html.P(said)]
    return html.Section(
        [*parts_, exhibited(drawn, "standing-above", numbers.folded(drawn))] if drawn else parts_
    )


def _patterns(chosen: Choice) -> html.Section:
    """The councils that show a pattern, each pattern with its rule."""
    shown = standing.with_pattern(chosen.metric_id)
    years = [each.before for each in standing.found(chosen.metric_id).breaks]
    crossed = [f" These years cross a change of method in {listing(years)}."] if years else []
    items: list[Any] = []
    for name, rows in shown.items():
        named = [
            html.Li(
                html.A(
                    row.area_name,
                    href=address(links.PERSISTENCE, chosen, area=places.places()[row.area_code].slug),
                )
            )
            for row in rows
        ]
        items += [
            html.H3(f"{name[:1].upper()}{name[1:]}: {plural(len(rows), 'council')}"),
            html.P([standing.RULES[name], *crossed]),
        ]
        items.append(html.Ul(named, className="columns"))
    none = html.P("No council shows one of the patterns here: they need figures in five years.")
    care = html.P("A pattern describes a record and not its cause.", className="hint")
    return html.Section([html.H2("Always, never, there and back"), *(items or [none]), care])


def _breaks(chosen: Choice) -> html.Section | None:
    listed = notes.breaks(chosen.metric)
    return html.Section([html.H2("Changes of method"), listed]) if listed else None


def _places(chosen: Choice) -> str:
    return PLACES + (NOT_PLACED if chosen.metric.beside else "")


def _every(chosen: Choice) -> html.Div:
    return fragment(parts.address(parts.TABLE, chosen.metric_id), lambda: parts.written(chosen.metric_id))


def _source(chosen: Choice) -> html.P:
    frame = compute.values(chosen.metric_id)
    file = html.A(
        "Download every council's record (CSV)", href=parts.address(parts.FILE, chosen.metric_id), download=""
    )
    return notes.source(chosen.metric, frame["release"].dropna().unique(), " ", file)


dash.register_page(
    __name__,
    path=links.PERSISTENCE,
    title=f"Do the same councils stay at the bottom? - {NAME}",
    description="How often councils stay in the worst quarter, who turned round, and every council's own line.",
    layout=layout,
)
