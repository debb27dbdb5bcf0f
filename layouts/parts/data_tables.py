"""The tables of the catalogue on pages: lists by kind, files, first rows, columns and sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dash import html

from layouts import exports, links, table_files
from layouts.first_view import render
from layouts.format import is_missing, number
from layouts.parts.listed import listed
from layouts.parts.tables import table
from layouts.table_files import Export
from metrics import catalogue, values, wide
from metrics.attribution import Source
from metrics.dictionary import Column
from metrics.memory import remembered

FORMATS = {"csv": "CSV", "parquet": "Parquet", "xlsx": "XLSX"}
FIRST = 8
"""Rows of a table that are shown."""
WIDEST = 24
"""Columns of a table that are shown with its first rows."""
LONGEST = 80
"""Characters of a cell that are shown."""
SAMPLE = 2000
"""Rows by which the size of a file is judged."""
STEP, AROUND = 20, 60
"""Of a wide table every twentieth figure is weighed, and each row has so many characters of place and period."""
HEADS = ("Table", "Rows", "Years", "CSV, about", "Files")


@remembered()
def written() -> str:
    """Every table, folded by kind, as HTML."""
    return render([_kind(kind, words) for kind, words in catalogue.KINDS.items()])


def _kind(kind: str, words: str) -> html.Details:
    found = [each for each in catalogue.tables() if each.kind == kind]
    lines = [_line(each) for each in found]
    summary = html.Summary(f"{words} ({len(found)})")
    return html.Details([summary, table(words, HEADS, lines, stacked=True)], open=kind == "figures")


def _line(each: catalogue.Table) -> html.Tr:
    name = html.Th(
        [html.A(each.title, href=links.data_table(each.name)), html.Span(each.name, className="file")],
        scope="row",
    )
    export = exports.of_table(each.name)
    cells = [
        number(each.rows),
        years(each.periods),
        size(about_size(each, export)),
        listed(files(each.name, export)),
    ]
    return html.Tr(
        [
            name,
            *(html.Td(cell, className="number" if at in (0, 2) else None) for at, cell in enumerate(cells)),
        ]
    )


def years(periods: Sequence[str]) -> str:
    """The first and the last period of a table."""
    if not periods:
        return "no years"
    return periods[0] if periods[0] == periods[-1] else f"{periods[0]} to {periods[-1]}"


def files(name: str, export: Export, query: str = "") -> list[html.A]:
    """A link to the table in each format that it is offered in."""
    offered = [each for each in FORMATS if each != "xlsx" or export.fits_a_workbook]
    return [
        html.A(
            [FORMATS[each], html.Span(f" of {export.about['title']}", className="unseen")],
            href=f"{links.data_file(name, each)}{query}",
            download="",
        )
        for each in offered
    ]


def about_size(each: catalogue.Table, export: Export) -> float:
    """How many bytes the CSV of a table has, judged by a part of it."""
    return _about_wide(each) if each.kind == "wide" else judged(export)


def judged(export: Export) -> float:
    """How many bytes a CSV has, judged by its first rows."""
    shown = export.first(SAMPLE)
    part = replace(export, rows=shown.num_rows, batches=lambda: iter([shown]))
    written = sum(map(len, table_files.csv_parts(part)))
    return written * export.rows / shown.num_rows if shown.num_rows else written


def _about_wide(each: catalogue.Table) -> float:
    """How many bytes the CSV of a wide table has, which takes long to make, judged by figures that stand in it."""
    shown = values.find(values.Asked(theme=(wide.themes()[each.name],)))[::STEP]
    parts = [part for part in wide.PARTS if part in values.COLUMNS]
    texts = (cell for part in parts for cell in values.cells(part, shown) if cell is not None)
    return sum(len(str(cell)) for cell in texts) * STEP + each.rows * (len(each.columns) + AROUND)


@remembered(256)
def sizes(name: str) -> dict[str, int]:
    """How many bytes a table's CSV and Parquet have: they are made once to count them."""
    export = exports.of_table(name)
    made = {"csv": table_files.csv_parts, "parquet": table_files.parquet_parts}
    return {ending: sum(map(len, make(export))) for ending, make in made.items()}


def weights(each: catalogue.Table, export: Export) -> dict[str, str]:
    """What to say of the size of each file of a table: counted of a short one, of a long one judged by a part."""
    if export.fits_a_workbook and each.kind != "wide":
        told = {ending: size(count) for ending, count in sizes(each.name).items()}
    else:
        told = {"csv": f"about {size(about_size(each, export))}", "parquet": "a small part of that"}
    return told | {"xlsx": "with a sheet that says what it is"}


def size(count: float) -> str:
    """'144 MB', '3.8 MB', '47 kB'."""
    if count < 1e6:
        return f"{max(1, round(count / 1e3))} kB"
    return f"{number(count / 1e6, 1 if count < 1e7 else 0)} MB"


def first_rows(export: Export) -> list[dict[str, Any]]:
    """The first rows of a table as they stand in its files."""
    return export.first(FIRST).to_pylist()


@remembered(128)
def preview_of(name: str) -> html.Div:
    """The first rows of a whole table, kept: some take long to make."""
    return preview(exports.of_table(name))


def preview(export: Export) -> html.Div:
    """The first rows of a table."""
    shown, cells = export.columns[:WIDEST], first_rows(export)
    lines = [html.Tr([html.Td(_cell(row[each.name])) for each in shown]) for row in cells]
    left = len(export.columns) - len(shown)
    caption = f"First {len(cells)} of {number(export.rows)} rows" + (
        f", without the last {left} columns" if left > 0 else ""
    )
    return table(caption, list(map(_head, shown)), lines)


def _head(column: Column) -> list[Any]:
    """The name of a column as the files have it, and what it means at its shortest."""
    meaning = re.split(r"[.;(]|, (?=as|so|where|which)", column.description, maxsplit=1)[0].strip()
    return [html.Code(column.name), html.Span(f" {meaning}", className="when")]


def _cell(value: Any) -> str:
    if is_missing(value):
        return ""
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def columns(found: Sequence[Column], caption: str) -> html.Div:
    """Every column with its meaning, type and unit."""
    lines = [
        html.Tr(
            [
                html.Th(html.Code(each.name), scope="row"),
                html.Td(each.description),
                html.Td(each.type),
                html.Td(each.unit),
            ]
        )
        for each in found
    ]
    return table(caption, ("Column", "Meaning", "Type", "Unit"), lines, stacked=True)


def sources(found: Sequence[Source]) -> html.Ul:
    """Who publishes the figures, in which publication, on which terms, and the words to use."""
    return html.Ul([html.Li(_source(each)) for each in found])


def _source(each: Source) -> list[Any]:
    name = (
        html.A(each.publication, href=each.address)
        if each.address.startswith("https://")
        else each.publication
    )
    terms = [html.A(one.title, href=one.address) for one in each.licences]
    return [
        f"{each.publisher}, ",
        name,
        ". Licence: ",
        *listed(terms),
        ". ",
        html.Span(f"To credit: {each.attribution}", className="hint"),
    ]
