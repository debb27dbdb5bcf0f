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
    """What may be said of each council beside the first, a sentence each, and each refusal once."""
    told = [
        html.Li(_told(pair), className=f"gap-{pair.verdict or 'none'}")
        for at, pair in enumerate(line.pairs)
        if pair.verdict or pair.refusal not in [each.refusal for each in line.pairs[:at]]
    ]
    return html.Ul(told, className="gaps-told")


def sourced(line: Line, place: Place, shown: Any, *under: Any) -> html.A:
    """Words that lead to the published cells behind a council's figure, with what stands under them."""
    unseen = html.Span(
        f" ({place.area_name}, {line.metric.title}, {line.period}: the source)", className="unseen"
    )
    return html.A(
        [shown, *under, unseen],
        href=links.figure(line.metric.id, place.area_code, line.period),
        className="sourced",
    )


def beside_sourced(line: Line, place: Place) -> html.A | str:
    """The sentence of `beside_words` as the way to its own source; '' where nothing need stand beside."""
    said = beside_words(line.metric, place)
    if not said or not place.beside_words:
        return said
    address = links.figure(line.metric.beside, place.area_code, line.period)
    return html.A(said, href=address, className="sourced")


def frequency(line: Line, place: Place) -> html.A:
    """'39 in 100', or the counts of a handful, as the way to the source."""
    if not place.figure:
        return sourced(line, place, "no figure")
    few = is_few(place)
    return sourced(line, place, counted(line.metric, place) if few else place.frequency or place.figure)


def beside_words(metric: Metric, place: Place) -> str:
    """'11.3% of its plans were classed as exceptions.', or that it is not known; '' where nothing need stand beside."""
    if not metric.beside:
        return ""
    return place.beside_words or "How many of its plans were classed as exceptions is not known."


def counted(metric: Metric, place: Place) -> str:
    """'600 of 600', '173 appeals registered beside 4,320 EHC plans', or ''."""
    if is_missing(place.numerator) or is_missing(place.denominator):
        return ""
    top, bottom, formula = number(place.numerator), number(place.denominator), metric.formula
    if isinstance(formula, words.PART_OF_A_WHOLE):
        return f"{top} of {bottom}"
    return f"{top} {formula.numerator_is} beside {bottom} {getattr(formula, 'denominator_is', '')}".rstrip()


def is_few(place: Place) -> bool:
    """Whether a figure rests on too few cases to be shown: the counts are shown instead."""
    return compute.is_few(place.denominator)


def _panel(line: Line, at: int) -> list[Any]:
    place = line.places[at]
    name = html.P(place.area_name, className="place-name")
    if not place.figure:
        why = capital(place.reason) or "No figure was published."
        return [name, html.P([sourced(line, place, "No figure."), " ", why], className="reason")]
    if is_few(place):
        few = f"Fewer than {compute.FEWEST_CASES} cases: {words.too_few(line.metric)}."
        return [
            name,
            html.Div([html.P(frequency(line, place), className="often"), html.P(few, className="counted")]),
        ]
    drawing = svg.picture(icons.draw(place.icons, at)) if place.icons is not None else ""
    beside = beside_sourced(line, place)
    large = html.Strong(place.frequency or place.figure, className="often")
    exactly = html.Span(_exactly(line, place), className="counted")
    return [
        name,
        picture(drawing, "", icons.SIDE, icons.SIDE, "icons") if drawing else None,
        html.Div(
            [
                html.P(sourced(line, place, large, " ", exactly)),
                html.P(beside, className="counted") if beside else None,
            ]
        ),
    ]


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
    address = links.figure(pair.metric, pair.a.area_code, pair.period, pair.b.area_code)
    return [sign, " ", html.A(pair.gap, href=address, className="sourced")]
