"""What has been said of the Ombudsman's work in all of England: each figure by its own definition, never one series."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from dash import html

from layouts.format import capital, is_missing, listing, number
from layouts.parts.tables import table
from metrics import complaints
from metrics.memory import remembered

HEADINGS = {
    "complaints 'filed'": "Complaints 'filed', in a newspaper's words",
    "detailed investigations": "Complaints investigated in detail",
    "received": "Complaints received",
    "received share": "Share of all complaints received",
    "upheld": "Complaints upheld",
    "upheld share": "Share of all upheld complaints",
    "uphold rate": "Share of investigated complaints that were upheld",
}
WHOSE = {
    "Ombudsman": "the Ombudsman, at",
    "reported": "reported by",
    "derived": "worked out from a report by",
}
CLAIMED = ("2021", "2024")
"""The years of the claim that upheld complaints about SEND rose fourfold."""


@remembered()
def published() -> tuple[Any, ...]:
    """Every figure, as named tuples of `metrics.complaints.national`."""
    return tuple(complaints.national().itertuples())


def newest_rates() -> html.Ul:
    """The shares upheld that the Ombudsman gave for its newest year, each with what it counts."""
    rates = [row for row in published() if row.measure == "uphold rate" and row.basis == "Ombudsman"]
    newest = max((row.period for row in rates), default="")
    shown = sorted((row for row in rates if row.period == newest), key=lambda row: -row.value)
    return html.Ul(
        [
            html.Li(
                [
                    html.Strong(figure(row), className="big"),
                    html.P(f"of investigated complaints upheld: {spelled(row.scope)}, {row.period}"),
                    _link(row),
                ]
            )
            for row in shown
        ],
        className="now rates",
    )


def figure(row: Any) -> str:
    """'94%', '1,043', or the text as published where it is no number."""
    if is_missing(row.value):
        return str(row.published_value)
    return f"{row.value:g}%" if row.unit == "%" else number(row.value)


def spelled(scope: str) -> str:
    """A definition with its short form written out."""
    if "Education & Children" in scope:
        return scope
    return scope.replace("E&CS", "education and children's services (E&CS)")


def claim() -> html.Div | None:
    """The claim that is quoted most, with what is known of it; None where its rows are not there."""
    upheld = [row for row in published() if row.measure == "upheld"]
    rows = {row.period: row for row in upheld if "Guardian" in row.scope}
    if not set(CLAIMED) <= set(rows):
        return None
    before, after = (rows[year] for year in CLAIMED)
    others = [row for row in upheld if row.basis != "derived" and row not in rows.values()]
    counted = listing([f"{figure(row)} for '{row.period}'" for row in others])
    paragraphs = [
        f"The Guardian wrote in 2025 that the Ombudsman upheld {figure(after)} cases about SEND in {after.period}, "
        f"against {figure(before)} in {before.period}. The figures are quoted often. We cannot reproduce them.",
        "What we have of the report does not say which months or which kinds of complaint are counted, nor whether "
        "the Ombudsman or the newspaper counted them. None of the Ombudsman's tables that we have seen gives them.",
        f"Other counts of upheld SEND cases have other definitions and cover part of a year: {counted}. They do not "
        "fit together with the claim, so no line is drawn through any of them.",
        "It could be settled by counting every published decision of those years by date and category. Older "
        "decisions are taken down from the website, so 2021 may be out of reach by now.",
    ]
    copy = html.A(_host(after), href=after.address)
    return html.Div(
        [
            html.H3(
                f"The claim: {figure(after)} upheld in {after.period}, {figure(before)} in {before.period}"
            ),
            *map(html.P, paragraphs),
            html.P(["Read in a copy at ", copy, "."], className="hint"),
        ],
        className="claim",
    )


def everything() -> list[Any]:
    """A table for each thing that is counted: its definitions, each with its periods."""
    rows = sorted(published(), key=lambda row: (row.measure, row.scope, row.period))
    return [_table(measure, list(mine)) for measure, mine in groupby(rows, key=lambda row: row.measure)]


def _table(measure: str, rows: list[Any]) -> html.Div:
    lines = []
    for scope, mine in groupby(rows, key=lambda row: row.scope):
        same = list(mine)
        for index, row in enumerate(same):
            first = [html.Th(spelled(scope), scope="rowgroup", rowSpan=len(same))] if index == 0 else []
            lines.append(html.Tr([*first, *_cells(row)]))
    heading = f"{HEADINGS.get(measure, capital(measure))}, England"
    return table(heading, ["What is counted", "Period", "Figure", "Who says so", "Note"], lines)


def _cells(row: Any) -> list[html.Td]:
    return [
        html.Td(row.period),
        html.Td(figure(row), className="number"),
        html.Td(_link(row)),
        html.Td(capital(row.note) if row.note else "", className="note"),
    ]


def _link(row: Any) -> html.Span:
    return html.Span(
        [f"{capital(WHOSE[row.basis])} ", html.A(_host(row), href=row.address)], className="hint"
    )


def _host(row: Any) -> str:
    return urlsplit(row.address).netloc.removeprefix("www.")
