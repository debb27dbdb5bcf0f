"""The steps that make one dataset: read, tidy, check, correct, write. Nothing is written unless all held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ingest import (
    absences,
    areas,
    changes,
    corrections,
    differences,
    doubts,
    ees,
    group_differences,
    groups,
    last_good,
    record,
    staging,
    store,
    symbols,
    trust,
)
from ingest.checks.groups import add_up, of_groups
from ingest.dataset import KEY, TIDY_COLUMNS, Context, Dataset, Unreadable, no_findings
from ingest.read import Source, load


@dataclass(frozen=True)
class Outcome:
    """What came of a build: rows, rows of the register by status, and lines for `data/CHANGES.md`."""

    name: str
    rows: int
    statuses: dict[str, int]
    lines: list[str]


def build(
    dataset: Dataset, directory: Path, data: Path, known: list[str], today: str, accept: bool = False
) -> Outcome:
    """Build one dataset from a directory of published files into `data`; raises, with nothing written.

    `known` are the names of all datasets; rows of others leave the register of findings. Table, groups, register, lock
    and the lines about them are put in place together, the lock and the lines last. `accept` takes a table however it
    differs from the last one, even if that one is damaged.
    """
    staging.recover(data)
    lock_before = store.read_lock(data)
    sources = read(dataset, directory)
    stamps = {file: store.stamp(directory / file) for file in {each.file for each in dataset.releases}}
    lock = store.locked(lock_before, stamps, today, record.read(directory))
    held = last_good.held(data, dataset.name, accept)
    parts = None
    if dataset.register:
        new, register = registered(dataset, sources), None
    else:
        new, parts, register = corrected(dataset, *tidied(dataset, sources), held.table, data)
    if not accept:
        last_good.require_like(held.table, new, dataset)
        last_good.require_groups_like(held.by_group, parts, dataset)
    files: dict[str, bytes | None] = {
        store.table_file(dataset.name): store.parquet(new, store.described(dataset, lock)),
        store.table_file(f"{dataset.name}_by_group"): group_table(dataset, parts, lock) if parts else None,
    }
    if register is not None:
        content = store.register_bytes(held.register, dataset.name, register, known)
        files[store.table_file(store.REGISTER)] = content
    lines = changes.sources_changed(lock_before, lock)
    changed = {path: files[path] for path in staging.changed(data, files)}
    lines += in_words(dataset, held, new, register, changed, ees.names(sources, dataset))
    files[store.LOCK] = store.lock_bytes(lock)
    staging.put(data, files | changes.pending(data, lines))
    statuses = {} if register is None else dict(Counter(register["status"]))
    return Outcome(dataset.name, len(new), statuses, lines)


def tidied(dataset: Dataset, sources: list[Source]) -> tuple[pd.DataFrame, groups.Groups | None]:
    """Observations and groups out of the sources, whose tables are let go of."""
    tables = published(dataset, sources)
    rows = observations(dataset, tables)
    return rows, groups.gathered(dataset, tables) if dataset.groups else None


def read(dataset: Dataset, directory: Path) -> list[Source]:
    """The dataset's sources."""
    return [load(directory, release) for release in dataset.releases]


def in_words(
    dataset: Dataset,
    held: last_good.Held,
    new: pd.DataFrame,
    register: pd.DataFrame | None,
    changed: dict[str, bytes | None],
    names: differences.Names,
) -> list[str]:
    """The lines about a dataset, of whose files these have changed."""
    labels = held.labels | {each.name: each.label for each in dataset.indicators}
    lines = changes.summary(dataset, held.table, new, names, labels)
    by_group = store.table_file(f"{dataset.name}_by_group")
    if by_group in changed:
        lines += group_differences.lines(f"{dataset.name}_by_group", held.by_group, changed[by_group], labels)
    if register is not None:
        lines += doubts.lines(dataset, held.register, register, labels)
    if not lines and {store.table_file(dataset.name), by_group} & set(changed):
        lines = [f"- `{dataset.name}`: the same rows, described otherwise"]
    return lines


def group_table(dataset: Dataset, parts: groups.Groups, lock: dict) -> bytes:
    """A dataset's groups as the content of their own table."""
    about = store.described(dataset, lock)
    about |= {
        "name": f"{dataset.name}_by_group",
        "indicators": {name: about["indicators"][name] for name in sorted(parts.value)},
        "topics": groups.topics(parts),
    }
    return groups.parquet(parts, about)


def published(dataset: Dataset, sources: list[Source]) -> list[tuple[Source, pd.DataFrame]]:
    """Each source with its table: tidy rows, or an EES file as a wide table."""
    return [
        (source, dataset.tidy(source) if dataset.tidy else ees.wide(source, dataset)) for source in sources
    ]


def observed(dataset: Dataset, sources: list[Source]) -> pd.DataFrame:
    """Every observation as published, without groups, figures and symbols parted; raises as `observations` does."""
    return observations(dataset, published(dataset, sources))


