"""Where one figure comes from: the published cells it was worked out from, as they were printed."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links, places, rows, words
from layouts.format import is_missing, number, slugged
from layouts.parts import notes
from layouts.parts.answers import answers
from layouts.parts.shell import NAME, missing
from layouts.parts.tables import table
from metrics import compute, registry, replies, tables
from metrics.metric import Metric, Proportion
from metrics.pairs import in_100, pair
from metrics.source_rows import source_rows

HEADS = ("Column", "Printed", "Year as printed", "Release", "Code as printed", "Part", "Table")


def title(metric_id: str, slug: str) -> str:
    place = places.by_slug(slug)
    named = registry.all_metrics().get(metric_id)
    return f"Where a figure comes from: {named.title}, {place.name} - {NAME}" if place and named else NAME


def layout(metric_id: Any = "", slug: Any = "", **query: Any) -> html.Div:
    """The cells behind the figure of one measure, place and year; the newest year where none is named."""
    place, metric = places.by_slug(slug), registry.all_metrics().get(metric_id)
    if place is None or metric is None or compute.waiting_for(metric_id):
        return missing()
    there = compute.periods_of(metric_id)
    period = {slugged(each): each for each in there}.get(str(query.get("year") or ""), there[-1])
    row, other = _row(metric_id, period, place.code), places.by_slug(query.get("beside"))
    cells = list(source_rows(metric_id, place.code, period).itertuples())
    return html.Div(
        [
            html.P(
                [
                    html.A("Measures", href=links.MEASURES),
                    " / ",
                    html.A(metric.title, href=links.measure(metric_id)),
                ],
                className="crumbs",
            ),
            html.H1("Where this figure comes from"),
            html.P(_lead(metric, place, period, row), className="lead"),
            *answers(replies.beside(metric_id, place.code, period)),
            *(_beside(metric, place, other, period) if other else []),
            *_worked_out(metric, row),
            *_cells(cells),
            *_files(metric, cells),
            *_care(metric, row),
            html.P([html.A(f"All figures of {place.name}", href=links.area(place.code))]),
        ],
        className="figure-page",
    )


def _row(metric_id: str, period: str, code: str) -> Any:
    return next((row for row in rows.in_period(metric_id, period) if row.area_code == code), None)


def _lead(metric: Metric, place: places.Place, period: str, row: Any) -> list[Any]:
    said = f"{metric.title}, {place.name}, {period}: "
    if row is None:
        return [said, html.Strong("no row"), ". The publisher's tables do not name this place in that year."]
    if not words.has_value(row):
        return [said, html.Strong("no figure"), f". {words.reason(row)}"]
    limits = words.interval(row, metric)
    often = f"or {in_100(row.value)[0]}" if isinstance(metric.formula, Proportion) else ""
    after = "; ".join(filter(None, [often, limits]))
    return [said, html.Strong(words.value(row, metric)), f" ({after})." if after else "."]


def _beside(metric: Metric, place: places.Place, other: places.Place, period: str) -> list[Any]:
    """The gap to another place, with the way to that place's own cells."""
    found = pair(metric.id, place.code, other.code, period)
    way = html.A(f"The cells of {other.name}", href=links.figure(metric.id, other.code, period))
    how = "The limits of the gap join those of the two figures (Newcombe)." if found.gap else ""
    return [html.H2(f"Beside {other.name}"), html.P(found.gap or found.refusal), html.P([way, f". {how}"])]


def _worked_out(metric: Metric, row: Any) -> list[Any]:
    """The sum itself, in words and in numbers."""
    below = getattr(metric.formula, "denominator_is", "")
    said = f"{metric.formula.numerator_is}{f', divided by {below}' if below else ''}"
    parts = [html.H2("How it is worked out"), html.P(f"{said[:1].upper()}{said[1:]}.")]
    if (
        row is not None
        and words.has_value(row)
        and not is_missing(row.denominator)
        and not is_missing(row.numerator)
    ):
        per = 100 if metric.unit == "%" else getattr(metric.formula, "per", 1)
        scale = f" \u00d7 {number(per)}" if per != 1 else ""
        parts.append(
            html.P(
                f"{number(row.numerator)} \u00f7 {number(row.denominator)}{scale} = {words.value(row, metric)}"
            )
        )
    return parts


