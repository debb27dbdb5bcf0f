"""Every table behind the site, to take away whole or filtered, and how to load and credit it."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links
from layouts.api import data_files, gaps
from layouts.parts import data_tables
from layouts.parts.fragment import fragment
from layouts.parts.shell import NAME
from metrics import versions

TITLE = "Data"
LEAD = "Every table behind this site, to take away whole or in part, with the reason for every gap."
CARE = (
    "Blank is not zero: where a figure is missing, the column “symbol” says why. England and the regions are rows of "
    "their own: adding up all rows counts every child several times. Nothing is rounded, filled in or estimated."
)
PACKAGE = (
    "All of it in one folder: whoever has a copy of this site’s code writes it with ",
    ". It holds every table as Parquet and CSV, a workbook, the dictionary, licences, how to cite, descriptions that "
    "programs read (Frictionless and CSV on the Web), and checksums.",
)


def layout(**_: Any) -> html.Div:
    """What may be taken away, and the ways to it."""
    sections: list[tuple[str, str, list[Any]]] = [
        ("choose", "Some of the figures", _choose()),
        ("tables", "Every table", [html.P(CARE), fragment(data_files.TABLES, data_tables.written)]),
        ("load", "Open them in a program", _load()),
        ("cite", "Credit and cite", _cite()),
        ("more", "What else there is", _more()),
    ]
    jump = [html.Li(html.A(heading, href=f"#{anchor}")) for anchor, heading, _ in sections]
    return html.Div(
        [
            html.H1(TITLE),
            html.P(LEAD, className="lead"),
            html.Nav(html.Ul(jump), className="jump", **{"aria-label": "On this page"}),
            *[html.Section([html.H2(heading, id=anchor), *parts]) for anchor, heading, parts in sections],
        ],
        className="data",
    )


def _choose() -> list[Any]:
    way = html.A("Choose measures, councils and years", href=links.FIGURES, className="way")
    said = "Tick what you need: it becomes one table, to look at and to take away. The file says what was chosen."
    return [html.P(said), html.P(way)]


def _load() -> list[Any]:
    page = html.A("page of a table", href=links.data_table("figures"))
    files = "Parquet is the smallest and keeps the type of each column. CSV opens everywhere. XLSX is for the shorter."
    return [
        html.P(files),
        html.P(
            [
                "Each ",
                page,
                " has its first rows, its columns, and the code that loads it in pandas, polars, DuckDB and R.",
            ]
        ),
        html.P(
            [
                html.A("The dictionary", href=links.DICTIONARY),
                " explains every table, column, measure and symbol.",
            ]
        ),
    ]


def _cite() -> list[Any]:
    version = versions.current()
    return [
        html.P(
            "The figures belong to those who published them, each on its own terms: the page of a table names them, "
            "with the words to use. Name the publisher first, then this site and the version of the data."
        ),
        html.P(
            [
                f"These are the data of version {version.id}, {version.label}. An address that ends in ",
                html.Code(f"@{version.name}"),
                f" keeps its rows when newer figures come: {links.data_file('figures', 'csv')}@{version.name}, say.",
            ]
        ),
    ]


def _more() -> list[Any]:
    ways = {
        "Who reported what, and every gap": links.GAPS,
        "Figures that a newer release changed": links.REVISIONS,
        "How every figure is made": links.METHODS,
        "Every gap as a file (CSV)": gaps.FILE,
        "The figures for programs (an API)": links.API,
    }
    return [
        html.Ul([html.Li(html.A(words, href=address)) for words, address in ways.items()]),
        html.P([PACKAGE[0], html.Code("make package"), PACKAGE[1]]),
    ]


dash.register_page(
    __name__,
    path=links.DATA,
    title=f"{TITLE} - {NAME}",
    description="Published SEND figures for every council in England as CSV, Parquet and XLSX, whole or filtered.",
    layout=layout,
)
