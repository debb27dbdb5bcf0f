"""What a published dataset is: its source files, its indicators and the names they have had, its checks.

A dataset module (`ingest/datasets/<name>.py`) holds one `DATASET = Dataset(...)`. Two kinds are built:

*Observations* (the default) end as rows of `COLUMNS`. Files in the Explore Education Statistics (EES) layout
need no code: `ingest.ees` reads them from the declarations here. Any other layout gives `tidy`, a callable
`(Source) -> rows`, called once per source file, whose rows hold `TIDY_COLUMNS`: the key,
`published_area_code`, and `cell`, the text as published (`"1,234"`, `"x"`, `""`); value and symbol are split
afterwards, in one place. `source.grid(sheet)` is every cell as text; `source.table()` takes the first row as
header; `source.sheets()` names the sheets.

*Registers* (neighbours, population) declare `register=Register(columns, key)` and a `tidy` that returns
those columns.

Checks
------
A check is a callable `(tidy, context) -> findings`. `tidy` has `COLUMNS` (values as published, before
corrections; do not change it); `findings` has `FINDING_COLUMNS`, one row for each cell and check:

* `KEY`: which cell;
* `published`: the figure as published (float);
* `check`: the check's name, by habit its function's name;
* `finding`: a sentence with the figures that show what is wrong;
* `quarantine`: True withholds the cell (value null, symbol `withheld`) until
  `data/reference/corrections.csv` settles it; False notes the finding in the register and leaves the figure
  on show.

A check that wants thresholds is made by a function or `functools.partial`: `checks=(partial(jumps,
factor=5),)`. A check that reconciles with another dataset reads it with `context.built(name)`, and the
dataset names it in `after`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from ingest.origin import Origin
    from ingest.read import Source

KEY = [
    "release",
    "time_period",
    "time_identifier",
    "geographic_level",
    "area_code",
    "breakdown_topic",
    "breakdown",
    "indicator",
]
COLUMNS = [*KEY[:5], "published_area_code", *KEY[5:], "value", "symbol"]
TIDY_COLUMNS = [*COLUMNS[:-2], "cell"]
FINDING_COLUMNS = [*KEY, "published", "check", "finding", "quarantine"]

NATIONAL, REGIONAL, LOCAL = "National", "Regional", "Local authority"
TOTAL = "Total"
DO_NOT_ADD_UP = frozenset(
    {"%", "weeks", "£ a week", "average score", "points", "per 100 pupils", "per 100,000"}
)


@dataclass(frozen=True)
class Indicator:
    """One figure: our name, its label and unit, and the column names it has had.

    `since` and `until` are the first and last release that publish it; inside them its column must be there.
    `redefined` is a release from which on it means something a little different, for years that both print.
    `below_zero` says that the publisher prints figures below 0: a score, or a remainder. Any other such figure
    stops the dataset. `fractions` says that its counts may be parts of a case, being averages; in any other count
    they stop the dataset too.
    """

    name: str
    label: str
    unit: str
    names: tuple[str, ...] = ()
    since: str = ""
    until: str = "9999"
    redefined: str = ""
    below_zero: bool = False
    fractions: bool = False

    def is_in(self, release: str) -> bool:
        """Whether this release publishes the figure."""
        return self.since <= release <= self.until

    @property
    def is_count(self) -> bool:
        """Whether the figures of parts add up to that of the whole."""
        return self.unit not in DO_NOT_ADD_UP


@dataclass(frozen=True)
class RowsToColumns:
    """A release that prints in rows what later ones print in columns.

    Each row becomes a column named `<value> | <by 1> | <by 2>`, so that an unknown row is an unknown column.
    """

    by: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class RowsToGroups:
    """A release without topics: the column that names the group of a row, 'Total' for everyone, and their topic."""

    column: str
    topic: str


@dataclass(frozen=True)
class Release:
    """One source file of one release of a publication.

    `file` is its path under the directory of published files, `member` the file inside it when it is a zip.
    `published` is the ISO date printed by the publisher, None where it is not known: it is never guessed.
    `periods` are exactly the periods the file holds, () where the file itself says which it holds whole. `not_kept`
    are columns known to be there and left out on purpose (a column that an indicator names is kept all the same).
    `repeated` are header names the file prints twice. `regions_not_kept` are codes of regions that are not among
    ours, whose rows are left out. `rows_not_kept` are, by column of a CSV, the values whose rows are left out as
    soon as they are read. `rows` is how many rows of data a file holds of which nothing else tells when some are
    missing; the least number of them in a file that `grows`.
    `breakdowns_read` are the breakdowns that are read, and only in `periods`, of a file of which no more has been seen
    here than an extract: what else the publisher's own holds is left out until someone has looked at it.
    `origin` is how the live ingest finds and fetches the file, None where no public address is known.
    """

    release: str
    file: str
    title: str
    address: str
    periods: tuple[str, ...]
    member: str = ""
    published: str | None = None
    not_kept: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    rows_to_columns: RowsToColumns | None = None
    rows_to_groups: RowsToGroups | None = None
    regions_not_kept: frozenset[str] = frozenset()
    rows_not_kept: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)
    rows: int | None = None
    grows: bool = False
    breakdowns_read: frozenset[str] = frozenset()
    origin: Origin | None = None


@dataclass(frozen=True)
class Break:
    """A change of method: periods from `before` on are not comparable with those ahead of it."""

    before: str
    note: str


@dataclass(frozen=True)
class Register:
    """The shape of a table that is not observations: column -> pandas type, and what names a row.

    `complete` says that every authority of the time has a row, in each `year` where there is such a column.
    """

    columns: Mapping[str, str]
    key: tuple[str, ...]
    complete: bool = False


@dataclass(frozen=True)
class Context:
    """What a check may look at besides the rows it is given.

    `areas` is `data/reference/areas.csv` as text. `previous` is this dataset's last good table, None at the
    first build. `built(name)` is another dataset's table as it now stands, corrections applied.
    """

    areas: pd.DataFrame
    previous: pd.DataFrame | None
    built: Callable[[str], pd.DataFrame]


Check = Callable[[pd.DataFrame, Context], pd.DataFrame]


@dataclass(frozen=True)
class Dataset:
    """A published dataset and everything that is declared about it.

    A dataset that is `awaited` has no file among the published ones and waits for the live ingest to fetch one: it is
    left out, with a word, of a build from a folder that lacks its files.
    `period_kind` is 'calendar', 'academic', 'financial' (April to March) or 'january' (a snapshot: a
    calendar year Y and an academic year (Y-1)/Y both mean January of Y). `total_labels` are the labels a
    total row has had, `breakdowns` the topics kept beside the total, `groups` those kept in a table of their
    own (see `ingest.groups`). `partial` says, in a sentence about one area, why a figure that is not here may
    have been published all the same; without it, every authority must be there (see `ingest.absences`).
    """

    name: str
    title: str
    publisher: str
    publication: str
    landing_page: str
    licence: str
    attribution: str
    releases: tuple[Release, ...]
    indicators: tuple[Indicator, ...] = ()
    period_kind: str = "calendar"
    total_labels: frozenset[str] = frozenset()
    breakdowns: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    checks: tuple[Check, ...] = ()
    after: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    partial: str = ""
    awaited: bool = False
    tidy: Callable[[Source], pd.DataFrame] | None = None
    register: Register | None = field(default=None)

    def files(self, release: str) -> str:
        """The files of a release, as messages name them."""
        return ", ".join(part.member or part.file for part in self.releases if part.release == release)

    def up_to(self, last: str) -> Dataset:
        """The dataset as it was before releases newer than `last`, and the figures first published in them.

        Release '2025-11' is not newer than '2025', but newer than '2025-10'. One that is not named by its date stays.
        """
        releases = tuple(
            each
            for each in self.releases
            if each.release[: len(last)] <= last or not each.release[0].isdigit()
        )
        indicators = tuple(
            each for each in self.indicators if any(each.is_in(part.release) for part in releases)
        )
        return replace(self, releases=releases, indicators=indicators)


class Unreadable(ValueError):
    """A published file is not what was declared; the message names the value, the file and the mend."""


def no_findings() -> pd.DataFrame:
    """A findings frame with no rows."""
    return pd.DataFrame(
        {
            column: pd.Series(
                dtype="bool" if column == "quarantine" else "float64" if column == "published" else "str"
            )
            for column in FINDING_COLUMNS
        }
    )


def findings(
    rows: pd.DataFrame, check: str, finding: pd.Series, quarantine: bool | pd.Series = True
) -> pd.DataFrame:
    """Tidy rows that fail a check as a findings frame; `finding` holds their sentences, on the same index."""
    found = rows[KEY].assign(published=rows["value"], check=check, finding=finding, quarantine=quarantine)
    return found[FINDING_COLUMNS].reset_index(drop=True)
