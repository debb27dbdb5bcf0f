"""The figures that a reader chooses: the form, the first of their rows, and their files."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import exports, figure_choice, links, table_files
from layouts.api import data_files
from layouts.figure_choice import Choice
from layouts.format import number
from layouts.parts import data_tables, figure_form, load
from layouts.parts.fragment import fragment
from layouts.parts.listed import listed
from layouts.parts.shell import NAME
from layouts.table_files import Export

TITLE, CHOSEN = "Choose figures", "The figures you chose"
KEPT = (
    "The file says what was chosen, from which version of the data, whose the figures are and how to cite them; of "
    "a CSV, which has no place for it, this says so: "
)
LONGEST = 3500
"""Characters of an address: servers and proxies refuse longer ones."""
LEAD = "Tick measures, councils and years: what you chose becomes one table, to look at and to take away."


def layout(**query: Any) -> html.Div:
    """The form; under it, once something is chosen, what that gives."""
    choice, problems = figure_choice.read(query)
    form = fragment(choice.address(data_files.FORM), lambda: figure_form.written(choice))
    body = html.Div(
        [
            html.P(html.A("Data", href=links.DATA), className="crumbs"),
            html.H1(TITLE),
            html.P(LEAD, className="lead"),
            _told(problems),
            _result(choice) if choice != Choice() else None,
            html.Section([html.H2("Choose", id="choose"), form]),
        ],
        className="data",
    )
    body.tab = f"{TITLE if choice == Choice() else CHOSEN} - {NAME}"
    return body


def _told(problems: list[str]) -> html.Div | None:
    """What the address asked for and is left out."""
    if not problems:
        return None
    said = [
        html.P("Something in the address is left out here:"),
        html.Ul([html.Li(each) for each in problems]),
    ]
    return html.Div(said, className="notice", role="alert")


def _result(choice: Choice) -> html.Section:
    """What was chosen in words, how many rows it is, the files and the first rows."""
    export = exports.of_figures(choice)
    words = figure_choice.in_words(choice)
    chosen = html.Dl(
        [part for name, said in words.items() for part in (html.Dt(name.capitalize()), html.Dd(said))],
        className="facts",
    )
    heading = html.H2(f"{number(export.rows)} rows" if export.rows else "No such figures", id="chosen")
    if not export.rows:
        return html.Section(
            [
                heading,
                chosen,
                html.P("No measure you chose has figures for these places and years. Choose more below."),
            ]
        )
    return html.Section(
        [
            heading,
            chosen,
            *_files(choice, export),
            data_tables.preview(export),
            html.Details([html.Summary("Code that loads the file"), *load.ways(export)]),
        ],
        className="result",
    )


def _files(choice: Choice, export: Export) -> list[Any]:
    """The files of what was chosen, and what they say of themselves."""
    query = choice.address("")
    files = listed(data_tables.files(exports.FIGURES, export, query))
    weight = f" The CSV has about {data_tables.size(data_tables.judged(export))}."
    long = (
        "" if export.fits_a_workbook else " These are too many for a workbook; a spreadsheet opens the CSV."
    )
    about = links.data_file(exports.FIGURES, table_files.METADATA)
    return [
        html.P(["Take them away: ", *files, f".{weight}{long}"]),
        _for_programs(choice),
        html.P([KEPT, html.A("what the CSV holds", href=f"{about}{query}"), "."], className="hint"),
    ]


def _for_programs(choice: Choice) -> html.P | None:
    """The same rows as JSON, unless their address is longer than servers take."""
    address = choice.in_api()
    if len(address) > LONGEST:
        return None
    return html.P(["For a program: ", html.A("these rows as JSON", href=address), ", a page at a time."])


dash.register_page(
    __name__,
    path=links.FIGURES,
    title=f"{TITLE} - {NAME}",
    description="Choose measures, councils and years, and take the figures away as CSV, Parquet or XLSX.",
    layout=layout,
)
