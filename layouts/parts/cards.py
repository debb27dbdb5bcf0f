"""One measure of one council: the figure, how it compares, where it stands among all, how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dash import html

from layouts import figures, links, places, rows, svg, words
from layouts.charts import sparkline, strip
from layouts.exhibits import council
from layouts.format import capital, plural
from layouts.parts import notes
from layouts.parts.answers import answers
from layouts.parts.graph import picture
from layouts.parts.keep import keep_each
from layouts.parts.tables import table
from layouts.parts.verdicts import against, judgement, verdicts
from metrics import compute, periods, replies, soundness
from metrics.metric import Metric

OLDEST = 2
"""Years behind the measure's newest after which a figure is no news."""
BETTER = {"higher": "Higher is better.", "lower": "Lower is better.", "neither": ""}


@dataclass(frozen=True)
class Standing:
    """The newest row of a place, and the newest one that has a figure where that is another; None without any."""

    newest: Any
    figure: Any

    @property
    def is_few(self) -> bool:
        """Whether the newest row is a percentage or rate of too few cases: it has counts and no figure."""
        return bool(self.newest.symbol == words.FEW)

    @property
    def is_old(self) -> bool:
        """Whether the figure is so far behind the measure's newest that it is no news any more.

        An abolished council has no newer one.
        """
        if self.figure is None or places.places()[self.figure.area_code].end:
            return False
        newest = compute.periods_of(self.figure.metric)[-1]
        return int(periods.start(newest)[:4]) - int(periods.start(self.figure.period)[:4]) > OLDEST

    @property
    def told(self) -> Any:
        """The row of which a sentence at the top of a page tells; None without any figure."""
        return self.newest if self.is_few or self.is_old else self.figure


def standing(metric_id: str, area_code: str) -> Standing | None:
    """Where a place stands in a measure now; None where the measure has no row for it."""
    found = rows.of_place(metric_id, area_code)
    if not found:
        return None
    with_figure = [row for row in found if words.has_value(row)]
    return Standing(found[-1], with_figure[-1] if with_figure else None)


def card(metric: Metric, area_code: str) -> html.Article:
    """Everything about one measure of one place that has a row."""
    found = standing(metric.id, area_code)
    assert found is not None, f"{metric.id} has no row for {area_code}; ask standing() first"
    href = links.measure(metric.id, area=_markable(area_code))
    heading = html.H3(html.A(metric.title, href=href))
    if found.figure is None:
        said = answers(replies.beside(metric.id, area_code, found.newest.period))
        return html.Article([heading, *_gap(found), *said], className="card")
    row = found.figure
    said = answers(replies.beside(metric.id, area_code, row.period))
    if found.is_old:
        return html.Article([heading, *_gap(found), _last(metric, row), *said], className="card")
    compared = against(metric, area_code, row.period)
    return html.Article(
        [
            heading,
            html.Div([*_figure(metric, row), *_gap(found), *said], className="said"),
            html.Div([verdicts(metric, compared), _direction(metric, compared)], className="compared"),
            html.Div(_pictures(metric, row), className="pictures"),
            _fine_print(metric, row, compared),
        ],
        className="card",
    )


def in_short(metric: Metric, area_code: str) -> list[Any]:
    """The figure of a card in a line, with what must stand beside it."""
    found = standing(metric.id, area_code)
    assert found is not None, f"{metric.id} has no row for {area_code}; ask standing() first"
    row = found.newest if found.is_old or found.figure is None else found.figure
    beside = figures.beside(metric.id, row.period).get(area_code, "") if words.has_value(row) else ""
    said = f"{metric.title}, {row.period}{f'. {beside}' if beside else ''}"
    figure = html.Strong(
        words.value(row, metric), className="short" if words.has_value(row) else "short none"
    )
    return [figure, " ", html.Span(said)]


def _markable(area_code: str) -> str:
    """The slug of a council, which a measure's page can mark; nothing for a region or England."""
    place = places.places()[area_code]
    return place.slug if place.is_authority else ""


def _figure(metric: Metric, row: Any) -> list[Any]:
    """The figure large, then what it was counted from, its period and its interval."""
    lines = [words.counted_in_words(row, metric) or metric.formula.numerator_is, words.interval(row, metric)]
    beside = figures.beside(metric.id, row.period).get(row.area_code, "")
    return [
        html.P(
            [html.Strong(words.value(row, metric), className="big"), html.Span(row.period, className="year")]
        ),
        *[html.P(line) for line in [*lines, beside] if line],
        *[html.P(why, className="reason") for why in [_shrunk(metric, row) or words.doubt(row)] if why],
    ]


def _shrunk(metric: Metric, row: Any) -> str:
    """Why most of the cases behind a figure may be missing, or ''."""
    return soundness.collapsed(metric, row.area_code, row.period)


