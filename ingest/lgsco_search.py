"""Gathering the Ombudsman's decisions through its search, month by month: slowly, openly, and as far as it lets us.

`python -m ingest.lgsco_search --since 2016-04` goes back to the beginning (thousands of pages at one a second; it can
be stopped at any time and goes on where it was). A month is whole when as many cases are named as the search says it
has; a search that does not say is an error, never a nought. The category of a case is that of its link's path.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from rich.console import Console

from ingest import lgsco, store
from ingest.answers import Refused
from ingest.dataset import Unreadable
from ingest.files import Downloaded, digest
from ingest.http import Client
from ingest.lgsco_windows import INCOMPLETE, PUBLISHED_AFTER, UNFINISHED, WHOLE, Kept, Window, windows
from ingest.origin import Found

SEARCH = f"{lgsco.SITE}/Decisions/SearchResults"
RAW = Path(__file__).resolve().parent.parent / "data" / "raw"
FILE, STATE = "lgsco/decisions_gathered.csv", "decisions.sqlite"
SHIPPED = RAW.parent / "tidy" / "ombudsman_decisions_gathered.parquet"
GONE = (404, 410)
KEPT_CATEGORIES = (
    "Education > Special educational needs",
    "Education > Alternative provision",
    "Education > School transport",
)
COLUMNS = ["reference", "council", "category", "decision", "decision_date", "summary", "url"]
COLUMNS_OF_WINDOWS = ["window", "window_seen", "first_seen", "gone"]


def results(client: Client, window: Window, number: int) -> tuple[lgsco.Page, int]:
    """A page of a window's results, and how many the search says there are; raises Refused when it does not say."""
    asked = {"fd": window.first.isoformat(), "td": window.last.isoformat(), "page": number}
    answer = client.page(SEARCH, asked)
    page = lgsco.read_page(answer.text, answer.address)
    try:
        if answer.status in GONE:
            raise page.unreadable(f"the search answered {answer.status}")
        return page, lgsco.result_count(page)
    except Unreadable as problem:
        raise Refused(
            f"www.lgo.org.uk: decisions of {window.month}, page {number}: {problem}. An empty search is no nought: "
            "what was gathered is kept; try again another day, or read the newest decisions by category"
        ) from None


def cases_of(client: Client, page: lgsco.Page) -> tuple[list[lgsco.Decision], list[str]]:
    """The cases of a page of results, and dead links among them: cases without words whose page is gone."""
    cases, unread = lgsco.listed(page)
    dead = []
    for address in unread:
        answer = client.page(address)
        if answer.status in GONE:
            dead.append(address)
        else:
            cases += lgsco.decision_page(lgsco.read_page(answer.text, address))
    return cases, dead


def gather(client: Client, kept: Kept, window: Window, today: date) -> str:
    """Read a window's results to their end, from where an earlier try stopped; its state.

    A page that brings no new case is the end: the site repeats its last page for ever. When the count changes on the
    way the window is begun anew, once.
    """
    before = kept.progress(window)
    number = before.page + 1 if before and before.state == UNFINISHED else 1
    begun = 0
    while True:
        page, stated = results(client, window, number)
        progress = kept.progress(window)
        if number > 1 and progress and stated != progress.stated and begun < 2:
            number = 1
            continue
        if number == 1:
            begun += 1
            kept.begin(window, stated, today)
        cases, dead = cases_of(client, page)
        new = kept.add(window, number, cases, dead, today)
        client.progress(f"decisions of {window.month}", kept.items(window), stated)
        if not new or stated in (kept.items(window), kept.listed(window)):
            break
        number += 1
    state = kept.finish(window)
    if state == WHOLE:
        bury(client, kept, window, today)
    return state


def bury(client: Client, kept: Kept, window: Window, today: date) -> None:
    """Look whether cases that a whole window no longer names are gone; their rows stay, with the day."""
    for address in kept.unlisted(window):
        if client.page(address).status in GONE:
            kept.bury(address, today)


