"""Code that loads a table, each way folded, with what it was tried with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.load_code import WAYS, Way
from layouts.table_files import Export

WORKBOOK = (
    "Open the XLSX file: its first sheet says what the table is, the second is the table. Or open the CSV file by "
    "Data, From text: choose UTF-8, a comma between columns, and “text” for every column that is no number, so that "
    "nothing is taken for a date. Tried with LibreOffice 7.4; not tried with Excel."
)
NO_WORKBOOK = (
    "This table has too many cells for a workbook. Open the CSV file by Data, From text: choose UTF-8, a comma between "
    "columns, and “text” for every column that is no number. A spreadsheet holds 1,048,576 rows at most: of longer "
    "tables it shows the first. Tried with LibreOffice 7.4; not tried with Excel."
)


def ways(export: Export) -> list[Any]:
    """How to load a table in a program or a spreadsheet, its file lying beside the program."""
    numbers = [each.name for each in export.columns if each.type in ("number", "integer")]
    first = html.P("Save the file, then, beside it:", className="hint")
    sheet = html.Details(
        [html.Summary("A spreadsheet"), html.P(WORKBOOK if export.fits_a_workbook else NO_WORKBOOK)]
    )
    return [first, *(_way(each, export.name, numbers) for each in WAYS), sheet]


def _way(way: Way, stem: str, numbers: Sequence[str]) -> html.Details:
    tried = f"Tried with {way.tried}." if way.tried else "Not tried here: tell us if it does not work."
    code = html.Pre(
        html.Code(way.code(stem, numbers)), className="copied", tabIndex="0", **{"data-way": way.id}
    )
    button = html.Button(
        ["Copy", html.Span(f" the code for {way.name}", className="unseen")], type="button", className="copy"
    )
    return html.Details(
        [html.Summary(way.name), html.Div([code, button], className="code"), html.P(tried, className="hint")]
    )
