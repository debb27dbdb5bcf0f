"""How every figure is made: each measure's own note, the reasons for gaps, the caveats, the words."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links
from layouts.api import gaps, method_notes
from layouts.format import number
from layouts.parts import ledger, notes
from layouts.parts.fold import fold
from layouts.parts.fragment import fragment
from layouts.parts.glossary import glossary
from layouts.parts.shell import NAME
from layouts.parts.tables import table
from metrics import caveats, revisions, tables, which_number

INTERVALS = (
    "The counts are complete, not samples. An interval says how far a figure could differ in another year of the same "
    "process: small councils vary more by chance. Children in one council are not independent cases, so the true "
    "limits are somewhat wider.",
    "Percentages have Wilson's 95% interval, counts and rates have Byar's, and the difference between two percentages "
    "has Newcombe's. We say 'higher' or 'lower' only when the interval of the difference leaves out zero; otherwise "
    "'similar'. Against statistical neighbours, which have no counts together, the whole interval of the council must "
    "lie above or below that of more than half of them.",
    "City of London and Isles of Scilly are shown and never ranked: a single child decides their place. A percentage "
    "of fewer than ten cases is never ranked and not shown: its counts stand in its place, and files hold both.",
)

GAPS = "Blank is not zero. Each gap has one of these reasons."

REVISED = (
    "We show the newest release that covers a year. Where an older one printed another figure for the same place and "
    "year, both are kept here."
)
FOLDED = {
    "chance": "What an interval says, and when we call a figure higher or lower.",
    "missing-figures": "The reasons why there is no figure.",
    "revisions": "How many figures a newer release prints otherwise.",
    "weaknesses": "What to know before you rely on a figure, each with its places and years.",
    "glossary": "The words of the field, in plain English.",
}
"""The parts that are shut until a reader opens them, and what each holds."""
KINDS = {kind: ledger.KINDS[kind][0] for kind in revisions.KINDS}
"""Kinds of the revision ledger, as readers see them."""
PAGES = (
    (which_number.ASKED, links.NUMBERS, "numbers that circulate for the same thing, and which one to use"),
    ("Claims that people quote", links.CLAIMS, "each checked against the published tables"),
    ("About this site", links.ABOUT, "who publishes it, how to report an error, and what councils answer"),
)
"""Pages of their own: each has tables that would bury the notes on the measures here."""


def layout(**_: Any) -> html.Div:
    """Everything generated from what the measures and tables say of themselves."""
    sections: list[tuple[str, str, list[Any]]] = [
        ("measures", "Measures", [fragment(method_notes.ADDRESS, method_notes.written)]),
        ("chance", "Chance", [html.P(text) for text in INTERVALS]),
        ("missing-figures", "Missing figures", [html.P(GAPS), _symbols(), _who_reported()]),
        ("revisions", "Figures that changed", _revisions()),
        ("weaknesses", "Known weaknesses of the published figures", [_caveats()]),
        ("glossary", "What the words mean", glossary()),
    ]
    jump = [html.Li(html.A(heading, href=f"#{anchor}")) for anchor, heading, _ in sections]
    return html.Div(
        [
            html.H1("Methods"),
            html.P(
                "Every figure is published by the body named under it. We work out percentages from the counts, add "
                "intervals, and say why a figure is missing. Nothing is filled in, averaged or estimated.",
                className="lead",
            ),
            html.Ul([html.Li([html.A(name, href=href), f": {said}"]) for name, href, said in PAGES]),
            html.Nav(html.Ul(jump), className="jump", **{"aria-label": "On this page"}),
            *[_section(*each) for each in sections],
        ],
        className="methods",
    )


def _section(anchor: str, heading: str, parts: list[Any]) -> html.Section:
    """A part of the page, shut where what it holds is long; the measures are shut theme by theme."""
    if anchor not in FOLDED:
        return html.Section([html.H2(heading, id=anchor), *parts])
    return html.Section(fold(heading, anchor, FOLDED[anchor], *parts))


def _symbols() -> html.Dl:
    listed = tables.reference("symbols")
    parts = []
    for row in listed.itertuples():
        whose = "the publisher's symbol" if row.whose == "publisher" else "our word"
        parts += [
            html.Dt([row.label, html.Span(f" ({row.symbol}, {whose})", className="hint")]),
            html.Dd(row.explanation),
        ]
    return html.Dl(parts)


def _who_reported() -> html.P:
    return html.P(html.A("Who reported what: every gap, council by council", href=links.GAPS))


def _revisions() -> list[Any]:
    """How many figures of each table a newer release prints otherwise, by kind, and the file of them."""
    rows = tables.table("revisions")
    counted = rows.groupby(["dataset", "kind"]).size().unstack(fill_value=0)
    lines = [
        html.Tr(
            [
                html.Th(tables.describe(str(dataset))["title"], scope="row"),
                *(html.Td(number(each[kind]) if kind in each else "0", className="number") for kind in KINDS),
            ]
        )
        for dataset, each in counted.iterrows()
    ]
    each = html.A("Look up each one, with what we withheld or put right", href=links.REVISIONS)
    file = html.A(
        "download the publishers\u2019 changes, old and new (CSV)", href=gaps.REVISIONS, download=""
    )
    return [
        html.P([REVISED, " ", each, ", or ", file, "."]),
        table("Figures that a newer release changed", ["Table", *KINDS.values()], lines),
    ]


def _caveats() -> html.Ul:
    return html.Ul([notes.caveat(about, text) for about, text in caveats.every()])


dash.register_page(
    __name__,
    path=links.METHODS,
    title=f"Methods - {NAME}",
    description="How every figure is worked out, what is missing and why, and what to read with care.",
    layout=layout,
)
