"""The register of area SEND inspections: every council's area, what inspectors found, and who is in no list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash
from dash import html

from layouts import links, places
from layouts.format import plural, slugged
from layouts.parts import inspections as parts
from layouts.parts.filters import choice
from layouts.parts.fold import fold
from layouts.parts.shell import NAME, missing
from layouts.parts.tables import table
from layouts.themes import INSPECTION
from metrics import inspections
from metrics.inspections import NEWEST_FRAMEWORK, NOT_IN_THIS_LIST, Inspection

TITLE = "Area SEND inspections"
LEAD = (
    "Ofsted and the Care Quality Commission look at how well everyone who supports children with SEND in an area works "
    "together: the council, health services and schools. They report on the area, not on one school."
)
HEADS = ("Council", f"{NEWEST_FRAMEWORK} framework", parts.OLD_FRAMEWORK, "Last revisit")
ABSENT = "not-in-this-list"


def layout(**query: Any) -> html.Div:
    """Every area, or those with one outcome or of one region."""
    if not parts.is_loaded():
        return missing()
    outcomes = {slugged(each): each for each in _outcomes()} | {ABSENT: "Not in this list"}
    regions = {slug: place.name for slug, place in places.regions().items()}
    asked = {name: query.get(name) or "" for name in ("outcome", "region")}
    allowed: dict[str, Mapping[str, str]] = {"outcome": outcomes, "region": regions}
    wrong = [
        name for name, slug in asked.items() if slug and not (isinstance(slug, str) and slug in allowed[name])
    ]
    chosen = {name: "" if name in wrong else str(slug) for name, slug in asked.items()}
    codes = [
        code for code in parts.today() if _passes(code, outcomes.get(chosen["outcome"], ""), chosen["region"])
    ]
    problem = "The address asked for something that is not there; this shows every area."
    return html.Div(
        [
            html.H1(TITLE),
            html.P(LEAD, className="lead"),
            html.P(parts.counted(parts.today())),
            html.P(problem, className="notice", role="alert") if wrong else None,
            _form(outcomes, regions, chosen),
            html.Section(
                [
                    html.H2(f"{len(codes)} of {len(parts.today())} areas"),
                    *_by_region(codes, any(chosen.values())),
                ]
            ),
            html.Section([html.H2("What the inspectors ask"), *parts.asked(), parts.source()]),
        ],
        className="inspections",
    )


def _outcomes() -> list[str]:
    """The outcomes under the newest framework, and the note where one could not be read."""
    found = (inspections.latest(code, NEWEST_FRAMEWORK) for code in parts.today())
    return sorted({parts.outcome(each) for each in found if each}, reverse=True)


def _passes(code: str, outcome: str, region: str) -> bool:
    newest = inspections.latest(code, NEWEST_FRAMEWORK)
    mine = parts.outcome(newest) if newest else "Not in this list"
    there = places.places()[places.places()[code].region].slug
    return outcome in ("", mine) and region in ("", there)


def _form(outcomes: Mapping[str, str], regions: Mapping[str, str], chosen: Mapping[str, str]) -> html.Form:
    fields = [
        choice("outcome", "What inspectors found", [("", "Anything"), *outcomes.items()], chosen["outcome"]),
        choice("region", "Region", [("", "All of England"), *regions.items()], chosen["region"]),
    ]
    button = html.Button("Show", type="submit", className="apply")
    return html.Form([*fields, button], action=links.INSPECTIONS, method="get", className="filters")


def _by_region(codes: list[str], is_open: bool) -> list[html.Details]:
    """A table for each region, shut until a reader opens it or asks for some areas only."""
    told = []
    for slug, region in places.regions().items():
        mine = [code for code in codes if places.places()[code].region == region.code]
        if mine:
            lines = [_line(code) for code in mine]
            shown = table(f"Inspections in {region.spoken}", HEADS, lines, stacked=True)
            told.append(
                fold(region.name, slug, plural(len(mine), "area"), shown, is_open=is_open, level=html.H3)
            )
    return told


def _line(code: str) -> html.Tr:
    history = inspections.history(code)
    revisit = next((each for each in history if each.is_revisit), None)
    place = places.places()[code]
    link = html.A(place.name, href=f"{links.area(code)}#{slugged(INSPECTION)}")
    both = (inspections.latest(code, framework) for framework in (NEWEST_FRAMEWORK, parts.OLD_FRAMEWORK))
    cells = [_told(found, code) if found else [NOT_IN_THIS_LIST.partition(".")[0]] for found in both]
    cells.append(_told(revisit, code) if revisit else [_not_revisited(code)])
    return html.Tr([html.Th(link, scope="row"), *map(html.Td, cells)])


def _not_revisited(code: str) -> str:
    """What the list that holds revisits says of an area without one."""
    if inspections.latest(code, parts.OLD_FRAMEWORK):
        return f"None by {inspections.REVISITS_UNTIL}"
    return NOT_IN_THIS_LIST.partition(".")[0]


def _told(found: Inspection, code: str) -> list[Any]:
    """The outcome, the date and the report, with the council's name where it was another then."""
    whose = "" if found.area_code == code else f" ({found.area_name})"
    report = parts.report(found)
    said = html.Span(f"{parts.when(found)}{whose}", className="when")
    return [f"{parts.outcome(found)} ", said, *([" ", report] if report else [])]


dash.register_page(
    __name__,
    path=links.INSPECTIONS,
    title=f"{TITLE} - {NAME}",
    description="What Ofsted and the Care Quality Commission found in each council's area, since 2016, with reports.",
    layout=layout,
)
