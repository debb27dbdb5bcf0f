"""What a measure's page says of one selection: the parts that follow its filters."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts import claims, links, places, rows, words
from layouts import selection as selections
from layouts.exhibits import measure
from layouts.parts import notes
from layouts.parts.answers import answers
from layouts.parts.quotes import quote
from layouts.selection import Selection
from metrics import compute, groups, registry, replies


def problems(chosen: Selection) -> list[html.P]:
    """What the address asked for and did not get."""
    return [html.P(problem, className="notice", role="alert") for problem in chosen.problems]


def lead(chosen: Selection) -> list[html.Span]:
    """England's figure and the marked council's, with what they were counted from."""
    codes = [places.ENGLAND, *([chosen.area] if chosen.area else [])]
    found = {row.area_code: row for row in rows.in_period(chosen.metric_id, chosen.period)}
    return [_line(found[code], chosen) for code in codes if code in found]


def _line(row: Any, chosen: Selection) -> html.Span:
    detail = ", ".join(filter(None, [words.counted_in_words(row, chosen.metric), chosen.period]))
    told = html.Strong(f"{row.area_name}: {words.value(row, chosen.metric)}")
    role = "area" if row.area_code == chosen.area else "england"
    return html.Span([told, f" ({detail})"], className=f"of-{role}")


def key(chosen: Selection) -> list[html.Span]:
    """What the colours of the marked councils mean."""
    return [html.Span(said, className=f"mark {role}") for said, role in measure.key(chosen)]


def under(chosen: Selection) -> list[Any]:
    """Which councils have no figure and why, where the figures come from, and the file of them."""
    drawn = selections.in_view(chosen)
    address = links.csv(chosen.metric_id, **chosen.state())
    file = html.A("Download these figures (CSV)", href=address, download="")
    source = notes.source(chosen.metric, [row.release for row in drawn], " ", file)
    missing = notes.gaps(drawn) if chosen.view not in ("trend", "groups") else None
    return [each for each in (missing, source, _to_quote(chosen)) if each is not None]


def _to_quote(chosen: Selection) -> html.Div:
    """The figure of the marked council, or of England, as a sentence to quote, and the way to the others."""
    code = chosen.area or places.ENGLAND
    way = html.A(
        f"More sentences about {places.places()[code].spoken} to quote",
        href=links.sentences(code, chosen.metric_id, chosen.period),
    )
    return html.Div(
        [quote(claims.leading(chosen.metric_id, code, chosen.period)), html.P(way)], className="quotes"
    )


def care(chosen: Selection) -> list[Any]:
    """What must be read beside the measure, the caveats of the figures in view, and changes of method."""
    if chosen.view == "groups":
        found = [
            row for row in selections.in_period(chosen) if row.area_code in (chosen.area, places.ENGLAND)
        ]
    else:
        found = list(selections.in_view(chosen))
    parts = [
        html.P(groups.READ_WITH_CARE) if chosen.view == "groups" else None,
        _beside(chosen),
        *notes.first(found),
        notes.breaks(chosen.metric),
        *answers(replies.beside(chosen.metric_id, period=chosen.period)),
    ]
    shown = [each for each in parts if each is not None]
    return [html.H2("Before you quote it"), *shown] if shown else []


def _beside(chosen: Selection) -> html.P | None:
    beside = chosen.metric.beside
    if not beside or compute.waiting_for(beside):
        return None
    other = html.A(
        registry.metric(beside).title, href=links.measure(beside, **chosen.state(view="", near=""))
    )
    return html.P(["Read beside it: ", other, "."])
