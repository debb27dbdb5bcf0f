"""The measures of one place, stage by stage, as a part of its page."""

from __future__ import annotations

from functools import lru_cache

from dash import html
from flask import Blueprint, Response, abort

from layouts.first_view import render
from layouts.parts.cards import card, listed
from layouts.places import by_slug

blueprint = Blueprint("journey", __name__)


def address(slug: str) -> str:
    """Where the measures of a place are."""
    return f"/journey/{slug}"


def anchor(theme: str) -> str:
    """A theme as the target of a link within the page."""
    return theme.lower().replace(" ", "-")


def content(area_code: str) -> html.Div:
    """A section for each theme with a card for each measure that has a row for the place."""
    sections = []
    for theme, metrics in listed(area_code):
        cards = html.Div([card(metric, area_code) for metric in metrics], className="cards")
        sections.append(html.Section([html.H2(theme, id=anchor(theme)), cards]))
    return html.Div(sections)


@lru_cache(maxsize=256)
def written(area_code: str) -> str:
    """The same as HTML."""
    return render(content(area_code))


@blueprint.get("/journey/<slug>")
def serve(slug: str) -> Response:
    """The measures of a place as HTML; 404 for a place that does not exist."""
    place = by_slug(slug)
    if place is None:
        abort(404)
    return Response(written(place.code), mimetype="text/html")
