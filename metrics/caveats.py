"""What a reader must know of a figure: rows of the reference table `caveats`, attached where they apply."""

from __future__ import annotations

import pandas as pd

from metrics import doubts, tables
from metrics.metric import Metric, indicators, needs


def text(key: str) -> str:
    """The words of a caveat, by its key."""
    return doubts.DOUBTS.get(key) or tables.reference("caveats").set_index("key")["text"][key]


def of_one_place(keys: str) -> list[str]:
    """Of caveats with keys joined by ";", the words of those not about everyone: they name areas, or doubt a cell."""
    if not keys:
        return []
    listed = tables.reference("caveats")
    places = dict(zip(listed["key"], listed["areas"], strict=True))
    return [text(key) for key in keys.split(";") if places.get(key, "a doubt")]


def attach(rows: pd.DataFrame, metric: Metric) -> pd.Series:
    """The caveat keys of each row, joined by ';', and the `doubt` that `rows` has of a figure.

    A blank field of a caveat means all of them.
    """
    keys = pd.Series("", index=rows.index)
    for each in _about(metric).to_dict("records"):
        when = _fits(rows["period"], each["periods"]) | _fits(rows["time_period"], each["periods"])
        fits = when & _fits(rows["area_code"], each["areas"])
        keys = keys.mask(fits, keys + f";{each['key']}")
    doubted = (rows["doubt"] != "") & rows["symbol"].isna()
    return keys.mask(doubted, keys + ";" + rows["doubt"]).str.removeprefix(";")


def _about(metric: Metric) -> pd.DataFrame:
    """The caveats of the metric's tables that name one of its columns or none, and those it names itself."""
    listed = tables.reference("caveats")
    read = set(indicators(metric.formula))
    named = [not names or bool(read & set(names.split(";"))) for names in listed["indicators"]]
    about = listed["dataset"].isin(needs(metric.formula)) & pd.Series(named, index=listed.index, dtype="bool")
    return listed[about | listed["key"].isin(metric.caveats)]


def _fits(column: pd.Series, wanted: str) -> pd.Series:
    return column.isin(wanted.split(";")) if wanted else pd.Series(True, index=column.index)
