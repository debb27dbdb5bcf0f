"""Inspections of a council's area for SEND: what inspectors found and when, and its designated officers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dash import html

from layouts import links, places
from layouts.format import capital, listing, plural
from layouts.parts.listed import listed
from layouts.parts.tables import table
from layouts.places import Place
from metrics import areas, inspections, officers, tables
from metrics.inspections import NEWEST_FRAMEWORK, NOT_IN_THIS_LIST, WHAT_FRAMEWORKS_ASK, Inspection
from metrics.memory import remembered

OLD_FRAMEWORK = "2016 to 2022"
MAY_HAVE_BEEN = "The list is made from published reports. An area that is not in it may have been inspected."
OFFICERS = (
    "The designated medical or clinical officer speaks for health services when children with SEND need help. "
    "The designated social care officer speaks for social care."
)
IN_PLACE = {
    "yes": "in place",
    "no": "not in place",
    "recruiting": "being recruited",
    "not returned": "no answer",
}
HEADS = ("Date", "Framework", "What inspectors found", "Report")


def is_loaded() -> bool:
    """Whether there is a register to show."""
    return tables.is_loaded(inspections.REGISTER)


def section(place: Place) -> list[Any]:
    """What is known of a council's area, or of all areas of a region or England."""
    register = html.A("Every area's inspections", href=links.inspections(region=_region(place)))
    if not place.is_authority:
        return [html.P(counted(_codes(place))), html.P(register)]
    found = inspections.history(place.code)
    lines = [_line(each, place) for each in found]
    return [
        html.P(_newest(place)),
        table(f"{place.name}: inspections", HEADS, lines, stacked=True) if lines else None,
        *_officers(place),
        source("; ", register),
    ]


def in_short(place: Place) -> str:
    """What inspectors said last and when, in a line; of a region or England how many areas are in the list."""
    codes = _codes(place)
    if not place.is_authority:
        found = sum(inspections.latest(code, NEWEST_FRAMEWORK) is not None for code in codes)
        return f"{found} of {plural(len(codes), 'area')} in the list of inspections since {NEWEST_FRAMEWORK}"
    newest = inspections.latest(place.code, NEWEST_FRAMEWORK)
    return f"{outcome(newest)}, {when(newest)}" if newest else NOT_IN_THIS_LIST


def _newest(place: Place) -> list[Any]:
    """What inspectors said last under the newest framework, or that the list does not say."""
    newest = inspections.latest(place.code, NEWEST_FRAMEWORK)
    lead = f"Under the {NEWEST_FRAMEWORK} framework: "
    if newest is None:
        return [lead, NOT_IN_THIS_LIST]
    following = f" Next inspection due within {newest.next_inspection}." if newest.next_inspection else ""
    return [lead, html.Strong(outcome(newest)), f", {when(newest)}.{following}"]


def outcome(found: Inspection) -> str:
    """What inspectors found, or why that is not known."""
    return found.outcome or found.outcome_note.rstrip(".")


def when(found: Inspection) -> str:
    """Its first day, '11 March 2024', or 'May 2017', or 'report of 15 May 2024', or why there is no date."""
    day = found.started or found.published
    if not day:
        return found.dates_note.rstrip(".") or "date not known"
    return _day(day) if found.started else f"report of {_day(day)}"


def _day(day: str) -> str:
    """'11 March 2024', or 'May 2017' where only the month is known."""
    return areas.in_words(day) if len(day) > 7 else areas.in_words(f"{day}-01").removeprefix("1 ")


def _line(found: Inspection, place: Place) -> html.Tr:
    numbers = (
        (found.weaknesses, "weakness", "weaknesses"),
        (found.priority_actions, "priority action", None),
    )
    more = [plural(count, one, many) for count, one, many in numbers if count]
    said = ", ".join([outcome(found), *more])
    whose = "" if found.area_code == place.code else f", of {found.area_name}"
    named = f"{'Revisit, ' if found.is_revisit else ''}{when(found)}{whose}"
    return html.Tr(
        [
            html.Th(capital(named), scope="row"),
            html.Td(found.framework),
            html.Td(said),
            html.Td(report(found) or "not in the list"),
        ]
    )


def report(found: Inspection) -> html.A | str:
    """The way to the report, where the list has it."""
    if not found.report:
        return ""
    named = f"Report on {found.area_name}, {_day(found.started or found.published)}"
    return html.A("Report", href=found.report, **{"aria-label": named})


@remembered()
def _newest_officers() -> dict[str, dict[str, str]]:
    """Council -> role -> the answer of the newest year."""
    rows = officers.officers()
    rows = rows[rows["year"] == rows["year"].max()]
    found: dict[str, dict[str, str]] = {}
    for row in rows.itertuples():
        found.setdefault(row.area_code, {"year": str(row.year)})[row.role] = IN_PLACE[row.in_place]
    return found


def _officers(place: Place) -> list[Any]:
    """Which officers the council says its area has."""
    mine = _newest_officers().get(place.code) if tables.is_loaded(officers.DATASET) else None
    if not mine:
        return []
    told = listing([f"{role} {answer}" for role, answer in mine.items() if role != "year"])
    about = tables.describe(officers.DATASET)
    publication = html.A(about["publication"], href=about["landing_page"])
    credit = [f" Source: {about['publisher']}, ", publication, "."]
    return [html.P([f"Designated officers, {mine['year']}: {told}. {OFFICERS}", *credit])]


def counted(codes: tuple[str, ...]) -> str:
    """How many of these areas have which outcome under the newest framework, and how many are in no list."""
    found = [inspections.latest(code, NEWEST_FRAMEWORK) for code in codes]
    said = Counter(outcome(each) for each in found if each)
    parts = "; ".join(f"{name}: {count}" for name, count in said.most_common())
    there = f"{sum(said.values())} of {plural(len(codes), 'area')}"
    return f"In the list of inspections under the {NEWEST_FRAMEWORK} framework are {there}. {parts}. {MAY_HAVE_BEEN}"


def asked() -> list[html.P]:
    """What each framework asks, the newest first."""
    return [html.P([html.Strong(f"{name}: "), text]) for name, text in reversed(WHAT_FRAMEWORKS_ASK.items())]


def source(*more: Any) -> html.P:
    about = tables.describe(inspections.REGISTER)
    lists = listed(html.A(each["title"], href=each["address"]) for each in about["sources"])
    return html.P([f"{about['attribution']} Lists: ", *lists, *more, "."], className="source")


@remembered()
def today() -> tuple[str, ...]:
    """The codes of today's councils, in the order of their names."""
    return tuple(place.code for place in places.councils().values() if not place.end)


def _codes(place: Place) -> tuple[str, ...]:
    every = place.code == places.ENGLAND
    return tuple(code for code in today() if every or places.places()[code].region == place.code)


def _region(place: Place) -> str:
    return place.slug if place.kind == "Region" else ""
