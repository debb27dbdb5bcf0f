"""A fair comparison of one council: six comparators with a verdict each, what if, and the way to its own line."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts import links, words
from layouts.comparison import LEAD, next_door
from layouts.first_view import render
from layouts.format import capital, is_missing, number, plural
from layouts.parts.cards import standing
from layouts.parts.fold import fold
from layouts.parts.fragment import fragment
from layouts.parts.listed import listed
from layouts.parts.places_form import surprise_me
from layouts.parts.verdicts import LINKING, SIGNS, judgement
from layouts.places import Place, places
from metrics import comparators, compute, registry, targets
from metrics import standing as ranks
from metrics.memory import remembered
from metrics.metric import Metric
from metrics.targets import ASSUMPTION

MEASURES = (LEAD, "ehc_requests_refused", "tribunal_appeal_rate_new_method")
ADDRESS = "/fair"
"""Where this part of a council's page is fetched from."""
NEIGHBOURS_SHOWN = 12


def section(place: Place) -> html.Section | None:
    """The section of a council's page; none for a region or England."""
    if not place.is_authority:
        return None
    parts = fragment(f"{ADDRESS}/{place.slug}", lambda: written(place.code))
    return html.Section(fold("A fair comparison", "fair", WITH, parts))


@remembered(16)
def written(area_code: str) -> str:
    """The section as HTML."""
    strips = [_strip(registry.metric(name), area_code) for name in MEASURES if not compute.waiting_for(name)]
    parts = [WHY, *strips, _lists(area_code), _what_if(registry.metric(LEAD), area_code), _others(area_code)]
    return render(parts)


WITH = (
    "With England, the region, councils of its type, and three lists of councils that are said to be alike."
)

WHY = html.P(
    "Who a council is set against can change the verdict, so here are six: England, its region, councils of its type, "
    "and three lists of councils that are said to be alike. Higher or lower is said only where chance is no likely "
    "reason."
)


def _strip(metric: Metric, area_code: str) -> html.Div | None:
    """One measure: the summary, a box for each comparator, and what the choice of a list changes."""
    found = standing(metric.id, area_code)
    if found is None:
        return None
    row = found.figure or found.newest
    strip = comparators.verdict_strip(metric.id, area_code, row.period)
    said = f"{metric.title}, {row.period}: {words.value(row, metric)}"
    if strip.refusal:
        return html.Div([html.H3(said), html.P(strip.refusal, className="reason")])
    boxes = [_box(metric, each) for each in strip.comparators]
    rank = ranks.rank_of(metric.id, area_code, row.period)
    place = f"Its place: {rank.text}, {rank.order}." if rank.text else rank.refusal
    if rank.text and rank.left_out:
        place += (
            f" {plural(rank.left_out, 'council is', 'councils are')} not placed: too many plans left out."
        )
    told = [html.P(html.Strong(strip.summary)), html.Ul(boxes, className="strip-boxes")]
    under = " ".join(filter(None, [strip.effect, strip.beside, place]))
    return html.Div([html.H3(said), *told, html.P(under, className="hint")], className="verdict-strip")


def _box(metric: Metric, row: Any) -> html.Li:
    """One comparator: sign and verdict, its name, its figure, how close it is and who was left out."""
    name = html.Span(capital(row.comparator_name), className="comparator")
    figure = "" if is_missing(row.value) else words.figure(row.value, metric)
    close = [html.Span(row.closeness, className="when")] if row.closeness else []
    if not row.verdict:
        return html.Li([name, html.Span(f"{figure} {row.note}".strip(), className="when"), *close])
    sign = html.Span(SIGNS[row.verdict], className="sign", **{"aria-hidden": "true"})
    linking = LINKING[row.verdict].split()[-1]
    verdict = html.Strong([sign, f" {capital(row.verdict)} {linking}"], className="said-verdict")
    middle = f"middle of {row.with_figure}: {figure}" if not row.comparator_code else figure
    return html.Li(
        [verdict, name, html.Span(middle, className="when"), *close], className=judgement(metric, row.verdict)
    )


def _lists(area_code: str) -> html.Details:
    """Who is on the three lists, closest first, and who of them has no figures here."""
    period = compute.periods_of(LEAD)[-1]
    parts: list[Any] = [html.Summary("Who is on the three lists")]
    for which, (_, name) in comparators.NEIGHBOURS.items():
        neighbours = comparators.neighbours(which, area_code, period)
        kept = [each.code for each in neighbours if each.kept]
        named = listed(html.A(places()[code].name, href=links.area(code)) for code in kept)
        said = [html.Strong(f"{capital(name)}: "), *(named or ["none"]), ". "]
        parts.append(html.P([*said, comparators.left_out(neighbours)]))
    return html.Details(parts)


def _what_if(metric: Metric, area_code: str) -> html.Div | None:
    """What would have followed had the council had the share of others, a line for each."""
    found = standing(metric.id, area_code)
    if found is None or found.figure is None:
        return None
    period = found.figure.period
    listed = targets.what_if(metric.id, area_code, period)
    items = [html.Li(_target(each, metric)) for each in listed if each.text]
    if not items:
        return None
    assumed = f"{ASSUMPTION.format(period=period)} Exceptions stay left out, as each council claims them."
    return html.Div(
        [
            html.H3(f"What if more plans had come on time in {period}"),
            html.Ul(items, className="what-if"),
            html.P(assumed, className="hint"),
        ],
        className="part",
    )


def _target(target: targets.Target, metric: Metric) -> list[Any]:
    """'374 more plans on time if it had matched England (46.1%)', or that it already does as well."""
    rate = words.figure(target.rate, metric)
    if target.extra <= 0:
        return [html.Strong("None"), f": it already does as well as {target.name} ({rate}) or better."]
    if target.lci_95 < 0:
        return [
            html.Strong("Not clear"),
            f": it differs from {target.name} ({rate}) by no more than chance explains.",
        ]
    limits = f"95% interval {number(target.lci_95)} to {number(target.uci_95)}"
    return [
        html.Strong(f"{number(target.extra)} more"),
        " plans on time,",
        f" if it had matched {target.name}, {rate} ({limits}).",
    ]


def _others(area_code: str) -> html.Div:
    """The ways to a comparison with a neighbour, and to the council's line over the years."""
    slug = places()[area_code].slug
    before = html.Span("Compare with ", className="unseen")
    near = [
        html.Li(html.A([before, places()[each].name], href=links.compare([area_code, each])))
        for each in next_door(area_code)[:NEIGHBOURS_SHOWN]
    ]
    beside = [html.H3("Compare with a neighbour"), html.Ul(near, className="columns")] if near else []
    own = html.P(
        [
            html.A("Its place in each year", href=links.with_query(links.PERSISTENCE, area=slug)),
            " and ",
            html.A(
                "where it lies among all councils, year by year",
                href=links.with_query(links.LOTTERY, area=slug),
            ),
            ".",
        ]
    )
    surprise = surprise_me(slug, "Surprise me: a neighbour far apart") if near else None
    return html.Div([*beside, surprise, own], className="part")
