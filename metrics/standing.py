"""Where a council stands among all councils, with the interval of its place, and whether it stays there.

Read from `data/derived`; each function raises `tables.NotBuilt` where that is missing. A rank is never given without
its interval and 'of n', and not at all where a figure has no interval.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from metrics import areas, beside, breaks, caveats, compute, lottery, persistence, registry, tables
from metrics.doubts import COLLAPSED
from metrics.lottery import disqualified
from metrics.memory import remembered
from metrics.metric import Break, Metric
from metrics.ranks import ordinal, place

NO_COUNTS = (
    "The counts behind this figure are not published, so how far chance moves a rank cannot be worked out."
)


@dataclass(frozen=True)
class Rank:
    """A council's place in a period; `refusal` says why there is none, and `text` is then ''.

    `of` councils are ranked, and `left_out` more have a figure but left out too many plans as exceptions. `low` and
    `high` are the best and the worst place that chance leaves open. `order` is 'best first' or
    'highest first'. `beside` is a sentence that must stand with the rank, or ''.
    """

    metric: str
    area_code: str
    period: str
    rank: int = 0
    tied: bool = False
    of: int = 0
    left_out: int = 0
    low: int = 0
    high: int = 0
    order: str = ""
    text: str = ""
    beside: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class Persistence:
    """Whether the same councils stay where they are, over `periods`.

    `councils` has a row for each council: area_code, area_name, years (with a rank), years_against_england,
    above_england, below_england (a larger or smaller figure, whichever is better), best_rank, worst_rank and
    `patterns` (names joined by ';'). `moves` counts councils by quarter in one year (row) and in the next
    (column), 1 the best, pairs of years with a break between them left out. `stayed_worst` and `stayed_best`
    are the shares of a quarter's councils that were in it again a year later; luck alone gives 0.25.
    """

    metric: str
    periods: tuple[str, ...] = ()
    councils: pd.DataFrame | None = None
    moves: np.ndarray | None = None
    stayed_worst: float = np.nan
    stayed_best: float = np.nan
    breaks: tuple[Break, ...] = ()
    note: str = ""


def rank_of(metric_id: str, area_code: str, period: str) -> Rank:
    """A council's rank as a reader may be told it: 'joint 3rd of 151, and between 1st and 11th allowing for chance'."""
    metric = registry.metric(metric_id)
    order = "highest first" if metric.direction == "neither" else "best first"
    found = Rank(metric_id, area_code, period, order=order)
    if disqualified(metric):
        return replace(found, refusal=disqualified(metric))
    row = in_period(metric_id, period).get(area_code)
    if row is None:
        return replace(found, refusal=_unranked(metric_id, area_code, period))
    share = beside.shares(metric, period).get(area_code, np.nan)
    return replace(
        found,
        rank=int(row["rank"]),
        tied=bool(row["tied"]),
        of=int(row["of"]),
        left_out=_excepted(metric_id, period),
        low=int(row["rank_lci_95"]),
        high=int(row["rank_uci_95"]),
        text=rank_text(row["rank"], row["tied"], row["of"], row["rank_lci_95"], row["rank_uci_95"]),
        beside=beside.words(metric, share),
    )


@remembered(16)
def in_period(metric_id: str, period: str) -> dict[str, dict[str, Any]]:
    """The places of one period by area_code, each by the columns of `ranks`. Shared: do not change them."""
    rows = tables.derived_of("ranks", metric_id)
    return {row["area_code"]: row for row in rows[rows["period"] == period].to_dict("records")}


@remembered(64)
def _excepted(metric_id: str, period: str) -> int:
    """The councils with a figure that left out too many plans, also where their return may lack cases besides."""
    rows = compute.in_period(metric_id, period)
    many = beside.too_many(registry.metric(metric_id), period)
    return sum(
        row["ranked"]
        or (caveats.doubt(row["caveats"]) == COLLAPSED and not compute.is_few(row["denominator"]))
        for code, row in rows.items()
        if code in many
    )


def rank_text(rank: float, tied: bool, of: float, low: float, high: float) -> str:
    """A place with its interval: '117th of 150, and between 112th and 121st allowing for chance'."""
    here = place(rank, int(of), tied)
    if low == high:
        return f"{here}, with or without chance"
    return f"{here}, and between {ordinal(low)} and {ordinal(high)} allowing for chance"


