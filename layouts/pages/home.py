"""The first page: one box, what is true of England now, and every council on one line."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import figures, findings, ids, links
from layouts import selection as selections
from layouts.api import table
from layouts.exhibits import measure as exhibits
from layouts.format import lowered, slugged
from layouts.parts import measure_view, notes, what_to_do
from layouts.parts.filters import area_select
from layouts.parts.find_box import PROBLEMS, find_box
from layouts.parts.fragment import fragment
from layouts.parts.glossary import explained
from layouts.parts.graph import figure, graph
from layouts.parts.keep import keep
from layouts.parts.shell import NAME
from layouts.places import ENGLAND, by_slug
from layouts.selection import Selection, select
from layouts.themes import INSPECTION, order, themes
from metrics import compute, headlines, registry

LEAD = "ehc_plans_in_20_weeks"
WAYS = 4
"""Measures of a theme that the first page leads to."""
DESCRIPTION = (
    "Look up your council: how many education, health and care plans come on time, how many requests are refused, how "
    "many families appeal. Published figures for every council in England."
)


def layout(**query: Any) -> html.Div:
    """The page, with a council marked or a problem with the box told where the address says so."""
    problem = query.get("problem")
    known = problem if isinstance(problem, str) and problem in PROBLEMS else ""
    body = html.Div(
        [
            html.Div(
                [
                    html.H1("Same law. Different council. Different chance."),
                    html.P(
                        "The law gives every council in England 20 weeks to finish an education, health and care (EHC) "
                        "plan for a child who needs one. How often that happens depends on where the child lives.",
                        className="lead",
                    ),
                    find_box(known, _suggested(query.get("near"))),
                    html.P(html.A(what_to_do.HEADING, href=links.COMPLAINTS)),
                    explained("EHC plan"),
                ],
                className="hero",
            ),
            _england(),
            _lottery(query),
            _ways_in(),
        ],
        className="home",
    )
    if known:
        body.tab = f"Problem: {PROBLEMS[known]} - {NAME}"
    return body


def _suggested(asked: Any) -> tuple[str, ...]:
    """Councils that a mistyped name may have meant; slugs made by us, never what was typed."""
    slugs = asked.split(",")[:5] if isinstance(asked, str) else []
    found = [by_slug(slug) for slug in slugs]
    return tuple(place.code for place in found if place)


def _england() -> html.Section | None:
    """Three sentences, each with the way to its measure."""
    told = headlines.england_now()
    if not told:
        return None
    print_or_send = html.P(
        [
            html.A("England on one page, to print", href=links.briefing(ENGLAND)),
            " and ",
            html.A("words to post or to send to your MP", href=links.campaign(ENGLAND)),
            ". Each council’s page leads to its own.",
        ],
        className="more",
    )
    return html.Section(
        [html.H2("England now"), html.Ol([_told(each) for each in told], className="now"), print_or_send]
    )


def _told(said: headlines.Sentence) -> html.Li:
    about = html.Span(f": {registry.metric(said.metric).title}", className="unseen")
    way = html.A(["See the figures", about], href=links.measure(said.metric))
    return html.Li([html.P(said.text), way, notes.folded(said.figures)])


def _lottery(query: dict[str, Any]) -> html.Section | None:
    if compute.waiting_for(LEAD):
        return None
    chosen = select(LEAD, {"area": query.get("area"), "view": "spread"})
    return html.Section(
        [
            html.H2("Every council, one dot each"),
            explained("Exception", "95% interval"),
            _mark(chosen),
            _chart(chosen),
        ],
        id="every-council",
    )


def _chart(chosen: Selection) -> html.Figure:
    """The beeswarm with its table and its source."""
    drawn = figures.figure(chosen)
    chart = graph(drawn, f"{ids.CHART}-home", findings.summary(chosen))
    whole = fragment(table.address(chosen), lambda: table.written(chosen))
    more = html.A("Explore this measure", href=chosen.address())
    source = notes.source(chosen.metric, [row.release for row in selections.in_period(chosen)], " ", more)
    key = html.P(measure_view.key(chosen), className="key")
    folded = html.Details([html.Summary("These figures as a table"), whole])
    care, shown = notes.folded(selections.in_period(chosen)), exhibits.of(chosen)
    menu = keep(shown) if shown else None
    return figure(findings.title(chosen), findings.shown(chosen), chart, key, menu, folded, care, source)


def _mark(chosen: Selection) -> html.Form:
    """A select that marks a council in the chart."""
    return html.Form(
        [area_select(chosen.area), html.Button("Show", type="submit", className="apply")],
        action=links.HOME,
        method="get",
        id=ids.FILTERS,
        className="filters",
    )


def _ways_in() -> html.Section:
    """The first measures of each theme, and the way to the others."""
    cards = []
    for theme in order():
        if theme == INSPECTION:
            register = html.A("What inspectors found in each area", href=links.INSPECTIONS)
            cards.append(html.Li([html.H3(theme), html.Ul(html.Li(register))]))
            continue
        metrics = themes()[theme]
        mine = [html.Li(html.A(each.title, href=links.measure(each.id))) for each in metrics[:WAYS]]
        rest = len(metrics) - WAYS
        if rest > 0:
            more = html.A(f"{rest} more on {lowered(theme)}", href=f"{links.MEASURES}#{slugged(theme)}")
            mine.append(html.Li(more))
        cards.append(html.Li([html.H3(theme), html.Ul(mine)]))
    data = html.P([html.A("Take the figures away", href=links.DATA), " as a file: all, or those you choose."])
    return html.Section([html.H2("What is measured"), html.Ul(cards, className="ways"), data])


dash.register_page(__name__, path=links.HOME, title=NAME, description=DESCRIPTION, layout=layout)
