"""A stand-in for the Explore Education Statistics public API, which holds every request to its OpenAPI document.

`Api.answer` is the whole service: a request in, status, headers and body out. A request that the document forbids is
answered with 400 as the service does, and kept in `forbidden`; those it allows are counted by operation in `answered`.
Its own answers are held to the document as well. Figures come from frames in the layout of an EES CSV.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from werkzeug.datastructures import ImmutableMultiDict

from tests.stand_ins.ees_data_set import DataSet, Kept, version_of
from tests.stand_ins.server import Asked, Reply

Answer = tuple[int, dict[str, str], bytes]
PREFIX = "/statistics"
SERVER = "http://localhost:5050"
ROWS_HELD_TO_THE_DOCUMENT = 3
ERRORS = {
    "UnknownField": "The field was not expected in the request and should be removed.",
    "NotEmptyBody": "The body must not be empty.",
    "InvalidValue": "The value is not valid.",
    "IndicatorsNotFound": "One or more indicators could not be found.",
}
TITLES = {403: "Forbidden", 404: "Not Found"}


@dataclass
class Publication:
    """A publication and the data sets that it has on the API, newest first."""

    id: str
    slug: str
    title: str
    data_sets: list[DataSet] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "slug": self.slug,
            "title": self.title,
            "summary": "",
            "lastPublished": "2026-06-11T08:30:00+00:00",
        }


class Refusal(Exception):
    """An answer that is not a 200: its status, and for a 400 the code and the field."""

    def __init__(self, status: int, code: str = "", path: str = "", items: list[str] | None = None) -> None:
        super().__init__(f"{status} {code} {path}")
        self.status = status
        self.body: dict[str, Any] = {"title": TITLES.get(status, ""), "type": "about:blank", "status": status}
        if status == 400:
            error = {"message": ERRORS[code], "code": code, "path": path}
            self.body["title"] = "One or more validation errors occurred."
            self.body["errors"] = [error | ({"detail": {"items": items}} if items else {})]


@cache
def contract(document: Path) -> tuple[dict[str, Any], OpenAPI]:
    """An OpenAPI document, and what holds requests and answers to it."""
    read = json.loads(document.read_text(encoding="utf-8"))
    return read, OpenAPI.from_dict(read)


class Api:
    """The service: its document, its publications, and what was asked of it."""

    def __init__(self, document: Path, publications: list[Publication]) -> None:
        self.document, self.contract = contract(document)
        self.publications = publications
        self.data_sets = {one.id: one for publication in publications for one in publication.data_sets}
        self.answered: Counter[str] = Counter()
        self.forbidden: list[str] = []
        self.bodies: list[dict[str, Any]] = []
        self.members = request_members(self.document)

    def answer(self, method: str, path: str, query: str, body: bytes) -> Answer:
        """What the service says to a request; `query` is what follows the question mark."""
        if path != path.lower():
            return 308, {"Location": path.lower() + (f"?{query}" if query else "")}, b""
        path = path.removeprefix(PREFIX)
        arguments = parse_qsl(query, keep_blank_values=True)
        headers = {"Content-Type": "application/json; charset=utf-8"}
        operation: dict[str, Any] = {}
        try:
            operation, names = self.operation(method, path)
            self.require_allowed(operation, method, path, arguments, body)
            self.answered[operation["operationId"]] += 1
            said = getattr(self, f"answer_{operation['operationId']}")(
                names, dict(arguments), json.loads(body or b"null")
            )
            status = 200
        except Refusal as refusal:
            said, status = refusal.body, refusal.status
        if isinstance(said, bytes):
            headers, content = {"Content-Type": "text/csv", "Content-Encoding": "gzip"}, gzip.compress(said)
        else:
            if str(status) in operation.get("responses", ()):
                self.require_documented(method, path, status, said)
            content = json.dumps(said).encode()
        return status, headers, content

    def heard(self, asked: Asked) -> Reply | None:
        """The same over a wire; None for a path that is not of the API, such as robots.txt."""
        if not asked.path.lower().startswith(PREFIX):
            return None
        query = urlencode(asked.query, doseq=True)
        status, headers, body = self.answer(asked.method, asked.path, query, asked.body)
        kind = headers.pop("Content-Type", "text/plain")
        return Reply(body, kind, status, headers, has_validators=False)

    def operation(self, method: str, path: str) -> tuple[dict[str, Any], dict[str, str]]:
        """The operation of the document that a path is of, with the names in the path."""
        for template, methods in self.document["paths"].items():
            matched = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template), path)
            if matched and method.lower() in methods:
                return methods[method.lower()], matched.groupdict()
        self.forbidden.append(f"{method} {path}: no such operation")
        raise Refusal(404)

    def require_allowed(
        self, operation: dict[str, Any], method: str, path: str, arguments: list[tuple[str, str]], body: bytes
    ) -> None:
        """Raise the 400 of the service on whatever the document does not allow."""
        declared = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
        unknown = [name for name, _ in arguments if name not in declared]
        if body:
            unknown += sorted(members(json.loads(body)) - self.members)
        problems = [f"unknown {name}" for name in unknown]
        code, field_ = ("UnknownField", unknown[0]) if unknown else ("InvalidValue", "")
        if method == "POST" and not body:
            problems, code = ["no body"], "NotEmptyBody"
        request = MockRequest(
            SERVER,
            method.lower(),
            path,
            args=ImmutableMultiDict(arguments),
            data=body or None,
            content_type="application/json",
        )
        problems += [str(error) for error in self.contract.iter_request_errors(request)]
        if problems:
            self.forbidden.append(f"{method} {path}: {'; '.join(problems)}")
            raise Refusal(400, code, field_)

    def require_documented(self, method: str, path: str, status: int, said: dict[str, Any]) -> None:
        """Fail when the answer is not what the document says that this operation answers.

        Locations are shown without their options: as the document describes them, by two closed shapes that must
        both fit, there can be none.
        """
        shown = dict(said)
        if "results" in shown:
            shown["results"] = shown["results"][:ROWS_HELD_TO_THE_DOCUMENT]
        if "locations" in shown:
            shown["locations"] = [group | {"options": []} for group in shown["locations"]]
        response = MockResponse(
            json.dumps(shown).encode(), status_code=status, content_type="application/json"
        )
        self.contract.validate_response(MockRequest(SERVER, method.lower(), path), response)

    def version(self, names: dict[str, str], asked: str) -> tuple[DataSet, Kept]:
        """The version of a data set that a number or wildcard means; 404 without one, 403 once it is withdrawn."""
        data_set = self.data_set(names)
        kept = version_of(data_set, asked)
        if kept is None:
            raise Refusal(404)
        if data_set.status == "Withdrawn":
            raise Refusal(403)
        return data_set, kept

    def data_set(self, names: dict[str, str]) -> DataSet:
        if names["dataSetId"] not in self.data_sets:
            raise Refusal(404)
        return self.data_sets[names["dataSetId"]]

    def answer_ListPublications(self, _: Any, asked: dict[str, str], __: Any) -> dict[str, Any]:  # noqa: N802
        return paged([one.summary() for one in self.publications], asked, 20)

    def answer_ListPublicationDataSets(  # noqa: N802
        self, names: dict[str, str], asked: dict[str, str], _: Any
    ) -> dict[str, Any]:
        found = [one for one in self.publications if one.id == names["publicationId"]]
        return paged([each.summary() for one in found for each in one.data_sets], asked, 10)

    def answer_GetDataSet(self, names: dict[str, str], _: Any, __: Any) -> dict[str, Any]:  # noqa: N802
        return self.data_set(names).summary()

    def answer_GetDataSetMeta(  # noqa: N802
        self, names: dict[str, str], asked: dict[str, str], _: Any
    ) -> dict[str, Any]:
        return self.version(names, asked.get("dataSetVersion", "*"))[1].meta

    def answer_GetDataSetVersion(self, names: dict[str, str], _: Any, __: Any) -> dict[str, Any]:  # noqa: N802
        data_set, kept = self.version(names, names["dataSetVersion"])
        number = next(number for number, one in data_set.versions.items() if one is kept)
        return data_set.described(number) | {
            "type": "Minor",
            "status": data_set.status,
            "notes": "",
            "release": {"title": "Academic year 2025/26", "slug": "2025-26"},
        }

    def answer_DownloadDataSetCsv(self, names: dict[str, str], asked: dict[str, str], _: Any) -> bytes:  # noqa: N802
        return self.version(names, asked.get("dataSetVersion", "*"))[1].csv()

    def answer_QueryDataSetPost(  # noqa: N802
        self, names: dict[str, str], asked: dict[str, str], body: dict[str, Any]
    ) -> dict[str, Any]:
        self.bodies.append(body)
        _, kept = self.version(names, asked.get("dataSetVersion", "*"))
        strangers = [one for one in body["indicators"] if one not in kept.indicator_ids.values()]
        if strangers:
            raise Refusal(400, "IndicatorsNotFound", "indicators", strangers)
        rows, warnings = kept.matching(body.get("criteria") or {})
        if rows.empty:
            warnings.append({"code": "QueryNoResults", "message": "The query did not match any results."})
        page = paged(rows, {key: str(body[key]) for key in ("page", "pageSize") if key in body}, 1000)
        page["results"] = [kept.row(number, body["indicators"]) for number in page["results"].index]
        return page | {"warnings": warnings}


def paged(results: Any, asked: dict[str, str], size: int) -> dict[str, Any]:
    """One page of a list or frame, as every list of the service is."""
    page, size = int(asked.get("page", 1)), int(asked.get("pageSize", size))
    total = len(results)
    paging = {"page": page, "pageSize": size, "totalResults": total, "totalPages": (total - 1) // size + 1}
    paging["totalPages"] = max(1, paging["totalPages"])
    return {"paging": paging, "results": results[(page - 1) * size : page * size]}


def members(value: Any) -> set[str]:
    """The names of all members of a JSON value, at any depth."""
    if isinstance(value, dict):
        return set(value) | {name for each in value.values() for name in members(each)}
    return {name for each in value for name in members(each)} if isinstance(value, list) else set()


def request_members(document: dict[str, Any]) -> set[str]:
    """The names of members that the body of a query may have, at any depth."""
    return {
        name
        for schema, shape in document["components"]["schemas"].items()
        if schema.startswith("DataSetQuery") and not schema.endswith("ViewModel")
        for name in shape["properties"]
    }
