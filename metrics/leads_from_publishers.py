"""Story leads from what was and was not published: who fell silent, what is proved wrong, what was printed anew."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics import areas, compute, periods, registry, reporting, tables
from metrics.lead import Lead

DONE = {
    "withheld": "is not shown here",
    "replaced": "is replaced here with what the publisher's own note gives",
}
GONE = ("withdrawn", "revision")
NAMED = 3
"""Places that are named; of more, the first and how many others."""


def fell_silent(kind: str) -> Iterator[Lead]:
    """Councils without one figure of a table in its newest period that had some the year before."""
    silent = reporting.silent()
    names = {metric.id: metric.formula.dataset for metric in registry.all_metrics().values()}
    held = tables.derived("coverage").query("symbol == ''")
    for dataset, those in held.groupby(held["metric"].map(names)):
        there = sorted(those["period"].unique(), key=periods.start)
        newest = there[-1]
        earlier = periods.year_before(newest)
        if earlier not in there:
            continue
        mine = silent[silent["dataset"] == dataset]
        now, before = (set(mine.loc[mine["period"] == when, "area_code"]) for when in (newest, earlier))
        title = tables.describe(str(dataset))["title"]
        for code in sorted(now - before, key=areas.name):
            if compute.gone(pd.Series([code]), pd.Series([periods.start(earlier)])).any():
                continue
            whose = areas.spoken(code)
            text = (
                f"\u201c{title}\u201d has not one figure for {whose} in {newest}; it had some for {earlier}."
            )
            sound = (
                "The council existed and the table was published. Publishers seldom say why: ask the council."
            )
            yield Lead(kind, text, sound, str(dataset), newest, places=(code,))


def wrong(kind: str) -> Iterator[Lead]:
    """Figures of the newest release of a table that are proved wrong: withheld here, or put right; newest first."""
    found = reporting.findings()
    newest = {
        name: max(each["release"] for each in tables.describe(name)["sources"])
        for name in set(found["dataset"])
    }
    found = found[found["status"].isin(list(DONE)) & (found["release"] == found["dataset"].map(newest))]
    told = dict[tuple[str, ...], list[pd.DataFrame]]()
    # A fault of England and of its regions is one fault, told with the evidence for the first of them.
    totals = ~found["area_code"].map(areas.is_council).astype("bool")
    for keys, rows in found.groupby(
        ["dataset", "time_period", "release", "status", found["text"].mask(totals, "")], sort=False
    ):
        told.setdefault((*keys[:4], *dict.fromkeys(rows["area_code"])), []).append(rows)
    for (dataset, year, release, status, *codes), parts in sorted(
        told.items(), key=lambda each: each[0][1], reverse=True
    ):
        about = tables.describe(dataset)
        period = periods.label(year, about["period_kind"])
        labels = [label for rows in parts for label in rows["label"]]
        cells = f"{len(labels)} figures" if len(labels) > 1 else f"\u201c{labels[0]}\u201d"
        said = (
            f"In \u201c{about['title']}\u201d (release {release}), what is printed for {_whose(codes)} in {period} "
            f"({cells}) {DONE[status]}."
        )
        why = " ".join(rows["text"].iloc[0] for rows in parts)
        yield Lead(kind, said, why, dataset, period, places=tuple(codes))


def _whose(codes: list[str]) -> str:
    """The places by name, or how many they are."""
    if len(codes) > NAMED:
        return f"{areas.spoken(codes[0])} and {len(codes) - 1} more"
    return areas.join([areas.spoken(code) for code in codes], "and")


def revised(kind: str) -> Iterator[Lead]:
    """Figures that a newer release prints otherwise, or no longer."""
    rows = tables.table("revisions")
    rows = rows[rows["kind"].isin(GONE) & rows["geographic_level"].eq("Local authority")]
    for (dataset, release, how), part in rows.groupby(["dataset", "new_release", "kind"]):
        about = tables.describe(dataset)
        years = sorted(set(part["time_period"]))
        span = [periods.label(year, about["period_kind"]) for year in (years[0], years[-1])]
        said = "are no longer printed" if how == "withdrawn" else "are printed otherwise"
        whose = len(set(part["area_code"]))
        text = (
            f"In \u201c{about['title']}\u201d, {len(part):,} figures of {whose} council{'s' * (whose > 1)} for "
            f"{' to '.join(dict.fromkeys(span))} {said} in the {release} release."
        )
        sound = "Each cell of the two releases was set against the other; every change is in the ledger of revisions."
        yield Lead(kind, text, sound, dataset, span[-1])
