"""Which number is right? Numbers that circulate for one thing, side by side: how each is counted, and which to use."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links
from layouts.format import listing, number
from layouts.parts.listed import listed
from layouts.parts.shell import NAME
from layouts.parts.tables import table
from metrics import readings, registry, tables, which_number
from metrics.areas import ENGLAND
from metrics.metric import Proportion
from metrics.readings import Found, Measure, OnBoth
from metrics.which_number import Question, Reading

TITLE = which_number.ASKED
LEAD = (
    "Two people quote two numbers for what sounds like the same thing, and both can be right. Here is what each number "
    "counts, whom it serves, and which one we would use. Every number on this page is for England, and is worked out "
    "from the published tables when the page is made."
)
HEADS = ("Number", "What it counts", "How it is worked out", "Whom it serves", "Where it stands")
NONE = "no figure in this version of the data"


def layout(**_: Any) -> html.Div:
    """A section for each question."""
    jump = [html.Li(html.A(each.asks, href=f"#{each.id}")) for each in which_number.QUESTIONS]
    return html.Div(
        [
            html.P(html.A("Methods", href=links.METHODS), className="crumbs"),
            html.H1(TITLE),
            html.P(LEAD, className="lead"),
            html.Nav(html.Ul(jump), className="jump", **{"aria-label": "On this page"}),
            *map(_section, which_number.QUESTIONS),
            html.P(html.A("Claims that people quote, and what the tables say", href=links.CLAIMS)),
        ],
        className="methods",
    )


def _section(question: Question) -> html.Section:
    found = {each.id: readings.read(each.how, question.period) for each in question.readings}
    lines = [_line(question, each, found[each.id]) for each in question.readings]
    chosen = next(each for each in question.readings if each.id == question.recommended)
    shown = found[chosen.id]
    use = f"Use {readings.in_words(chosen.how, shown)}. " if shown else ""
    return html.Section(
        [
            html.H2(question.asks, id=question.id),
            html.P(question.differs),
            table(f"{question.asks} England, {question.period}", HEADS, lines, stacked=True),
            *_cautions(question),
            html.P([html.Strong(use), question.why]),
        ]
    )


def _cautions(question: Question) -> list[html.Ul]:
    """What to know of the published figures that are shown, each after the numbers that it is about."""
    told: dict[tuple[str, str], list[str]] = {}
    for reading in question.readings:
        newest = _newest(question, reading)
        for period in (question.period, *([newest] if newest else [])):
            found = readings.read(reading.how, period)
            if found is None:
                continue
            for text in readings.cautions(reading.how, period):
                told.setdefault((period, text), []).append(readings.in_words(reading.how, found))
    lines = [html.Li(f"{listing(shown)}, {period}: {text}") for (period, text), shown in told.items()]
    return [html.Ul(lines, className="note")] if lines else []


def _newest(question: Question, reading: Reading) -> str:
    """The newest period of a reading, if it is later than the one asked about and the choice goes on; else ''."""
    newest = (readings.periods_of(reading.how) or [question.period])[-1]
    return newest if question.goes_on and newest != question.period else ""


def _line(question: Question, reading: Reading, found: Found | None) -> html.Tr:
    shown = readings.in_words(reading.how, found) if found else NONE
    chosen = html.Span("The one to use", className="hint") if reading.id == question.recommended else None
    return html.Tr(
        [
            html.Th(
                [html.Strong(shown), " " if chosen else None, chosen, _later(question, reading)], scope="row"
            ),
            html.Td(reading.counts),
            html.Td(_worked_out(reading, found) if found else ""),
            html.Td(_serves(reading)),
            html.Td(_source(reading, found) if found else ""),
        ],
        id=reading.id.replace("_", "-"),
    )


def _later(question: Question, reading: Reading) -> html.Span | None:
    """The same reading of the newest period."""
    newest = _newest(question, reading)
    found = readings.read(reading.how, newest) if newest else None
    if found is None:
        return None
    return html.Span(f" {newest}: {readings.in_words(reading.how, found)}", className="when")


def _worked_out(reading: Reading, found: Found) -> str:
    """One count with its words, or one divided by the other; with the number of councils where it is our own sum."""
    formula = readings.formula(reading.how)
    said = f"{number(found.numerator)} {formula.numerator_is}"
    if isinstance(formula, Proportion):
        said += f" \u00f7 {number(found.denominator)} {formula.denominator_is}"
    return f"{said}, on {number(found.councils)} councils" if found.councils else said


def _serves(reading: Reading) -> list[Any]:
    """Whom it serves, and where it was seen."""
    seen = [html.A(who, href=address) for who, address in reading.seen]
    return [reading.serves, *([" Seen at: ", *listed(seen), "."] if seen else [])]


def _source(reading: Reading, found: Found) -> Any:
    """The way to the published cells behind a number."""
    how = reading.how
    whose = html.Span(f" of {readings.in_words(how, found)}", className="unseen")
    if isinstance(how, Measure):
        about = html.Span(f": {registry.metric(how.metric).title}", className="unseen")
        return html.A(["The published cells", about], href=links.figure(how.metric, ENGLAND, found.period))
    if isinstance(how, OnBoth):
        return [
            html.A(
                ["Counts of every council (CSV)", whose],
                href=links.csv(how.metric, year=found.period),
                download="",
            ),
            ". Counts that are withheld here are in the sum as they were printed.",
        ]
    dataset = how.formula.dataset
    cells = readings.cells(how)
    cells = cells[(cells["period"] == found.period) & (cells["release"] == found.release)]
    told = [f"{row.label}: {number(row.value)}" for row in cells.itertuples()]
    about = tables.describe(dataset)
    file = next((each for each in about["sources"] if each["release"] == found.release), None)
    where = html.A(f"{about['title']}, {found.release} release", href=file["address"]) if file else dataset
    return ["; ".join(told), ". ", where]


dash.register_page(
    __name__,
    path=links.NUMBERS,
    title=f"{TITLE} - {NAME}",
    description="Numbers that circulate for the same thing, how each is counted, and which one to use.",
    layout=layout,
)
