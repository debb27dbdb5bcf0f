"""What an answer of the API is made of: rows in their envelope as JSON, or all of them as a CSV file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Response, request

from layouts import csv_file, links
from layouts.api.v1.asked import Listed
from layouts.api.v1.resource import Found, Resource, Row
from layouts.problems import ROOT, Problem
from metrics import caveats, tables, versions
from metrics.memory import remembered
from metrics.versions import Version

ALSO = ("caveats_in_words", "attribution", "licence")
"""Columns of a file of figures after those of its rows, so that it says by itself how to read and to credit it."""
CHUNK = 2000
"""Rows of a file that are in memory at once."""
KEPT = "public, max-age=300"
"""A new version is seen within five minutes; an answer that is older is asked for again with its ETag."""
OF_SOURCE = ("title", "publisher", "publication", "landing_page", "licence", "attribution")


def tag(version: Version) -> str:
    """What names the answer to the address that is asked for: the data, the code and the address make it."""
    whole = f"{version.id} {_made_from()} {request.full_path}"
    return hashlib.sha256(whole.encode()).hexdigest()[:24]


@remembered()
def _made_from() -> str:
    """The digest of the data and code that figures are from, and of the code of the API."""
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
    return hashlib.sha256(tables.fingerprint() + code).hexdigest()


def is_known(name: str) -> bool:
    """Whether whoever asks has this answer; the compression adds its own name to an ETag."""
    there = request.if_none_match.as_set(include_weak=True)
    return any(each.partition(":")[0] == name for each in there)


def headers(version: Version, name: str) -> dict[str, str]:
    """What every answer with figures says of itself."""
    return {
        "ETag": f'"{name}"',
        "Cache-Control": KEPT,
        "Data-Version": version.id,
        "Link": f'<{ROOT}/openapi.json>; rel="service-desc", <{links.API}>; rel="service-doc"',
    }


def told(version: Version) -> dict[str, str]:
    """A version as answers name it."""
    return {"version": version.name, "id": version.id, "label": version.label, "built": version.built}


def page(resource: Resource, found: Found, asked: Listed, version: Version) -> Response:
    """One page of the rows, with the words of their caveats and where they are from; raises Problem past the last."""
    pages = max(1, -(-found.count // asked.per_page))
    if asked.page > pages:
        said = f"There {'is 1 page' if pages == 1 else f'are {pages} pages'} of {asked.per_page} rows at most"
        raise Problem(404, "no-such-page", f"{said}; page {asked.page} is past the last.")
    start = (asked.page - 1) * asked.per_page
    rows = list(found.rows(start, min(start + asked.per_page, found.count)))
    body: dict[str, Any] = {
        "version": told(version),
        "page": {
            "page": asked.page,
            "per_page": asked.per_page,
            "pages": pages,
            "rows": found.count,
            "next": _page(asked.page + 1) if asked.page < pages else None,
            "previous": _page(asked.page - 1) if asked.page > 1 else None,
        },
        "rows": rows,
    }
    return as_json(body | (_beside(rows) if resource.carries else {}))


def _page(number: int) -> str:
    """The address of another page of what is asked for."""
    others = [(name, text) for name, text in request.args.items(multi=True) if name != "page"]
    return f"{request.path}?{urlencode([*others, ('page', number)])}"


def _beside(rows: list[Row]) -> dict[str, Any]:
    """The words of the caveats that rows name by key, and the source of each table that they name."""
    keys = {key for joined in {row["caveats"] for row in rows} for key in (joined or "").split(";") if key}
    named = sorted({row["dataset"] for row in rows} - {None, ""})
    return {
        "caveats": {key: caveats.text(key) for key in sorted(keys)},
        "sources": {name: _source(name) for name in named},
    }


@remembered(64)
def _source(dataset: str) -> dict[str, str]:
    about = tables.describe(dataset)
    return {name: str(about.get(name, "")) for name in OF_SOURCE}


def as_json(body: Any) -> Response:
    """An answer as JSON; what is no number is null."""
    return Response(orjson.dumps(body), content_type="application/json")


def file(resource: Resource, found: Found, version: Version) -> Response:
    """Every row as a CSV file, a part at a time."""
    columns = [*resource.columns, *(ALSO if resource.carries else ())]
    parts = csv_file.stream(columns, _parts(resource, found, version))
    name = f"send_{resource.name}_{version.name}.csv"
    return Response(
        parts,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _parts(resource: Resource, found: Found, version: Version) -> Iterator[list[list[Any]]]:
    """The cells of all rows; the version is read only while a part is made, not while a reader waits for it."""
    for start in range(0, found.count, CHUNK):
        with versions.use(version.name):
            cells = _cells(resource, found.rows(start, min(start + CHUNK, found.count)))
        yield cells


def _cells(resource: Resource, rows: Iterable[Row]) -> list[list[Any]]:
    if not resource.carries:
        return [list(row.values()) for row in rows]
    made = list(rows)
    care = {keys: caveats.in_words(keys or "") for keys in {row["caveats"] for row in made}}
    credit = {name: _source(name) for name in {row["dataset"] for row in made} if name}
    none = dict.fromkeys(OF_SOURCE, "")
    cells = []
    for row in made:
        source = credit.get(row["dataset"], none)
        cells.append([*row.values(), care[row["caveats"]], source["attribution"], source["licence"]])
    return cells
