"""The table behind a view as a CSV file: exactly the rows shown, with everything a figure carries."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, request

from layouts import selection as selections
from layouts.format import is_missing, period_slug
from metrics import compute, registry

blueprint = Blueprint("measure_csv", __name__)

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run. Text that starts so gets an apostrophe; numbers are left as they are."""


@blueprint.get("/download/<metric_id>.csv")
def serve(metric_id: str) -> Response:
    """The rows of a selection; 404 for a measure that does not exist or has no figures yet."""
    if metric_id not in registry.all_metrics() or compute.waiting_for(metric_id):
        abort(404)
    chosen = selections.select(metric_id, request.args)
    found = selections.in_view(chosen)
    name = metric_id if chosen.view == "trend" else f"{metric_id}_{period_slug(chosen.period)}"
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text(found), mimetype="text/csv", headers=headers)


def text(rows: Sequence[Any]) -> str:
    """Rows as CSV; blank where there is no figure, with the reason in its column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(compute.COLUMNS)
    for row in rows:
        writer.writerow([_cell(getattr(row, column)) for column in compute.COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if is_missing(value):
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
