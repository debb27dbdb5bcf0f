"""What differs from the last build, in words for a person: `data/CHANGES.md`, the newest build first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd

from ingest import differences
from ingest.dataset import Dataset
from ingest.store import read_state, serialised

FILE, PENDING = "CHANGES.md", ".changes.json"
TITLE = """# What each build changed

Written by `python -m ingest`; a build that changes nothing writes nothing.
"""
FEW = 20
NEW_FILE = "- file "
RELEASES = re.compile(
    r"- `(?P<dataset>\w+)`(?: \(.*\): new|: first build, [\d,]+ rows:) releases? (?P<releases>[^;]+?)"
    r"(?:;|, years? |$)"
)
"""The line about a dataset that has a release which it had not before."""


def compared(old: pd.DataFrame, new: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Rows in one table only (`_merge` says which) or in both with another figure."""
    both = old.merge(new, on=key, how="outer", indicator=True, suffixes=(" before", " now"))
    rest = [column for column in new.columns if column not in key]
    before, now = both[[f"{c} before" for c in rest]], both[[f"{c} now" for c in rest]]
    same = (before.to_numpy() == now.to_numpy()) | (before.isna().to_numpy() & now.isna().to_numpy())
    return both[(both["_merge"] != "both") | ~same.all(axis=1)]


def summary(
    dataset: Dataset,
    old: pd.DataFrame | None,
    new: pd.DataFrame,
    names: differences.Names,
    labels: differences.Labels,
) -> list[str]:
    """Lines that say what a build changed in one dataset; none when its rows are the same.

    `names` are those that its columns have in each release, `labels` what its indicators are and were called.
    """
    if old is None:
        said = (
            f"first build, {len(new):,} rows" if dataset.register else differences.first_build(dataset, new)
        )
        return [f"- `{dataset.name}`: {said}"]
    if old.equals(new):
        return []
    if not dataset.register:
        return differences.observations(dataset, old, new, names, labels)
    return register(dataset, old, new, list(dataset.register.key))


def register(dataset: Dataset, old: pd.DataFrame, new: pd.DataFrame, key: list[str]) -> list[str]:
    """Lines about a register whose rows are not the same."""
    if set(old.columns) != set(new.columns):
        return [f"- `{dataset.name}`: other columns than before; {len(old):,} rows became {len(new):,}"]
    differing = compared(old, new, key)
    if differing.empty:
        return []
    counts = differing["_merge"].value_counts()
    changed, added, removed = (counts[side] for side in ("both", "right_only", "left_only"))
    rows = differences.plural("rows changed", changed)
    line = f"- `{dataset.name}` ({dataset.title}): {changed:,} {rows}, {added:,} added, {removed:,} removed"
    others = differing[differing["_merge"] == "both"]
    listed = [in_words(row, key) for _, row in others.iterrows()] if len(others) <= FEW else []
    return [line, *listed]


def in_words(row: pd.Series, key: list[str]) -> str:
    """One changed row: where it is, and each column that differs before and now."""
    where = " ".join(str(row[column]) for column in key)
    pairs = [(name.removesuffix(" before"), row[name]) for name in row.index if name.endswith(" before")]
    moved = [
        f"{name} {shown(before)} -> {shown(row[f'{name} now'])}"
        for name, before in pairs
        if shown(before) != shown(row[f"{name} now"])
    ]
    return f"  - {where}: {', '.join(moved)}"


def shown(value: Any) -> str:
    """A cell as a reader sees it, a null as '-'."""
    if pd.isna(value):
        return "-"
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e5 else f"{value}"


def sources_changed(before: dict, now: dict) -> list[str]:
    """Lines for the published files that are new or came with other bytes."""
    return [
        f"{NEW_FILE}`{file}`: {'new bytes' if file in before else 'new'}, {entry['bytes']:,} bytes, sha256 "
        f"{entry['sha256'][:12]}"
        for file, entry in sorted(now.items())
        if before.get(file) != entry
    ]


def noted(data: Path) -> list[str]:
    """The lines of datasets that were built and are not yet in the file, by this run or one that was interrupted."""
    mend = (
        "remove it: what it noted of datasets already built is then missing in CHANGES.md, and nothing else"
    )
    return read_state(data / PENDING, mend) or []


def pending(data: Path, lines: list[str]) -> dict[str, bytes | None]:
    """The file of noted lines with these added, to be put in place with the tables that they are about."""
    return {PENDING: serialised([*noted(data), *lines])} if lines else {}


def in_short(lines: list[str]) -> list[str]:
    """The lines without those about files, about columns and about single figures."""
    kept = [line for line in lines if not line.startswith((NEW_FILE, "    ")) and " column" not in line]
    return [line.removesuffix(":").removesuffix("; the largest") for line in kept]


def recorded(data: Path, lines: list[str], today: str) -> dict[str, bytes | None]:
    """The changes with these lines on top, each file named once and first, and no noted lines any more."""
    files = dict.fromkeys(line for line in lines if line.startswith(NEW_FILE))
    unique = [*files, *(line for line in lines if line not in files)]
    if not unique:
        return {}
    path = data / FILE
    older = path.read_text(encoding="utf-8").removeprefix(TITLE) if path.is_file() else ""
    return {
        FILE: "\n".join([TITLE, f"## {heading(unique, today)}\n", *unique, older]).encode(),
        PENDING: None,
    }


def heading(lines: list[str], today: str) -> str:
    """The day, and the releases that the lines say are new, each with the datasets that it is of."""
    brought: dict[str, list[str]] = {}
    for line in lines:
        if found := RELEASES.match(line):
            for release in found["releases"].split(", "):
                brought.setdefault(release, []).append(found["dataset"])
    said = [
        f"{release} of {names[0]}{f' and {len(names) - 1} more' if len(names) > 1 else ''}"
        for release, names in sorted(brought.items(), reverse=True)
    ]
    return (
        f"{today}: {differences.plural('releases', len(said))} {differences.listed(said, 5)}"
        if said
        else today
    )
