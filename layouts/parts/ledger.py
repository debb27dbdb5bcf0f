"""The ledger of what became of published figures, as a table some rows at a time, and how it is told in words."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts import links, places, words
from layouts.format import MINUS, is_missing, number, plural
from layouts.ledger_choice import PAGE, Choice
from layouts.parts.tables import table
from metrics import areas, corrections

KINDS = {
    "revision": ("Changed", "The newer release prints another figure."),
    "first": ("First published", "The older release printed a symbol, the newer one a figure."),
    "withdrawn": ("Taken back", "The newer release prints a symbol where the older one had a figure."),
    "dropped": ("Left out", "The newer release has no row for this place any more."),
    "definition": ("Counted otherwise", "The newer release means something else by the same name."),
    "error": ("Found wrong", "A check, or the publisher, found the older figure wrong."),
    "withheld": (
        "Withheld by us",
        "Wrong, or in contradiction to other published figures: the evidence says how.",
    ),
    "quarantined": (
        "Withheld by a check",
        "A check of ours found that it cannot be right; nobody has settled it yet.",
    ),
    "replaced": (
        "Replaced by us",
        "The publisher itself gave the right figure elsewhere, and we show that one.",
    ),
    "accepted": ("Looked into, and right", "A check doubted it; we looked into it and show it as printed."),
    "noted": ("Shown with a doubt", "A check doubts it without proof; we show it as printed."),
    "rounding": ("Rounded otherwise", "The same figure, printed with other decimals."),
}
"""Each kind of `metrics.ledger` as readers see it, and what it means."""
HEADS = ("Place and figure", "Period", "Printed first", "Now", "What happened", "Why")
NOT_SHOWN = "not shown here"


def rows(choice: Choice) -> html.Div | html.P:
    """The rows of a page."""
    shown = choice.shown
    if shown.empty:
        return html.P(
            "There is no such row: nothing of this kind is known to have changed.", className="notice"
        )
    first = (choice.page - 1) * PAGE + 1
    caption = f"Rows {number(first)} to {number(first + len(shown) - 1)} of {number(len(choice.rows))}"
    return table(caption, HEADS, [_line(row) for row in shown.itertuples()], stacked=True)


def kinds(choice: Choice) -> html.Ul:
    """How many rows there are of each kind, each with the way to them alone."""
    counted = choice.counts()
    everything = _kind_link("All", sum(counted.values()), choice, "")
    return html.Ul(
        [everything, *(_kind_link(KINDS[kind][0], count, choice, kind) for kind, count in counted.items())],
        className="kinds",
    )


def _kind_link(words: str, count: int, choice: Choice, kind: str) -> html.Li:
    here = {"aria-current": "true"} if kind == choice.kind else {}
    return html.Li([html.A(words, href=choice.address(kind=kind), **here), f" ({number(count)})"])


def pager(choice: Choice) -> html.Nav | None:
    """The ways to the pages before and after, where there are several."""
    if choice.pages == 1:
        return None
    ways = [("Previous page", choice.page - 1), ("Next page", choice.page + 1)]
    items = [
        html.Li(html.A(words, href=choice.address(page=page)))
        for words, page in ways
        if 1 <= page <= choice.pages
    ]
    told = html.P(f"Page {number(choice.page)} of {number(choice.pages)}")
    return html.Nav([told, html.Ul(items)], className="pager", **{"aria-label": "Pages of the ledger"})


def meanings(choice: Choice) -> html.Details:
    """What each kind that occurs means."""
    parts: list[Any] = []
    for kind in choice.counts():
        parts += [html.Dt(KINDS[kind][0]), html.Dd(KINDS[kind][1])]
    return html.Details([html.Summary("What these words mean"), html.Dl(parts)])


def figure(value: float, symbol: str) -> str:
    """A figure as it was printed, or the symbol in its place, with what it means: 'x: not available'."""
    if is_missing(value):
        return f"{symbol}: {words.gap_words()[symbol]}" if symbol in words.gap_words() else symbol
    return f"{value:,.10g}".replace("-", MINUS)


def old(row: Any) -> str:
    """What was printed first, with the release: '407 (2023 release)'."""
    return f"{figure(row.old_value, row.old_symbol) or 'a symbol'} ({_release(row.old_release, row.old_published)})"


def new(row: Any) -> str:
    """What is printed, or shown here, now."""
    if row.kind in corrections.STATUSES:
        return NOT_SHOWN if is_missing(row.new_value) else f"{figure(row.new_value, '')} (shown here)"
    told = "no row" if row.kind == "dropped" else figure(row.new_value, row.new_symbol)
    return f"{told} ({_release(row.new_release, row.new_published)})"


def whose(row: Any) -> str:
    """The figure of a row: its label, the group it is of, and its unit."""
    group = "" if row.breakdown == "Total" else f", {row.breakdown}"
    return f"{row.label}{group} ({row.unit})"


def _line(row: Any) -> html.Tr:
    place = places.places()[row.area_code]
    leads = html.A(place.dated, href=links.area(row.area_code))
    return html.Tr(
        [
            html.Th([leads, html.Span(f": {whose(row)}", className="of")], scope="row"),
            html.Td(row.period),
            html.Td(old(row)),
            html.Td(new(row)),
            html.Td(KINDS[row.kind][0]),
            html.Td([row.evidence, " ", html.A(_source(row), href=row.address), "."], className="note"),
        ]
    )


def _source(row: Any) -> str:
    """The table and release that a row's newer figure is from, as the words of a link."""
    return f"{row.title}, {row.new_release or row.old_release} release"


def _release(release: str, day: str) -> str:
    return f"{release} release, {areas.in_words(day)}" if day else f"{release} release"


def counted(choice: Choice) -> str:
    """How many rows are chosen, and of what: '1,452 rows: Taken back; Bristol.'"""
    parts = [KINDS[choice.kind][0]] if choice.kind else []
    parts += [choice.place.dated] if choice.place else []
    parts += [choice.metric.title] if choice.metric else []
    return plural(len(choice.rows), "row") + (f": {'; '.join(parts)}" if parts else "")
