"""If you lived elsewhere: two to four councils side by side, the reader's own first."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import claims, links
from layouts.api import compare as parts
from layouts.api.card import address as card_address
from layouts.bound import bound
from layouts.comparison import LEAD, Chosen, Line, alike, choose, line, lines, next_door, share_a_border
from layouts.exhibits import compare as exhibits
from layouts.format import listing, slugged
from layouts.parts import notes, side_by_side
from layouts.parts.border_list import widest
from layouts.parts.chance import gaps, panels
from layouts.parts.find_box import PROBLEMS
from layouts.parts.fragment import fragment
from layouts.parts.glossary import explained
from layouts.parts.keep import keep
from layouts.parts.places_form import places_form, surprise_me
from layouts.parts.quotes import quotes
from layouts.parts.shell import NAME
from layouts.places import places

TITLE = f"If you lived elsewhere - {NAME}"
DESCRIPTION = (
    "Put two to four councils side by side: how many education, health and care plans come on time, how many requests "
    "are refused, and whether the difference is more than chance."
)


def layout(**query: Any) -> html.Div:
    """The boxes alone, a council with others to set beside it, or a comparison."""
    chosen = choose(query)
    form = places_form(chosen, *_problem(query))
    told = [html.P(each, className="notice", role="alert") for each in chosen.problems]
    problem = _problem(query)[0]
    if len(chosen.codes) < 2:
        body = html.Div(
            [*_opening(chosen), *told, form, explained("EHC plan", "Exception"), *_ideas(chosen)],
            className="compare",
        )
        if problem:
            body.tab = f"Problem: {PROBLEMS[problem]} - {NAME}"
        return body
    body = html.Div([*_comparison(chosen, told, form, bool(problem))], className="compare")
    body.tab = f"{_heading(chosen)} - {NAME}"
    body.about = _told(line(LEAD, chosen.codes))
    return body


def _problem(query: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """The code of a problem, the box it is about, and names that may have been meant; all checked."""
    problem, at, near = (
        query.get(name) if isinstance(query.get(name), str) else "" for name in ("problem", "at", "near")
    )
    return (problem if problem in PROBLEMS else "", at or "", tuple((near or "").split(",")[:5]))


def _opening(chosen: Chosen) -> list[Any]:
    if chosen.codes:
        return [html.H1(f"If you lived elsewhere than in {chosen.names[0]}"), html.P(LAW, className="lead")]
    return [html.H1("If you lived elsewhere"), html.P(LAW, className="lead")]


LAW = (
    "The law is the same everywhere in England. Put your council beside another and see how often it is kept, in plain "
    "numbers, and whether the gap is more than chance."
)


def _ideas(chosen: Chosen) -> list[html.Section]:
    """Councils to set beside the one that is chosen, or pairs of neighbours that are far apart."""
    if not chosen.codes:
        return [html.Section([html.H2("Neighbours far apart"), *widest(6)])]
    code = chosen.codes[0]
    near = _others(
        code, next_door(code), "Next door", "Councils that share a border with it, the longest border first."
    )
    like = _others(
        code,
        alike(code),
        "Alike",
        "Its statistical neighbours, closest first, as the Department for Education chose them in 2025.",
    )
    return [section for section in (near, like) if section]


def _others(code: str, others: list[str], heading: str, words: str) -> html.Section | None:
    if not others:
        return None
    items = [html.Li(html.A(places()[each].name, href=links.compare([code, each]))) for each in others]
    return html.Section([html.H2(heading), html.P(words), html.Ul(items, className="columns")])


def _comparison(chosen: Chosen, told: list[html.P], form: html.Div, is_open: bool) -> list[Any]:
    codes = chosen.codes
    shown = (*lines(codes), *lines(codes, chosen.more)) if chosen.more else lines(codes)
    notices = [html.P(place.notice, className="notice") for place in _places(chosen) if place.notice]
    other = html.Details([html.Summary("Choose other councils"), form], open=is_open or bool(told))
    return [
        html.H1(_heading(chosen)),
        html.P(_lead(chosen), className="lead"),
        *told,
        *notices,
        explained("EHC plan", "Exception", "Mediation", "Appeal rate", "95% interval"),
        _hero(chosen),
        other,
        fragment(_beside(chosen), lambda: parts.written(codes, chosen.more)),
        _share(chosen),
        html.Section([html.H2("Where the figures come from"), *side_by_side.sources(shown)]),
    ]


def _beside(chosen: Chosen) -> str:
    """Where the long part of the page is."""
    more = slugged(chosen.more) if chosen.more else ""
    return links.with_query(side_by_side.ADDRESS, **_state(chosen.codes), more=more)


def _heading(chosen: Chosen) -> str:
    own, *others = chosen.names
    return (
        f"If you lived in {' or '.join(filter(None, [', '.join(others[:-1]), others[-1]]))} instead of {own}"
    )


def _lead(chosen: Chosen) -> list[Any]:
    """Whether the councils lie side by side, and links that change the order."""
    if len(chosen.codes) == 2 and share_a_border(*chosen.codes):
        said = f"{listing(chosen.names)} share a border. The law is the same on both sides of it."
    else:
        said = f"The law is the same in {listing(chosen.names)}."
    others = chosen.codes[1:]
    turned = [
        html.A(
            f"Start from {places()[code].name}",
            href=links.compare([code, *(each for each in chosen.codes if each != code)]),
        )
        for code in others
    ]
    return [said, html.Span([part for link in turned for part in (link, " ")], className="turn")]


def _places(chosen: Chosen) -> Any:
    found = line(LEAD, chosen.codes)
    return found.places if found else ()


def _hero(chosen: Chosen) -> html.Figure | None:
    """Plans on time, large, with exceptions beside them and the gap under them."""
    found = line(LEAD, chosen.codes)
    if found is None:
        return None
    heading = html.Figcaption(
        [
            html.Strong(f"Of every 100 plans, how many came on time in {found.period}", className="finding"),
            html.Span(
                "New EHC plans issued within the legal limit of 20 weeks. Plans that the council classed as exceptions "
                "are left out, and their share stands beside. One dot is one plan in a hundred.",
                className="shown",
            ),
        ]
    )
    source = notes.source(found.metric, [place.release for place in found.places if place.release])
    told = quotes(claim for claim in claims.beside(found) if claim.text)
    return html.Figure(
        [heading, panels(found), gaps(found), notes.folded(found.cited), source, told],
        className="hero-chances",
    )


def _state(codes: tuple[str, ...]) -> dict[str, str]:
    return {letter: places()[code].slug for letter, code in zip("abcd", codes, strict=False)}


def _told(found: Line | None) -> str:
    """The chances in one sentence, for search engines and shared links."""
    if found is None:
        return DESCRIPTION
    return " ".join(map(claims.briefly, claims.beside(found)))


def _share(chosen: Chosen) -> html.Section:
    """The address, the picture and the file of this comparison."""
    state = _state(chosen.codes)
    picture, shown = card_address(chosen.codes), exhibits.of(chosen.codes)
    return html.Section(
        [
            html.H2("Share or keep it"),
            html.P(
                "The address of this page holds the names of the councils and nothing else: copy it to share it."
            ),
            html.Img(
                src=bound(picture),
                alt=f"A picture of this comparison. {_told(line(LEAD, chosen.codes))}",
                width=1200,
                height=630,
                className="card-picture",
            ),
            keep(shown) if shown else None,
            html.P(
                [
                    html.A(
                        "All these figures (CSV)",
                        href=links.with_query("/download/compare.csv", **state),
                        download="",
                    ),
                ],
                className="downloads",
            ),
            surprise_me(),
        ]
    )


dash.register_page(__name__, path=links.COMPARE, title=TITLE, description=DESCRIPTION, layout=layout)
