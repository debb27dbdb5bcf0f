"""How programs get the figures: every address of the API with its parameters, made from its own OpenAPI document."""

from __future__ import annotations

import json
from typing import Any

import dash
from dash import html

from layouts import links, problems
from layouts.api.v1 import document, limits
from layouts.format import slugged
from layouts.parts.shell import NAME
from layouts.parts.tables import table

TITLE = "The figures for programs"
EXAMPLES = {
    "One council, all measures": f"{problems.ROOT}/values?area=kent",
    "One measure, every council, newest first": f"{problems.ROOT}/values?metric=ehc_plans_in_20_weeks"
    "&level=local_authority&sort=-period_start",
    "The same as a CSV file": f"{problems.ROOT}/values.csv?metric=ehc_plans_in_20_weeks&level=local_authority",
    "A council beside England, its region and its neighbours": f"{problems.ROOT}/comparisons?area=kent"
    "&metric=ehc_plans_in_20_weeks",
    "The figures as they were in an older version": f"{problems.ROOT}/values?area=kent&version=2025.1",
}
SHORT = 12
"""As many texts of a list are shown; of a longer one, how many there are."""
PARAMETERS, COLUMNS = ("Parameter", "Needed", "What it takes"), ("Column", "What it means")
Json = dict[str, Any]


def layout(**_: Any) -> html.Div:
    """Examples, then every address by what it gives, then what a refusal means."""
    told = document.document()
    groups: dict[str, list[tuple[str, str, Json]]] = {}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append((path, method.upper(), operation))
    jump = [html.Li(html.A(name, href=f"#{slugged(name)}")) for name in (*groups, "Refusals")]
    return html.Div(
        [
            html.P(html.A("Data", href=links.DATA), className="crumbs"),
            html.H1(TITLE),
            html.P(f"Reading is open to everybody, without a key. {limits.said()}", className="lead"),
            html.Nav(html.Ul(jump), className="jump", **{"aria-label": "On this page"}),
            html.Section(_start()),
            *[_group(name, operations, told) for name, operations in groups.items()],
            _refusals(),
        ],
        className="data",
    )


def _start() -> list[Any]:
    examples = [
        html.Li([f"{said}: ", html.A(html.Code(at), href=at, className="plain")])
        for said, at in EXAMPLES.items()
    ]
    return [
        html.H2("To begin", id="begin"),
        html.Ul(examples),
        html.P(
            "JSON comes in pages: “next” in an answer is the address of the following one. A CSV file has every row. "
            "Each answer names the version of its data and has an ETag: send it back as If-None-Match, and what is "
            "unchanged is not sent again. Pages of other sites may read the answers too."
        ),
        html.P(
            [
                "A figure that is missing is null, never 0: “symbol” and “reason” say why. For machines: ",
                html.A("the OpenAPI 3.1 document", href=f"{problems.ROOT}/openapi.json"),
                ".",
            ]
        ),
    ]


def _group(name: str, operations: list[tuple[str, str, Json]], told: Json) -> html.Section:
    """What one list of rows is, its addresses, what they take and what a row has."""
    parts: list[Any] = []
    for said in dict.fromkeys(each.get("description", "") for _, _, each in operations):
        parts += [html.P(_spelt(said))] if said else []
    addresses = [
        html.Li([html.Code(f"{method} {path}"), f": {_lower(each['summary'])}", *_body(each, told)])
        for path, method, each in operations
    ]
    folded: dict[str, html.Details] = {}
    for path, _, each in operations:
        rows = [_parameter(one, told) for one in each.get("parameters", ())]
        same = str([one["name"] for one in each.get("parameters", ())])
        if rows and same not in folded:
            folded[same] = _folded(
                f"Parameters of {path}", table(f"Parameters of {path}", PARAMETERS, rows, stacked=True)
            )
    columns = _columns(name, operations, told)
    return html.Section(
        [html.H2(name, id=slugged(name)), *parts, html.Ul(addresses), *folded.values(), *columns]
    )


def _body(operation: Json, told: Json) -> list[Any]:
    """An example of what is sent, where something is."""
    if "requestBody" not in operation:
        return []
    model = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    example = json.dumps(told["components"]["schemas"][model]["examples"][0])
    return [". Send it as JSON: ", html.Code(example)]


def _spelt(text: str) -> list[Any]:
    """Words in which what stands between backticks is code."""
    parts = text.split("`")
    return [html.Code(part) if at % 2 else part for at, part in enumerate(parts)]


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _folded(said: str, part: Any) -> html.Details:
    return html.Details([html.Summary(said), part])


def _parameter(told: Json, whole: Json) -> html.Tr:
    said = told.get("description", "")
    takes = _takes(told["schema"], whole)
    return html.Tr(
        [
            html.Th(html.Code(told["name"]), scope="row"),
            html.Td("yes" if told["required"] else "no"),
            html.Td(_spelt(" ".join(each for each in (said, takes) if each) or "Its name.")),
        ]
    )


def _takes(schema: Json, whole: Json) -> str:
    """What may be given, in words: the texts of a short list, how many a long one has, the limits of a number."""
    if schema.get("type") == "array":
        most = (
            f" Up to {schema['maxItems']} times." if "maxItems" in schema else " May be given several times."
        )
        return _takes(schema["items"], whole) + most
    schema = next((each for each in schema.get("anyOf", ()) if "const" not in each), schema)
    if "$ref" in schema:
        listed = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["enum"]
        few = ", ".join(listed[:SHORT])
        return f"One of: {few}." if len(listed) <= SHORT else f"One of {len(listed)}: {listed[0]}, say."
    if "maximum" in schema:
        return f"From {schema['minimum']} to {schema['maximum']:,}; {schema['default']:,} unless it is given."
    return ""


def _columns(name: str, operations: list[tuple[str, str, Json]], told: Json) -> list[html.Details]:
    """The columns of a row, folded; nothing where the answers have none."""
    content = operations[0][2]["responses"]["200"]["content"]["application/json"]["schema"]
    row = content.get("properties", {}).get("rows")
    if not row:
        return []
    model = told["components"]["schemas"][row["items"]["$ref"].rpartition("/")[2]]
    rows = [
        html.Tr([html.Th(html.Code(column), scope="row"), html.Td(_spelt(each["description"]))])
        for column, each in model["properties"].items()
    ]
    return [
        _folded(
            f"What a row of {_lower(name)} has",
            table(f"Columns of {_lower(name)}", COLUMNS, rows, stacked=True),
        )
    ]


def _refusals() -> html.Section:
    """What each kind of refusal means: where the `type` of a problem leads."""
    kinds = [part for kind, said in problems.TITLES.items() for part in _kind(kind, said)]
    words = "A request that is refused is told what to mend, as problem details (RFC 9457). Its “type” is one of these."
    return html.Section(
        [html.H2("Refusals", id="refusals"), html.P(words), html.Dl(kinds, className="facts")]
    )


def _kind(kind: str, said: str) -> list[Any]:
    mend = next((words for each, words in problems.OF_STATUS.values() if each == kind), "")
    return [
        html.Dt(html.Code(kind), id=kind),
        html.Dd(f"{said}. {mend or problems.MEND[kind]}"),
    ]


dash.register_page(
    __name__,
    path=links.API,
    title=f"{TITLE} - {NAME}",
    description="Addresses that give every figure as JSON and CSV to programs, with parameters and examples.",
    layout=layout,
)
