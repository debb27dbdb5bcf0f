"""The steps that make one dataset: read, tidy, check, correct, write. Nothing is written unless all held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ingest import areas, changes, corrections, ees, store, symbols
from ingest.dataset import KEY, TIDY_COLUMNS, Context, Dataset, Unreadable, no_findings
from ingest.read import Source, load


@dataclass(frozen=True)
class Outcome:
    """What came of a build: rows, rows of the register by status, and lines for `data/CHANGES.md`."""

    name: str
    rows: int
    statuses: dict[str, int]
    lines: list[str]


def build(dataset: Dataset, directory: Path, data: Path, known: list[str], today: str) -> Outcome:
    """Build one dataset from a directory of published files into `data`; raises, with nothing written.

    `known` are the names of all datasets; rows of others leave the register of findings.
    """
    lock_before = store.read_lock(data)
    sources, contents = read(dataset, directory)
    lock = store.locked(lock_before, contents, today)
    old = store.read_table(data, dataset.name)
    if dataset.register:
        new, register = registered(dataset, sources), None
    else:
        new, register = corrected(dataset, observed(dataset, sources), old, data)
    lines = changes.summary(dataset, old, new)
    content = store.parquet(new, store.described(dataset, lock))
    has_new_findings = register is not None and store.write_register(data, dataset.name, register, known)
    if store.write_bytes(store.table_path(data, dataset.name), content) and not lines:
        lines = [f"- `{dataset.name}`: the same rows, described otherwise"]
    if has_new_findings and old is not None:
        lines.append(f"- `{dataset.name}`: the register of findings says other things of it")
    store.write_lock(data, lock)
    statuses = {} if register is None else dict(Counter(register["status"]))
    return Outcome(dataset.name, len(new), statuses, changes.sources_changed(lock_before, lock) + lines)


def read(dataset: Dataset, directory: Path) -> tuple[list[Source], dict[str, bytes]]:
    """The dataset's sources, and the whole content of each file they come from."""
    contents: dict[str, bytes] = {}
    sources = []
    for release in dataset.releases:
        source, contents[release.file] = load(directory, release)
        sources.append(source)
    return sources, contents


def observed(dataset: Dataset, sources: list[Source]) -> pd.DataFrame:
    """Every observation as published, figures and symbols parted; raises when a cell comes twice."""
    parts = []
    for source in sources:
        rows = dataset.tidy(source) if dataset.tidy else ees.rows(source, dataset)
        if missing := set(TIDY_COLUMNS) - set(rows):
            raise Unreadable(
                f"ingest/datasets/{dataset.name}.py: `tidy` gives no column {', '.join(sorted(missing))}"
            )
        parts.append(symbols.split(rows[TIDY_COLUMNS], source.name))
    rows = store.sorted_observations(pd.concat(parts, ignore_index=True))
    for release in dict.fromkeys(source.release.release for source in sources):
        require_indicators(set(rows.loc[rows["release"] == release, "indicator"]), dataset, release)
    twice = rows[rows.duplicated(KEY)]
    if len(twice):
        raise Unreadable(
            f"ingest/datasets/{dataset.name}.py: two rows for {', '.join(twice.iloc[0][KEY])}: "
            "two of its files print the same cell, or two codes of a file are one area"
        )
    return rows


def require_indicators(found: set[str], dataset: Dataset, release: str) -> None:
    """Raise unless the files of a release held every indicator that the dataset expects in it."""
    for indicator in dataset.indicators:
        if indicator.is_in(release) and indicator.name not in found:
            files = ", ".join(
                part.member or part.file for part in dataset.releases if part.release == release
            )
            names = " or ".join(map(repr, indicator.names or (indicator.name,)))
            raise Unreadable(
                f"{files}: no column {names} in release {release}. If it was renamed, add the name to "
                f"{indicator.name!r} in ingest/datasets/{dataset.name}.py; if it was dropped, set its `until`"
            )


def registered(dataset: Dataset, sources: list[Source]) -> pd.DataFrame:
    """The rows of a register with the columns and types it declares, sorted by its key."""
    assert dataset.register
    if dataset.tidy is None:
        raise Unreadable(f"ingest/datasets/{dataset.name}.py: a register needs a `tidy`")
    columns, key = dict(dataset.register.columns), list(dataset.register.key)
    rows = pd.concat([dataset.tidy(source) for source in sources], ignore_index=True)
    if set(rows) != set(columns):
        raise Unreadable(
            f"ingest/datasets/{dataset.name}.py: `tidy` gives {sorted(map(str, rows))}, "
            f"declared are {sorted(columns)}"
        )
    if rows.duplicated(key).any():
        raise Unreadable(
            f"{sources[-1].name}: two rows for {', '.join(map(str, rows[rows.duplicated(key)].iloc[0][key]))}"
        )
    return rows[list(columns)].astype(columns).sort_values(key, ignore_index=True)


def corrected(
    dataset: Dataset, tidy: pd.DataFrame, old: pd.DataFrame | None, data: Path
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Observations after checks and corrections, and the dataset's rows of the register."""
    context = Context(areas=areas.table("areas"), previous=old, built=lambda name: built(data, name))
    found = [check(tidy, context) for check in dataset.checks]
    found = [part for part in found if len(part)]
    findings = pd.concat(found, ignore_index=True) if found else no_findings()
    listed = corrections.corrections()
    return corrections.apply(tidy, findings, listed[listed["dataset"] == dataset.name], dataset.name)


def built(data: Path, name: str) -> pd.DataFrame:
    """Another dataset's table for a check; raises when it was never built."""
    table = store.read_table(data, name)
    if table is None:
        raise Unreadable(
            f"data/tidy/{name}.parquet is needed for a check and was never built: build {name} first"
        )
    return table


def known_corrections(known: list[str]) -> None:
    """Raise when `data/reference/corrections.csv` names a dataset that there is not."""
    stray = set(corrections.corrections()["dataset"]) - set(known)
    if stray:
        raise Unreadable(
            f"corrections.csv: there is no dataset {min(stray)!r}; correct the name or remove the row"
        )
