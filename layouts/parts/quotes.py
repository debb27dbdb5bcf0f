"""Sentences to quote: each with a button that copies it and the figures that it rests on; and those refused, with why.

`assets/copy.js` copies the text of the element before the button; without scripts there is no button.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from layouts import claims, links, words
from layouts.format import plural
from metrics import clauses, compute, registry
from metrics.claim import Claim, Figure

KINDS = {
    "level": "the figure",
    "comparison": "the figure beside another",
    "change": "the change",
    "rank": "the rank",
    "extreme": "the place at an end",
    "pair": "the figure beside another council's",
}


def quote(claim: Claim) -> html.Div:
    """One sentence with its button and how we know; or its refusal."""
    if not claim.text:
        return html.Div(html.P(claims.in_words(claim), className="reason"), className="quote")
    known = " ".join(filter(None, [claim.note, claim.source]))
    text = [f"{claims.briefly(claim)} ", html.Span(known, className="from")]
    label = f" {KINDS[claim.kind]}: {claims.heading(claim)}"
    button = html.Button(["Copy", html.Span(label, className="unseen")], type="button", className="copy")
    return html.Div([html.P(text, className="copied"), button, _known(claim)], className="quote")


def quotes(told: Iterable[Claim]) -> html.Div:
    """Those that may be said, then the refusals under a line that says how many there are."""
    listed = list(told)
    said = [quote(claim) for claim in listed if claim.text]
    return html.Div([*said, _refused([claim for claim in listed if not claim.text])], className="quotes")


def _refused(refused: list[Claim]) -> html.Details | None:
    """What is not said, each reason once."""
    if not refused:
        return None
    reasons = dict.fromkeys(claim.refused for claim in refused)
    items = [
        html.Li(
            f"{', '.join(dict.fromkeys(KINDS[claim.kind] for claim in refused if claim.refused == why))}: {why}"
        )
        for why in reasons
    ]
    return html.Details([html.Summary(f"{plural(len(refused), 'sentence')} refused: why"), html.Ul(items)])


def _known(claim: Claim) -> html.Details:
    """The figures that a sentence rests on, each as the way to its published cells."""
    unseen = html.Span(f": {claims.heading(claim)}", className="unseen")
    items = [html.Li(_figure(row)) for row in claim.rows]
    return html.Details([html.Summary(["How we know", unseen]), html.Ul(items)], className="known")


def _figure(row: Figure) -> list[Any]:
    metric = registry.metric(row.metric)
    cell = compute.in_period(row.metric, row.period)[row.area_code]
    said = (
        clauses.figure(metric, cell) if row.value == row.value else words.gap_words().get(cell["symbol"], "")
    )
    address = links.figure(row.metric, row.area_code, row.period)
    which = html.Span(f", {metric.title}", className="unseen")
    return [
        html.A([f"{row.area_name}, {row.period}", which], href=address),
        f": {said} \u2013 {metric.title}",
    ]
