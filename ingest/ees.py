"""Explore Education Statistics (EES): its CSV conventions read into tidy rows, from what a dataset declares.

Whatever the declarations do not cover stops the dataset: a column, a level, a period, a topic or a total
label that nobody has named, and a total that is not there.
"""

from __future__ import annotations

import pandas as pd

from ingest import areas
from ingest.dataset import (
    LOCAL,
    NATIONAL,
    REGIONAL,
    TIDY_COLUMNS,
    TOTAL,
    Dataset,
    Release,
    RowsToColumns,
    RowsToGroups,
    Unreadable,
)
from ingest.read import Source

PERIOD = ["time_period", "time_identifier"]
IDENTIFIERS = {"Calendar year", "Academic year", "Financial year"}
PLACES = {
    NATIONAL: ("country_code", "country_name"),
    REGIONAL: ("region_code", "region_name"),
    LOCAL: ("new_la_code", "la_name"),
}
KEYS = [*PERIOD, "geographic_level", "old_la_code", *(column for pair in PLACES.values() for column in pair)]
BREAKDOWN = ["breakdown_topic", "breakdown"]
CELL = [*PERIOD, "geographic_level", "code", "name"]
WIDE_KEY = [column for column in TIDY_COLUMNS if column not in ("indicator", "cell")]


def rows(source: Source, dataset: Dataset) -> pd.DataFrame:
    """The rows of one EES file as TIDY_COLUMNS: totals and the topics kept beside them, every indicator named."""
    return melted(wide(source, dataset), dataset)


def wide(source: Source, dataset: Dataset) -> pd.DataFrame:
    """One EES file with a row for each area, period and breakdown: WIDE_KEY, then a column of text per indicator."""
    table = source.table()
    if source.release.breakdowns_read:
        table = as_in_extract(table, source.release)
    if source.release.rows_to_columns:
        table = rows_as_columns(table, source.release.rows_to_columns, source)
    if source.release.rows_to_groups:
        table = rows_as_groups(table, source.release.rows_to_groups, source)
    if source.release.regions_not_kept:
        table = without_regions(table, source.release.regions_not_kept)
    columns = indicator_columns(table, dataset, source)
    table = with_places(table[[name for name in table if name in {*KEYS, *BREAKDOWN, *columns}]], source)
    require_periods(table, source)
    table = kept_topics(table, dataset, source)
    table = table.assign(
        area_code=areas.resolve(table, dataset.name, "code", "name", "time_period", file=source.name)
    )
    table["published_area_code"] = table["code"].where(table["code"] != table["area_code"])
    table["release"] = source.release.release
    return table.rename(columns=columns)[[*WIDE_KEY, *columns.values()]]