def is_settled(kept: Kept, window: Window, today: date) -> bool:
    """Whether nothing new is to be expected of a window, or it was read today."""
    progress = kept.progress(window)
    if not progress or progress.state == UNFINISHED:
        return False
    seen = date.fromisoformat(progress.seen)
    return seen == today or (progress.state == WHOLE and window.is_published(seen))


def gather_all(client: Client, kept: Kept, since: str, today: date) -> list[str]:
    """Gather every window that is not settled, the newest first; a line for each that has a gap."""
    gaps = []
    for window in windows(since, today):
        if is_settled(kept, window, today):
            continue
        try:
            state = gather(client, kept, window, today)
        except Unreadable as problem:
            gaps.append(f"{window.month}: {problem}")
            continue
        if state == INCOMPLETE and window.is_published(today):
            progress = kept.progress(window)
            assert progress
            gaps.append(f"{window.month}: {kept.items(window)} of {progress.stated} cases are named")
    return gaps


def exported(kept: Kept) -> bytes:
    """The gathered cases about SEND and its neighbours as CSV, in the columns of the sample and those of windows."""
    cases = kept.table().rename(columns={"address": "url"})
    cases = cases[cases["category"].isin(KEPT_CATEGORIES)]
    return cases[[*COLUMNS, *COLUMNS_OF_WINDOWS]].to_csv(index=False, lineterminator="\n").encode()


def newest_whole_year(today: date) -> str:
    """The first month of the newest financial year of which all decisions should be published."""
    year = today.year
    while date(year, 3, 31) + PUBLISHED_AFTER > today:
        year -= 1
    return f"{year - 1}-04"


@dataclass(frozen=True)
class Decisions:
    """The decisions gathered; `since` is the first month, the newest whole financial year when it is ''."""

    since: str = ""
    release: str = "gathered"

    def found(self, client: Client) -> Found:
        """Whether the search answers: how many decisions it has of the newest month that should be whole."""
        today = datetime.now(UTC).date()
        window = next(each for each in windows(newest_whole_year(today), today) if each.is_published(today))
        _, stated = results(client, window, 1)
        return Found(SEARCH, self.release, stamp=f"{today} {stated}", due="every week")

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """Gather what is not gathered yet, and write it out; raises Refused when a month has a gap."""
        return fetched(client, to, self.since)


def fetched(client: Client, to: Path, since: str = "", today: date | None = None) -> Downloaded:
    """As `Decisions.fetch`; what was gathered is written out whatever happens."""
    today = today or datetime.now(UTC).date()
    before = digest(to)
    kept = Kept(to.with_name(STATE))
    kept.take_in(SHIPPED)
    try:
        gaps = gather_all(client, kept, since or newest_whole_year(today), today)
    finally:
        store.write_bytes(to, exported(kept))
        kept.close()
    if gaps:
        raise Refused(
            f"www.lgo.org.uk: decisions: {len(gaps)} months have a gap ({'; '.join(gaps[:3])}): their years are not "
            "counted. Run again another day, or with --offline to use what was gathered; if it stays so, look at the "
            "search of that month"
        )
    return Downloaded(to, SEARCH, digest(to), to.stat().st_size, digest(to) != before)


def months(path: Path) -> pd.DataFrame:
    """The windows that are kept, newest first, for a person to read."""
    kept = Kept(path)
    table = pd.read_sql_query("select * from windows order by month desc", kept.store)
    kept.close()
    return table


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest.lgsco_search", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--since", default="2016-04", metavar="MONTH", help="the first month, as 2016-04")
    parser.add_argument("--to", type=Path, default=RAW, metavar="DIR", help="the folder of published files")
    options = parser.parse_args(argv)
    console = Console(stderr=True)
    client = Client(
        options.to / ".cache", progress=lambda name, done, total: console.print(f"{name}: {done} of {total}")
    )
    to = options.to / FILE
    try:
        fetched(client, to, options.since)
    except Refused as refusal:
        console.print(str(refusal), soft_wrap=True, markup=False, highlight=False)
        return 1
    finally:
        if to.with_name(STATE).is_file():
            print(months(to.with_name(STATE)).to_string(index=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
