"""The Explore Education Statistics (EES) public API: its data sets, and their figures as an EES CSV prints them.

Every id is looked up by slug, column, label or code at each run: all of them are opaque, and new ones appear.
A version is pinned as a wildcard (`1.1.*`), because `1.1` alone would mean 1.1.0 and leave its patches out.
Each filter is pinned in a clause of its own, because options of two filters in one `in` list would be
alternatives and count pupils twice. Locations go by the id that /meta gives for their code: the API's document
has two forms for a code, and allows only one to match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from ingest.ees_meta import Meta, Wanted, asked, frame, read_meta
from ingest.files import Downloaded
from ingest.http import Check, Client, Refused

HOST = "api.education.gov.uk"
BASE = f"https://{HOST}/statistics/v1"
PUBLICATIONS_A_PAGE, DATA_SETS_A_PAGE, ROWS_A_PAGE = 40, 20, 10_000
GONE = {403, 404}


class NotOnTheApi(Refused):
    """The publication, or the wanted table of it, is not on the API: it may be in the data catalogue."""


@dataclass(frozen=True)
class DataSet:
    """A data set that can be asked, and its newest version; `status` is 'Published' or 'Deprecated'."""

    id: str
    title: str
    status: str
    version: str
    published: str
    levels: tuple[str, ...]

    @property
    def pin(self) -> str:
        """The version with whatever patches it gets: '1.1' and '1.1.2' are '1.1.*'."""
        return ".".join([*self.version.split(".")[:2], "*"])


@contextmanager
def as_documented(what: str) -> Iterator[None]:
    """Turn an answer of another shape than the documented one into a message."""
    try:
        yield
    except (KeyError, TypeError, AttributeError) as problem:
        raise Refused(
            f"{HOST}: the answer about {what} is not of the documented shape ({problem!r}): the API has changed; "
            "mend ingest/ees_api.py"
        ) from problem


def every(client: Client, path: str, size: int, what: str) -> list[dict[str, Any]]:
    """The results of all pages of a list."""
    return paged(lambda page: client.once(BASE + path, {"page": page, "pageSize": size}), what)


def paged(answer: Callable[[int], Any], what: str) -> list[dict[str, Any]]:
    """The results of all pages; raises when they are not as many as the first page said there are."""
    results: list[dict[str, Any]] = []
    page, first = 1, None
    with as_documented(what):
        while True:
            got = answer(page)
            warned(got, what)
            paging = got["paging"]
            first = first or paging
            results += got["results"]
            if page >= paging["totalPages"] or not got["results"]:
                break
            page += 1
        if len(results) != first["totalResults"] or paging["totalResults"] != first["totalResults"]:
            raise Refused(
                f"{HOST}: {what}: {len(results)} of {first['totalResults']} results came in {page} pages: it was "
                "changed meanwhile, or pages are missing; fetch it again"
            )
    return results


def warned(answer: dict[str, Any], what: str) -> None:
    """Raise when an answer carries a warning: it is a 200 whose rows are not what was asked for."""
    for warning in answer.get("warnings") or []:
        items = ", ".join(map(str, (warning.get("detail") or {}).get("items", [])))
        raise Refused(
            f"{HOST}: {what}: {warning['code']}: {warning['message']}{f' ({items})' if items else ''}: compare the "
            "labels and codes asked for with the data set's own, and correct them"
        )


def publication(client: Client, slug: str) -> dict[str, Any]:
    """The publication with exactly this slug, looked for on every page: the API's search is a fuzzy one."""
    found = every(client, "/publications", PUBLICATIONS_A_PAGE, "the list of publications")
    with as_documented("the list of publications"):
        for one in found:
            if one["slug"] == slug:
                return one
    raise NotOnTheApi(
        f"{HOST}: none of its {len(found)} publications has the slug {slug!r}: take it from the data catalogue, or "
        "correct the slug if it was renamed"
    )


def data_sets(client: Client, slug: str) -> list[dict[str, Any]]:
    """The data sets of a publication, as the API lists them."""
    path = f"/publications/{publication(client, slug)['id']}/data-sets"
    return every(client, path, DATA_SETS_A_PAGE, f"data sets of {slug}")


def current(client: Client, data_set_id: str) -> DataSet:
    """A data set, or the one that has superseded it; raises when it was withdrawn and has no successor."""
    seen: list[str] = []
    while data_set_id not in seen:
        seen.append(data_set_id)
        one = client.once(f"{BASE}/data-sets/{data_set_id}")
        with as_documented(f"data set {data_set_id}"):
            successor = one.get("supersedingDataSetId")
            if one["status"] == "Published" or not successor:
                return described(one)
        data_set_id = successor
    raise Refused(f"{HOST}: data sets {', '.join(seen)} supersede each other in a circle: tell the publisher")