def _cells(cells: list[Any]) -> list[Any]:
    """The cells that were used, and what other releases print in their place."""
    used, other = [row for row in cells if row.used], [row for row in cells if not row.used]
    if not cells:
        return [html.H2("The published cells"), html.P("No release prints a cell for this place and year.")]
    parts = [html.H2("The published cells"), table("The cells used", HEADS, [_cell(row) for row in used])]
    parts += [html.P(told) for told in dict.fromkeys(filter(None, map(_corrected, cells)))]
    if other:
        parts += [
            html.H2("The same cells in other releases"),
            html.P("We use the newest release that covers the year. Others printed:"),
            table("The same cells in other releases", HEADS, [_cell(row) for row in other]),
        ]
    return parts


def _cell(row: Any) -> html.Tr:
    part = (
        "everyone"
        if row.breakdown_topic in ("Total", None) or is_missing(row.breakdown_topic)
        else f"{row.breakdown_topic}: {row.breakdown}"
    )
    code = (
        row.area_code
        if is_missing(row.published_area_code)
        else f"{row.published_area_code} (now {row.area_code})"
    )
    printed = (
        words.gap_words().get(row.symbol, row.symbol)
        if is_missing(row.value)
        else number(row.value, 0 if row.value % 1 == 0 else 1)
    )
    symbol = "" if not is_missing(row.value) else f" ({row.symbol})"
    column = [row.label, html.Span(row.indicator, className="when")]
    kind = "gap" if is_missing(row.value) else "number"
    return html.Tr(
        [
            html.Th(column, scope="row"),
            html.Td(f"{printed}{symbol}", className=kind),
            html.Td(row.time_period),
            html.Td(row.release),
            html.Td(code),
            html.Td(part),
            html.Td(row.dataset),
        ]
    )


def _corrected(row: Any) -> str:
    """What the publisher printed where we do not show it, and why."""
    if row.status not in ("withheld", "replaced", "quarantined"):
        return ""
    printed = (
        ""
        if is_missing(row.printed)
        else f" The publisher printed {number(row.printed, 0 if row.printed % 1 == 0 else 1)}."
    )
    return f"{row.label}, {row.release} release: {row.status}.{printed} {row.evidence}"


def _files(metric: Metric, cells: list[Any]) -> list[Any]:
    """The files that the cells stand in, each with its address and digest."""
    asked = dict.fromkeys((row.dataset, row.release) for row in cells) or {(metric.formula.dataset, ""): None}
    items = []
    for dataset, release in asked:
        about = tables.describe(dataset)
        for each in about["sources"]:
            if each["release"] == release or not release:
                items.append(html.Li(_file(about, each)))
    return [html.H2("The files"), html.Ul(items, className="files")]


def _file(about: dict[str, Any], source: dict[str, Any]) -> list[Any]:
    inside = f", in it {source['member']}" if source["member"] else ""
    published = f", published {source['published']}" if source["published"] else ""
    name = source["file"].rpartition("/")[2]
    return [
        f"{about['publisher']}: {source['title']}{published}. ",
        html.A(source["address"], href=source["address"]),
        html.Span(
            f"File {name}{inside}. Retrieved {source['retrieved']}. SHA-256 {source['sha256']}",
            className="when digest",
        ),
    ]


def _care(metric: Metric, row: Any) -> list[Any]:
    care = notes.care([row]) if row is not None else None
    credit = html.P(tables.describe(metric.formula.dataset)["attribution"], className="source")
    return [html.H2("Read with care"), care, credit] if care else [credit]


dash.register_page(
    __name__,
    path_template="/figure/<metric_id>/<slug>",
    title=title,
    description="The published cells that one figure was worked out from, with release, file and address.",
    layout=layout,
)
