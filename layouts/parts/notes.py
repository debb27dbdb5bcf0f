"""What must stand under a figure: where it comes from, what is missing and why, and what to read with care."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from dash import html

from layouts import links, rows, words
from layouts.format import listing, plural
from metrics import areas, caveats, tables
from metrics.breaks import breaks_of
from metrics.metric import Metric

OPEN = 3
"""Notes that stand open where there are many."""


def source(metric: Metric, releases: Iterable[str], *more: Any) -> html.P:
    """Publisher, publication, releases with their dates, and licence; `more` follows in the same line."""
    about = tables.describe(metric.formula.dataset)
    return html.P(
        [
            f"Source: {about['publisher']}, ",
            html.A(about["publication"], href=about["landing_page"]),
            f"{_used(about, releases)}. {about['licence']}.",
            *more,
        ],
        className="source",
    )


def source_in_words(metric: Metric, releases: Iterable[str]) -> str:
    """The same as plain text, for a picture."""
    about = tables.describe(metric.formula.dataset)
    said = f"Source: {about['publisher']}, {about['publication']}{_used(about, releases)}."
    return f"{said} {about['licence']}."


def fetched(metric: Metric, releases: Iterable[str]) -> str:
    """'Data fetched 21 November 2026.': the day of the newest of the files; of all files without a release."""
    files, used = tables.describe(metric.formula.dataset)["sources"], set(filter(None, releases))
    day = max(each["retrieved"] for each in files if each["release"] in used or not used)
    return f"Data fetched {areas.in_words(day)}."


def _used(about: dict[str, Any], releases: Iterable[str]) -> str:
    """', 2025 release (26 June 2025) and 2026 release (25 June 2026)', or nothing."""
    dates = {each["release"]: each["published"] for each in about["sources"]}
    told = [f"{release} release{_published(dates.get(release, ''))}" for release in sorted(set(releases))]
    return f", {listing(told)}" if told else ""


def _published(day: str) -> str:
    """' (26 June 2025)'."""
    if not day:
        return ""
    found = date.fromisoformat(day)
    return f" ({found.day} {found:%B %Y})"


def care(figures: Iterable[Any]) -> html.Ul | None:
    """The caveats of these figures (rows, or `caveats.Cited`), each once, with whom and when it is about."""
    told = caveats.told(figures)
    return html.Ul([caveat(*each) for each in told], className="caveats") if told else None


def caveat(about: str, text: str) -> html.Li:
    """One caveat, with the places and years it is about in front."""
    return html.Li([html.Strong(f"{about}: "), text] if about else text)


def first(figures: Iterable[Any]) -> list[Any]:
    """The same with the first ones open and the others folded away."""
    listed = care(figures)
    if listed is None:
        return []
    rest = listed.children[OPEN:]
    listed.children = listed.children[:OPEN]
    more = html.Ul(rest, className="caveats")
    return [listed, *([html.Details([html.Summary(plural(len(rest), "more note")), more])] if rest else [])]


def folded(figures: Iterable[Any]) -> html.Details | None:
    """The same under a line that says how many there are."""
    listed = care(figures)
    if listed is None:
        return None
    return html.Details([html.Summary(f"Read with care: {plural(len(listed.children), 'note')}"), listed])


def with_others(row: Any, compared: Iterable[Any]) -> list[Any]:
    """A figure and those it is set beside: England's, its region's, its neighbours' (rows of `compare.against`)."""
    codes = [row.area_code]
    for other in compared:
        codes += [other.comparator_code] if other.comparator_code else areas.neighbours(row.area_code)
    there = {each.area_code: each for each in rows.in_period(row.metric, row.period)}
    return [there[code] for code in codes if code in there]


def gaps(shown: Iterable[Any]) -> html.Details | None:
    """The councils without a figure, each with its reason."""
    missing = [row for row in shown if row.geographic_level == "local_authority" and not words.has_value(row)]
    missing = [row for row in missing if row.symbol != words.FEW]
    if not missing:
        return None
    items = [
        html.Li([html.A(row.area_name, href=links.area(row.area_code)), f": {words.reason(row)}"])
        for row in sorted(missing, key=lambda row: row.area_name)
    ]
    said = plural(len(items), "council has", "councils have")
    return html.Details([html.Summary(f"{said} no figure: why"), html.Ul(items)], className="gaps")


def method(metric: Metric, level: int = 2) -> list[Any]:
    """The method note that the metric itself carries, under its three leads, and why it has no interval."""
    heading = {2: html.H2, 3: html.H3, 4: html.H4}[level]
    told = [part for lead, text in metric.note.items() for part in (heading(lead), html.P(text))]
    return [*told, *without_interval(metric)]


def without_interval(metric: Metric) -> list[html.P]:
    """Why a measure has no interval; nothing where it has one."""
    why = metric.formula.no_interval
    return [html.P([html.Strong("No 95% interval. "), why])] if why else []


def breaks(metric: Metric) -> html.Ul | None:
    """Changes of method, oldest first."""
    found = [html.Li(f"New method from {each.before}. {each.note}") for each in breaks_of(metric)]
    return html.Ul(found, className="caveats") if found else None
