"""From a refusal to mediation to an appeal: each step for England and the councils that a reader compares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts import rows, words
from layouts.format import listing, number
from layouts.parts import notes
from layouts.parts.tables import table
from layouts.parts.verdicts import SIGNS
from layouts.places import ENGLAND, places
from metrics import caveats, compute, registry
from metrics.metric import Metric

REFUSED, MEDIATION, APPEAL = "ehc_requests_refused", "mediation_after_refusal", "appeal_after_refusal"
STEPS = {
    "The council refuses to assess": (REFUSED, MEDIATION, APPEAL, "appeal_after_refusal_and_mediation"),
    "An assessment ends without a plan": (
        "ehc_assessments_without_plan",
        "mediation_after_no_plan",
        "appeal_after_no_plan",
    ),
    "All appeals to the Tribunal": (
        "tribunal_appeals",
        "tribunal_appeals_per_1000_plans",
        "tribunal_appeal_rate_new_method",
    ),
}
"""Where a disagreement begins -> the measures of what follows, in order."""
AGAINST = (
    "Higher and lower are against England, and mean by more than chance. Each figure is of its newest year."
)


def steps() -> dict[str, list[Metric]]:
    """The steps that have figures."""
    found = {
        start: [registry.metric(each) for each in ids if not compute.waiting_for(each)]
        for start, ids in STEPS.items()
    }
    return {start: metrics for start, metrics in found.items() if metrics}


def of(metric_id: str, area_code: str) -> Any | None:
    """A place's row in the newest period of a measure; None where it has none."""
    if compute.waiting_for(metric_id):
        return None
    newest = rows.in_period(metric_id, compute.periods_of(metric_id)[-1])
    return next((row for row in newest if row.area_code == area_code), None)


def journey(codes: Sequence[str]) -> list[Any]:
    """The sentences, the table, and what must be known of the figures in it."""
    columns = [ENGLAND, *codes]
    told = [sentence for sentence in map(spoken, columns) if sentence]
    shown = [
        (metric, [of(metric.id, code) for code in columns]) for each in steps().values() for metric in each
    ]
    lines = [
        line
        for start, metrics in steps().items()
        for line in (_start(start, len(columns)), *(_line(metric, columns) for metric in metrics))
    ]
    heads = ["Step", *(places()[code].name for code in columns)]
    return [
        html.Div([html.P(sentence) for sentence in told], className="sentences"),
        html.P(AGAINST, className="hint") if codes else None,
        table("From refusal to appeal", heads, lines),
        special([row for _, found in shown for row in found if row]),
        _care([metric for metric, _ in shown], [row for _, found in shown for row in found if row]),
    ]


def spoken(area_code: str) -> str:
    """'Kent, 2025: of every 100 requests for an assessment, 48 ended in refusal; ...', or empty."""
    found = {metric_id: of(metric_id, area_code) for metric_id in (REFUSED, MEDIATION, APPEAL)}
    there = {name: row for name, row in found.items() if row and words.has_value(row)}
    if not there or len({row.period for row in there.values()}) > 1:
        return ""
    told = []
    if REFUSED in there:
        told.append(
            f"of every 100 requests for an assessment, {hundred(there[REFUSED].value)} ended in refusal"
        )
    after = {MEDIATION: "went to mediation", APPEAL: "went to the Tribunal"}
    said = [f"{hundred(there[name].value)} {went}" for name, went in after.items() if name in there]
    if said:
        told.append(f"of every 100 refusals, {listing(said)}")
    period = next(iter(there.values())).period
    return f"{places()[area_code].name}, {period}: {'; '.join(told)}."


def hundred(value: float) -> str:
    """A percentage as so many of a hundred: '48', 'none', 'fewer than 1', 'nearly all'."""
    if value in (0, 100):
        return "none" if value == 0 else "all"
    if value < 0.5:
        return "fewer than 1"
    return "nearly all" if value >= 99.5 else number(value)


def special(found: Sequence[Any]) -> html.Ul | None:
    """What holds of one place's figure and not of everyone's: caveats, and reasons for gaps, each once."""
    said: dict[str, list[str]] = {}
    for row in found:
        about = f"{row.area_name}, {registry.metric(row.metric).short.lower()}, {row.period}"
        gap = [] if words.has_value(row) or row.symbol == words.FEW else [words.reason(row)]
        for text in [*caveats.of_one_place(row.caveats), *gap]:
            said.setdefault(text, []).append(about)
    items = [html.Li(f"{'; '.join(dict.fromkeys(about))}: {text}") for text, about in said.items()]
    return html.Ul(items, className="caveats special") if items else None


def _start(text: str, columns: int) -> html.Tr:
    return html.Tr(html.Th(text, colSpan=columns + 1, scope="colgroup", className="start"))


def _line(metric: Metric, columns: Sequence[str]) -> html.Tr:
    period = compute.periods_of(metric.id)[-1]
    head = html.Th([metric.title, html.Span(f" {period}", className="hint")], scope="row")
    return html.Tr([head, *(_cell(metric, of(metric.id, code)) for code in columns)])


def _cell(metric: Metric, row: Any | None) -> html.Td:
    """A figure, what it was counted from, and whether it differs from England's by more than chance."""
    if row is None:
        return html.Td("no figure", className="gap")
    if row.symbol == words.FEW:
        return html.Td(
            [html.Strong(words.counted(row)), html.Span(words.too_few(metric), className="hint")],
            className="step",
        )
    if not words.has_value(row):
        return html.Td(words.value(row, metric), className="gap")
    parts: list[Any] = [html.Strong(words.bare(row.value, metric))]
    if words.counted(row):
        parts.append(html.Span(_counted(metric, row), className="hint"))
    verdict = _against_england(metric, row)
    if verdict:
        sign = html.Span(SIGNS[verdict], className="sign", **{"aria-hidden": "true"})
        rest = html.Span(f" {'to' if verdict == 'similar' else 'than'} England", className="unseen")
        parts.append(html.Span([sign, f" {verdict}", rest]))
    return html.Td(parts, className="step")


def _counted(metric: Metric, row: Any) -> str:
    """'65 of 2,122'; where the one is no part of the other, what each is: '1,756 appeals registered, 20,635 plans'."""
    said = words.counted_in_words(row, metric) if " beside " in words.counted(row) else words.counted(row)
    return said.replace(" beside ", "; ")


def _against_england(metric: Metric, row: Any) -> str:
    if row.area_code == ENGLAND or not metric.compares_councils:
        return ""
    found = rows.compared(metric.id, row.area_code, row.period)
    return next((each.verdict for each in found if each.comparator == "england"), "")


def _care(metrics: Sequence[Metric], found: Sequence[Any]) -> html.Details:
    """What each measure counts and how to read it, and the sources."""
    parts = []
    for metric in metrics:
        releases = [row.release for row in found if row.metric == metric.id]
        parts += [
            html.H3(metric.title),
            html.P(metric.note.get("Read with care", "")),
            notes.source(metric, releases) if releases else None,
        ]
    return html.Details([html.Summary("Read with care, and where it comes from"), *filter(None, parts)])
