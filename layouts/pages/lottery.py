"""The postcode lottery over time: how far councils lie apart in each year, and whether that changed."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links, places, spread, spread_pictures
from layouts.api import lottery as parts
from layouts.lottery_choice import Choice, choose
from layouts.parts import notes, spread_tables, standing_out
from layouts.parts.fragment import fragment
from layouts.parts.graph import figure, graph
from layouts.parts.lottery_menu import controls, lottery_menu, told
from layouts.parts.shell import NAME
from metrics import caveats, compute, lottery

BOOTSTRAP = (
    "The intervals come from drawing the councils again, a great many times, and measuring each draw: they say how far "
    "a measure of spread rests on which councils there happen to be. A change is judged on the same councils in both "
    "years, and 'grew' is said only where the standard deviation, the gap between P10 and P90 and the spread of the "
    "log odds all grew by more than chance."
)


def layout(**query: Any) -> html.Div:
    """The page in the state that the address asks for."""
    chosen = choose(query, spread.measures())
    said = spread.headline(chosen.metric)
    body = html.Div(
        [
            html.H1("The postcode lottery over time"),
            html.Div([html.P(each, className="lead") for each in said if each], className="leads"),
            lottery_menu(links.LOTTERY, chosen),
            *told(chosen),
            controls(chosen, spread.measures(), ("measure", "area"), links.LOTTERY),
            _every_year(chosen),
            _changed(chosen),
            html.Section([html.H2("Luck or not"), *_luck(chosen)], id="luck"),
            html.Section(
                [
                    html.H2("The lottery of every measure"),
                    html.P("P10 means that one council in ten lies below, P90 that one in ten lies above."),
                    html.Div(fragment(parts.MEASURES, parts.written_measures), className="many-cells"),
                ]
            ),
        ],
        className="lottery",
    )
    body.about = " ".join(filter(None, said))
    return body


def _every_year(chosen: Choice) -> html.Figure:
    """Every council in every year."""
    metric, rows = chosen.metric, spread.with_spread(chosen.metric_id)
    first, newest = rows[0], rows[-1]
    gap = spread.apart(newest.p90_minus_p10, metric)
    finding = f"{metric.title}, {newest.period}: {gap} between one council in ten and nine in ten"
    shown = (
        "The grey bars are as high as there are councils at a figure. The black line runs from P10 to P90: one council "
        "in ten lies below it and one in ten above; the diamond is the middle. Under each year: councils with a figure."
    )
    words = " ".join(spread.level(metric, row) for row in dict.fromkeys((first, newest)))
    picture = graph(
        spread_pictures.by_year(chosen.metric_id, chosen.area), "lottery-years", f"{words}{_mine(chosen)}"
    )
    return figure(finding, shown, picture, notes.folded(_doubtful(chosen)), _source(chosen))


def _doubtful(chosen: Choice) -> list[Any]:
    """The councils' figures in the picture that have a caveat of their own, in every year that has a spread."""
    years = {row.period for row in spread.with_spread(chosen.metric_id)}
    counted = lottery.councils(chosen.metric_id)
    mine = counted[counted["period"].isin(years) & (counted["caveats"] != "")]
    return [row for row in mine.itertuples() if caveats.of_one_place(row.caveats)]


def _mine(chosen: Choice) -> str:
    """The marked council, for those who do not see the chart."""
    return f" {places.places()[chosen.area].name} is marked in each year." if chosen.area else ""


def _source(chosen: Choice) -> html.P:
    metric = chosen.metric
    frame = compute.values(chosen.metric_id)
    file = html.A(
        "Download these figures (CSV)", href=parts.address(parts.FILE, chosen.metric_id), download=""
    )
    return notes.source(metric, frame["release"].dropna().unique(), " ", file)


def _changed(chosen: Choice) -> html.Section:
    """The spread over the years, the verdict on two of them, and the numbers behind both."""
    metric = chosen.metric
    newest = spread.with_spread(chosen.metric_id)[-1].period
    later = chosen.later or newest
    earlier = chosen.earlier or spread.first_alike(chosen.metric_id) or spread.last_before(chosen.metric_id)
    parts_: list[Any] = [html.H2("Did the spread change?")]
    if len(spread.with_spread(chosen.metric_id)) > 1:
        found = (
            spread.verdict(chosen.metric_id, earlier, later, True) if earlier and earlier < later else None
        )
        parts_ += [html.P(each) for each in _verdicts(chosen, earlier, later)]
        parts_ += [
            controls(
                chosen,
                spread.measures(),
                ("from", "to"),
                links.LOTTERY,
                keep=("measure", "area"),
                id_="years",
            )
        ]
        numbers = spread_tables.changes(found) if found else None
        parts_ += [html.Details([html.Summary("The numbers behind this"), numbers])] if numbers else []
        parts_ += [_line(chosen)]
    else:
        parts_.append(html.P("Only one year is published in this way, so nothing can be said of a change."))
    whole = fragment(parts.address(parts.YEARS, metric.id), lambda: parts.written_years(metric.id))
    parts_ += [html.Details([html.Summary("Every year as a table, with the Gini coefficient"), whole])]
    return html.Section([*parts_, html.P(BOOTSTRAP, className="hint"), *_breaks(chosen)])


def _breaks(chosen: Choice) -> list[html.P]:
    """The changes of method inside the years shown."""
    return [
        html.P(f"From {row.period}: {row.break_note}", className="hint")
        for row in spread.with_spread(chosen.metric_id)[1:]
        if row.break_note
    ]


def _verdicts(chosen: Choice, earlier: str, later: str) -> list[str]:
    if not earlier or earlier >= later:
        return ["Choose an earlier year to start from."]
    return [spread.change(chosen.metric, earlier, later, across_breaks=True)]


def _line(chosen: Choice) -> html.Figure:
    metric, rows = chosen.metric, spread.with_spread(chosen.metric_id)
    unit = "points" if metric.unit == "%" else metric.unit
    finding = f"How far councils lie apart, in {unit}: {metric.title}"
    shown = "The whiskers are 95% intervals. No line crosses a change of method."
    told_ = (
        f"{row.period}: P90 minus P10 {spread.apart(row.p90_minus_p10, metric)}, "
        f"standard deviation {spread.apart(row.sd, metric)}"
        for row in rows
    )
    words = ". ".join(told_)
    return figure(finding, shown, graph(spread_pictures.over_time(chosen.metric_id), "lottery-spread", words))


def _luck(chosen: Choice) -> list[Any]:
    """A funnel where chance matters, a sentence otherwise."""
    newest = spread.with_spread(chosen.metric_id)[-1].period
    found = spread.luck(chosen.metric_id, newest)
    drawn = spread_pictures.luck(chosen.metric_id, newest, chosen.area)
    if drawn is None:
        return [html.P(found.sentence)]
    shown = (
        "Each dot is a council. Between the lines lie those that chance and the usual differences between councils "
        "explain; a triangle lies outside."
    )
    finding = f"{chosen.metric.title}, {newest}: {standing_out.tally(found)}"
    picture = graph(drawn, "lottery-luck", f"{finding}. {found.sentence}")
    return [figure(finding, f"{found.sentence} {shown}", picture), standing_out.named(found)]


dash.register_page(
    __name__,
    path=links.LOTTERY,
    title=f"The postcode lottery over time - {NAME}",
    description="How far councils lie apart in each year, whether that grew, and how much of it is chance.",
    layout=layout,
)
