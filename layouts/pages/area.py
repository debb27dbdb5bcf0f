"""One council: what families can expect there, stage by stage, beside England, its region and its neighbours."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import claims, links
from layouts.api import journey
from layouts.briefing import content, letters
from layouts.format import slugged
from layouts.parts import disagreements, fair_comparison, not_found, notes, what_to_do
from layouts.parts.answers import answers
from layouts.parts.cards import standing
from layouts.parts.find_box import find_box
from layouts.parts.fragment import fragment
from layouts.parts.glossary import explained
from layouts.parts.quotes import quote
from layouts.parts.shell import NAME, NO_PAGE
from layouts.places import Place, by_slug, described, places
from layouts.themes import NOT_LOADED, by_anchor, order, waiting
from metrics import areas, replies
from metrics.claim import Claim

FIRST = ("ehc_plans_in_20_weeks", "ehc_requests_refused", "tribunal_appeal_rate_new_method")
"""The measures told in sentences at the top."""


def title(slug: str) -> str:
    place = by_slug(slug)
    return f"{place.name}: SEND statistics - {NAME}" if place else NO_PAGE


def description(slug: str) -> str:
    place = by_slug(slug)
    """What is said of the place where its address is shared: the first sentence."""
    return " ".join(map(claims.briefly, _sentences(place.code)[:1])) if place else ""


def layout(slug: Any = "", **query: Any) -> html.Div:
    """The page of a council, a region or England."""
    place = by_slug(slug)
    if place is None:
        return not_found.place(slug)
    jump = [html.Li(html.A(theme, href=f"#{slugged(theme)}")) for theme in order()]
    opened = by_anchor(query.get("more"))
    told = _sentences(place.code)
    return html.Div(
        [
            html.H1(place.name),
            html.P(_about(place), className="lead"),
            *_notices(place, query.get("from")),
            what_to_do.folded(),
            *answers(replies.of_council(place.code)),
            html.Div(list(map(quote, told)), className="sentences"),
            notes.folded(figure for claim in told for figure in claim.cited),
            html.P(html.A(f"More sentences about {place.spoken} to quote", href=links.sentences(place.code))),
            explained(
                "EHC plan",
                "EHC needs assessment",
                "Refusal",
                "Exception",
                "Mediation",
                "Appeal rate",
                "95% interval",
            ),
            disagreements.ways(place),
            html.Nav(html.Ul(jump), className="jump", **{"aria-label": "On this page"}),
            fragment(journey.address(place.slug), lambda: journey.written(place.code, opened)),
            fair_comparison.section(place),
            disagreements.section(place),
            _neighbours(place.code),
            _missing(place),
            _to_use(place),
            html.Section([html.H2("Another place"), find_box()]),
        ],
        className="area",
    )


def _about(place: Place) -> str:
    if not place.is_authority:
        return f"{place.kind}. Code {place.code}."
    return f"{described(place)} Code {place.code}."


def _notices(place: Place, district: Any) -> list[html.P]:
    """What a reader must know of an abolished or new council, or of a district that they asked for."""
    told = (
        [html.P(_of_district(place, district), className="notice")] if _of_district(place, district) else []
    )
    notice = areas.notice(place.code)
    if notice:
        after = [html.A(f"See {places()[each].name}.", href=links.area(each)) for each in place.successors]
        told.append(html.P([notice, *[part for link in after for part in (" ", link)]], className="notice"))
    return told


def _of_district(place: Place, district: Any) -> str:
    known = places().get(district) if isinstance(district, str) else None
    if known is None or known.kind != "District":
        return ""
    found = areas.of_district(known.code)
    return found.notice if found.area_code == place.code else ""


def _sentences(code: str) -> list[Claim]:
    """A sentence for each of the first measures that has a figure, or why there is none."""
    told = []
    for metric_id in FIRST:
        found = standing(metric_id, code)
        row = found and found.told
        told += [claims.leading(metric_id, code, row.period)] if row else []
    return told


def _neighbours(code: str) -> html.Section | None:
    codes = areas.neighbours(code)
    if not codes:
        return None
    items = [html.Li(html.A(places()[each].name, href=links.area(each))) for each in codes]
    return html.Section(
        [
            html.H2("Statistical neighbours"),
            html.P(
                "The ten councils whose children and circumstances are most alike, closest first, as the Department "
                "for Education chose them in 2025. Alike is not the same: some are not very close."
            ),
            explained("Statistical neighbour"),
            html.Ol(items, className="columns"),
        ]
    )


def _missing(place: Place) -> html.Section | None:
    """The way to what the council did not report and to what nobody does, and what this copy lacks, with why."""
    ways: list[Any] = []
    if place.is_authority:
        ways = [
            html.A(f"Figures that {place.name} lacks, and why", href=links.gaps(area=place.slug)),
            html.A("What nobody publishes", href=f"{links.GAPS}#nobody"),
        ]
    ways += [f"{metric.title}: {NOT_LOADED}." for metric in waiting()]
    return html.Section([html.H2("What is missing"), html.Ul(list(map(html.Li, ways)))]) if ways else None


def _to_use(place: Place) -> html.Section | None:
    """The page to print, and words to post or to send."""
    if not content.has_one(place):
        return None
    ways = [html.A("A one-page briefing, to print or as a PDF", href=links.briefing(place.code))]
    if letters.has_them(place):
        ways.append(html.A("A short text to post and a letter to your MP", href=links.campaign(place.code)))
    return html.Section([html.H2("To print, post or send"), html.Ul([html.Li(way) for way in ways])])


dash.register_page(
    __name__, path_template="/area/<slug>", title=title, description=description, layout=layout
)
