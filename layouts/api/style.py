"""The living style page for those who work on the site: every token and common part as they are now, in both lights.

It answers only where `STYLE_PAGE` is set in the environment: readers never meet it.
"""

from __future__ import annotations

import os
from typing import Any

from dash import html
from flask import Blueprint, Response, abort

from layouts import figures, stylesheet, svg, theme
from layouts.api import joined
from layouts.charts import strip
from layouts.first_view import render
from layouts.parts import early
from layouts.parts.cards import card
from layouts.parts.fold import fold
from layouts.parts.graph import picture
from layouts.parts.shell import NAME, shell
from layouts.parts.tables import table
from layouts.places import by_slug
from metrics import compute, registry

blueprint = Blueprint("style", __name__)

SAMPLE, PLACE = "ehc_plans_in_20_weeks", "kent"


@blueprint.get("/style")
def serve() -> Response:
    """The page; 404 unless the setting is there."""
    if not os.environ.get("STYLE_PAGE"):
        abort(404)
    head = (
        f'<meta charset="utf-8"><title>Style - {NAME}</title><meta name="robots" content="noindex">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<script>{early.COLOURS}</script><style>{stylesheet.css()}</style>"
        f'<link rel="stylesheet" href="{joined.address(joined.SHEET)}">'
    )
    body = render(shell(html.Div([html.H1("Style"), *_parts()])))
    return Response(f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>')


def _parts() -> list[Any]:
    return [
        html.Section([html.H2("Colours"), _colours()]),
        html.Section([html.H2("Type"), *map(_type, theme.SIZES.items())]),
        html.Section([html.H2("Space"), *map(_space, theme.SPACES.items())]),
        html.Section([html.H2("Parts"), *_samples()]),
    ]


def _colours() -> html.Div:
    """Each role in light and dark, with its contrast to the paper of either."""
    dark = stylesheet.colours(dark=True)
    heads = ["Role", "Now", "Light", "On paper", "Dark", "On paper "]
    rows = [
        html.Tr(
            [
                html.Th(name, scope="row"),
                html.Td(style={"background": f"var(--{name})", "minWidth": "5rem"}),
                html.Td(html.Code(light)),
                html.Td(f"{contrast(light, theme.ROLES['paper']):.1f}", className="number"),
                html.Td(html.Code(dark[name])),
                html.Td(f"{contrast(dark[name], theme.DARK['paper']):.1f}", className="number"),
            ]
        )
        for name, light in stylesheet.colours().items()
    ]
    return table("Roles and steps, with the ratio of contrast that WCAG asks for", heads, rows)


def contrast(one: str, other: str) -> float:
    """The ratio of contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _type(size: tuple[str, float]) -> html.P:
    name, rem = size
    words = f"{name}, {rem * 16:g} px: 999 of 1,756 plans, one law"
    return html.P(words, style={"fontSize": f"var(--size-{name})", "lineHeight": "1.3", "maxWidth": "none"})


def _space(size: tuple[str, float]) -> html.P:
    name, rem = size
    bar = {
        "display": "inline-block",
        "width": f"var(--space-{name})",
        "height": "1em",
        "background": "var(--bars)",
    }
    return html.P([html.Span(style=bar), f" {name}: {rem * 16:g} px"])


def _samples() -> list[Any]:
    place, period = by_slug(PLACE), compute.periods_of(SAMPLE)[-1]
    assert place is not None, f"no place is called {PLACE!r}; name another in {__name__}"
    drawing, said = figures.small_strip(SAMPLE, period, place.code)
    return [
        html.P("A notice: what a reader must know first.", className="notice"),
        html.P("Nothing to show, and why.", className="empty"),
        html.P(
            [
                html.A("The main way on", href="#", className="button"),
                " ",
                html.Button("Copy", className="copy"),
            ]
        ),
        html.Pre(html.Code("import pandas as pd")),
        picture(svg.picture(drawing), said, strip.WIDTH, strip.HEIGHT, "strip"),
        html.Div(card(registry.metric(SAMPLE), place.code), className="cards"),
        fold("A part that is shut", "part", "what is in it, in a line", html.P("And the rest of it.")),
    ]
