"""How each measure is worked out, in the measure's own words, as a part of the page on methods."""

from __future__ import annotations

from dash import html
from flask import Blueprint, Response

from layouts import links
from layouts.first_view import render
from layouts.format import plural, slugged
from layouts.parts import notes
from layouts.parts.fold import fold
from layouts.themes import NOT_LOADED, themes, waiting
from metrics.memory import remembered
from metrics.metric import Metric

blueprint = Blueprint("method_notes", __name__)

ADDRESS = "/notes/measures"


def content() -> html.Div:
    """A fold for each theme; a measure's note opens under its name."""
    told = [_theme(theme, list(map(_measure, metrics))) for theme, metrics in themes().items()]
    late = [_measure(metric, False) for metric in waiting()]
    return html.Div([*told, _theme("Not loaded yet", late) if late else None])


def _theme(heading: str, told: list[html.Details]) -> html.Section:
    said = plural(len(told), "measure")
    return html.Section(fold(heading, f"measures-{slugged(heading)}", said, *told, level=html.H3))


def _measure(metric: Metric, is_loaded: bool = True) -> html.Details:
    state = None if is_loaded else html.P(f"No figures yet: {NOT_LOADED}.", className="notice")
    way = html.P(
        html.A(
            ["See the figures", html.Span(f": {metric.title}", className="unseen")],
            href=links.measure(metric.id),
        )
    )
    parts = [state, *notes.method(metric, 4), _formula(metric), notes.breaks(metric), way]
    return html.Details([html.Summary(metric.title), *parts], id=metric.id)


def _formula(metric: Metric) -> html.P:
    below = getattr(metric.formula, "denominator_is", "")
    divided = f", divided by {below}" if below else ""
    said = f"Worked out as: {metric.formula.numerator_is}{divided}. " if metric.formula.numerator_is else ""
    return html.P(f"{said}Unit: {metric.unit}.", className="hint")


@remembered()
def written() -> str:
    """The list as HTML."""
    return render(content())


@blueprint.get(ADDRESS)
def serve() -> Response:
    """The list as HTML."""
    return Response(written(), mimetype="text/html")
