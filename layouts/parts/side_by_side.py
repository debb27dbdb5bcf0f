"""All that is published of two to four councils, side by side: what differs, what does not, what cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dash import html

from layouts import links, words
from layouts.comparison import LEAD, Line, further, lines
from layouts.format import capital, plural, slugged
from layouts.parts import notes
from layouts.parts.chance import beside_sourced, counted, frequency, gaps, is_few, panels, sourced
from layouts.parts.fold import fold
from layouts.parts.listed import listed
from layouts.parts.tables import table
from layouts.parts.verdicts import SIGNS
from metrics import tables
from metrics.metric import THEMES
from metrics.pairs import Place

ADDRESS = "/beside"
"""Where this part of the page is fetched from."""

NOBODY_PUBLISHES = (
    "How good the plans are, and whether children get what their plans promise.",
    "How long the families still waiting have waited: only finished plans are counted.",
    "How appeals from one council ended, waits for health services, home-to-school transport and part-time timetables.",
    "Why two councils differ. Their children, schools and money differ too, and a gap by itself blames no one.",
)


def content(codes: tuple[str, ...], more: str = "") -> html.Div:
    """All sections, the whole journey as a table first; with the further measures of a theme that is asked for."""
    main = lines(codes)
    shown = (*main, *lines(codes, more)) if more else main
    return html.Div(
        [
            html.Section(
                [
                    html.H2("The whole journey, side by side"),
                    _key(main),
                    _journey("From the first request to the Ombudsman", main),
                ]
            ),
            *_gaps(main),
            _further(codes, more),
            _untold(shown),
        ]
    )


def _gaps(found: Sequence[Line]) -> list[html.Section | None]:
    """The measures as cards: those that differ, those that may not, rates and numbers, those without a verdict."""
    rest = [line for line in found if line.metric.id != LEAD and line.has_figure and not line.is_printed]
    chances = [line for line in rest if line.is_chance]
    differ = [line for line in chances if line.differs]
    similar = [line for line in chances if line.is_similar]
    sized = sorted((line for line in rest if not line.is_chance), key=lambda line: line.is_count)
    unsafe = [line for line in chances if line not in (*differ, *similar)]
    return [
        _differ(differ),
        _alike(similar),
        _folded("Rates and numbers", SIZES, sized),
        _folded("No verdict", UNSAFE, unsafe),
    ]


def _alike(found: Sequence[Line]) -> html.Section | None:
    """What does not differ by more than chance: a line each, and the dots on demand."""
    if not found:
        return None
    items = [
        html.Li([html.Strong(f"{line.metric.title}, {line.period}: "), *_chances(line)]) for line in found
    ]
    dots = html.Details([html.Summary("The same as dots in a hundred"), _grid(found)])
    said = plural(len(found), "measure")
    return html.Section(fold(ALIKE, slugged(ALIKE), said, html.P(SIMILAR), html.Ul(items), dots))


def _chances(line: Line) -> list[Any]:
    """'30 in 100 in Barnet and 27 in 100 in Brent.', each figure as the way to its source."""
    told = [html.Span([frequency(line, place), f" in {place.area_name}"]) for place in line.places]
    return [*listed(told, " and "), "."]


def _further(codes: tuple[str, ...], more: str) -> html.Section:
    """The way to the further measures of each theme, and those of the theme that is open."""
    items = []
    for theme in THEMES:
        count = len(further(theme))
        here = {"aria-current": "true"} if theme == more else {}
        address = f"{links.compare(codes, more=slugged(theme))}#{MORE}"
        items += [html.Li(html.A(f"{theme} ({count})", href=address, **here))] if count else []
    head = [html.H2("More measures", id=MORE), html.Ul(items, className="columns")]
    found = lines(codes, more) if more else ()
    if not found:
        return html.Section(head)
    printed = html.P(PRINTED, className="hint") if any(line.is_printed for line in found) else None
    return html.Section([*head, html.H3(more), printed, _journey(more, found), _open(found)])


def _open(found: Sequence[Line]) -> html.Details | None:
    """The same with dots, for the measures that are shares of cases."""
    chances = [line for line in found if line.is_chance]
    if not chances:
        return None
    cards = html.Div([_card(line, html.H4) for line in chances], className="cards beside-cards")
    return html.Details(
        [html.Summary(f"{plural(len(chances), 'measure')} of them as dots in a hundred"), cards]
    )


MORE = "more"
ALIKE = "Where the difference may be chance"
DIFFERING = 2
"""Cards of what differs that stand open. All figures are in the table already."""
GAPS = 4
"""Reasons for gaps that stand open; more are folded."""
PRINTED = (
    "Some publishers print percentages without the counts behind them, so nothing can be said of chance: no such gap "
    "is judged."
)
SIMILAR = (
    "The gap is no wider than chance alone could make it. That does not prove that the two are alike: with few cases "
    "only a wide gap can be told from chance."
)
SIZES = "Numbers grow with the size of a council, so only the rates are set against each other."
UNSAFE = "At least one of these councils has a figure, but nothing safe can be said about the gap."


def _differ(found: Sequence[Line]) -> html.Section | None:
    """The measures in which the councils differ, as cards: the first ones open, the others on demand."""
    if not found:
        return None
    shown, folded = found[:DIFFERING], found[DIFFERING:]
    named = plural(len(folded), "more measure")
    more = html.Details([html.Summary(named), _grid(folded)], className="more") if folded else None
    return html.Section([html.H2("Where the chances differ"), _grid(shown), more])


def _folded(heading: str, words: str, found: Sequence[Line]) -> html.Section | None:
    """Measures as cards under a heading that is shut."""
    if not found:
        return None
    said = plural(len(found), "measure")
    return html.Section(fold(heading, slugged(heading), said, html.P(words), _grid(found)))


def _grid(found: Sequence[Line]) -> html.Div:
    return html.Div([_card(line) for line in found], className="cards beside-cards")


def _card(line: Line, level: type = html.H3) -> html.Article:
    """One measure with its title, its period and every council's figure."""
    heading = level(
        [
            html.A(line.metric.title, href=links.measure(line.metric.id)),
            " ",
            html.Span(line.period, className="year"),
        ],
        id=f"beside-{line.metric.id}",
    )
    whole = getattr(line.metric.formula, "denominator_is", "")
    said = (
        f"Counted: {line.metric.formula.numerator_is}{f', of {whole}' if line.is_chance and whole else ''}."
    )
    told = None if line.is_count else gaps(line)
    care = notes.folded(line.cited)
    return html.Article(
        [heading, html.P(said, className="counted"), panels(line), told, care], className="card"
    )


