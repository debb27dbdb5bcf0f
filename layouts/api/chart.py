"""A chart's contents at an address of its own: its menu, what a picture of it needs (JSON), and its numbers (CSV)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, request
from plotly.io.json import to_json_plotly

from layouts import cite, csv_file, frozen, theme
from layouts.exhibit import CHART, MENU, NUMBERS, Exhibit
from layouts.exhibits import find
from layouts.parts import keep, numbers
from layouts.parts.shell import NAME
from metrics import versions

blueprint = Blueprint("chart", __name__)

ALSO = ("data_version", "address")
"""Columns after those of the chart."""


@blueprint.get(f"{MENU}/<path:path>")
def menu(path: str) -> Response:
    """The menu of a chart as a part of a page."""
    return Response(keep.written(asked(path)), mimetype="text/html")


@blueprint.get(f"{NUMBERS}/<path:path>")
def in_rows(path: str) -> Response:
    """The numbers of a chart as a part of a page."""
    return Response(numbers.written(asked(path)), mimetype="text/html")


@blueprint.get(f"{CHART}/<path:path>.csv")
def file(path: str) -> Response:
    """The numbers of a chart, exactly those it shows."""
    found = asked(path)
    return csv_file.response(found.file_name(versions.current().id), *table(found))


@blueprint.get(f"{CHART}/<path:path>.json")
def contents(path: str) -> Response:
    """What the browser makes pictures of a chart from."""
    return Response(to_json_plotly(about(asked(path))), mimetype="application/json")


def asked(path: str) -> Exhibit:
    """The chart at the requested path; 404 where there is none."""
    found = find(f"/{path}", query())
    return found if found else abort(404)


def query() -> dict[str, Any]:
    """The query of the request; what is named more than once is a list."""
    return {name: found[0] if len(found) == 1 else found for name, found in request.args.lists()}


def table(shown: Exhibit) -> tuple[list[str], list[list[Any]]]:
    """Columns and cells of a chart's file: with the version of the data and the chart's address."""
    after = [versions.current().id, there(shown)]
    columns, cells = shown.table()
    return [*columns, *ALSO], [[*row, *after] for row in cells]


def about(shown: Exhibit) -> Mapping[str, Any]:
    """Everything that stands in a picture of a chart, and its numbers as text for a spreadsheet."""
    version = versions.current()
    return {
        "name": shown.file_name(version.id),
        "finding": shown.finding,
        "shown": shown.explained,
        "closer": shown.explained_closer,
        "words": shown.words,
        "key": [{"words": words, "color": theme.ROLES[role], "role": role} for words, role in shown.key],
        "credit": [shown.credit, f"{NAME}: {short(there(shown))}. Data version {version.id}."],
        "figure": shown.figure,
        "kind": shown.kind,
        "drawing": shown.drawing,
        "card": shown.card,
        "cells": csv_file.tabbed(*table(shown)),
        "font": theme.FONT,
        "colors": theme.ROLES,
    }


def there(shown: Exhibit) -> str:
    """Where the chart stands on the public site with the figures that it has now: a picture does not change."""
    return cite.where(frozen.pinned(shown.page, versions.current().name))


def short(address: str) -> str:
    """An address as it is printed: without its scheme."""
    return address.removeprefix("https://").removeprefix("http://")
