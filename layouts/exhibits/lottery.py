"""The charts of the lottery over time: every council in every year, the spread over the years, chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from layouts import links, places, spread, spread_pictures
from layouts.exhibit import Exhibit, matched, of_fields, of_funnel, of_rows
from layouts.format import listing
from layouts.lottery_choice import Choice, address, choose
from layouts.parts import standing_out
from metrics import compute, lottery

PATH = f"{links.LOTTERY}/<kind>"
SPREADS = ("period", "areas", "existed", "p10", "median", "p90")
LINES = ("period", "segment", "areas", "existed", "p90_minus_p10", "p90_minus_p10_lci_95", "p90_minus_p10_uci_95", "sd",
         "sd_lci_95", "sd_uci_95")  # fmt: skip
"""The fields of a row that each chart draws."""
READ = (
    "The grey bars are as high as there are councils at a figure. The black line runs from P10 to P90: one council in "
    "ten lies below it and one in ten above; the diamond is the middle."
)


def at(path: str, query: Mapping[str, Any]) -> Exhibit | None:
    """The chart at an address such as '/lottery/years?measure=…'."""
    found = matched(PATH, path)
    make = KINDS.get(found["kind"]) if found else None
    return make(choose(query, spread.measures())) if make else None


def years(chosen: Choice) -> Exhibit:
    """Every council in every year."""
    metric, rows = chosen.metric, spread.with_spread(chosen.metric_id)
    first, newest = rows[0], rows[-1]
    gap = spread.apart(newest.p90_minus_p10, metric)
    marked = f" {places.places()[chosen.area].name} is marked in each year." if chosen.area else ""
    return _exhibit(
        chosen,
        "years",
        f"{metric.title}, {newest.period}: {gap} between one council in ten and nine in ten",
        f"{READ} Under each year: councils with a figure.",
        " ".join(spread.level(metric, row) for row in dict.fromkeys((first, newest))) + marked,
        spread_pictures.by_year(chosen.metric_id, chosen.area),
        lambda: _councils(chosen),
        closer=" ".join([READ, *_new_ways(rows)]),
    )


def _new_ways(rows: Any) -> list[str]:
    """What the dotted lines between years are, where there are any."""
    begun = [row.period for before, row in pairwise(rows) if row.segment != before.segment]
    lines = "Dotted line" if len(begun) == 1 else "Dotted lines"
    return [f"{lines}: counted in a new way from {listing(begun)}."] if begun else []


def _councils(chosen: Choice) -> Any:
    """The councils of each year, each with the ends of the year's black line beside it."""
    ends = {row.period: row for row in spread.with_spread(chosen.metric_id)}
    counted = lottery.councils(chosen.metric_id)
    columns, cells = of_rows((row for row in counted.itertuples() if row.period in ends), chosen.metric)
    at_period = compute.COLUMNS.index("period")
    beside = [[getattr(ends[row[at_period]], name) for name in SPREADS[3:]] for row in cells]
    return (*columns, *SPREADS[3:]), [[*row, *more] for row, more in zip(cells, beside, strict=True)]


def line(chosen: Choice) -> Exhibit:
    """The spread over the years."""
    metric, rows = chosen.metric, spread.with_spread(chosen.metric_id)
    newest = rows[-1]
    told = (
        f"{row.period}: P90 minus P10 {spread.apart(row.p90_minus_p10, metric)}, "
        f"standard deviation {spread.apart(row.sd, metric)}"
        for row in rows
    )
    return _exhibit(
        chosen,
        "spread",
        f"{metric.title}, {newest.period}: P10 and P90 lie {spread.apart(newest.p90_minus_p10, metric)} apart, and the "
        f"standard deviation is {spread.apart(newest.sd, metric)}",
        "One council in ten lies below P10 and one in ten above P90. The whiskers are 95% intervals. No line crosses a "
        "change of method.",
        ". ".join(told),
        spread_pictures.over_time(chosen.metric_id),
        lambda: of_fields(rows, LINES, metric),
    )


def luck(chosen: Choice) -> Exhibit | None:
    """The funnel of the newest year; None where chance is too small for one."""
    newest = spread.with_spread(chosen.metric_id)[-1].period
    drawn = spread_pictures.luck(chosen.metric_id, newest, chosen.area)
    if drawn is None:
        return None
    found = spread.luck(chosen.metric_id, newest)
    finding = f"{chosen.metric.title}, {newest}: {standing_out.tally(found)}"
    return _exhibit(
        chosen,
        "luck",
        finding,
        f"{found.sentence} Each dot is a council; a triangle lies outside the lines.",
        f"{finding}. {found.sentence}",
        drawn,
        lambda: of_funnel(found, chosen.metric),
        newest,
    )


KINDS: dict[str, Callable[[Choice], Exhibit | None]] = {"years": years, "spread": line, "luck": luck}


def _exhibit(
    chosen: Choice, kind: str, finding: str, shown: str, words: str, figure: Any, table: Any,
    period: str = "", closer: str = "",
) -> Exhibit:  # fmt: skip
    return Exhibit(
        address=address(f"{links.LOTTERY}/{kind}", chosen),
        page=address(links.LOTTERY, chosen),
        kind=kind,
        metric=chosen.metric,
        finding=finding,
        shown=shown,
        words=words,
        used=tuple(compute.values(chosen.metric_id)["release"].dropna().unique()),
        table=table,
        figure=figure,
        place=places.places()[chosen.area].slug if chosen.area else "",
        period=period,
        closer=closer,
        key=((places.places()[chosen.area].name, "area"),) if chosen.area and kind == "years" else (),
    )
