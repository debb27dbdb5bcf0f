"""Complaints and appeals: from refusal to the Tribunal, what the Ombudsman found, and its decisions to read."""

from __future__ import annotations

from functools import partial
from typing import Any

import dash
from dash import html

from layouts import decisions, links
from layouts.api import appeals
from layouts.api import national as api_national
from layouts.complaint_choices import MOST_COUNCILS, Choices, choose
from layouts.exhibits import complaints as exhibits
from layouts.format import listing
from layouts.parts import decisions as decisions_part
from layouts.parts import national, ombudsman, refusals, standing_out, terms, what_to_do
from layouts.parts.filters import choice, councils, kept
from layouts.parts.fold import fold
from layouts.parts.fragment import fragment
from layouts.parts.glossary import explained
from layouts.parts.keep import keep
from layouts.parts.shell import NAME
from layouts.places import ENGLAND, Place, places
from metrics import areas, complaints, tables

DESCRIPTION = (
    "What happens when families and councils disagree about special educational needs: mediation, appeals to the SEND "
    "Tribunal, complaints to the Ombudsman, council by council, with decisions to read."
)
TERMS = (
    complaints.COUNCILS,
    complaints.DECISIONS,
    complaints.NATIONAL,
    "tribunal_appeals",
    "ehc_plan_requests",
)


FOLDED = {
    "england": "How many complaints it upholds, and a claim about them that is often quoted.",
    links.DECISIONS: "What happened to other families, in the Ombudsman's own words.",
}
"""The parts that are shut until a reader opens them, and what each holds."""


def layout(**query: Any) -> html.Div:
    """The page in the state that the address asks for."""
    choices = choose(query)
    sections = [
        ("refusal-to-appeal", "From refusal to appeal", _refusals(choices)),
        (standing_out.ANCHOR, "All councils", _all_councils(choices)),
        ("ombudsman", "The Ombudsman, council by council", _ombudsman(choices)),
        ("england", "The Ombudsman in all of England", _national()),
        (links.DECISIONS, "Decisions to read", _decisions(choices)),
        ("terms", "Whose figures and words these are", [terms.credits(TERMS)]),
    ]
    page = _whole(choices, sections)
    if choices.councils:
        page.tab = f"Complaints and appeals: {listing([place.name for place in choices.places])} - {NAME}"
    return page


def _whole(choices: Choices, sections: list[tuple[str, str, list[Any]]]) -> html.Div:
    """The head, the way to each section, the councils compared, the sections."""
    jump = [html.Li(html.A(heading, href=f"#{anchor}")) for anchor, heading, _ in sections]
    return html.Div(
        [
            html.H1("Complaints and appeals"),
            html.P(
                "What happens when a family and a council disagree about the help that a child needs.",
                className="lead",
            ),
            what_to_do.routes(),
            explained("EHC plan", "Mediation", "Appeal rate", "Uphold rate", "95% interval"),
            html.Nav(html.Ul(jump), className="jump", **{"aria-label": "On this page"}),
            *[html.P(problem, className="notice", role="alert") for problem in choices.problems],
            _compare(choices),
            *[_part(choices, *section) for section in sections],
        ],
        className="complaints",
    )


def _part(choices: Choices, anchor: str, heading: str, parts: list[Any]) -> html.Section:
    """A section; one that is long and about no council is shut, and decisions open where some are asked for."""
    if anchor not in FOLDED:
        return html.Section([html.H2(heading, id=anchor), *parts])
    asked = anchor == links.DECISIONS and choices.asks_for_decisions
    return html.Section(fold(heading, anchor, FOLDED[anchor], *parts, is_open=asked))


