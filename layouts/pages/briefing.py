"""One page about a council, or about England, to print and take to a meeting; the same as a PDF."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links, svg
from layouts.briefing import content, foot, sheet
from layouts.briefing.sheet import Briefing, Told
from layouts.parts import not_found
from layouts.parts.graph import picture
from layouts.parts.shell import NAME, NO_PAGE


def title(slug: str) -> str:
    place = content.asked(slug)
    return f"{place.name}: one-page briefing on SEND - {NAME}" if place else NO_PAGE


def description(slug: str) -> str:
    place = content.asked(slug)
    if place is None:
        return ""
    return (
        f"Five figures, questions to ask and how to complain: {place.name} on one page, to print or as a PDF."
    )


def layout(slug: Any = "", **query: Any) -> html.Div:
    """The page; the not-found page for a region or an unknown name."""
    place = content.asked(slug)
    if place is None:
        return not_found.place(slug)
    found = content.of(place.code)
    return html.Div(
        [
            html.H1(found.title),
            html.P(" ".join(found.about), className="lead"),
            _ways(found),
            html.Section(
                [html.H2("Five figures", className="unseen"), *map(_told, found.told)], className="told"
            ),
            html.P(found.less) if found.less else None,
            html.Div([_questions(found), _complain(found)], className="two"),
            html.Section([html.H2(sheet.LACKING), *map(html.P, found.missing)]),
            _care(found),
            html.Div([html.P(each) for each in (found.sources, *foot.lines(place))], className="source"),
        ],
        className="briefing",
    )


def _ways(found: Briefing) -> html.Ul:
    """To the file, and on from here; not printed."""
    code = found.place.code
    items = [
        html.A("Save as PDF, one A4 page", href=links.briefing(code, ".pdf"), download=""),
        html.A("Words to post and a letter to your MP", href=links.campaign(code)),
        html.A(f"All figures of {found.place.name}", href=links.area(code)),
    ]
    return html.Ul([html.Li(each) for each in items], className="onward")


def _told(told: Told) -> html.Div:
    heading = html.H3(html.A(told.title, href=links.measure(told.metric)))
    words = html.Div([heading, html.P(told.text)])
    size = svg.size(told.drawing) if told.drawing else (0, 0)
    drawn = picture(svg.picture(told.drawing), told.alternative, *size, "drawn") if told.drawing else None
    return html.Div([words, drawn], className="figure-told")


def _questions(found: Briefing) -> html.Section:
    return html.Section([html.H2(found.ask), html.Ol([html.Li(each) for each in found.questions])])


def _complain(found: Briefing) -> html.Section:
    return html.Section([html.H2(sheet.COMPLAIN), *_led(found.ways)])


def _care(found: Briefing) -> html.Section | None:
    return html.Section([html.H2(sheet.CARE), *_led(found.care)]) if found.care else None


def _led(pairs: tuple[tuple[str, str], ...]) -> list[html.P]:
    return [html.P([html.Strong(f"{lead}: "), text] if lead else text) for lead, text in pairs]


dash.register_page(
    __name__, path_template="/briefing/<slug>", title=title, description=description, layout=layout
)
