"""The OpenAPI 3.1 document, made from the models that check requests and from those of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from layouts import cite
from layouts.api.v1 import limits
from layouts.api.v1.asked import ALWAYS_A_NUMBER, Asked, Nothing, PostcodeAsked
from layouts.api.v1.resource import Resource, every, row_model
from layouts.parts.shell import NAME
from layouts.problems import MEDIA_TYPE, ROOT, ProblemDetails
from metrics import versions
from metrics.memory import remembered

Json = dict[str, Any]
SCHEMAS = "#/components/schemas/"
DIALECT = "https://spec.openapis.org/oas/3.1/dialect/base"
REFUSALS = {
    400: "Something in the request is not as it must be; `errors` says what.",
    404: "There is no such thing, page or period.",
    413: "The body is too long.",
    415: "The body is not JSON.",
    429: "Too many requests in a minute.",
    503: "Many large files are being made. Try again soon.",
}


class DataVersion(BaseModel):
    """The version of the data that an answer is from."""

    model_config = ConfigDict(extra="forbid")

    version: str = Field(description="The version as it stands in addresses: 2025.1.")
    id: str = Field(description="The same with the first characters of the digest of its tables.")
    label: str = Field(description="Which releases it holds.")
    built: str = Field(description="The day on which it was put together.")


class Page(BaseModel):
    """Which part of the rows an answer has."""

    model_config = ConfigDict(extra="forbid")

    page: int = Field(ge=1)
    per_page: int = Field(ge=1, description="How many rows a page has at most.")
    pages: int = Field(ge=1)
    rows: int = Field(ge=0, description="How many rows there are in all.")
    next: str | None = Field(description="The address of the page after this one.")
    previous: str | None = Field(description="The address of the page before this one.")


class Source(BaseModel):
    """Where figures are from, and whom to credit."""

    model_config = ConfigDict(extra="forbid")

    title: str
    publisher: str
    publication: str
    landing_page: str
    licence: str
    attribution: str = Field(description="The words that the publisher asks you to print.")


@remembered()
def document() -> Json:
    """The document. Shared: do not change it."""
    rows = {name: row_model(resource) for name, resource in every().items()}
    models: list[type[BaseModel]] = [
        *rows.values(), ProblemDetails, DataVersion, Page, Source, PostcodeAsked
    ]  # fmt: skip
    _, held = models_json_schema([(each, "validation") for each in models], ref_template=SCHEMAS + "{model}")
    paths: Json = {}
    for name, resource in every().items():
        paths |= _of_resource(resource, SCHEMAS + rows[name].__name__)
    paths |= _others(SCHEMAS + rows["areas"].__name__)
    whole = {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": _info(),
        "servers": [{"url": cite.site() or "/"}],
        "paths": paths,
        "components": {"schemas": held["$defs"], "responses": _refusals(), "headers": _headers()},
    }
    lists: Json = {}
    named = _named(whole, lists)
    named["components"]["schemas"] |= dict(sorted(lists.items()))
    return named


def _info() -> Json:
    return {
        "title": f"{NAME}: the API",
        "version": "1",
        "summary": "Every figure with its counts, interval, caveats and source, or the reason why there is none.",
        "description": f"Reading is open to everybody, without a key. {limits.said()} Figures keep their publishers' "
        "licences, which stand beside them. A postcode is taken from the body of a request only.",
        "contact": {"name": cite.publisher(), "url": "/about"},
    }


def _of_resource(resource: Resource, row: str) -> Json:
    """The addresses of a list of rows."""
    parameters = list(_parameters(resource.asked))
    same = {"summary": resource.title, "description": resource.description, "tags": [resource.title]}
    found = {
        f"{ROOT}/{resource.name}": _get(
            same, resource.name, parameters, {"application/json": {"schema": _envelope(resource, row)}}
        ),
        f"{ROOT}/{resource.name}.csv": _get(
            same | {"summary": f"{resource.title} as a CSV file"},
            f"{resource.name}_csv",
            parameters,
            {"text/csv": {"schema": {"type": "string"}}},
        ),
    }
    if resource.one:
        name, listed = resource.one
        at = {"name": name, "in": "path", "required": True, "schema": {"enum": list(listed.listed()), "type": "string",
              "title": listed.name}}  # fmt: skip
        one = _object({"version": {"$ref": f"{SCHEMAS}DataVersion"}, "row": {"$ref": row}})
        found[f"{ROOT}/{resource.name}/{{{name}}}"] = _get(
            same | {"summary": f"{resource.title}: one"},
            f"{resource.name}_one",
            [at, *_parameters(Nothing)],
            {"application/json": {"schema": one}},
        )
    return found


def _others(area: str) -> Json:
    """The postcode, the document itself and the list of addresses."""
    anything = {"application/json": {"schema": {"type": "object"}}}
    general = {"tags": ["The API itself"]}
    found = {"application/json": {"schema": _object({"version": {"$ref": f"{SCHEMAS}DataVersion"},
             "row": {"$ref": area}})}}  # fmt: skip
    postcode = {
        "summary": "The council of a postcode",
        "description": "The council that answers for SEND where a postcode lies. By POST only, so that no postcode "
        "stands in an address or a log; it is used once and kept nowhere.",
        "tags": ["Places"],
        "operationId": "postcode",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": f"{SCHEMAS}PostcodeAsked"}}},
        },
        "responses": {"200": {"description": "The council.", "content": found}}
        | _refused(400, 404, 413, 415, 429),
    }
    return {
        f"{ROOT}/postcode": {"post": postcode},
        f"{ROOT}/openapi.json": _get(
            general | {"summary": "This document"}, "openapi", list(_parameters(Nothing)), anything
        ),
        ROOT: _get(
            general | {"summary": "The addresses there are"}, "index", list(_parameters(Nothing)), anything
        ),
    }


def _get(words: Json, name: str, parameters: list[Json], content: Json) -> Json:
    told = {header: {"$ref": f"#/components/headers/{header}"} for header in _headers()}
    answers = {
        "200": {"description": "The answer.", "headers": told, "content": content},
        "304": {"description": "What you have is still so: the ETag in If-None-Match is that of the answer."},
    }
    return {
        "get": words
        | {"operationId": name, "parameters": parameters, "responses": answers | _refused(400, 404, 429, 503)}
    }


def _parameters(model: type[Asked]) -> Iterator[Json]:
    """The parameters of a model; what may be left out may also be empty, as forms send it."""
    described = model.model_json_schema(ref_template=SCHEMAS + "{model}")
    for name, told in described["properties"].items():
        schema = {key: value for key, value in told.items() if key not in ("description", "title")}
        if told.get("enum"):
            schema["title"] = told["title"]
        needed = name in described.get("required", ())
        if schema.get("default") in ("", []):
            del schema["default"]
        if not needed and name not in ALWAYS_A_NUMBER:
            schema = _or_empty(schema)
        yield {
            "name": name,
            "in": "query",
            "required": needed,
            "description": told.get("description", ""),
            "schema": schema,
        }


def _or_empty(schema: Json) -> Json:
    if schema.get("type") == "array":
        return schema | {"items": _or_empty(schema["items"])}
    return {"anyOf": [schema, {"const": "", "description": "The same as leaving it out."}]}


def _envelope(resource: Resource, row: str) -> Json:
    held: Json = {
        "version": {"$ref": f"{SCHEMAS}DataVersion"},
        "page": {"$ref": f"{SCHEMAS}Page"},
        "rows": {"type": "array", "items": {"$ref": row}},
    }
    if resource.carries:
        texts = {"type": "object", "additionalProperties": {"type": "string"}}
        sources = {"type": "object", "additionalProperties": {"$ref": f"{SCHEMAS}Source"}}
        held["caveats"] = texts | {"description": "The words of each caveat that a row names, by its key."}
        held["sources"] = sources | {"description": "Where each table that a row names is from."}
    return _object(held)


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _refused(*statuses: int) -> Json:
    return {str(status): {"$ref": f"#/components/responses/Refused{status}"} for status in statuses}


def _refusals() -> Json:
    content = {MEDIA_TYPE: {"schema": {"$ref": f"{SCHEMAS}ProblemDetails"}}}
    return {
        f"Refused{status}": {"description": said, "content": content} for status, said in REFUSALS.items()
    }


def _headers() -> Json:
    def text(said: str) -> Json:
        return {"description": said, "schema": {"type": "string"}}

    return {
        "ETag": text(
            "Names this answer. Send it as If-None-Match to be told in few bytes that nothing changed."
        ),
        "Data-Version": text(f"The version of the data, as `{versions.newest().id}`."),
        "Cache-Control": text("How long the answer may be kept."),
    }


def _named(part: Any, lists: Json) -> Any:
    """A part of the document in which every list of texts stands by its name; the lists are put into `lists`."""
    if isinstance(part, list):
        return [_named(each, lists) for each in part]
    if not isinstance(part, dict):
        return part
    if "enum" in part and "title" in part:
        lists[part["title"]] = {name: part[name] for name in ("type", "enum")}
        return {"$ref": SCHEMAS + part["title"]} | {
            name: part[name] for name in ("description",) if name in part
        }
    return {name: _named(each, lists) for name, each in part.items()}
