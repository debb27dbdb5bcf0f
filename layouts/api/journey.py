"""The measures of one place, stage by stage, as a part of its page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dash import html
from flask import Blueprint, Response, abort

from layouts.first_view import render
from layouts.format import plural
from layouts.parts.cards import card, listed
from layouts.places import by_slug
from metrics.metric import Metric

blueprint = Blueprint("journey", __name__)

SHOWN = 4
"""Measures of a theme that stand open: the most telling come first."""


def address(slug: str) -> str:
    """Where the measures of a place are."""
    return f"/journey/{slug}"


def anchor(theme: str) -> str:
    """A theme as the target of a link within the page."""
    return theme.lower().replace(" ", "-")


def content(area_code: str) -> html.Div:
    """A section for each theme: its first measures as cards, the others on demand."""
    return html.Div([_section(theme, metrics, area_code) for theme, metrics in listed(area_code)])


def _section(theme: str, metrics: list[Metric], area_code: str) -> html.Section:
    cards = [card(metric, area_code) for metric in metrics]
    parts: list[Any] = [html.H2(theme, id=anchor(theme)), html.Div(cards[:SHOWN], className="cards")]
    rest = cards[SHOWN:]
    if rest:
        more = html.Summary(f"{plural(len(rest), 'more figure')} on {theme[0].lower()}{theme[1:]}")
        parts.append(html.Details([more, html.Div(rest, className="cards")], className="more"))
    return html.Section(parts)


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
