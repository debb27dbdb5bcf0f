"""What has been gathered of the Ombudsman's decisions, kept on disk: cases, monthly windows, tombstones.

One SQLite file, written after every page, so that a gathering killed in the middle goes on where it was. A case
once seen is never removed: one whose page is gone keeps its row and gets the day on which that was found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field, fields
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from ingest.dataset import Unreadable
from ingest.lgsco import Decision

WHOLE, THINNED, INCOMPLETE, UNFINISHED = "whole", "thinned", "incomplete", "unfinished"
SETTLED = (WHOLE, THINNED)
DEAD = "gone"
PUBLISHED_AFTER = timedelta(weeks=8)
"""Decisions are published six weeks after they are made; two more for a slow one."""
TABLES = """
create table if not exists cases (reference text primary key, council text, category text, decision text,
    decision_date text, summary text, address text, first_seen text, last_seen text);
create table if not exists gone (address text primary key, found text);
create table if not exists windows (month text primary key, stated integer, page integer, state text, seen text);
create table if not exists listed (month text, reference text, address text, primary key (month, reference));
create table if not exists unread (reference text primary key, month text, address text, why text);
"""


@dataclass
class Results:
    """A page of results: the cases that were read, and the addresses of those that were not, each with the reason.

    The reason of a dead link is DEAD.
    """

    cases: list[Decision]
    unread: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Window:
    """A month of decision dates, '2024-03'."""

    month: str

    @property
    def first(self) -> date:
        """Its first day."""
        return date.fromisoformat(f"{self.month}-01")

    @property
    def last(self) -> date:
        """Its last day."""
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def is_published(self, today: date) -> bool:
        """Whether all its decisions should be published by now."""
        return self.last + PUBLISHED_AFTER <= today


@dataclass(frozen=True)
class Progress:
    """How far a window is: results as the search states them, pages read, its state, and the day of that."""

    stated: int
    page: int
    state: str
    seen: str


def windows(since: str, today: date) -> list[Window]:
    """The months from `since` ('2024-04') to that of today, the newest first."""
    months = pd.period_range(since, f"{today:%Y-%m}", freq="M")
    return [Window(str(month)) for month in reversed(months)]


class Kept:
    """The file of what has been gathered."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.store = sqlite3.connect(path)
        try:
            self.store.executescript(TABLES)
            [sound] = self.store.execute("pragma quick_check(1)").fetchone()
        except sqlite3.DatabaseError as problem:
            sound = str(problem)
        if sound != "ok":
            self.store.close()
            raise Unreadable(
                f"{path}: what was gathered cannot be read ({sound}): put a copy of it back, or move it away and run "
                "again: the cases of data/tidy are taken in, and the months are read anew"
            )

    @contextmanager
    def written(self) -> Iterator[sqlite3.Connection]:
        """A change that is on disk whole or not at all."""
        with self.store:
            yield self.store

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def take_in(self, table: Path) -> None:
        """Begin a new file with the cases of the project's own table, if it has one: what was once seen is kept."""
        if not table.is_file() or self.store.execute("select 1 from cases").fetchone():
            return
        rows = pd.read_parquet(table)
        columns = [*(field.name for field in fields(Decision)), "first_seen", "first_seen"]
        gone = rows.loc[rows["gone"].ne(""), ["address", "gone"]]
        with self.written() as store:
            store.executemany(
                "insert into cases values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows[columns].to_numpy().tolist()
            )
            store.executemany("insert or ignore into gone values (?, ?)", gone.to_numpy().tolist())

    def progress(self, window: Window) -> Progress | None:
        """How far a window is, None when it was never begun."""
        found = self.store.execute(
            "select stated, page, state, seen from windows where month = ?", [window.month]
        ).fetchone()
        return Progress(*found) if found else None

    def begin(self, window: Window, stated: int, today: date) -> None:
        """Begin a window anew; its cases stay, the list of what this search named does not."""
        with self.written() as store:
            store.execute("delete from listed where month = ?", [window.month])
            store.execute(
                "insert or replace into windows values (?, ?, 0, ?, ?)",
                [window.month, stated, UNFINISHED, today.isoformat()],
            )

    def add(self, window: Window, page: int, results: Results, today: date) -> int:
        """Keep a page of a window's results; how many it had not listed yet."""
        before = self.listed(window)
        with self.written() as store:
            self._keep(store, results.cases, today)
            for each in results.cases:
                self._list(store, window, each.reference, each.address)
            for address, why in results.unread.items():
                reference = address.rsplit("/", 1)[-1]
                self._list(store, window, reference, address)
                row = [reference, window.month, address, why]
                store.execute("insert or replace into unread values (?, ?, ?, ?)", row)
                if why == DEAD:
                    store.execute("insert or ignore into gone values (?, ?)", [address, today.isoformat()])
            store.execute("delete from unread where reference in (select reference from cases)")
            store.execute("update windows set page = ? where month = ?", [page, window.month])
        return self.listed(window) - before

    def _keep(self, store: sqlite3.Connection, cases: list[Decision], today: date) -> None:
        for case in cases:
            first = store.execute("select first_seen from cases where reference = ?", [case.reference])
            seen = first.fetchone() or (today.isoformat(),)
            row = [*astuple(case), seen[0], today.isoformat()]
            store.execute(f"insert or replace into cases values ({', '.join('?' * len(row))})", row)

    def _list(self, store: sqlite3.Connection, window: Window, reference: str, address: str) -> None:
        store.execute("insert or ignore into listed values (?, ?, ?)", [window.month, reference, address])

    def listed(self, window: Window) -> int:
        """How many references the search has named in a window."""
        return self._count("count(*)", window)

    def items(self, window: Window) -> int:
        """How many pages of cases the search has named in a window; a report on several cases is one."""
        return self._count("count(distinct address)", window)

    def _count(self, what: str, window: Window) -> int:
        return self.store.execute(f"select {what} from listed where month = ?", [window.month]).fetchone()[0]

    def finish(self, window: Window) -> str:
        """Close a window, and give its state.

        It is whole when the search's own count is reached and every case was read, thinned when the pages of some were
        gone before they were ever read, incomplete when a case is not named or cannot be read.
        """
        progress = self.progress(window)
        assert progress
        reached = progress.stated in (self.items(window), self.listed(window)) and progress.stated > 0
        reasons = {why for _, why in self.unread(window)}
        state = INCOMPLETE if not reached or reasons - {DEAD} else THINNED if reasons else WHOLE
        with self.written() as store:
            store.execute("update windows set state = ? where month = ?", [state, window.month])
        return state

    def unread(self, window: Window) -> list[tuple[str, str]]:
        """The cases ever named in a window that were never read: address and reason."""
        rows = self.store.execute(
            "select address, why from unread where month = ? order by why = ?, reference",
            [window.month, DEAD],
        )
        return rows.fetchall()

    def gap(self, window: Window) -> str:
        """In words what a closed window lacks, '' for a whole one."""
        progress, unread = self.progress(window), self.unread(window)
        if not progress or progress.state == WHOLE:
            return ""
        dead = sum(why == DEAD for _, why in unread)
        said = [f"{self.items(window)} of {progress.stated} cases are named"]
        if dead:
            said.append(f"{dead} were gone before they were ever read")
        if len(unread) > dead:
            said.append(f"{len(unread) - dead} cannot be read ({unread[0][1]})")
        return ", ".join(said)

    def unlisted(self, window: Window) -> list[str]:
        """Addresses of the window's kept cases that its search no longer names, tombstones aside."""
        rows = self.store.execute(
            "select distinct address from cases where decision_date between ? and ? and reference not in "
            "(select reference from listed where month = ?) and address not in (select address from gone)",
            [window.first.isoformat(), window.last.isoformat(), window.month],
        )
        return sorted(address for (address,) in rows)

    def bury(self, address: str, today: date) -> None:
        """Set a tombstone: the page of a case is gone, its row stays."""
        with self.written() as store:
            store.execute("insert or ignore into gone values (?, ?)", [address, today.isoformat()])

    def table(self) -> pd.DataFrame:
        """Every case, with the state of its month's window, the day that was seen, and its page's tombstone."""
        return pd.read_sql_query(
            "select cases.*, coalesce(windows.state, 'unfinished') as window, coalesce(windows.seen, '') as "
            "window_seen, coalesce(gone.found, '') as gone from cases "
            "left join windows on windows.month = substr(decision_date, 1, 7) "
            "left join gone on gone.address = cases.address order by reference",
            self.store,
            dtype="str",
        )