def observations(dataset: Dataset, tables: list[tuple[Source, pd.DataFrame]]) -> pd.DataFrame:
    """As `observed`, out of the tables of the sources; raises when somebody is missing or a cell comes twice."""
    parts, absent = [], set()
    for source, table in tables:
        rows = table if dataset.tidy else ees.melted(table, dataset)
        if missing := set(TIDY_COLUMNS) - set(rows):
            raise Unreadable(
                f"ingest/datasets/{dataset.name}.py: `tidy` gives no column {', '.join(sorted(missing))}"
            )
        rows = symbols.split(rows[TIDY_COLUMNS], source.name)
        symbols.require_possible(rows, dataset, source.name)
        absent |= absences.require_whole(rows, source, dataset)
        if dataset.groups and not dataset.tidy:
            absences.require_groups(table, source, dataset)
        parts.append(rows.assign(file=source.name))
    together = pd.concat(parts, ignore_index=True)
    rows = store.sorted_observations(together)
    for release in dict.fromkeys(source.release.release for source, _ in tables):
        require_indicators(set(rows.loc[rows["release"] == release, "indicator"]), dataset, release)
    store.require_once(together, KEY)
    absences.require_used(absent, dataset)
    return rows


def require_indicators(found: set[str], dataset: Dataset, release: str) -> None:
    """Raise unless the files of a release held every indicator that the dataset expects in it."""
    for indicator in dataset.indicators:
        if indicator.is_in(release) and indicator.name not in found:
            names = " or ".join(map(repr, indicator.names or (indicator.name,)))
            raise Unreadable(
                f"{dataset.files(release)}: no column {names} in release {release}. If it was renamed, add the name to "
                f"{indicator.name!r} in ingest/datasets/{dataset.name}.py; if it was dropped, set its `until`"
            )


def registered(dataset: Dataset, sources: list[Source]) -> pd.DataFrame:
    """The rows of a register with the columns and types it declares, sorted by its key."""
    assert dataset.register
    if dataset.tidy is None:
        raise Unreadable(f"ingest/datasets/{dataset.name}.py: a register needs a `tidy`")
    columns, key = dict(dataset.register.columns), list(dataset.register.key)
    parts = []
    for source in sources:
        part = dataset.tidy(source)
        if set(part) != set(columns):
            raise Unreadable(
                f"ingest/datasets/{dataset.name}.py: `tidy` gives {sorted(map(str, part))}, "
                f"declared are {sorted(columns)}"
            )
        absences.require_authorities(part, source, dataset)
        parts.append(part.assign(file=source.name))
    rows = pd.concat(parts, ignore_index=True)
    store.require_once(rows, key)
    absences.require_used(set(), dataset)
    return rows[list(columns)].astype(columns).sort_values(key, ignore_index=True)


def corrected(
    dataset: Dataset,
    tidy: pd.DataFrame,
    parts: groups.Groups | None,
    old: pd.DataFrame | None,
    data: Path,
) -> tuple[pd.DataFrame, groups.Groups | None, pd.DataFrame]:
    """Observations and groups after checks and corrections, and the dataset's rows of the register.

    Corrections settle observations only; in groups a figure is withheld where a check shows it to be wrong.
    """
    context = Context(areas=areas.table("areas"), previous=old, built=lambda name: built(data, name))
    mine = corrections.listed_for(dataset)
    for rows in (tidy, parts):
        if rows is not None:
            trust.require_within_england(rows, mine, dataset)
    found = [check(tidy, context) for check in dataset.checks]
    found += [] if parts is None else [add_up(parts, tidy, dataset)]
    new, register = corrections.apply(tidy, joined(found), mine, dataset.name)
    trust.require_few_doubts(tidy, register, dataset)
    trust.require_few_revisions(tidy, register, dataset)
    trust.require_columns_in_place(tidy, dataset)
    if parts is None:
        return new, None, register
    in_groups = joined(of_groups(parts, dataset, context))
    rows = corrections.unsettled(in_groups, dataset.name)
    return new, parts.without(in_groups[in_groups["quarantine"]]), pd.concat([register, rows])


def joined(found: list[pd.DataFrame]) -> pd.DataFrame:
    """The findings of several checks as one frame."""
    return pd.concat([part for part in found if len(part)] or [no_findings()], ignore_index=True)


def built(data: Path, name: str) -> pd.DataFrame:
    """Another dataset's table for a check; raises when it was never built."""
    table = store.read_table(data, name)
    if table is None:
        raise Unreadable(
            f"data/tidy/{name}.parquet is needed for a check and was never built: build {name} first"
        )
    return table


def require_known(datasets: dict[str, Dataset]) -> None:
    """Raise when a table of `data/reference` names a dataset, or a release of one, that there is not."""
    known = {(name, release.release) for name, each in datasets.items() for release in each.releases}
    for table, listed in (("corrections", corrections.corrections()), ("absences", absences.absences())):
        if stray := set(listed[["dataset", "release"]].itertuples(index=False, name=None)) - known:
            name, release = min(stray)
            what = f"release {release!r} of {name}" if name in datasets else f"dataset {name!r}"
            raise Unreadable(f"{table}.csv: there is no {what}; correct it or remove the row")