def _key(found: Sequence[Line]) -> html.P:
    """What the signs of the table mean."""
    own = found[0].places[0].area_name
    return html.P(
        f"“Higher” and “lower” mean than {own}, by more than chance; “similar”, that the difference may be chance. "
        "Higher is not always better. Every figure leads to the published cells it was worked out from.",
        className="hint",
    )


def _journey(caption: str, found: Sequence[Line]) -> html.Div:
    """Every measure as a line of a table, by theme; each figure leads to its source."""
    names = [place.area_name for place in found[0].places]
    rows = []
    for theme, mine in groupby(found, key=lambda line: line.metric.theme):
        rows.append(html.Tr(html.Th(theme, colSpan=len(names) + 1, scope="colgroup"), className="theme"))
        rows += [html.Tr([_measure(line), *(_cell(line, at) for at in range(len(names)))]) for line in mine]
    return html.Div(table(caption, ["Measure", *names], rows), className="plain-cells")


def _measure(line: Line) -> html.Th:
    link = html.A(line.metric.title, href=links.measure(line.metric.id))
    old = "" if line.is_newest else ", newest with a row for all"
    return html.Th([link, html.Span(f"{line.period}{old}", className="when")], scope="row")


def _cell(line: Line, at: int) -> html.Td:
    place = line.places[at]
    if not place.figure:
        return html.Td(sourced(line, place, "no figure"), className="gap")
    pair = line.pairs[at - 1] if at else None
    verdict = (
        html.Span(
            [html.Span(SIGNS[pair.verdict], **{"aria-hidden": "true"}), f" {pair.verdict}"], className="when"
        )
        if pair and pair.verdict
        else None
    )
    parts = counted(line.metric, place)
    if is_few(place):
        few = html.Span(words.too_few(line.metric), className="when")
        return html.Td([sourced(line, place, parts), few], className="number")
    small = [html.Span(parts, className="when")] if parts else []
    beside = [html.Span(beside_sourced(line, place), className="when")] if line.metric.beside else []
    return html.Td([sourced(line, place, place.figure, *small), *beside, verdict], className="number")


def _untold(found: Sequence[Line]) -> html.Section:
    """The gaps with their reasons, each reason once, and what no council publishes."""
    gaps_of: dict[tuple[str, str], list[html.A]] = {}
    for line in found:
        for place in line.places:
            if not place.figure:
                gaps_of.setdefault((place.area_name, _why(place)), []).append(
                    sourced(line, place, line.metric.title)
                )
    items = [html.Li(_gap(name, why, measures)) for (name, why), measures in gaps_of.items()]
    said = "Figures that are missing here, each with its reason"
    missing: list[Any] = [html.P(f"{said}:"), html.Ul(items)] if items else []
    if len(items) > GAPS:
        missing = [html.Details([html.Summary(f"{said} ({len(items)})"), html.Ul(items)])]
    never = html.Ul([html.Li(each) for each in NOBODY_PUBLISHES])
    return html.Section(
        [html.H2("What cannot be told"), *missing, html.P("And for every council in England:"), never]
    )


def _why(place: Place) -> str:
    return capital(place.reason) or "No figure was published."


def _gap(name: str, why: str, measures: list[html.A]) -> list[Any]:
    said = listed(measures, " and ") if len(measures) < 4 else [plural(len(measures), "measure")]
    return [html.Strong(name), ", ", *said, f": {why}"]


def sources(found: Sequence[Line]) -> list[html.P]:
    """A source line for each publication that the measures come from."""
    told: dict[str, list[Line]] = {}
    for line in found:
        told.setdefault(tables.describe(line.metric.formula.dataset)["publication"], []).append(line)
    return [
        notes.source(
            mine[0].metric, [place.release for line in mine for place in line.places if place.release]
        )
        for mine in told.values()
    ]
