"""The releases of publications on Explore Education Statistics (EES), through its Content API.

That API is public, undocumented and changes: in May 2026 `publications/{slug}/releases/latest` went. The id of a
release's version changes with every amendment, so none is written down here: it is looked up at every run. Where one
way is closed the next is tried, and when all are, the refusal tells what each of them said.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ingest.answers import BY_HAND, Refused
from ingest.http import Client
from ingest.origin import Found

HOST = "content.explore-education-statistics.service.gov.uk"
API = f"https://{HOST}/api"
SITE = "https://explore-education-statistics.service.gov.uk"
NEXT_DATA = re.compile(r'<script id="__NEXT_DATA__"[^>]*>(.*?)</script>', re.DOTALL)

T = TypeVar("T")


@dataclass(frozen=True)
class Version:
    """The version of a release that is served now. `newest` is the newest release, '' where that is not known."""

    publication: str
    release: str
    id: str
    published: str | None = None
    newest: str = ""
    due: str | None = None

    def found(self, path: str, stamp: str) -> Found:
        """What there is to fetch at a path of the Content API."""
        newer = self.newest if self.newest not in ("", self.release) else None
        return Found(
            f"{API}/{path}", self.release, self.published, None, f"{self.id} {stamp}", newer, self.due
        )


def version(client: Client, publication: str, release: str) -> Version:
    """The version that is served of a release, of the newest when none is named; raises Refused."""
    ways: dict[str, Callable[[], Version]] = {
        "the list of releases": lambda: listed(client, publication, release)
    }
    if release:
        ways |= {
            "the summary of its version": lambda: summarised(client, publication, release),
            "its page": lambda: on_its_page(client, publication, release),
        }
    return first_of(ways, f"release {release or 'newest'} of {publication}")


def listed(client: Client, publication: str, release: str) -> Version:
    """The version by the list of releases."""
    rows = client.once(f"{API}/publications/{publication}/releases")
    try:
        newest = next((row for row in rows if row["latestRelease"]), None)
        row = next((row for row in rows if row["slug"] == release), None) if release else newest
        slugs = ", ".join(str(each["slug"]) for each in rows)
        if row is None:
            raise Refused(
                f"{HOST}: {publication} has no release {release!r} among {slugs}: look at {SITE}/find-statistics/"
                f"{publication} whether it was withdrawn or renamed, and correct `release` of its origin; or {BY_HAND}"
            )
        day = str(row.get("published") or "")[:10] or None
        due = expected((newest or row).get("nextReleaseDate"))
        return Version(publication, row["slug"], row["id"], day, newest["slug"] if newest else "", due)
    except (KeyError, TypeError, AttributeError) as problem:
        raise unlike("the list of releases", problem) from None


def summarised(client: Client, publication: str, release: str) -> Version:
    """The version by its own summary."""
    summary = client.once(f"{API}/publications/{publication}/releases/{release}/version-summary")
    try:
        return Version(
            publication, release, summary["id"], newest=release if summary["isLatestRelease"] else ""
        )
    except (KeyError, TypeError) as problem:
        raise unlike("the summary of a version", problem) from None


def on_its_page(client: Client, publication: str, release: str) -> Version:
    """The version by what the page of the release carries for its scripts."""
    page = client.page(f"{SITE}/find-statistics/{publication}/{release}")
    data = NEXT_DATA.search(page.text)
    try:
        summary = json.loads(data[1] if data else "")["props"]["pageProps"]["releaseVersionSummary"]
        return Version(publication, release, summary["id"])
    except (ValueError, KeyError, TypeError) as problem:
        raise unlike("the page of a release", problem) from None


def expected(date: Any) -> str | None:
    """The date of the next release in words, as far as the publisher gives it: '26 June 2026', 'June 2026', '2026'."""
    if not isinstance(date, dict) or not date.get("year"):
        return None
    month = str(date.get("month") or "")
    name = calendar.month_name[int(month)] if month.isdigit() and 1 <= int(month) <= 12 else ""
    day = str(date.get("day") or "") if name else ""
    return " ".join(filter(None, (day, name, str(date["year"]))))


def first_of(ways: dict[str, Callable[[], T]], what: str) -> T:
    """What the first way gives that is open; raises Refused with what each of them said, or that a host is closed."""
    said: dict[str, Refused] = {}
    for way, ask in ways.items():
        try:
            return ask()
        except Refused as refusal:
            said[way] = refusal
    if closing := next((each for each in said.values() if each.closes_host), None):
        raise closing
    reasons = " | ".join(f"by {way}: {refusal}" for way, refusal in said.items())
    raise Refused(f"{HOST}: {what} cannot be found. {reasons}", status=list(said.values())[-1].status)


def unlike(what: str, problem: Exception) -> Refused:
    """The refusal of an answer that has not the shape that it had."""
    return Refused(
        f"{HOST}: {what} has not the shape that it had ({type(problem).__name__}: {problem}): the publisher has "
        f"changed its site, correct what reads it here, or {BY_HAND}"
    )