def _gap(found: Standing) -> list[Any]:
    """Why the newest period has no figure."""
    if words.has_value(found.newest):
        return []
    return [html.P(f"{found.newest.period}: {words.reason(found.newest)}", className="reason")]


def _last(metric: Metric, row: Any) -> html.P:
    """An old figure, dated, and beside no other."""
    counted = words.counted_in_words(row, metric)
    told = f"{words.value(row, metric)}{f' ({counted})' if counted else ''}"
    return html.P(f"The last figure is of {row.period}: {told}.")


def _direction(metric: Metric, compared: list[Any]) -> html.P | None:
    return (
        html.P(BETTER[metric.direction], className="hint") if compared and BETTER[metric.direction] else None
    )


def _pictures(metric: Metric, row: Any) -> list[Any]:
    """Where the place stands among all, and how it came there."""
    drawn: list[Any] = []
    menus = {}
    if metric.compares_councils and row.geographic_level == "local_authority":
        drawing, said = figures.small_strip(metric.id, row.period, row.area_code)
        drawn.append(picture(svg.picture(drawing), said, strip.WIDTH, strip.HEIGHT, "strip"))
        menus["Among all councils"] = council.address(metric.id, row.area_code, council.AMONG)
    if sum(map(words.has_value, rows.of_place(metric.id, row.area_code))) > 1:
        drawing, said = figures.small_trend(metric.id, row.area_code)
        drawn.append(picture(svg.picture(drawing), said, sparkline.WIDTH, sparkline.HEIGHT, "sparkline"))
        menus["Over the years"] = council.address(metric.id, row.area_code, council.OVER_TIME)
    return [*drawn, keep_each(menus)] if menus else drawn


def _fine_print(metric: Metric, row: Any, compared: list[Any]) -> html.Details:
    """What it counts, what to read with care, and where it comes from."""
    note = metric.note
    parts = [html.P(note.get(lead, "")) for lead in ("What it counts", "Read with care") if note.get(lead)]
    care = notes.care([*notes.with_others(row, compared), *figures.drawn_over_time(metric.id, row.area_code)])
    many = f", {plural(len(care.children), 'note')}" if care else ""
    summary = html.Summary([f"About this figure{many}", html.Span(f": {metric.title}", className="unseen")])
    parts += notes.without_interval(metric)
    return html.Details([summary, *parts, care, notes.source(metric, [row.release])])


def at_a_glance(metrics: list[Metric], area_code: str, caption: str) -> html.Div:
    """Many measures of one place as a table: the figure, England's, and how they compare; then what to know of them."""
    lines = [_glance(metric, area_code) for metric in metrics]
    heads = ["Measure", places.places()[area_code].name, "England", "Compared", "Period"]
    return html.Div(
        [table(caption, heads, lines), *_answers(metrics, area_code), _glance_care(metrics, area_code)]
    )


def _answers(metrics: list[Metric], area_code: str) -> list[html.Div]:
    """The replies to the figures in the table."""
    shown = [(metric.id, standing(metric.id, area_code)) for metric in metrics]
    rows = [(name, (found.figure or found.newest).period) for name, found in shown if found]
    return [part for name, period in rows for part in answers(replies.beside(name, area_code, period))]


def _glance_care(metrics: list[Metric], area_code: str) -> html.Details | None:
    """The caveats of the figures in the table, measure by measure."""
    parts: list[Any] = []
    for metric in metrics:
        found = standing(metric.id, area_code)
        shown = [found.figure] if found and found.figure else []
        england = [_england(metric, row) for row in shown]
        care = notes.care([each for each in [*shown, *england] if each])
        parts += [html.P(html.Strong(metric.title)), care] if care else []
    if not parts:
        return None
    return html.Details([html.Summary("Read these with care"), *parts], className="glance-care")


def _england(metric: Metric, row: Any) -> Any | None:
    """England's row beside a place's, in the same period; None for England itself and for a count."""
    if not metric.compares_councils or row.area_code == places.ENGLAND:
        return None
    found = rows.of_place(metric.id, places.ENGLAND)
    return next((each for each in found if each.period == row.period), None)


def _glance(metric: Metric, area_code: str) -> html.Tr:
    found = standing(metric.id, area_code)
    row = found.figure or found.newest if found else None
    name = html.A(metric.title, href=links.measure(metric.id, area=_markable(area_code)))
    if row is None:
        return html.Tr([html.Th(name, scope="row"), *[html.Td("") for _ in range(4)]])
    england = _england(metric, row)
    beside = words.value(england, metric) if england else ""
    verdict = next(
        (each.verdict for each in against(metric, area_code, row.period) if each.comparator == "england"), ""
    )
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(words.value(row, metric), className="number" if words.has_value(row) else "gap"),
            html.Td(beside, className="number"),
            html.Td(capital(verdict), className=f"verdict {judgement(metric, verdict)}" if verdict else None),
            html.Td(row.period),
        ]
    )
