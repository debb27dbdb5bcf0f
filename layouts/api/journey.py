"""The measures of one place, stage by stage, as a part of its page: a card for the first of each theme, a table of the
others when a reader asks for it.
"""

from __future__ import annotations

from typing import Any

from dash import html
from flask import Blueprint, Response, abort

from layouts import links
from layouts.bound import bound
from layouts.first_view import render
from layouts.format import lowered, plural, slugged
from layouts.parts import inspections
from layouts.parts.cards import at_a_glance, card, in_short, standing
from layouts.parts.fold import fold
from layouts.places import Place, by_slug, places
from layouts.themes import INSPECTION, by_anchor, order, themes
from metrics.memory import remembered
from metrics.metric import Metric

blueprint = Blueprint("journey", __name__)

SHOWN = 4
"""Measures of a theme that have a card: the most telling come first."""


def address(slug: str, theme: str = "") -> str:
    """Where the measures of a place are, or the further ones of one theme."""
    return f"/journey/{slug}/{slugged(theme)}" if theme else f"/journey/{slug}"


def content(area_code: str, opened: str = "") -> html.Div:
    """A section for each theme; the further measures of the theme `opened` stand there already."""
    place = places()[area_code]
    return html.Div([_section(theme, place, theme == opened) for theme in order()])


def _section(theme: str, place: Place, is_open: bool) -> html.Section:
    if theme == INSPECTION:
        told = inspections.section(place)
        return html.Section(
            fold(theme, slugged(theme), inspections.in_short(place), *told), className="stage"
        )
    shown, rest = divided(theme, place.code)
    if not shown:
        none = html.P(f"No figures on this are published for {place.spoken}.")
        return html.Section([html.H2(theme, id=slugged(theme)), none], className="stage")
    parts: list[Any] = [html.Div([card(metric, place.code) for metric in shown], className="cards")]
    if rest:
        summary = html.Summary(f"{plural(len(rest), 'more measure')} on {lowered(theme)}")
        parts.append(html.Details([summary, _further(theme, place, is_open)], className="more", open=is_open))
    said = in_short(shown[0], place.code)
    return html.Section(fold(theme, slugged(theme), said, *parts, is_open=is_open), className="stage")


def divided(theme: str, area_code: str) -> tuple[list[Metric], list[Metric]]:
    """The first measures of a theme that have a row for a place, and those not looked at."""
    shown: list[Metric] = []
    for index, metric in enumerate(themes()[theme]):
        if len(shown) == SHOWN:
            return shown, list(themes()[theme][index:])
        if standing(metric.id, area_code):
            shown.append(metric)
    return shown, []


def _further(theme: str, place: Place, is_open: bool) -> html.Div:
    """The table, or the place for it with the way there for readers without scripts."""
    if is_open:
        return at_a_glance(divided(theme, place.code)[1], place.code, f"More on {lowered(theme)}")
    way = html.A(
        ["Show them", html.Span(f": {lowered(theme)}", className="unseen")],
        href=f"{links.with_query(links.area(place.code), more=slugged(theme))}#{slugged(theme)}",
    )
    return html.Div(way, **{"data-fragment": bound(address(place.slug, theme))})


@remembered(4)
def written(area_code: str, opened: str = "") -> str:
    """The sections as HTML."""
    return render(content(area_code, opened))


@remembered(8)
def further(area_code: str, theme: str) -> str:
    """The further measures of a theme as HTML."""
    return render(_further(theme, places()[area_code], True))


@blueprint.get("/journey/<slug>")
@blueprint.get("/journey/<slug>/<theme>")
def serve(slug: str, theme: str = "") -> Response:
    """The measures of a place as HTML; 404 for a place or a theme that does not exist."""
    place, asked = by_slug(slug), by_anchor(theme)
    if place is None or (theme and not asked):
        abort(404)
    text = further(place.code, asked) if theme else written(place.code)
    return Response(text, mimetype="text/html")
