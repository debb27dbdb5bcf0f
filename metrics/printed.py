"""What the command line prints: tables as CSV to standard output, remarks to standard error."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable

import pandas as pd

from metrics.spreadsheet import harmless


def say(lines: Iterable[str]) -> None:
    """Lines for the reader, to standard error, after what has been written."""
    sys.stdout.flush()
    for line in lines:
        print(line, file=sys.stderr)


def write(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """CSV to standard output; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(columns)
    out.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:.10g}"
    if value is None or value is pd.NA:
        return ""
    return harmless(value) if isinstance(value, str) else str(value)
