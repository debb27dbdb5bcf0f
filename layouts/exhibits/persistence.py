"""The charts of who stays where: one council's places, movement between quarters, years above England."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from layouts import links, places, standing, standing_pictures, theme
from layouts.charts import flow
from layouts.exhibit import CREDITS, Exhibit, Table, matched, of_fields
from layouts.format import number, plural
from layouts.lottery_choice import Choice, address, choose
from metrics import compute, tables

PATH = f"{links.PERSISTENCE}/<kind>"
PLACES = ("period", "rank", "rank_lci_95", "rank_uci_95", "of", "tied")
"""The fields of a row of a council's line."""


def at(path: str, query: Mapping[str, Any]) -> Exhibit | None:
    """The chart at an address such as '/lottery/persistence/own?area=kent'."""
    found = matched(PATH, path)
    make = KINDS.get(found["kind"]) if found else None
    return make(choose(query, standing.measures())) if make else None


def own(chosen: Choice) -> Exhibit | None:
    """The marked council's place in each year."""
    rows = standing.line(chosen.metric_id, chosen.area) if chosen.area else ()
    if not rows:
        return None
    return _exhibit(
        chosen,
        "own",
        f"{chosen.metric.title}: {standing.own_finding(chosen.metric_id, chosen.area)}",
        "Dots are its place among councils in each year; the pale bars are the places that chance leaves open.",
        " ".join(standing.own(chosen.metric_id, chosen.area)),
        lambda: _named(chosen, rows),
        figure=standing_pictures.own(chosen.metric_id, chosen.area),
    )


def _named(chosen: Choice, rows: Any) -> Table:
    """A council's places, with whose they are."""
    columns, cells = of_fields(rows, PLACES, chosen.metric)
    own_place = [chosen.area, places.places()[chosen.area].name]
    return ("area_code", "area_name", *columns), [[*own_place, *row] for row in cells]


def moves(chosen: Choice) -> Exhibit | None:
    """Who moved from quarter to quarter within a year."""
    held, names = standing.found(chosen.metric_id), standing.quarters(chosen.metric)
    if held.moves is None or not held.moves.sum():
        return None
    first, last = held.periods[0], held.periods[-1]
    return _exhibit(
        chosen,
        "moves",
        f"{number(100 * held.stayed_worst)}% of councils in the {names[3].lower()} are there again a year later",
        f"{chosen.metric.title}. All {number(int(held.moves.sum()))} steps of a council from one year to the next, "
        f"{first} to {last}; steps across a change of method are left out.",
        flow.alternative(held.moves, names),
        lambda: _counted(
            chosen,
            ("one_year", "the_next", "steps"),
            [[names[a], names[b], int(held.moves[a][b])] for a in range(4) for b in range(4)],
        ),
        drawing=flow.draw(held.moves, names),
    )


def above(chosen: Choice) -> Exhibit | None:
    """How many councils were above England in how many of the years."""
    drawn = standing_pictures.above(chosen.metric_id, chosen.area)
    if drawn is None:
        return None
    years = len(standing.found(chosen.metric_id).periods)
    bars = drawn["data"][0]
    return _exhibit(
        chosen,
        "above",
        standing.above_finding(chosen.metric_id),
        f"{chosen.metric.title}. Councils by how many of the {plural(years, 'year')} they were above England: a larger "
        "figure.",
        standing.against_england(chosen.metric_id),
        lambda: _counted(chosen, ("years_above_england", "councils"), zip(bars["x"], bars["y"], strict=True)),
        figure=drawn,
        key=((f"{places.places()[chosen.area].name} is one of these", "area"),) if _is_marked(drawn) else (),
    )


def _is_marked(figure: Mapping[str, Any]) -> bool:
    return theme.ROLES["area"] in figure["data"][0]["marker"]["color"]


KINDS: dict[str, Callable[[Choice], Exhibit | None]] = {"own": own, "moves": moves, "above": above}


def _counted(chosen: Choice, names: tuple[str, ...], rows: Any) -> Any:
    """Counts that no row of a table holds as they are, with the measure and the credit."""
    about = tables.describe(chosen.metric.formula.dataset)
    credit = [about["attribution"], about["licence"]]
    return ("metric", *names, *CREDITS[1:]), [[chosen.metric_id, *row, *credit] for row in rows]


def _exhibit(
    chosen: Choice, kind: str, finding: str, shown: str, words: str, table: Any, **drawn: Any
) -> Exhibit:
    return Exhibit(
        address=address(f"{links.PERSISTENCE}/{kind}", chosen),
        page=address(links.PERSISTENCE, chosen),
        kind=kind,
        metric=chosen.metric,
        finding=finding,
        shown=shown,
        words=words,
        used=tuple(compute.values(chosen.metric_id)["release"].dropna().unique()),
        table=table,
        place=places.places()[chosen.area].slug if chosen.area else "",
        **drawn,
    )
