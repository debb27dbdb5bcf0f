"""Why a figure is missing: councils without a row, and a sentence for every gap."""

from __future__ import annotations

import pandas as pd

from metrics import areas, cells, periods, tables
from metrics.memory import remembered
from metrics.metric import Metric, indicators

NEVER_SHOWN = ("quarantined", "withheld")
"""Statuses of the quarantine register that keep a figure off the page."""


def absent(rows: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """A row for each authority that existed when a period's figures were collected and has none.

    Of a dataset that holds a part of what is published they are not loaded, and its own sentence is the reason.
    """
    partial = tables.describe(dataset).get("partial", "")
    councils = rows[rows["level"] == "local_authority"].groupby("period")
    there = councils["area_code"].agg(set)
    release = councils["release"].max()
    missing = [
        {"period": period, "area_code": code, "release": release[period], "level": "local_authority"}
        for period in there.index
        for code in sorted(_authorities_in(periods.collected(period)) - there[period])
    ]
    return pd.DataFrame(missing, columns=["period", "area_code", "release", "level"]).assign(
        symbol="not_loaded" if partial else "absent", reason=partial
    )


def without_bygone(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows without the empty ones of councils that no longer existed when a period's figures were collected.

    The tribunal tables print Cumbria in 2023 as not available beside the figures of its two successors.
    """
    empty = rows[
        (rows["level"] == "local_authority") & rows["symbol"].notna() & (rows["symbol"] != "withheld")
    ]
    bygone = [
        code not in _authorities_in(periods.collected(period))
        for code, period in zip(empty["area_code"], empty["period"], strict=True)
    ]
    return rows.drop(index=empty.index[bygone]).reset_index(drop=True)


@remembered()
def _authorities_in(day: str) -> frozenset[str]:
    return frozenset(areas.authorities_in(day))


def explain(rows: pd.DataFrame, metric: Metric) -> pd.Series:
    """The reason of every gap as a sentence, '' for figures; reasons that `rows` already has are kept."""
    words = tables.reference("symbols").set_index("symbol")["explanation"]
    reason = rows["reason"].mask(rows["symbol"].notna() & (rows["reason"] == ""), rows["symbol"].map(words))
    gone = rows["symbol"] == "absent"
    said = "The publisher’s table has no row for " + rows["area_name"] + " in " + rows["period"] + "."
    reason = reason.mask(gone, said)
    held_back = rows[rows["symbol"] == "withheld"]
    if len(held_back):
        found = findings(metric.formula.dataset, indicators(metric.formula), metric.formula.breakdown)
        reason.update(
            pd.Series(
                [
                    found.get(key, words["withheld"])
                    for key in held_back[cells.KEY].itertuples(index=False, name=None)
                ],
                index=held_back.index,
            )
        )
    return reason


def findings(dataset: str, columns: list[str], breakdown: tuple[str, str]) -> dict[tuple, str]:
    """What was printed and why it is withheld, by cell, for the columns that are read.

    The evidence that settled a cell says why; where no one has settled it yet, the findings of the checks do.
    """
    if not tables.is_loaded("quarantine"):
        return {}
    register = tables.table("quarantine")
    ours = register[
        (register["dataset"] == dataset)
        & (register["breakdown_topic"] == breakdown[0])
        & (register["breakdown"] == breakdown[1])
        & register["indicator"].isin(columns)
        & register["status"].isin(NEVER_SHOWN)
    ]
    if ours.empty:
        return {}
    labels = tables.describe(dataset)["indicators"]
    reason = ours["evidence"].fillna("")
    reason = reason.mask(reason == "", ours["finding"])
    printed = ours["published"].map("Published: {:,.10g}".format)
    printed += ours["indicator"].map(lambda name: f" ({labels[name]['label']}).")
    said: dict[tuple, list[str]] = {}
    for *key, figure, why in (
        ours[cells.KEY].assign(figure=printed, why=reason).itertuples(index=False, name=None)
    ):
        said.setdefault(tuple(key), []).extend((figure, why))
    return {key: " ".join(["Withheld.", *dict.fromkeys(parts)]) for key, parts in said.items()}
