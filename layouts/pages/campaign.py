"""Words about a council to post or to send to an MP, to change in the browser; nothing is sent or kept."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import ids, links
from layouts.briefing import content, letters
from layouts.parts import not_found
from layouts.parts.shell import NAME, NO_PAGE
from layouts.places import Place, places

YOURS = (
    "Change the words as you like. They stay in your browser: nothing you write here is sent to us or to anyone, "
    "and nothing is kept when you close the page. Fill in what stands in [square brackets]."
)
CARE = "Please keep a sentence with a figure whole: what follows it, such as the exceptions, belongs to it."


def title(slug: str) -> str:
    place = content.asked(slug)
    return f"{place.name}: words to post and a letter - {NAME}" if place else NO_PAGE


def description(slug: str) -> str:
    place = content.asked(slug)
    if place is None:
        return ""
    return f"A short text and a letter to your MP with published SEND figures of {place.name}, to change and copy."


def layout(slug: Any = "", **query: Any) -> html.Div:
    """The page; of a council that is gone the way to those that came after it."""
    place = content.asked(slug)
    if place is None:
        return not_found.place(slug)
    heading = html.H1(f"SEND in {place.spoken}: words to post and to send")
    if not letters.has_them(place):
        return html.Div([heading, *_gone(place)])
    return html.Div(
        [
            heading,
            html.P("Published figures, in sentences that can be checked.", className="lead"),
            html.P([YOURS, " ", CARE]),
            _onward(place),
            _post(place),
            _letter(place),
        ],
        className="letters",
    )


def _gone(place: Place) -> list[Any]:
    after = [html.Li(html.A(places()[each].name, href=links.campaign(each))) for each in place.successors]
    return [html.P(f"{place.name} is no more. Write about a council that is there now:"), html.Ul(after)]


def _onward(place: Place) -> html.Ul:
    ways = [
        html.A("One-page briefing", href=links.briefing(place.code)),
        html.A(f"All figures of {place.name}", href=links.area(place.code)),
    ]
    return html.Ul([html.Li(each) for each in ways], className="onward")


def _post(place: Place) -> html.Section:
    """The short text, or that there is none."""
    text = letters.short_text(place)
    if not text:
        return html.Section([html.H2("A short text to post"), html.P(letters.NOTHING_SHORT)])
    field = _field(ids.POST, "Short text for social media", text, 7)
    count = html.Span(letters.counted(text), className="hint", **{"data-count": ids.POST})
    return html.Section(
        [
            html.H2("A short text to post"),
            *field,
            html.Div([_copy(ids.POST, "the text"), count], className="row"),
        ]
    )


def _letter(place: Place) -> html.Section:
    file = html.A(
        "Save as a text file",
        href=links.campaign(place.code, ".txt"),
        download=f"letter_to_mp_{place.slug}.txt",
        **{"data-save": ids.LETTER},
    )
    return html.Section(
        [
            html.H2("A letter to your MP"),
            *_field(ids.LETTER, "Letter to your MP", letters.letter(place), 32),
            html.Div([_copy(ids.LETTER, "the letter"), file], className="row"),
        ]
    )


def _field(field_id: str, label: str, text: str, rows: int) -> list[Any]:
    return [
        html.Label(label, htmlFor=field_id),
        html.Textarea(text, id=field_id, rows=rows, spellCheck="true"),
    ]


def _copy(field_id: str, what: str) -> html.Button:
    """A button for readers with scripts; its words change when it is done, and are said aloud."""
    return html.Button(
        f"Copy {what}",
        type="button",
        className="second needs-script",
        **{"data-copy": field_id, "aria-live": "polite"},
    )


dash.register_page(
    __name__, path_template="/campaign/<slug>", title=title, description=description, layout=layout
)