def history(metric_id: str, area_code: str) -> pd.DataFrame:
    """A council's line: period, value, rank, tied, of, rank_lci_95, rank_uci_95, quarter, the oldest period first."""
    rows = tables.derived_of("ranks", metric_id)
    return rows[rows["area_code"] == area_code].drop(columns=["metric", "area_code"]).reset_index(drop=True)


def quarters(metric_id: str) -> pd.DataFrame:
    """The quarter of each council (row) in each period (column), 1 the best, NaN for a gap."""
    rows = tables.derived_of("ranks", metric_id)
    order = list(dict.fromkeys(rows["period"]))
    return rows.pivot(index="area_code", columns="period", values="quarter").reindex(columns=order)


def flows(metric_id: str) -> pd.DataFrame:
    """How many councils went from quarter to quarter between neighbouring periods, for a flow chart.

    Columns: earlier, later, quarter, quarter_later, councils, broken (a break lies between the two periods).
    """
    metric, table = registry.metric(metric_id), quarters(metric_id)
    rows = []
    for earlier, later in pairwise(table.columns):
        counts = persistence.movement(table[[earlier, later]].to_numpy())
        broken = bool(breaks.between(metric, earlier, later))
        rows += [
            {"earlier": earlier, "later": later, "quarter": one + 1, "quarter_later": two + 1,
             "councils": int(counts[one, two]), "broken": broken}
            for one in range(4) for two in range(4)
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=["earlier", "later", "quarter", "quarter_later", "councils", "broken"])


def persistence_of(metric_id: str) -> Persistence:
    """Whether the same councils stay at the bottom of a measure; a `note` and nothing else where it has no ranks."""
    metric, table = registry.metric(metric_id), quarters(metric_id)
    if disqualified(metric) or table.empty:
        return Persistence(metric_id, note=disqualified(metric) or _no_ranks(metric))
    order = tuple(table.columns)
    joined = [not breaks.between(metric, *pair) for pair in pairwise(order)]
    moves = persistence.movement(table.to_numpy(), joined)
    crossed = tuple(breaks.between(metric, order[0], order[-1]))
    rows = tables.derived("persistence")
    rows = rows[rows["metric"] == metric_id].drop(columns="metric").reset_index(drop=True)
    return Persistence(
        metric_id,
        periods=order,
        councils=rows.assign(area_name=rows["area_code"].map(areas.areas()["name"])),
        moves=moves,
        stayed_worst=persistence.stayed(moves, 4),
        stayed_best=persistence.stayed(moves, 1),
        breaks=crossed,
        note=" ".join(f"A break lies inside these years: {each.note}" for each in crossed),
    )


def patterns_of(metric_id: str, area_code: str) -> tuple[str, ...]:
    """The patterns that a council shows: 'always at the bottom', 'yo-yo', 'turned round' ...; mostly none."""
    found = persistence_of(metric_id)
    if found.councils is None:
        return ()
    named = found.councils.set_index("area_code")["patterns"].get(area_code, "")
    return tuple(filter(None, named.split(";")))


def _no_ranks(metric: Metric) -> str:
    """Why no period of a measure has ranks."""
    return NO_COUNTS if lottery.kind_of(metric)[0] == "value" else "No period has figures of enough councils."


def _unranked(metric_id: str, area_code: str, period: str) -> str:
    """Why a place has no rank, in a sentence."""
    metric, name = registry.metric(metric_id), areas.name(area_code)
    row = compute.in_period(metric_id, period).get(area_code)
    if row is None:
        return areas.notice(area_code) or f"{name} has no row for {period}."
    if pd.isna(row["value"]):
        return str(row["reason"])
    if row["geographic_level"] != "local_authority":
        return "Only councils are ranked."
    if area_code in compute.TOO_SMALL_TO_RANK:
        return (
            f"{name} has so few children that one of them decides its place, so it is shown and never ranked."
        )
    if row["denominator"] < compute.FEWEST_CASES:
        return f"Fewer than {compute.FEWEST_CASES} cases: too few to rank."
    if caveats.doubt(row["caveats"]):
        return "A check doubts this figure, so it is shown and not ranked."
    if lottery.kind_of(metric)[0] == "value":
        return NO_COUNTS
    share = beside.shares(metric, period).get(area_code, np.nan)
    if beside.refusal(metric, area_code, share):
        return beside.refusal(metric, area_code, share)
    spread = lottery.variation(metric_id).set_index("period")["note"].get(period, "")
    return spread or f"The figures of {period} are not ranked."
