"""Tables as CSV files that a spreadsheet opens without harm."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response

from layouts.format import is_missing

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet would run, also after spaces, and of full width as in '\uff1d'.

Text that starts so gets an apostrophe in front; a number never does, so that what an analyst reads back is the figure
itself, negative ones too. No text that we publish starts so now: the guard is for what a publisher may print one day.
"""


def text(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Rows under their columns; blank where there is nothing."""
    return _written(columns, rows, ",", "\r\n")


def tabbed(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """The same with tabs, which a spreadsheet takes from the clipboard as cells."""
    return _written(columns, rows, "\t", "\n")


def response(name: str, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> Response:
    """The same as an answer that a browser saves under this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text(columns, rows), mimetype="text/csv", headers=headers)


def _written(columns: Sequence[str], rows: Iterable[Iterable[Any]], between: str, end: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=between, lineterminator=end)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if is_missing(value):
        return ""
    return f"'{value}" if isinstance(value, str) and _would_run(value) else value


def _would_run(value: str) -> bool:
    """Some programs take off what stands before a sign, and read wide signs as the usual ones."""
    plain = unicodedata.normalize("NFKC", value)
    return plain.startswith(FORMULA) or _seen(plain).startswith(FORMULA)


def _seen(text: str) -> str:
    """Text without what stands before its first letter or sign and is not seen."""
    start = next((at for at, sign in enumerate(text) if unicodedata.category(sign)[0] not in "ZC"), len(text))
    return text[start:]
