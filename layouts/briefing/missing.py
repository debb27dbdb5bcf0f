"""What has no figure for a council in the newest year of each measure, and why, in few words."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from layouts.briefing import fit
from layouts.format import plural
from layouts.parts import reporting
from layouts.places import Place, places
from metrics import areas, compute, periods, registry
from metrics.memory import remembered
from metrics.reporting import NOT_PUBLISHED

WITHHELD = ("withheld",)
NOT_RECORDED = ("not_recorded",)
LEADS = {
    NOT_PUBLISHED: "No figure was published for {}",
    WITHHELD: "Withheld here, because what was published cannot be right, {}",
    NOT_RECORDED: "Not shown, because too much was not recorded, {}",
}
"""Symbols of gaps -> what they mean, before the number of measures."""
NAMES = 230
"""Characters of the names of measures under each."""
EVIDENCE = 260
NOTHING = "Nothing: every measure here that is published by council has a figure for it in its newest year."


def by_reason(area_code: str) -> dict[tuple[str, ...], pd.DataFrame]:
    """The gaps of a council in its newest period of each measure, by what they mean; a key only where it has some."""
    mine = reporting.gaps()
    mine = mine[mine["area_code"] == area_code].merge(
        _newest(places()[area_code].end), on=["metric", "period"]
    )
    order = {name: at for at, name in enumerate(registry.all_metrics())}
    mine = mine.sort_values("metric", key=lambda column: column.map(order), kind="stable")
    found = {symbols: mine[mine["symbol"].isin(symbols)] for symbols in LEADS}
    return {symbols: rows for symbols, rows in found.items() if len(rows)}


@remembered(8)
def _newest(end: str) -> pd.DataFrame:
    """The newest period of each measure, or the last one that began before a council's end: metric, period."""
    newest: dict[str, str] = {}
    for metric_id, there in reporting.coverage().items():
        began = [period for period in there if not end or periods.start(period) <= end]
        newest |= {metric_id: began[-1]} if began else {}
    return pd.DataFrame({"metric": list(newest), "period": list(newest.values())})


def of_council(place: Place) -> tuple[str, ...]:
    """One paragraph for each meaning that a gap has, or that there is none."""
    found = by_reason(place.code)
    return tuple(_told(symbols, rows) for symbols, rows in found.items()) or (NOTHING,)


def _told(symbols: tuple[str, ...], rows: pd.DataFrame) -> str:
    pairs = zip(rows["metric"], rows["period"], strict=True)
    names = [f"{registry.metric(metric_id).title} ({period})" for metric_id, period in pairs]
    listed = f"{LEADS[symbols].format(plural(len(rows), 'measure'))}: {fit.named(names, NAMES)}."
    evidence = rows["reason"].iloc[0].removeprefix("Withheld. ") if symbols == WITHHELD else ""
    return f"{listed} {fit.whole(evidence, EVIDENCE)}".strip()


def of_england(metric_ids: Iterable[str]) -> tuple[str, ...]:
    """How many councils have a figure in the newest period of these measures, and which have none."""
    return tuple(_coverage(each) for each in metric_ids)


def _coverage(metric_id: str) -> str:
    newest = compute.periods_of(metric_id)[-1]
    gaps = reporting.gaps()
    gaps = gaps[(gaps["metric"] == metric_id) & (gaps["period"] == newest)]
    named = f"{registry.metric(metric_id).title}, {newest}"
    said = f"{named}: {compute.coverage(metric_id, newest)} councils have a figure."
    names = sorted(areas.name(code) for code in gaps["area_code"])
    return f"{said} Without one: {fit.named(names, NAMES)}." if names else said
