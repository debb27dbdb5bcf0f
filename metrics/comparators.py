"""One council against six comparators, and what the choice of neighbours changes.

England and the region are published figures. Council type and the three lists of statistical neighbours are groups:
the council is set beside the median of those with a figure, and called higher or lower only where its whole interval
lies beyond the intervals of more than half of them (`metrics.compare`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd

from metrics import areas, beside, compute, lottery, registry, tables
from metrics.compare import Against, against_group, against_published, unsafe
from metrics.metric import Metric

ENGLAND = "E92000001"
NEIGHBOURS = {
    "dfe_2025": ("statistical_neighbours_2025", "DfE’s statistical neighbours of 2025"),
    "dfe_2021": ("statistical_neighbours_2021", "DfE’s statistical neighbours of 2021"),
    "ons": ("ons_neighbours", "ONS’s statistical nearest neighbours"),
}
"""The lists of neighbours: comparator, its register, its name in a sentence."""
CLOSENESS = ("Extremely close", "Very close", "Close", "Somewhat close", "Not close")
COLUMNS = [*(field.name for field in fields(Against)), "members", "dropped", "closeness"]


@dataclass(frozen=True)
class Strip:
    """A council against its comparators in a period.

    `comparators` has a row for each of England, region, type, dfe_2025, dfe_2021 and ons, with COLUMNS: those of
    `metrics.compare.Against`, the `members` of a group (codes joined by ';', closest first), what was `dropped`
    from a list (a sentence, or '') and its `closeness` in the publisher's words ('7 very close, 3 close').
    `summary` is 'lower than 5 of 6 comparators' with those it is similar to; `effect` says what the choice of
    neighbours changes; both are '' with a `refusal` where the figure may not be compared. `beside` must stand
    with them.
    """

    metric: str
    area_code: str
    period: str
    comparators: pd.DataFrame
    summary: str = ""
    effect: str = ""
    beside: str = ""
    refusal: str = ""


def verdict_strip(metric_id: str, area_code: str, period: str) -> Strip:
    """The strip of a council; no comparators where it has no row in the period."""
    metric = registry.metric(metric_id)
    rows = compute.values(metric_id)
    rows = rows[rows["period"] == period].set_index("area_code", drop=False)
    if area_code not in rows.index or rows.at[area_code, "geographic_level"] != "local_authority":
        missing = areas.notice(area_code) or f"{areas.name(area_code)} has no row for {period}."
        return Strip(metric_id, area_code, period, pd.DataFrame(columns=COLUMNS), refusal=missing)
    found = pd.DataFrame([_row(*each) for each in _comparators(rows, area_code, metric)], columns=COLUMNS)
    share = float(beside.shares(metric, period).get(area_code, float("nan")))
    row = rows.loc[area_code]
    refusal = unsafe(metric, row) or beside.refusal(metric, area_code, share)
    if lottery.is_doubted(row["caveats"]):
        refusal = refusal or "A check doubts this figure."
    if refusal:
        return Strip(metric_id, area_code, period, found.assign(verdict=""), refusal=refusal)
    words = beside.words(metric, share)
    return Strip(metric_id, area_code, period, found, summary(found), effect(found), words)


def neighbours(which: str, area_code: str) -> tuple[pd.DataFrame, str]:
    """A council's neighbours on one list of NEIGHBOURS, closest first, and a sentence on those left out.

    Columns: neighbour_code, rank, closeness. The lists name councils of other nations, districts and councils
    since abolished: those without figures of their own are left out, and counted.
    """
    dataset, _ = NEIGHBOURS[which]
    if not tables.is_loaded(dataset):
        return pd.DataFrame(
            columns=["neighbour_code", "rank", "closeness"]
        ), f"The dataset {dataset!r} is not loaded."
    listed = tables.table(dataset)
    listed = listed[listed["area_code"] == area_code].sort_values("rank")
    if "closeness" not in listed:
        listed = listed.assign(closeness="")
    kinds = listed["neighbour_code"].map(areas.areas()["type"])
    kept = listed[kinds.isin(areas.AUTHORITY_TYPES)]
    left = len(listed) - len(kept)
    said = (
        f"{left} of the {len(listed)} are districts or outside England and have no figures here."
        if left
        else ""
    )
    return kept[["neighbour_code", "rank", "closeness"]].reset_index(drop=True), said


def summary(found: pd.DataFrame) -> str:
    """'Lower than 5 of 6 comparators, similar to 1' of the comparators for which a verdict is safe."""
    counts = found["verdict"].value_counts()
    of = int(sum(counts.get(word, 0) for word in ("higher", "lower", "similar")))
    if not of:
        return ""
    order = sorted(("lower", "higher", "similar"), key=lambda word: -counts.get(word, 0))
    parts = [
        f"{word} {'to' if word == 'similar' else 'than'} {counts[word]}"
        + (f" of {of} comparators" if not at else "")
        for at, word in enumerate([each for each in order if counts.get(each, 0)])
    ]
    return areas.join(parts, "and").capitalize() + "."


def effect(found: pd.DataFrame) -> str:
    """What the choice of a list of neighbours changes, as a sentence; '' with fewer than two verdicts."""
    lists = found[found["comparator"].isin(NEIGHBOURS) & (found["verdict"] != "")]
    if len(lists) < 2:
        return ""
    if lists["verdict"].nunique() == 1:
        return f"The verdict is the same with each of the {len(lists)} lists of neighbours."
    parts = [
        f"{verdict} {'to' if verdict == 'similar' else 'than'} {areas.join(list(those['comparator_name']), 'and')}"
        for verdict, those in lists.groupby("verdict", sort=False)
    ]
    return f"The verdict depends on the list of neighbours: {areas.join(parts, 'but')}."


def _comparators(
    rows: pd.DataFrame, area_code: str, metric: Metric
) -> list[tuple[Against, tuple[str, ...], str, str]]:
    """Each comparator with its members, what was dropped and how close they are."""
    here = areas.areas().loc[area_code]
    published = [("england", ENGLAND), ("region", str(here["region_code"]))]
    found = [(against_published(kind, code, rows, area_code, metric), (), "", "") for kind, code in published]
    alike = areas.areas()["type"] == here["type"]
    same = rows.index[rows.index.isin(alike.index[alike]) & (rows.index != area_code) & rows["ranked"]]
    many = {"London borough": "London boroughs", "Metropolitan borough": "metropolitan boroughs",
            "Unitary authority": "unitary authorities", "County": "counties"}[here["type"]]  # fmt: skip
    group = Against("type", "", f"other {many}")
    found.append((against_group(group, rows, area_code, metric, tuple(same)), tuple(same), "", ""))
    for which, (_, name) in NEIGHBOURS.items():
        listed, dropped = neighbours(which, area_code)
        codes = tuple(listed["neighbour_code"])
        counts = listed["closeness"].value_counts()
        close = ", ".join(f"{counts[word]} {word.lower()}" for word in CLOSENESS if word in counts)
        found.append(
            (against_group(Against(which, "", name), rows, area_code, metric, codes), codes, dropped, close)
        )
    return found


def _row(against: Against, members: tuple[str, ...], dropped: str, closeness: str) -> dict:
    return vars(against) | {"members": ";".join(members), "dropped": dropped, "closeness": closeness}
