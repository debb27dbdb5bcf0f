"""Story leads from what was and was not published: who fell silent, what is withheld, what was printed anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from metrics import areas, compute, periods, registry, reporting, tables
from metrics.lead import Lead

DONE = {
    "withheld": "is not shown here",
    "replaced": "is replaced here with what the publisher's own note gives",
}
GONE = ("withdrawn", "revision")
LEDGER = (
    "Each cell of the two releases was set against the other; every change is in the ledger of revisions. A column "
    "that is no longer printed need not be wrong."
)
NAMED = 3
"""Places that are named; of more, the first and how many others."""


def fell_silent(kind: str) -> Iterator[Lead]:
    """Councils without one figure of a table in its newest period that had some the year before."""
    silent = reporting.silent()
    names = {metric.id: metric.formula.dataset for metric in registry.all_metrics().values()}
    held = tables.derived("coverage").query("symbol == ''")
    for dataset, those in held.groupby(held["metric"].map(names)):
        if not tables.is_loaded(str(dataset)):
            continue
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
            yield Lead(kind, f"{text} {_source(str(dataset))}", sound, str(dataset), newest, places=(code,))


def withheld(kind: str) -> Iterator[Lead]:
    """Figures of the newest release of a table that are withheld here or replaced, the newest release first.

    What contradicts itself in several tables of one release is one fault. So is one of England and its regions, which
    is told with the evidence for the first of them.
    """
    found = reporting.findings()
    newest = {
        name: max(each["release"] for each in tables.describe(name)["sources"])
        for name in set(found["dataset"])
    }
    found = found[found["status"].isin(list(DONE)) & (found["release"] == found["dataset"].map(newest))]
    totals = ~found["area_code"].map(areas.is_council).astype("bool")
    told = dict[tuple[str, ...], list[pd.DataFrame]]()
    by = ["release", "status", "dataset", "time_period", found["text"].mask(totals, "")]
    for keys, rows in found.groupby(by, sort=False):
        told.setdefault((*keys[:2], *dict.fromkeys(rows["area_code"])), []).append(rows)
    for (release, status, *codes), parts in sorted(told.items(), reverse=True):
        rows = pd.concat(parts)
        titles = {name: tables.describe(name)["title"] for name in dict.fromkeys(rows["dataset"])}
        whose = [_period(row.dataset, row.time_period) for row in rows.itertuples()]
        cells = f"{len(rows)} figures" if len(rows) > 1 else f"\u201c{rows['label'].iloc[0]}\u201d"
        said = (
            f"In {_quoted(titles.values())} (release {release}), what is printed for {_whose(codes)} in "
            f"{areas.join(list(dict.fromkeys(whose)), 'and')} ({cells}) {DONE[status]}."
        )
        why = " ".join(dict.fromkeys(part["text"].iloc[0] for part in parts))
        yield Lead(
            kind,
            f"{said} {_source(*titles)}",
            why,
            next(iter(titles)),
            whose[0],
            places=tuple(codes),
            release=release,
        )


def _period(dataset: str, year: str) -> str:
    return periods.label(year, tables.describe(dataset)["period_kind"])


def _quoted(titles: Iterable[str]) -> str:
    return areas.join([f"\u201c{title}\u201d" for title in titles], "and")


def _source(*datasets: str) -> str:
    """'Source: Department for Education, “Education, health and care plans”.'"""
    about = [tables.describe(name) for name in datasets]
    told = dict.fromkeys(f"{each['publisher']}, \u201c{each['publication']}\u201d" for each in about)
    return f"Source{'s' * (len(told) > 1)}: {'; '.join(told)}."


def _whose(codes: list[str]) -> str:
    """The places by name, or how many they are."""
    if len(codes) > NAMED:
        return f"{areas.spoken(codes[0])} and {len(codes) - 1} more"
    return areas.join([areas.spoken(code) for code in codes], "and")


def revised(kind: str) -> Iterator[Lead]:
    """Columns of a table whose figures a newer release prints otherwise, or no longer."""
    rows = tables.table("revisions")
    rows = rows[rows["kind"].isin(GONE) & rows["geographic_level"].eq("Local authority")]
    rows = rows[rows["dataset"].map(tables.is_loaded).astype("bool")]
    for (dataset, release, how), part in rows.groupby(["dataset", "new_release", "kind"]):
        labels = {name: each["label"] for name, each in tables.describe(dataset)["indicators"].items()}
        columns = [_column(labels[name], dataset, cells) for name, cells in part.groupby("indicator")]
        done = "no longer prints" if how == "withdrawn" else "prints otherwise"
        text = f"The {release} release of {_quoted([tables.describe(dataset)['title']])} {done}: {'; '.join(columns)}."
        years = sorted(set(part["time_period"]))
        yield Lead(
            kind, f"{text} {_source(dataset)}", LEDGER, dataset, _period(dataset, years[-1]), release=release
        )


def _column(label: str, dataset: str, cells: pd.DataFrame) -> str:
    """'“Requests refused, share” of 2019 to 2022 (603 figures of 152 councils)'."""
    years = sorted(set(cells["time_period"]))
    span = dict.fromkeys(_period(dataset, year) for year in (years[0], years[-1]))
    whose = cells["area_code"].nunique()
    counted = f"{len(cells)} figure{'s' * (len(cells) > 1)} of {whose} council{'s' * (whose > 1)}"
    return f"\u201c{label}\u201d of {' to '.join(span)} ({counted})"
