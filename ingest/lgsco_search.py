"""Gathering the Ombudsman's decisions through its search, month by month: slowly, openly, and as far as it lets us.

`python -m ingest.lgsco_search --since 2016-04` goes back to the beginning (thousands of pages at one a second; it can
be stopped at any time and goes on where it was). A month is whole when as many cases are named as the search says it
has and each was read; a search that does not say is an error, never a nought. The category of a case is that of its
link's path.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from rich.console import Console

from ingest import lgsco, staging, store
from ingest.answers import Refused
from ingest.dataset import Unreadable
from ingest.files import Downloaded, digest
from ingest.http import Client
from ingest.lgsco_windows import (
    DEAD,
    PUBLISHED_AFTER,
    SETTLED,
    THINNED,
    UNFINISHED,
    Kept,
    Results,
    Window,
    windows,
)
from ingest.origin import Found

SEARCH = f"{lgsco.SITE}/Decisions/SearchResults"
RAW = Path(__file__).resolve().parent.parent / "data" / "raw"
FILE, STATE = "lgsco/decisions_gathered.csv", "decisions.sqlite"
CLOSED = (401, 403, 451)
MOST_REFUSED, FEW = 3, 3
SHIPPED = RAW.parent / "tidy" / "ombudsman_decisions_gathered.parquet"
GONE = (404, 410)
KEPT_CATEGORIES = (
    "Education > Special educational needs",
    "Education > Alternative provision",
    "Education > School transport",
)
COLUMNS = ["reference", "council", "category", "decision", "decision_date", "summary", "url"]
COLUMNS_OF_WINDOWS = ["window", "window_seen", "first_seen", "gone"]


@dataclass
class Gaps:
    """Months that lack cases, in words: those that another run may mend, and those of which cases were gone before."""

    open: list[str] = field(default_factory=list)
    thinned: list[str] = field(default_factory=list)


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


def cases_of(client: Client, page: lgsco.Page) -> Results:
    """The cases of a page of results, and those that it names without words whose own page is gone or not readable."""
    cases, unread = lgsco.listed(page)
    found = Results(cases)
    for address in unread:
        answer = client.page(address)
        try:
            if answer.status in GONE:
                found.unread[address] = DEAD
            else:
                found.cases += lgsco.decision_page(lgsco.read_page(answer.text, address))
        except Unreadable as problem:
            found.unread[address] = str(problem)
    return found


def gather(client: Client, kept: Kept, window: Window, today: date) -> None:
    """Read a window's results to their end, from where an earlier try stopped.

    The end is where as many pages of cases are named as the search says, or a page brings no new case: the site repeats
    its last page for ever. When the count changes on the way the window is begun anew, once.
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
        new = kept.add(window, number, cases_of(client, page), today)
        client.progress(f"decisions of {window.month}", kept.items(window), stated)
        if not new or stated == kept.items(window):
            break
        number += 1
    if kept.finish(window) in SETTLED:
        bury(client, kept, window, today)


def bury(client: Client, kept: Kept, window: Window, today: date) -> None:
    """Look whether cases that a window no longer names are gone; their rows stay, with the day."""
    for address in kept.unlisted(window):
        if client.page(address).status in GONE:
            kept.bury(address, today)


def is_settled(kept: Kept, window: Window, today: date) -> bool:
    """Whether nothing new is to be expected of a window, or it was read today."""
    progress = kept.progress(window)
    if not progress or progress.state == UNFINISHED:
        return False
    seen = date.fromisoformat(progress.seen)
    return seen == today or (progress.state in SETTLED and window.is_published(seen))


def gather_all(client: Client, kept: Kept, since: str, today: date) -> Gaps:
    """Gather every window that is not settled, the newest first, and tell what gaps there are now.

    A month that is refused does not keep the others from being read, unless the host is closed to us or refuses
    MOST_REFUSED in a row.
    """
    gaps, refused = Gaps(), 0
    for window in windows(since, today):
        problem: ValueError | None = None
        if not is_settled(kept, window, today):
            try:
                gather(client, kept, window, today)
            except (Unreadable, Refused) as found:
                problem = found
        refused = refused + 1 if isinstance(problem, Refused) else 0
        if problem:
            gaps.open.append(f"{window.month}: {problem}")
        elif window.is_published(today) and (gap := kept.gap(window)):
            progress = kept.progress(window)
            which = gaps.thinned if progress and progress.state == THINNED else gaps.open
            which.append(f"{window.month}: {gap}")
        if refused == MOST_REFUSED or (isinstance(problem, Refused) and is_closed(problem)):
            gaps.open[-1] += f"; no month before {window.month} was asked for"
            break
    return gaps


def is_closed(refusal: Refused) -> bool:
    """Whether a host that refused is not to be asked for anything else now."""
    return refusal.closes_host or refusal.status in CLOSED


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


def answering(client: Client, today: date) -> tuple[Window, int]:
    """The newest month that should be published and of which the search says how many decisions it has."""
    published = [each for each in windows(newest_whole_year(today), today) if each.is_published(today)]
    for window in published[: MOST_REFUSED - 1]:
        try:
            return window, results(client, window, 1)[1]
        except Refused as refusal:
            if is_closed(refusal):
                raise
    window = published[MOST_REFUSED - 1]
    return window, results(client, window, 1)[1]


@dataclass(frozen=True)
class Decisions:
    """The decisions gathered; `since` is the first month, the newest whole financial year when it is ''."""

    since: str = ""
    release: str = "gathered"

    def found(self, client: Client) -> Found:
        """Whether the search answers: how many decisions it has of the newest month that should be whole."""
        today = datetime.now(UTC).date()
        window, stated = answering(client, today)
        return Found(SEARCH, self.release, stamp=f"{today} {window.month} {stated}", due="every week")

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
    if gaps.open:
        raise Refused(
            f"www.lgo.org.uk: decisions: {in_short(gaps.open, 'have a gap')}. Run again another day, or with --offline "
            "to use what was gathered; if it stays so, look at the search of that month"
        )
    note = in_short(gaps.thinned, "are thinned") if gaps.thinned else ""
    return Downloaded(to, SEARCH, digest(to), to.stat().st_size, digest(to) != before, note)


def in_short(lines: list[str], are: str) -> str:
    """How many months have a gap, and the first few of them."""
    more = f"; and {len(lines) - FEW} more" if len(lines) > FEW else ""
    return f"{len(lines)} months {are} ({'; '.join(lines[:FEW])}{more}): their years are not counted"


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
    try:
        with staging.alone(options.to.parent):
            return gathered(client, options.to / FILE, options.since, console)
    except ValueError as problem:
        console.print(str(problem), soft_wrap=True, markup=False, highlight=False)
        return 1


def gathered(client: Client, to: Path, since: str, console: Console) -> int:
    """Gather, and print the months and what is to be known of them; the exit code."""
    code, told = 0, ""
    try:
        told = fetched(client, to, since).note
    except Refused as refusal:
        code, told = 1, str(refusal)
    print(months(to.with_name(STATE)).to_string(index=False))
    if told:
        console.print(told, soft_wrap=True, markup=False, highlight=False)
    return code


if __name__ == "__main__":
    sys.exit(main())
