"""The table behind a view as a CSV file: exactly the rows shown, with everything a figure carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, request

from layouts import csv_file
from layouts import selection as selections
from layouts.format import slugged
from metrics import caveats, compute, groups, registry, tables

blueprint = Blueprint("measure_csv", __name__)

ALSO = ("caveats_in_words", "attribution", "licence")
"""Columns after those of `metrics.compute`, so that a file says by itself how to read and to credit it."""


@blueprint.get("/download/<metric_id>.csv")
def serve(metric_id: str) -> Response:
    """The rows of a selection; 404 for a measure that does not exist or has no figures yet."""
    if metric_id not in registry.all_metrics() or compute.waiting_for(metric_id):
        abort(404)
    chosen = selections.select(metric_id, request.args)
    found = selections.in_view(chosen)
    if chosen.view == "groups":
        name = f"{metric_id}_by_{slugged(chosen.by)}_{slugged(chosen.period)}"
        return csv_file.response(name, [*groups.COLUMNS, *ALSO[1:]], _of_groups(found, metric_id))
    name = metric_id if chosen.view == "trend" else f"{metric_id}_{slugged(chosen.period)}"
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text(found), mimetype="text/csv", headers=headers)


def _of_groups(rows: Sequence[Any], metric_id: str) -> list[list[Any]]:
    """The cells of each group and place."""
    about = tables.describe(registry.metric(metric_id).formula.dataset)
    credit = [about["attribution"], about["licence"]]
    return [[*(getattr(row, column) for column in groups.COLUMNS), *credit] for row in rows]


def text(rows: Sequence[Any]) -> str:
    """Rows as CSV; blank where there is no figure, with the reason in its column.

    A percentage or rate of few cases, which pages do not show, stands here beside its counts.
    """
    whole = [compute.in_period(row.metric, row.period)[row.area_code] for row in rows]
    care = {keys: caveats.in_words(keys) for keys in {row["caveats"] for row in whole}}
    lines = []
    for row in whole:
        about = tables.describe(row["dataset"])
        lines.append(
            [
                *(row[column] for column in compute.COLUMNS),
                care[row["caveats"]],
                about["attribution"],
                about["licence"],
            ]
        )
    return csv_file.text([*compute.COLUMNS, *ALSO], lines)
