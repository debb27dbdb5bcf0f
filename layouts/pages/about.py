"""About this site: who publishes it, how to report an error, what was corrected, and what councils answer."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import cite, links
from layouts.format import capital, is_missing, listing, number, plural
from layouts.parts.answers import answers
from layouts.parts.shell import NAME
from layouts.parts.tables import table
from metrics import areas, corrections, replies, tables, versions

NEWEST = 10
"""Corrections that stand on the page; the others are one link away."""
FIGURE = ["dataset", "indicator", "area_code", "breakdown", "period"]
"""What names a figure, whichever releases print it and whichever checks doubt it."""
ERRORS = (
    "Say which page and which figure, what you think it should be, and where you saw that. A figure is put right "
    "only where the right one is published; otherwise it is taken down, and the reason is shown in its place."
)
REPLY = (
    "A council may answer any figure about itself. Its answer stands beside the figure, on the council's page, on the "
    "measure's page and where the figure is traced to its cells. It stands with its day, in the council's own words. "
    "It does not change the figure. A council that has found an error should report it as one."
)
CORRECTED = (
    "Publishers make mistakes too. What cannot be right is withheld here, and what was printed is kept beside it. "
    "These are the newest; each was settled by hand, with evidence."
)
PRIVATE = (
    "No cookies are set, and nobody is followed from page to page. Pages ask for nothing from any other site.",
    "A postcode is looked up on this server and thrown away. It is not stored, not logged, not put into an address, "
    "and not sent to anyone.",
    "The server keeps no log of who asked for which page. It notes when a page could not be made. Whoever runs the "
    "machine in front of it may keep logs of their own; ask them.",
)
CODE = "The code is under the MIT licence. Each publisher keeps its own terms for its figures:"


def layout(**_: Any) -> html.Div:
    """All of it on one page."""
    sections: list[tuple[str, str, list[Any]]] = [
        ("publisher", "Who publishes this", _publisher()),
        ("errors", "How to report an error", _errors()),
        ("corrections", "What was corrected", _corrections()),
        ("reply", "A council's right of reply", _replies()),
        ("nobody", "What nobody publishes", _unpublished()),
        ("licences", "Licences", [html.P(CODE), _licences()]),
        ("privacy", "What is not kept about you", [html.P(text) for text in PRIVATE]),
    ]
    jump = [html.Li(html.A(heading, href=f"#{anchor}")) for anchor, heading, _ in sections]
    return html.Div(
        [
            html.H1("About this site"),
            html.P(
                "This site shows, from published figures alone, how much a child's chance of special educational "
                "support in England depends on the council they live under.",
                className="lead",
            ),
            html.Nav(html.Ul(jump), className="jump", **{"aria-label": "On this page"}),
            *[html.Section([html.H2(heading, id=anchor), *parts]) for anchor, heading, parts in sections],
        ],
        className="methods",
    )


def _publisher() -> list[Any]:
    """Who has set their name; where nobody has, that is said."""
    named = (
        f"This copy is published by {cite.publisher()}."
        if cite.is_named()
        else "This copy names no publisher."
    )
    where = [" Its address is ", html.A(cite.site(), href=cite.site()), "."] if cite.site() else []
    version = versions.current()
    return [
        html.P([named, *where]),
        html.P(
            "It is not a government site. It says nothing here about money, because nobody has told this copy who pays "
            "for it."
        ),
        html.P(
            f"The figures are version {version.id}, put together on {areas.in_words(version.built)} from "
            f"{version.label}."
        ),
    ]


def _errors() -> list[Any]:
    address = cite.contact()
    to = html.A(address.removeprefix("mailto:"), href=address) if address else None
    ways = (
        ["Write to ", to, ". "]
        if to
        else ["This copy names no address for errors; ask whoever gave you its address. "]
    )
    return [html.P([*ways, ERRORS])]


def _corrections() -> list[Any]:
    """The newest corrections, one line for those of one figure, period and kind."""
    rows = corrections.corrections()
    rows = rows[rows["status"].isin(("withheld", "replaced")) & (rows["evidence"] != "")]
    parts = [part for _, part in rows.groupby(["dataset", "label", "period", "status"], sort=False)]
    figures = rows.drop_duplicates(FIGURE)
    told = f" In all, {plural(len(figures), 'figure')} are corrected, in {plural(len(parts), 'group')}. See also "
    way = html.A("every figure that changed", href=links.REVISIONS)
    heads = ("Figure", "Where", "Period", "Printed", "What we did", "Why")
    return [
        html.P([CORRECTED, told, way, "."]),
        table("The newest corrections", heads, list(map(_correction, parts[:NEWEST])), stacked=True),
    ]


def _correction(part: Any) -> html.Tr:
    """Figures that were corrected alike; the evidence is that of the first of them."""
    first = part.iloc[0]
    values = part.drop_duplicates([*FIGURE, "published"])["published"]
    printed = dict.fromkeys(
        number(each, 0 if each % 1 == 0 else 1) for each in values if not is_missing(each)
    )
    whose = f"{first['area_name']}: " if part["evidence"].nunique() > 1 else ""
    return html.Tr(
        [
            html.Th(first["label"], scope="row"),
            html.Td(listing(list(part["area_name"].unique()), most=3)),
            html.Td(first["period"]),
            html.Td(listing(list(printed), most=3)),
            html.Td("Put right" if first["status"] == "replaced" else "Withheld"),
            html.Td(f"{whose}{first['evidence']}", className="note"),
        ]
    )


def _replies() -> list[Any]:
    there = replies.replies()
    told = f"{plural(len(there), 'reply', 'replies')} so far:" if there else "No council has replied so far."
    return [html.P(REPLY), html.P(told), *answers(there)]


def _unpublished() -> list[Any]:
    """The questions only: the page of gaps has what is known of each."""
    with versions.use(versions.newest().name):
        asked = list(tables.reference("unpublished")["asked"])
    way = html.A("What is known of each, and from whom", href=f"{links.GAPS}#nobody")
    return [
        html.P("Families ask, and no one can look up:"),
        html.Ul([html.Li(each) for each in asked]),
        html.P(way),
    ]


def _licences() -> html.Dl:
    """What each publisher asks for, from what the tables declare about themselves."""
    found: dict[tuple[str, str], list[str]] = {}
    for name in tables.names():
        about = tables.describe(name)
        if about.get("licence"):
            said = found.setdefault((about["publisher"], about["licence"]), [])
            said += [about["attribution"]] if about["attribution"] not in said else []
    parts: list[Any] = []
    for (publisher, licence), attributions in sorted(found.items()):
        parts += [
            html.Dt(publisher),
            html.Dd([f"{capital(licence)}.", html.Ul([html.Li(each) for each in attributions])]),
        ]
    return html.Dl(parts)


dash.register_page(
    __name__,
    path=links.ABOUT,
    title=f"About this site - {NAME}",
    description="Who publishes this site, how to report an error, what was corrected, and a council's right of reply.",
    layout=layout,
)
