"""What a reader must know of a figure: rows of the reference table `caveats`, attached where they apply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from metrics import areas, doubts, periods, tables
from metrics.memory import remembered
from metrics.metric import Metric, indicators, needs

MOST_NAMED = 3
"""Places that a list of caveats names one by one."""
FEWEST_IN_A_RUN = 3
"""Periods in a row that are told as 'from to'."""


@dataclass(frozen=True)
class Cited:
    """A figure that words rest on: whose, of when, and its caveat keys joined by ';'. Rows of `values` will do too."""

    area_name: str
    period: str
    caveats: str


def text(key: str) -> str:
    """The words of a caveat, by its key."""
    return doubts.DOUBTS.get(key) or _column("text")[key]


def in_words(keys: str) -> str:
    """The words of caveats with keys joined by ";", one after the other."""
    return " ".join(text(key) for key in keys.split(";") if key)


def doubt(keys: str) -> str:
    """Of caveat keys joined by ";", the one that doubts the figure; '' where none does."""
    return next((key for key in keys.split(";") if key in doubts.DOUBTS), "")


def of_one_place(keys: str) -> list[str]:
    """Of caveats with keys joined by ";", the words of those not about everyone: they name areas, or doubt a cell."""
    return [text(key) for key in keys.split(";") if key and is_of_one_place(key)]


def briefly(keys: str) -> list[str]:
    """As `of_one_place`, each in a sentence that can stand beside a figure in print."""
    listed = [key for key in keys.split(";") if key and is_of_one_place(key)]
    return [_brief(key) for key in listed]


def _brief(key: str) -> str:
    """The short words of a caveat; all of them where it has none, as those about everyone."""
    return _column("brief").get(key) or text(key)


def is_of_one_place(key: str) -> bool:
    """Whether a caveat names areas or doubts a cell."""
    return bool(_column("areas").get(key, "a doubt"))


def told(figures: Iterable[Any], briefly: bool = False) -> list[tuple[str, str]]:
    """Each caveat of these figures once: the places and periods it is about, and its words; those of everyone last.

    'England, 2022' for a caveat of some places, '2020' for one of everyone in some periods, '' for one of everyone
    at any time. `figures` are `Cited`, or rows of `metrics.compute.values`; `briefly` tells them in their short words.
    """
    about: dict[str, dict[str, list[str]]] = {}
    for figure in figures:
        for key in filter(None, figure.caveats.split(";")):
            whose = about.setdefault(key, {}).setdefault(figure.area_name, [])
            whose += [figure.period] if figure.period not in whose else []
    ordered = sorted(about.items(), key=lambda each: not is_of_one_place(each[0]))
    words = _brief if briefly else text
    return [(_about(key, whose), words(key)) for key, whose in ordered]


def every() -> list[tuple[str, str]]:
    """All that is known to be weak, as `told` tells it: the reference table, then the doubts of checks."""
    declared = [figure for row in tables.reference("caveats").itertuples() for figure in _declared(row)]
    return [*told(declared), *(("", words) for words in doubts.DOUBTS.values())]


def _declared(row: Any) -> list[Cited]:
    """The figures that a row of the reference table is about, as far as it names them."""
    there = bool(row.dataset) and tables.is_loaded(row.dataset)
    kind = tables.describe(row.dataset).get("period_kind", "") if there else ""
    when = [periods.label(each, kind) if kind else each for each in row.periods.split(";") if each]
    whose = [areas.name(code) for code in row.areas.split(";") if code]
    return [Cited(name, period, row.key) for name in whose or [""] for period in when or [""]]


def _about(key: str, whose: dict[str, list[str]]) -> str:
    """'England, 2022 and 2023; Leeds, 2023', as far as the caveat is not about everyone or about every period."""
    if not is_of_one_place(key):
        every = dict.fromkeys(period for mine in whose.values() for period in mine)
        return _in_words(list(every)) if _column("periods")[key] else ""
    alike: dict[str, list[str]] = {}
    for name, mine in whose.items():
        alike.setdefault(_in_words(mine), []).append(name)
    return "; ".join(", ".join(filter(None, [_names(names), when])) for when, names in alike.items())


def _names(names: list[str]) -> str:
    rest = len(names) - MOST_NAMED
    return areas.join(names, "and") if rest < 2 else f"{', '.join(names[:MOST_NAMED])} and {rest} others"


def _in_words(labels: list[str]) -> str:
    """'2020', '2020 and 2022', '2014 to 2021'; '' for no period."""
    ordered = sorted(filter(None, labels), key=periods.start)
    if not ordered:
        return ""
    runs = [[ordered[0]]]
    for earlier, later in pairwise(ordered):
        if periods.year_before(later) == earlier:
            runs[-1].append(later)
        else:
            runs.append([later])
    said = [[f"{run[0]} to {run[-1]}"] if len(run) >= FEWEST_IN_A_RUN else run for run in runs]
    return areas.join([each for run in said for each in run], "and")


@remembered()
def _column(name: str) -> dict[str, str]:
    """A column of the reference table by its key. Shared: do not change it."""
    listed = tables.reference("caveats")
    # A version of the data from before a column was added has none.
    return dict(zip(listed["key"], listed[name], strict=True)) if name in listed else {}


def attach(rows: pd.DataFrame, metric: Metric) -> pd.Series:
    """The caveat keys of each row, joined by ';', and the `doubt` that `rows` has of a figure.

    A blank field of a caveat means all of them.
    """
    keys = pd.Series("", index=rows.index)
    for each in _of(metric).to_dict("records"):
        when = _fits(rows["period"], each["periods"]) | _fits(rows["time_period"], each["periods"])
        fits = when & _fits(rows["area_code"], each["areas"])
        keys = keys.mask(fits, keys + f";{each['key']}")
    doubted = (rows["doubt"] != "") & rows["symbol"].isna()
    return keys.mask(doubted, keys + ";" + rows["doubt"]).str.removeprefix(";")


def _of(metric: Metric) -> pd.DataFrame:
    """The caveats of the metric's tables that name one of its columns or none, and those it names itself."""
    listed = tables.reference("caveats")
    read = set(indicators(metric.formula))
    named = [not names or bool(read & set(names.split(";"))) for names in listed["indicators"]]
    about = listed["dataset"].isin(needs(metric.formula)) & pd.Series(named, index=listed.index, dtype="bool")
    return listed[about | listed["key"].isin(metric.caveats)]


def _fits(column: pd.Series, wanted: str) -> pd.Series:
    return column.isin(wanted.split(";")) if wanted else pd.Series(True, index=column.index)
