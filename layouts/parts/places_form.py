"""The boxes that choose councils to compare: a plain form that posts, so that a postcode never stands in an address."""

from __future__ import annotations

from dash import dcc, html

from layouts import ids, links
from layouts.comparison import LETTERS, Chosen
from layouts.parts.find_box import PROBLEMS, council_names, meant, told
from layouts.places import by_slug, places

CHOOSE, SURPRISE = "/compare/places", "/compare/surprise"
"""Where the form posts to, and where the button that chooses a pair does."""
LABELS = ("Your postcode or council", "Compared with", "And with", "And with")
SHOWN = 2
"""Boxes that stand open; the others are folded away until they are wanted."""


def places_form(chosen: Chosen, problem: str = "", at: str = "", near: tuple[str, ...] = ()) -> html.Div:
    """Four boxes with what is chosen in them, and a problem told at the box `at`."""
    boxes = [_box(letter, chosen, problem if letter == at else "", near) for letter in LETTERS]
    more = html.Details(
        [html.Summary("Compare three or four"), html.Div(boxes[SHOWN:], className="boxes")],
        open=any(chosen.at[SHOWN:]) or at in tuple(LETTERS[SHOWN:]),
    )
    form = html.Form(
        [
            html.Div(boxes[:SHOWN], className="boxes"),
            more,
            html.Button("Compare", type="submit", className="primary"),
            html.P(
                "For example BS1 5TR, or Bristol. A postcode finds the council and is not kept.",
                className="hint",
            ),
            council_names(),
        ],
        action=CHOOSE,
        method="post",
        className="find places-form",
    )
    return html.Div([form, surprise_me()])


def surprise_me(area_slug: str = "", words: str = "Surprise me: two neighbours far apart") -> html.Form:
    """A button that chooses two neighbours with a wide gap; the server picks, so it posts."""
    kept = html.Select([html.Option(value=area_slug, selected=True)], name="area", hidden=True)
    button = html.Button(words, type="submit", className="second")
    return html.Form(
        [kept, button] if area_slug else [button], action=SURPRISE, method="post", className="surprise"
    )


def _box(letter: str, chosen: Chosen, problem: str, near: tuple[str, ...]) -> html.Div:
    """One labelled box, with its problem above it."""
    code = chosen.at[LETTERS.index(letter)]
    label = html.Label(LABELS[LETTERS.index(letter)], htmlFor=f"place-{letter}", className="label")
    box = dcc.Input(
        id=f"place-{letter}",
        name=letter,
        type="text",
        value=places()[code].name if code else "",
        list=ids.COUNCILS,
        autoComplete="off",
        maxLength=80,
        className="invalid" if problem in PROBLEMS else "",
    )
    suggested = _suggestions(letter, chosen, near) if problem in PROBLEMS else None
    return html.Div([label, told(problem, f"place-{letter}", suggested), box], className="box")


def _suggestions(letter: str, chosen: Chosen, near: tuple[str, ...]) -> html.Span | None:
    """Councils that a mistyped name may have meant, each leading to the comparison with it."""
    found = [place for place in map(by_slug, near) if place]
    at = LETTERS.index(letter)
    asked = [filter(None, (*chosen.at[:at], place.code, *chosen.at[at + 1 :])) for place in found]
    return meant(
        [
            html.A(place.name, href=links.compare(list(codes)))
            for place, codes in zip(found, asked, strict=True)
        ]
    )
