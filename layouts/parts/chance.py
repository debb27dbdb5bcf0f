"""One measure of two to four councils beside each other: dots, figures that lead to their source, and the gap."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts import links, svg, words
from layouts.charts import icons
from layouts.comparison import Line
from layouts.format import capital, is_missing, number
from layouts.parts.graph import picture
from layouts.parts.verdicts import SIGNS
from metrics import compute
from metrics.metric import Metric
from metrics.pairs import Pair, Place


def panels(line: Line) -> html.Ul:
    """A panel for each council, in the order of the comparison."""
    return html.Ul(
        [html.Li(_panel(line, at), className=f"place-{at}") for at in range(len(line.places))],
        className=f"places of-{len(line.places)}",
    )


def gaps(line: Line) -> html.Ul:
    """What may be said of each council beside the first, a sentence each."""
    told = [html.Li(_told(pair), className=f"gap-{pair.verdict or 'none'}") for pair in line.pairs]
    return html.Ul(told, className="gaps-told")


def sourced(line: Line, place: Place, shown: str) -> html.A:
    """Words that lead to the published cells behind a council's figure."""
    unseen = html.Span(
        f" ({place.area_name}, {line.metric.title}, {line.period}: the source)", className="unseen"
    )
    return html.A(
        [shown, unseen], href=links.figure(line.metric.id, place.area_code, line.period), className="sourced"
    )


def beside_words(metric: Metric, place: Place) -> str:
    """'11.3% of its plans were classed as exceptions.', or that it is not known; '' where nothing need stand beside."""
    if not metric.beside:
        return ""
    return place.beside_words or "How many of its plans were classed as exceptions is not known."


def counted(metric: Metric, place: Place) -> str:
    """'600 of 600', '173 beside 4,320', or ''."""
    if is_missing(place.numerator) or is_missing(place.denominator):
        return ""
    is_part = isinstance(metric.formula, words.PART_OF_A_WHOLE)
    return f"{number(place.numerator)} {'of' if is_part else 'beside'} {number(place.denominator)}"


def is_few(metric: Metric, place: Place) -> bool:
    """Whether a percentage rests on too few cases to be shown: the counts are shown instead."""
    return compute.is_few(metric, place.denominator)


def _panel(line: Line, at: int) -> list[Any]:
    place = line.places[at]
    name = html.P(place.area_name, className="place-name")
    if not place.figure:
        why = capital(place.reason) or "No figure was published."
        return [name, html.P([sourced(line, place, "No figure."), " ", why], className="reason")]
    if is_few(line.metric, place):
        few = f"Fewer than {compute.FEWEST_CASES} cases: too few for a percentage."
        return [
            name,
            html.Div([_large(line, place, counted(line.metric, place)), html.P(few, className="counted")]),
        ]
    drawing = svg.address(icons.draw(place.icons, at)) if place.icons is not None else ""
    beside = beside_words(line.metric, place)
    said = [
        _large(line, place, place.frequency or place.figure),
        html.P(_exactly(line, place), className="counted"),
    ]
    return [
        name,
        picture(drawing, "", icons.SIDE, icons.SIDE, "icons") if drawing else None,
        html.Div([*said, html.P(beside, className="counted") if beside else None]),
    ]


def _large(line: Line, place: Place, shown: str) -> html.P:
    """The chance or the figure, large, as the way to its source."""
    return html.P(html.Strong(sourced(line, place, shown), className="often"))


def _exactly(line: Line, place: Place) -> str:
    """What a figure was counted from, and its limits: '359 of 407: 88.2%, 95% interval 84.7% to 91.0%'."""
    parts = counted(line.metric, place)
    exact = place.figure if place.icons is not None else ""
    limits = ""
    if not is_missing(place.lci_95) and not line.is_count:
        low, high = (words.bare(end, line.metric) for end in (place.lci_95, place.uci_95))
        limits = f"95% interval {low} to {high}"
    return ": ".join(filter(None, [parts, ", ".join(filter(None, [exact, limits]))]))


def _told(pair: Pair) -> list[Any]:
    if not pair.verdict:
        return [pair.refusal]
    sign = html.Span(SIGNS[pair.verdict], className="sign", **{"aria-hidden": "true"})
    return [sign, " ", pair.gap]