def melted(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """The rows of a wide table as TIDY_COLUMNS, those of its groups left out; a cell that is null is no cell."""
    table = table[~table["breakdown_topic"].isin(dataset.groups)]
    long = table.melt(id_vars=WIDE_KEY, var_name="indicator", value_name="cell")
    return long.loc[long["cell"].notna(), TIDY_COLUMNS]


def as_in_extract(table: pd.DataFrame, release: Release) -> pd.DataFrame:
    """The rows of a publisher's own file that an extract of it holds."""
    is_read = table["breakdown"].isin(release.breakdowns_read) & table["time_period"].isin(release.periods)
    return table[is_read].reset_index(drop=True)


def without_regions(table: pd.DataFrame, codes: frozenset[str]) -> pd.DataFrame:
    """A table without the rows of some regions, and without their names in the rows of their councils."""
    of_them = table["region_code"].isin(codes)
    table = table[~of_them | (table["geographic_level"] != REGIONAL)].reset_index(drop=True)
    region = ["region_code", "region_name"]
    return table.assign(**table[region].mask(table["region_code"].isin(codes), ""))


def rows_as_groups(table: pd.DataFrame, shape: RowsToGroups, source: Source) -> pd.DataFrame:
    """A table whose groups are told by one of its columns, with the topic that they belong to."""
    column = shape.column
    if column not in table:
        raise Unreadable(f"{source.name}: no column {column!r}; correct `rows_to_groups` of this release")
    is_total = table[column] == TOTAL
    topic = pd.Series(shape.topic, index=table.index, dtype="str").mask(is_total, TOTAL)
    return table.assign(breakdown_topic=topic, breakdown=table[column]).drop(columns=column)


def rows_as_columns(table: pd.DataFrame, shape: RowsToColumns, source: Source) -> pd.DataFrame:
    """A table with one row per area and period; a combination that the file has no row for is null."""
    by, values = list(shape.by), [value.lower() for value in shape.values]
    missing = [column for column in [*by, *values] if column not in table]
    if missing:
        raise Unreadable(
            f"{source.name}: no column {missing[0]!r}; correct `rows_to_columns` of this release"
        )
    keys = [column for column in KEYS if column in table]
    if table.duplicated([*keys, *by]).any():
        twice = table[table.duplicated([*keys, *by])].iloc[0]
        where = ", ".join(twice[[*PERIOD, "la_name", *by]])
        raise Unreadable(f"{source.name}: two rows for {where}: ask the publisher which is right")
    wide: pd.DataFrame = table.set_index([*keys, *by])[values].unstack(by)
    wide = wide.set_axis([" | ".join(name).lower() for name in wide.columns], axis=1)
    rest = set(table) - {*keys, *by, *values} - lowered(source.release.not_kept)
    if rest:
        raise Unreadable(
            f"{source.name}: unknown column {min(map(str, rest))!r}; keep it or name it in `not_kept`"
        )
    return wide.reset_index()


def lowered(names: frozenset[str]) -> set[str]:
    """Column names as they are compared."""
    return {name.lower() for name in names}


def indicator_columns(table: pd.DataFrame, dataset: Dataset, source: Source) -> dict[str, str]:
    """Column of the file -> our indicator, for every indicator of the dataset that the file prints."""
    release = source.release.release
    ours = {
        name.lower(): indicator.name
        for indicator in dataset.indicators
        if indicator.is_in(release)
        for name in indicator.names
    }
    known = {*KEYS, *BREAKDOWN, *ours, *lowered(source.release.not_kept)}
    unknown = [column for column in table if column not in known]
    absent = [column for column in KEYS if column not in table]
    if unknown or absent:
        also = f"; {absent[0]!r} is not there" if absent else ""
        name = unknown[0] if unknown else absent[0]
        raise Unreadable(
            f"{source.name}: unknown column {name!r}{also}. If a figure was renamed, add the name to its "
            f"indicator in "
            f"ingest/datasets/{dataset.name}.py; if it is new and not wanted, to `not_kept`"
        )
    return {column: ours[column] for column in table if column in ours}


def names(sources: list[Source], dataset: Dataset) -> dict[str, dict[str, str]]:
    """Release -> indicator -> the declared name that its column has there.

    Releases that print in rows what others print in columns are left out, and datasets in another layout.
    """
    found: dict[str, dict[str, str]] = {}
    for source in sources:
        if dataset.tidy or source.release.rows_to_columns:
            continue
        header = set(source.header())
        printed = {
            each.name: name
            for each in dataset.indicators
            if each.is_in(source.release.release)
            for name in each.names
            if name.lower() in header
        }
        found.setdefault(source.release.release, {}).update(printed)
    return found


def with_places(table: pd.DataFrame, source: Source) -> pd.DataFrame:
    """The table with the `code` and `name` of the place that each row is about."""
    unknown = set(table["geographic_level"]) - set(PLACES)
    if unknown:
        raise Unreadable(
            f"{source.name}: unknown geographic_level {sorted(unknown)[0]!r}; add it to PLACES in "
            f"ingest/ees.py"
        )
    placed = table.assign(code="", name="")
    for level, (code, name) in PLACES.items():
        at = table["geographic_level"] == level
        placed.loc[at, "code"], placed.loc[at, "name"] = table.loc[at, code], table.loc[at, name]
    return placed


def require_periods(table: pd.DataFrame, source: Source) -> None:
    """Raise unless the file holds exactly the periods that its release declares, of a kind that is known."""
    kinds = set(table["time_identifier"]) - IDENTIFIERS
    if kinds:
        raise Unreadable(
            f"{source.name}: unknown time_identifier {min(kinds)!r}; add it to IDENTIFIERS in ingest/ees.py"
        )
    found, declared = set(table["time_period"]), set(source.release.periods)
    if found != declared:
        wrong, which = (found - declared, "unknown") if found - declared else (declared - found, "missing")
        raise Unreadable(
            f"{source.name}: {which} time_period {sorted(wrong)[0]!r}; it is declared to hold "
            f"{', '.join(sorted(declared))}: fetch it again, or correct `periods` of release "
            f"{source.release.release}"
        )


def kept_topics(table: pd.DataFrame, dataset: Dataset, source: Source) -> pd.DataFrame:
    """The rows with the total ones named so; raises on a topic that the dataset does not know."""
    if "breakdown_topic" not in table:
        table = table.assign(breakdown_topic=TOTAL, breakdown=TOTAL)
        require_totals(table, table, dataset, source)
        return table
    labels = dataset.total_labels | {TOTAL}
    unknown = set(table["breakdown_topic"]) - labels - dataset.breakdowns - dataset.groups
    if unknown:
        raise Unreadable(
            f"{source.name}: unknown breakdown_topic {sorted(unknown)[0]!r}. If it is the total under a new "
            f"label, add it to "
            f"`total_labels` in ingest/datasets/{dataset.name}.py; if it is a new breakdown, to `groups`"
        )
    is_total = table["breakdown_topic"].isin(labels)
    odd = table[is_total & ~table["breakdown"].isin(labels)]
    if len(odd):
        raise Unreadable(
            f"{source.name}: unknown total label {odd.iloc[0]['breakdown']!r} in breakdown; "
            f"add it to `total_labels` in ingest/datasets/{dataset.name}.py if it means the total"
        )
    require_totals(table, table[is_total], dataset, source)
    return table.assign(
        breakdown_topic=table["breakdown_topic"].mask(is_total, TOTAL),
        breakdown=table["breakdown"].mask(is_total, TOTAL),
    )


def require_totals(table: pd.DataFrame, totals: pd.DataFrame, dataset: Dataset, source: Source) -> None:
    """Raise unless every area of every period has its total row; England and regions need one in every period.

    A region that only its councils' rows name needs one too.
    """
    named = table.loc[table["geographic_level"] == LOCAL, ["region_code", "region_name"]]
    named = named.set_axis(["code", "name"], axis=1).assign(geographic_level=REGIONAL)
    named = named[named["code"] != ""]
    wide = pd.concat([table.loc[table["geographic_level"] != LOCAL, CELL[2:]], named]).drop_duplicates()
    expected = pd.concat(
        [table[CELL], table[PERIOD].drop_duplicates().merge(wide, how="cross")]
    ).drop_duplicates()
    without = expected.merge(totals[CELL].drop_duplicates(), how="left", indicator=True).query(
        "_merge == 'left_only'"
    )
    if not (table["geographic_level"] == NATIONAL).any():
        raise Unreadable(f"{source.name}: no National row at all: fetch it again")
    if len(without):
        first = without.iloc[0]
        labels = f" (labels known: {', '.join(sorted(dataset.total_labels))})" if dataset.total_labels else ""
        raise Unreadable(
            f"{source.name}: no total row for {first['name']} ({first['code']}) in "
            f"{first['time_period']}{labels}: "
            "fetch it again, or ask the publisher for the missing row"
        )
