"""Who reported what, as tables: by council, by measure, by return; and what nobody publishes."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from layouts import links, places, words
from layouts.format import capital, is_missing, listing, number, plural
from layouts.parts.listed import listed
from layouts.parts.tables import table
from metrics import periods, registry, reporting, tables, versions
from metrics.memory import remembered

DONE = {
    "quarantined": "Not shown: it cannot be right",
    "withheld": "Not shown: it is wrong or contradicts others",
    "replaced": "Put right, as the publisher said",
    "noted": "Shown, with this doubt",
    "accepted": "Looked into, and right",
}
"""Status of a finding -> what was done about the figure."""


@remembered()
def gaps() -> pd.DataFrame:
    """Every gap of every measure, with `label`, the newest period first; do not change it."""
    held = tables.derived("gaps")
    starts = {period: periods.start(period) for period in held["period"].unique()}
    rows = held.assign(label=held["symbol"].map(words.gap_words()), start=held["period"].map(starts))
    return rows.sort_values("start", ascending=False, kind="stable")


@remembered()
def coverage() -> dict[str, dict[str, list[Any]]]:
    """Measure -> period, the oldest first -> its rows; a look into a frame for each would take seconds."""
    found: dict[str, dict[str, list[Any]]] = {}
    for row in tables.derived("coverage").itertuples():
        found.setdefault(row.metric, {}).setdefault(row.period, []).append(row)
    return found


def of_council(area_code: str) -> list[Any]:
    """What has no figure for a council and why, then what our checks found in its figures."""
    mine = gaps()
    mine = mine[mine["area_code"] == area_code]
    order = {name: at for at, name in enumerate(registry.all_metrics())}
    mine = mine.assign(order=mine["metric"].map(order)).sort_values("order", kind="stable")
    name = places.places()[area_code].name
    lines = [
        html.Tr([html.Th(_why(label, reason), scope="row", className="note"), html.Td(_lacking(part))])
        for (label, reason), part in mine.groupby(["label", "reason"], sort=False)
    ]
    told = f"{plural(len(mine), 'figure')} missing" if lines else "No figure is missing"
    heads = ("Why", "What is missing")
    return [
        html.P(f"{told} for {name}, of all measures and years here."),
        table(f"{name}: what has no figure", heads, lines, stacked=True) if lines else None,
        *_findings(area_code, name),
    ]


def _why(label: str, reason: str) -> list[Any]:
    named = f"{capital(label)}. "
    return [reason] if reason.startswith(named) else [html.Strong(named), reason]


def _lacking(part: pd.DataFrame) -> html.Ul:
    """The measures without a figure for one reason, each with its periods, the newest first."""
    return html.Ul(
        [
            html.Li([_linked(str(name)), f" ({listing(list(rows['period']))})"])
            for name, rows in part.groupby("metric", sort=False)
        ]
    )


def _measure(metric_id: str) -> html.Th:
    return html.Th(_linked(metric_id), scope="row")


def _linked(metric_id: str) -> html.A:
    return html.A(registry.metric(metric_id).title, href=links.gaps(measure=metric_id))


def _findings(area_code: str, name: str) -> list[Any]:
    """What was printed and doubted, and what we did."""
    rows = reporting.findings(area_code).sort_values("time_period", ascending=False, kind="stable")
    if rows.empty:
        return [html.P(f"Our checks found nothing to doubt in the figures of {name}.")]
    same = ["dataset", "label", "time_period", "published", "status", "text"]
    releases = rows.groupby(same, sort=False, dropna=False)["release"].agg(
        lambda found: listing(sorted(set(found)))
    )
    rows = releases.reset_index()
    heads = ("Figure", "Period", "Release", "Printed", "What we did", "Why")
    return [
        html.H3("What our checks found"),
        table(
            f"{name}: what our checks found",
            heads,
            [_finding(row) for row in rows.itertuples()],
            stacked=True,
        ),
    ]


def _finding(row: Any) -> html.Tr:
    kind = tables.describe(row.dataset)["period_kind"]
    printed = "" if is_missing(row.published) else number(row.published, 0 if row.published % 1 == 0 else 1)
    return html.Tr(
        [
            html.Th(row.label, scope="row"),
            html.Td(periods.label(row.time_period, kind)),
            html.Td(row.release),
            html.Td(printed, className="number"),
            html.Td(DONE[row.status]),
            html.Td(row.text, className="note"),
        ]
    )


def of_measure(metric_id: str) -> list[Any]:
    """For each period of a measure, how many councils have a figure, and the others by reason."""
    missing = gaps()
    missing = missing[missing["metric"] == metric_id]
    newest_first = list(coverage().get(metric_id, {}).items())[::-1]
    lines = [_period(period, there, missing[missing["period"] == period]) for period, there in newest_first]
    title = registry.metric(metric_id).title
    return [
        html.P(html.A(f"See the figures of {title}", href=links.measure(metric_id))),
        table(f"{title}: councils with a figure", ("Period", "Councils with a figure", "Without one"), lines),
    ]


def _period(period: str, there: list[Any], without: pd.DataFrame) -> html.Tr:
    named = [
        html.Li([f"{capital(str(label))}: ", *_councils(part["area_code"])])
        for label, part in without.groupby("label", sort=False)
    ]
    return html.Tr(
        [
            html.Th(period, scope="row"),
            html.Td(_of(there), className="number"),
            html.Td(html.Ul(named) if named else "None"),
        ]
    )


def _of(there: list[Any]) -> str:
    """'148 of 153'."""
    return f"{sum(row.councils for row in there if not row.symbol)} of {there[0].existed}"


def _councils(codes: pd.Series) -> list[Any]:
    """The councils as links to what each lacks, in the order of their names, commas between."""
    named = sorted((places.places()[code] for code in codes), key=lambda place: place.name)
    return listed(html.A(place.name, href=links.gaps(area=place.slug)) for place in named)


def silent() -> html.Div:
    """The returns of which nothing was published for some councils, the newest period first."""
    rows = reporting.silent()
    rows = rows.assign(
        start=rows["period"].map({each: periods.start(each) for each in rows["period"].unique()})
    )
    lines = [
        html.Tr(
            [
                html.Th(period, scope="row"),
                html.Td(tables.describe(dataset)["title"]),
                html.Td(_councils(part["area_code"])),
            ]
        )
        for (start, period, dataset), part in sorted(
            rows.groupby(["start", "period", "dataset"]), reverse=True
        )
    ]
    return table("Tables in which a council has no figure at all", ("Period", "Table", "Councils"), lines)


def every(theme: str) -> html.Div:
    """The measures of a theme: how many councils have a figure in the newest period, and what the others have."""
    covered = coverage()
    lines = [_newest(name, covered[name]) for name, metric in registry.all_metrics().items()
             if metric.theme == theme and name in covered]  # fmt: skip
    heads = ("Measure", "Newest period", "Councils with a figure", "Why not", "All periods")
    return table(f"{theme}: councils with a figure", heads, lines, stacked=True)


def _newest(metric_id: str, covered: dict[str, list[Any]]) -> html.Tr:
    period, now = list(covered.items())[-1]
    why = [f"{number(row.councils)} {words.gap_words()[row.symbol]}" for row in now if row.symbol]
    lacking = sum(row.councils for there in covered.values() for row in there if row.symbol)
    return html.Tr(
        [
            _measure(metric_id),
            html.Td(period),
            html.Td(_of(now), className="number"),
            html.Td(listing(why)),
            html.Td(plural(lacking, "gap") if lacking else "no gap"),
        ]
    )


def unpublished() -> html.Dl:
    """What families ask and no one publishes by council, with what is known and where."""
    parts: list[Any] = []
    # What nobody publishes is said in the words of today, whatever version of the figures is read.
    with versions.use(versions.newest().name):
        rows = tables.reference("unpublished")
    for row in rows.itertuples():
        parts += [html.Dt(row.asked), html.Dd([f"{row.known} ", html.A(row.source, href=row.address), "."])]
    return html.Dl(parts)
