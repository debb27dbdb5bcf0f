"""The pages of the lottery, as links that keep what was chosen, and the controls of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts import ids, links, places
from layouts.comparison import LEAD
from layouts.format import slugged
from layouts.lottery_choice import Choice, address, ranked_periods
from layouts.parts.filters import choice, councils, kept
from metrics import registry

PAGES = (
    (links.LOTTERY, "Over time"),
    (links.PERSISTENCE, "Who stays where"),
    (links.BORDERS, "Across the border"),
)


def lottery_menu(here: str, chosen: Choice) -> html.Nav:
    """One link for each page; the measure and the marked council go along."""
    kept = {"year": "", "region": "", "from": "", "to": ""}
    items = [
        html.Li(
            html.A(
                text, href=address(page, chosen, **kept), **({"aria-current": "page"} if page == here else {})
            )
        )
        for page, text in PAGES
    ]
    return html.Nav(html.Ul(items), className="views", **{"aria-label": "Pages of the lottery"})


def controls(
    chosen: Choice,
    measures: Sequence[str],
    names: Sequence[str],
    action: str,
    keep: Sequence[str] = (),
    id_: str = ids.FILTERS,
) -> html.Form:
    """A form with the named controls; it gets its own address, so that it works without scripts.

    `keep` are parts of the state that the form carries along.
    """
    state = chosen.state()
    fields = [
        choice(name, *_choices(name, chosen, measures), _slug(state.get(name, ""), name)) for name in names
    ]
    carried = [kept(name, state[name]) for name in keep if state.get(name)]
    return html.Form(
        [*fields, *carried, html.Button("Show", type="submit", className="apply")],
        action=action,
        method="get",
        id=id_,
        className="filters",
    )


def told(chosen: Choice) -> list[html.P]:
    """What the address asked for and did not get."""
    return [html.P(problem, className="notice", role="alert") for problem in chosen.problems]


def _choices(name: str, chosen: Choice, measures: Sequence[str]) -> tuple[str, list[tuple[str, str]]]:
    """Label and choices of a control; the first choice is the default."""
    years = [(slugged(each), each) for each in reversed(ranked_periods(chosen.metric_id))]
    listed: dict[str, tuple[str, list[Any]]] = {
        "measure": (
            "Measure",
            [("" if each == LEAD else each, registry.metric(each).title) for each in measures],
        ),
        "year": ("Year", [("", f"{years[0][1]} (newest)"), *years[1:]]),
        "region": (
            "Region",
            [("", "All of England"), *((slug, each.name) for slug, each in places.regions().items())],
        ),
        "area": ("Mark a council", [("", "None"), *councils()]),
        "from": ("From", [("", "First with this method"), *years[::-1]]),
        "to": ("To", [("", f"{years[0][1]} (newest)"), *years[1:]]),
    }
    return listed[name]


def _slug(value: str, name: str) -> str:
    return slugged(value) if name == "year" else value