def described(one: dict[str, Any]) -> DataSet:
    """A data set as the API describes it; raises when it cannot be asked for figures."""
    latest = one.get("latestVersion")
    if one["status"] == "Withdrawn" or not latest:
        raise Withdrawn(
            f"{HOST}: the data set {one['title']!r} ({one['id']}) is {one['status'].lower()} and nothing has taken its "
            "place: look for a new one in the publication"
        )
    levels = tuple(latest.get("geographicLevels", ()))
    published = str(latest.get("published") or "")[:10]
    return DataSet(one["id"], one["title"], one["status"], latest["version"], published, levels)


class Withdrawn(Refused):
    """The data set was withdrawn, and none has superseded it."""


def meta(client: Client, data_set: DataSet) -> Meta:
    """The columns, labels, codes and periods of a data set, with their ids."""
    printed = client.once(f"{BASE}/data-sets/{data_set.id}/meta", {"dataSetVersion": data_set.pin})
    with as_documented(f"the columns of {data_set.title!r}"):
        return read_meta(printed, f"{HOST}: {data_set.title}")


def release(client: Client, data_set: DataSet) -> str:
    """The slug of the release that the version of a data set was published with: '2025-26'."""
    printed = client.once(f"{BASE}/data-sets/{data_set.id}/versions/{data_set.pin}")
    with as_documented(f"the version of {data_set.title!r}"):
        return str(printed["release"]["slug"])


def find(
    client: Client, slug: str, columns: frozenset[str], level: str, last_seen: str = ""
) -> tuple[DataSet, Meta]:
    """The one data set of a publication that has these columns at this level; the one last seen is tried first.

    `last_seen` is an id that the data set once had. It counts only as long as it has the columns too; and once it is
    deprecated, only when none that is still kept up has them.
    """
    deprecated = None
    if last_seen:
        try:
            data_set = current(client, last_seen)
            about = meta(client, data_set)
        except Refused as problem:
            if not isinstance(problem, Withdrawn) and problem.status not in GONE:
                raise
        else:
            fits = level in data_set.levels and columns <= about.columns
            if fits and data_set.status == "Published":
                return data_set, about
            deprecated = (data_set, about) if fits else None
    try:
        return by_columns(client, slug, columns, level)
    except NotOnTheApi:
        if deprecated is None:
            raise
        return deprecated


def by_columns(client: Client, slug: str, columns: frozenset[str], level: str) -> tuple[DataSet, Meta]:
    """The one data set of a publication that has these columns at this level."""
    listed = data_sets(client, slug)
    with as_documented(f"data sets of {slug}"):
        usable = [described(one) for one in listed if one["status"] == "Published"]
    pairs = [(one, meta(client, one)) for one in usable if level in one.levels] if columns else []
    matching = [(one, about) for one, about in pairs if columns <= about.columns]
    if len(matching) == 1:
        return matching[0]
    these = "; ".join(sorted(one.title for one in ([one for one, _ in matching] or usable)))
    problem = Refused if matching else NotOnTheApi
    raise problem(
        f"{HOST}: {slug}: {len(matching)} data sets by {level} have the columns "
        f"{', '.join(sorted(columns)) or '(none is known)'}; these {'match' if matching else 'are there'}: {these}: "
        "correct what is declared of it"
    )


def query(client: Client, data_set: DataSet, about: Meta, wanted: Wanted) -> pd.DataFrame:
    """The figures asked for, as an EES CSV would print them; one row for each period, location and option.

    Columns: those of every EES CSV up to the names of places, then each filter with its label, then each indicator
    as the text that was published, symbols and all. No row at all, or any warning, raises.
    """
    body = asked(about, wanted)
    address = f"{BASE}/data-sets/{data_set.id}/query"

    def answer(page: int) -> Any:
        at = {**body, "page": page, "pageSize": ROWS_A_PAGE}
        return client.posted(address, at, {"dataSetVersion": data_set.pin})

    rows = paged(answer, f"{data_set.title!r}")
    if not rows:
        raise Refused(f"{HOST}: {data_set.title!r} has no row for what was asked: {body['criteria']}")
    with as_documented(f"the figures of {data_set.title!r}"):
        return frame(about, wanted, rows)


def csv(client: Client, data_set: DataSet, to: Path, check: Check | None = None) -> Downloaded:
    """The whole data set as the CSV that was uploaded, put at `to`."""
    address = f"{BASE}/data-sets/{data_set.id}/csv"
    return client.download(address, to, params={"dataSetVersion": data_set.pin}, check=check)