def _compare(choices: Choices) -> html.Section:
    """The councils side by side, each with the way to leave it out, and a list to add one from."""
    chosen = choices.places
    notices = filter(None, (areas.notice(place.code) for place in chosen))
    full = html.P("Leave one out to add another.", className="hint")
    return html.Section(
        [
            html.H2("Compare up to four councils", className="unseen" if chosen else None),
            html.Ul([_chosen(place, choices) for place in chosen], className="chosen") if chosen else None,
            *[html.P(notice, className="notice") for notice in notices],
            _adding(choices) if len(chosen) < MOST_COUNCILS else full,
        ],
        className="compare",
        id="compare",
    )


def _chosen(place: Place, choices: Choices) -> html.Li:
    """A council that is compared, with the way to leave it out."""
    others = tuple(each.slug for each in choices.places if each != place)
    words = ["Leave out", html.Span(f" {place.name}", className="unseen")]
    leave = html.A(words, href=choices.address(council=others))
    return html.Li([html.A(place.name, href=links.area(place.code)), " ", leave])


def _adding(choices: Choices) -> html.Form:
    """A list of the councils that can be added; everything else that is chosen is carried along."""
    slugs = [place.slug for place in choices.places]
    carried = [kept("council", slug) for slug in slugs]
    carried += [kept(name, str(value)) for name, value in choices.state(council="").items() if value]
    offered = [("", "None"), *((slug, name) for slug, name in councils() if slug not in slugs)]
    label = "Add another council" if slugs else "Choose a council"
    button = html.Button("Compare", type="submit", className="primary")
    return html.Form(
        [*carried, choice("council", label, offered, ""), button],
        action=links.COMPLAINTS,
        method="get",
        className="filters waits",
    )


def _refusals(choices: Choices) -> list[Any]:
    if not refusals.steps():
        return [
            terms.without_table("Refusals, mediation and appeals", "tribunal_appeals", "https://www.gov.uk")
        ]
    by_year = [
        html.Details(
            [
                html.Summary(f"{places()[code].name}: appeals year by year"),
                fragment(appeals.address(places()[code].slug), partial(appeals.written, code)),
            ]
        )
        for code in (ENGLAND, *choices.councils)
    ]
    return [*refusals.journey(choices.councils), *by_year]


def _all_councils(choices: Choices) -> list[Any]:
    if not choices.measure:
        return [terms.without_table("Appeals and complaints", "tribunal_appeals")]
    shown = exhibits.of(choices)
    return standing_out.shown(choices, keep(shown) if shown else None)


def _ombudsman(choices: Choices) -> list[Any]:
    if not tables.is_loaded(complaints.COUNCILS):
        return [terms.without_table("The Ombudsman's figures", complaints.COUNCILS, terms.COUNCIL_PAGES)]
    care = html.P(
        "The Ombudsman counts all services of a council together, from housing to parking. So these figures are not "
        "about children with special needs alone, and we never divide them by the number of plans."
    )
    if not choices.councils:
        choose_one = html.P(["Choose a council ", html.A("above", href="#compare"), " to see its figures."])
        return [care, *ombudsman.loaded(), choose_one]
    return [care, *ombudsman.loaded(), *ombudsman.about(choices.councils)]


def _national() -> list[Any]:
    if not tables.is_loaded(complaints.NATIONAL):
        return [terms.without_table("The Ombudsman's national figures", complaints.NATIONAL)]
    return [
        html.P("Each figure has its own definition, so none is joined to another and no trend is drawn."),
        national.newest_rates(),
        national.claim(),
        html.Details(
            [
                html.Summary(f"All {len(national.published())} published figures, each with its definition"),
                fragment(api_national.ADDRESS, api_national.written),
            ]
        ),
    ]


def _decisions(choices: Choices) -> list[Any]:
    if not decisions.are_loaded():
        return [
            terms.without_table(
                "The Ombudsman's decisions", complaints.DECISIONS, f"{terms.OMBUDSMAN}/decisions"
            )
        ]
    return decisions_part.shown(choices)


dash.register_page(
    __name__,
    path=links.COMPLAINTS,
    title=f"Complaints and appeals - {NAME}",
    description=DESCRIPTION,
    layout=layout,
)
