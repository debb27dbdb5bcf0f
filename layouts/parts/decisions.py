"""The Ombudsman's decisions to read: a search that works without scripts, and the summaries as published."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from layouts import decisions, ids, links
from layouts.complaint_choices import LONGEST_SEARCH, Choices
from layouts.decisions import PER_PAGE, last
from layouts.format import number, plural
from layouts.parts.filters import choice, kept
from layouts.places import places
from metrics import complaints, tables
from metrics.areas import in_words

WORDS = f"{ids.FILTERS}-words"
OUTCOMES = (
    "Upheld: the Ombudsman found fault, or did not need to investigate because the council agreed to put things right.",
    "Not upheld: the Ombudsman investigated and found no fault.",
    "Closed after initial enquiries: it looked at the complaint and did not investigate, often because the matter "
    "could be appealed.",
)
FIRST = {"about": "Every council", "category": "Both kinds", "outcome": "Every outcome", "year": "Every year"}
LABELS = {"about": "About", "category": "Kind of complaint", "outcome": "Outcome", "year": "Year of decision"}


def shown(choices: Choices) -> list[Any]:
    """What they are, the search, one page of what fits, the way to the others; what fits first for one council."""
    fits = choices.decisions
    last_page = max(1, -(-len(fits) // PER_PAGE))
    page = min(choices.page, last_page)
    first = (page - 1) * PER_PAGE
    here = fits[first : first + PER_PAGE]
    search = [
        _search(choices),
        html.Details([html.Summary("What the outcomes mean"), html.Ul([html.Li(text) for text in OUTCOMES])]),
    ]
    past = f"There are only {plural(last_page, 'page')} of these decisions: this is the last."
    found = [
        html.P(past, className="notice") if choices.page > last_page else None,
        html.P(_status(choices, len(fits), first, len(here)), className="status", role="status"),
        *([] if fits else [_nothing(choices)]),
        html.Ol([html.Li(_decision(row)) for row in here], start=str(first + 1), className="decisions"),
        _pages(choices, page, last_page) if last_page > 1 else None,
    ]
    ordered = [*found, *search] if choices.about else [*search, *found]
    return [html.P(_what_they_are(), className="notice"), *ordered]


def _what_they_are() -> str:
    if not complaints.is_sample():
        return "Decisions that the Ombudsman has published, with its own summary. They are to be read: see the note on what is counted."  # noqa: E501
    every = number(len(complaints.decisions()))
    return (
        f"A sample of {every}, never counted. These are {every} of the thousands of decisions that the Ombudsman has "
        "published, to be read for what happened. Which ones are here, and how many were upheld among them, says "
        "nothing about a council or about the Ombudsman."
    )


def _search(choices: Choices) -> html.Form:
    """Words, council, kind, outcome and year; what is chosen elsewhere on the page is carried along."""
    texts = {
        "about": {slug: places()[code].name for slug, code in decisions.known()["about"].items()},
        "category": {slug: last(path) for slug, path in decisions.known()["category"].items()},
        "outcome": decisions.known()["outcome"],
        "year": decisions.known()["year"],
    }
    state = choices.state()
    lists = [
        choice(name, LABELS[name], [("", FIRST[name]), *texts[name].items()], str(state[name]))
        for name in LABELS
    ]
    field = html.Div(
        [
            html.Label("Words in the summary", htmlFor=WORDS),
            dcc.Input(id=WORDS, name="words", type="text", value=choices.words, maxLength=LONGEST_SEARCH),
        ],
        className="field",
    )
    carried = [kept("council", each.slug) for each in choices.places]
    carried += [kept(name, str(state[name])) for name in ("measure", "view") if state[name]]
    return html.Form(
        [field, *lists, *carried, html.Button("Show these decisions", type="submit", className="primary")],
        action=links.complaints(links.DECISIONS),
        method="get",
        className="filters waits",
        role="search",
        **{"aria-label": "Decisions"},
    )


def _status(choices: Choices, count: int, first: int, here: int) -> str:
    """'Showing 1 to 5 of 12 in the sample about Kent, newest first.'"""
    if not count:
        return "No decision here fits."
    about = f" about {places()[choices.about].name}" if choices.about else ""
    where = "in the sample" if complaints.is_sample() else "loaded"
    return f"Showing {first + 1} to {first + here} of {count} {where}{about}, newest first."


def _nothing(choices: Choices) -> html.P:
    every = choices.address(links.DECISIONS, about="", category="", outcome="", year="", words="", page="")
    site = tables.describe(complaints.DECISIONS)["landing_page"]
    return html.P(
        [
            html.A("See them all", href=every),
            ", or search ",
            html.A("every published decision on the Ombudsman's site", href=site),
            ".",
        ]
    )


def _decision(row: Any) -> html.Article:
    """One decision, its summary whole and unchanged."""
    details = [row.decision, last(row.category), in_words(row.decision_date), f"reference {row.reference}"]
    link = html.A(
        ["Read this decision", html.Span(f" about {row.area_name}, {row.reference},", className="unseen"),
         " on the Ombudsman's site"],
        href=row.address,
    )  # fmt: skip
    return html.Article(
        [
            html.H3([row.council, html.Span(f", {row.reference}", className="unseen")]),
            html.P(" · ".join(details), className="hint"),
            html.Blockquote(row.summary, cite=row.address),
            html.P(link),
        ]
    )


def _pages(choices: Choices, page: int, last_page: int) -> html.Nav:
    """The pages before and after this one."""
    parts: list[Any] = []
    for text, other in (("Newer decisions", page - 1), ("Older decisions", page + 1)):
        if 1 <= other <= last_page:
            href = choices.address(links.DECISIONS, page="" if other == 1 else str(other))
            parts.append(html.Li(html.A(text, href=href)))
    parts.insert(len(parts) if page == last_page else len(parts) - 1, html.Li(f"Page {page} of {last_page}"))
    return html.Nav(html.Ul(parts), className="pages", **{"aria-label": "Pages of decisions"})
