"""The postcode lottery over time: how far councils lie apart in each year, and whether that changed."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links, spread
from layouts.api import lottery as parts
from layouts.exhibits import lottery as exhibits
from layouts.lottery_choice import Choice, choose
from layouts.parts import notes, numbers, spread_tables, standing_out
from layouts.parts.fragment import fragment
from layouts.parts.keep import exhibited
from layouts.parts.lottery_menu import controls, lottery_menu, told
from layouts.parts.shell import NAME
from metrics import caveats, compute, lottery

EVERY_YEAR, YEARS = "Every year as a table, with the Gini coefficient", "years-in-numbers"
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
    whole = html.P(html.A(EVERY_YEAR, href=f"#{YEARS}", className="alone"), className="hint")
    doubtful = notes.folded(_doubtful(chosen))
    return exhibited(exhibits.years(chosen), "lottery-years", whole, doubtful, _source(chosen))


def _doubtful(chosen: Choice) -> list[Any]:
    """The councils' figures in the picture that have a caveat of their own, in every year that has a spread."""
    years = {row.period for row in spread.with_spread(chosen.metric_id)}
    counted = lottery.councils(chosen.metric_id)
    mine = counted[counted["period"].isin(years) & (counted["caveats"] != "")]
    return [row for row in mine.itertuples() if caveats.of_one_place(row.caveats)]


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
        behind = spread_tables.changes(found) if found else None
        parts_ += [html.Details([html.Summary("The numbers behind this"), behind])] if behind else []
        parts_ += [exhibited(exhibits.line(chosen), "lottery-spread")]
    else:
        parts_.append(html.P("Only one year is published in this way, so nothing can be said of a change."))
    whole = fragment(parts.address(parts.YEARS, metric.id), lambda: parts.written_years(metric.id))
    parts_ += [html.Details([html.Summary(EVERY_YEAR), whole], id=YEARS)]
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


def _luck(chosen: Choice) -> list[Any]:
    """A funnel where chance matters, a sentence otherwise."""
    found = spread.luck(chosen.metric_id, spread.with_spread(chosen.metric_id)[-1].period)
    drawn = exhibits.luck(chosen)
    if drawn is None:
        return [html.P(found.sentence)]
    return [exhibited(drawn, "lottery-luck", numbers.folded(drawn)), standing_out.named(found)]


dash.register_page(
    __name__,
    path=links.LOTTERY,
    title=f"The postcode lottery over time - {NAME}",
    description="How far councils lie apart in each year, whether that grew, and how much of it is chance.",
    layout=layout,
)
