"""Choosing councils to compare, the long part of their page, and the comparison as a file."""

from __future__ import annotations

import secrets

from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from layouts import csv_file, links, search
from layouts.comparison import LEAD, LETTERS, Chosen, choose
from layouts.first_view import render
from layouts.parts import side_by_side
from layouts.parts.places_form import CHOOSE, SURPRISE
from layouts.places import councils
from metrics import areas, borders, caveats, compute, pairs, tables
from metrics.memory import remembered

blueprint = Blueprint("compare", __name__)


@blueprint.post(CHOOSE)
def chosen() -> ResponseReturnValue:
    """Sends the reader on to the comparison; what was typed stays in the request."""
    slugs: dict[str, str] = {}
    trouble: dict[str, str] = {}
    for letter in LETTERS:
        typed = request.form.get(letter, "").strip()
        if not typed:
            continue
        found = search.find(typed)
        if found.problem:
            near = ",".join(areas.slug_of(name) for name in found.near)
            trouble = trouble or {"problem": found.problem, "at": letter, "near": near}
        else:
            slugs[letter] = areas.slug(found.area_code)
    if not slugs and not trouble:
        trouble = {"problem": "empty", "at": LETTERS[0]}
    return redirect(links.with_query(links.COMPARE, **slugs, **trouble), 303)


@blueprint.post(SURPRISE)
def surprise() -> ResponseReturnValue:
    """Two neighbours whose plans on time are far apart: some council's, or those of the council that is named."""
    place = councils().get(request.form.get("area", ""))
    period = compute.periods_of(LEAD)[-1]
    found = borders.surprise(LEAD, period, secrets.randbelow(10**6), place.code if place else None)
    if found is None:
        return redirect(links.compare([place.code] if place else []), 303)
    codes = [found["low_area_code"], found["high_area_code"]]
    first = place.code if place else codes[0]
    return redirect(links.compare(sorted(codes, key=lambda code: code != first)), 303)


@blueprint.get(CHOOSE)
@blueprint.get(SURPRISE)
def box() -> ResponseReturnValue:
    """A reader who opens these addresses themselves gets the boxes."""
    return redirect(links.COMPARE, 303)


@blueprint.get(side_by_side.ADDRESS)
def beside() -> Response:
    """All measures of the councils side by side as HTML; 404 for fewer than two."""
    asked = _asked()
    return Response(written(asked.codes, asked.more), mimetype="text/html")


@remembered(4)
def written(codes: tuple[str, ...], more: str) -> str:
    """The same as HTML."""
    return render(side_by_side.content(codes, more))


@blueprint.get("/download/compare.csv")
def file() -> Response:
    """The comparison as CSV: a row for each measure and council, with how to read and to credit it."""
    asked = _asked()
    rows = pairs.side_by_side(list(asked.codes))
    rows["caveats"] = [
        " ".join(caveats.text(key) for key in keys.split(";") if key) for keys in rows["caveats"]
    ]
    rows["attribution"] = [tables.describe(name)["attribution"] if name else "" for name in rows["dataset"]]
    name = "-".join(["compare", *map(areas.slug, asked.codes)])
    return csv_file.response(name, list(rows.columns), rows.itertuples(index=False, name=None))


def _asked() -> Chosen:
    found = choose(request.args)
    if len(found.codes) < 2:
        abort(404)
    return found
