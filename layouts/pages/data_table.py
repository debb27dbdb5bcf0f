"""One table: what it is, its first rows, its files, its columns, code that loads it, and whose it is."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import cite, exports, links
from layouts.format import number
from layouts.parts import data_tables, load
from layouts.parts.listed import listed
from layouts.parts.shell import NAME, missing
from metrics import catalogue


def layout(name: str = "", **_: Any) -> html.Div:
    """The table of this name; what leads to no table is not found."""
    if name not in catalogue.names():
        return missing()
    table, export = catalogue.table(name), exports.of_table(name)
    whose = [
        data_tables.sources(table.sources),
        html.P(["To cite: ", cite.short(links.data_table(name), table.title)]),
    ]
    body = html.Div(
        [
            html.P(html.A("Data", href=links.DATA), className="crumbs"),
            html.H1(table.title),
            html.P(table.description, className="lead"),
            html.P(table.note, className="notice") if table.note else None,
            _facts(table),
            html.Section([html.H2("Take it away", id="files"), *_files(table, export)]),
            html.Section([html.H2("First rows", id="first"), data_tables.preview_of(name)]),
            html.Section([html.H2("Columns", id="columns"), _columns(table)]),
            html.Section([html.H2("Load it", id="load"), *load.ways(export)]),
            html.Section([html.H2("Whose it is", id="whose"), *whose]),
        ],
        className="data",
    )
    body.tab, body.about = f"{table.title} - {NAME}", table.description
    return body


def _facts(table: catalogue.Table) -> html.Dl:
    """Rows, years, columns, and what names a row."""
    key = listed([html.Code(each) for each in table.key]) if table.key else ["no column alone"]
    facts = {
        "Name": [html.Code(table.name)],
        "Rows": [number(table.rows)],
        "Years": [data_tables.years(table.periods)],
        "Columns": [number(len(table.columns))],
        "A row is named by": key,
    }
    return html.Dl(
        [part for name, words in facts.items() for part in (html.Dt(name), html.Dd(words))], className="facts"
    )


def _files(table: catalogue.Table, export: Any) -> list[Any]:
    """The files with what they weigh, and the way to a part of the table."""
    weights = data_tables.weights(table, export)
    items = [
        html.Li([link, f", {weights[ending]}"])
        for ending, link in zip(data_tables.FORMATS, data_tables.files(table.name, export), strict=False)
    ]
    said = (
        []
        if export.fits_a_workbook
        else [html.P("It has too many cells for a workbook; a spreadsheet opens the CSV.", className="hint")]
    )
    about = html.A(
        "What its CSV holds, as CSV on the Web", href=links.data_file(table.name, "csv-metadata.json")
    )
    choose = (
        html.P(html.A("Choose some of its rows", href=links.FIGURES))
        if table.name == exports.FIGURES
        else None
    )
    return [html.Ul(items), *said, html.P(about), choose]


def _columns(table: catalogue.Table) -> html.Details:
    words = f"All {len(table.columns)} columns with their meaning"
    return html.Details([html.Summary(words), data_tables.columns(table.columns, words)])


dash.register_page(
    __name__,
    path_template=f"{links.DATA}/table/<name>",
    title=f"Table - {NAME}",
    description="A table of published SEND figures: rows, columns, files and source.",
    layout=layout,
)
