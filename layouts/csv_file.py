"""Tables as CSV files that a spreadsheet opens without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import Response

from layouts.format import is_missing
from metrics.spreadsheet import harmless


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


def stream(columns: Sequence[str], parts: Iterable[Iterable[Iterable[Any]]]) -> Iterator[str]:
    """The same a part at a time, so that a long table is never whole in memory."""
    yield text(columns, ())
    for part in parts:
        yield _rows(part, ",", "\r\n")


def _written(columns: Sequence[str], rows: Iterable[Iterable[Any]], between: str, end: str) -> str:
    return _rows([columns], between, end) + _rows(rows, between, end)


def _rows(rows: Iterable[Iterable[Any]], between: str, end: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=between, lineterminator=end)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if is_missing(value):
        return ""
    return harmless(value) if isinstance(value, str) else value
