"""Files of Explore Education Statistics (EES): a data set, a whole release, a supporting file.

Each is looked for in the version of its release that is served now (see `ingest.ees_releases`), by name: ids change.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.answers import BY_HAND, Refused
from ingest.ees_releases import API, HOST, Version, first_of, unlike, version
from ingest.files import Downloaded
from ingest.http import Client
from ingest.origin import Found

MOST_ON_A_PAGE = 40


@dataclass(frozen=True)
class DataFile:
    """One data set of a release, by the name of its CSV; without a `release`, of the newest. `columns` it must have."""

    publication: str
    file: str
    release: str = ""
    columns: frozenset[str] = frozenset()

    def found(self, client: Client) -> Found:
        """The data set's own file, or the zip of the release where no list of data sets tells which it is."""
        release = version(client, self.publication, self.release)
        ways = {
            "its list of data sets": lambda: of_content(client, release, self.file),
            "the data catalogue": lambda: of_catalogue(client, release, self.file),
        }
        try:
            data_set = first_of(ways, f"release {release.release} of {self.publication}, {self.file}")
        except Refused as refusal:
            if refusal.status is None:
                raise
            return release.found(f"releases/{release.id}/files", f"zip {self.file}")
        return release.found(f"data-set-files/{data_set}/download", data_set)

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """Download it, or take it out of the zip; refused without the columns."""
        require = lambda path: require_columns(path, self.columns)  # noqa: E731
        if "/releases/" not in found.address:
            return client.download(found.address, to, check=require)
        archive = to.with_name(f"{to.stem}.of.zip")
        member = f"data/{self.file}"
        got = client.download(found.address, archive, check=lambda path: require_members(path, (member,)))
        with zipfile.ZipFile(archive) as whole:
            content = whole.read(member)
        archive.unlink()
        return client.placed(got.address, to, content, check=require)


@dataclass(frozen=True)
class Zip:
    """All files of a release in one zip, which must hold at least these members, whole."""

    publication: str
    release: str = ""
    members: tuple[str, ...] = ()

    def found(self, client: Client) -> Found:
        """The zip of the version that is served now."""
        release = version(client, self.publication, self.release)
        return release.found(f"releases/{release.id}/files", "zip")

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """Download it. The publisher's server leaves members out without a word when it cannot read them."""
        return client.download(found.address, to, check=lambda path: require_members(path, self.members))


@dataclass(frozen=True)
class Supporting:
    """A supporting file of a release, by its name; without a `release`, of the newest."""

    publication: str
    file: str
    release: str = ""

    def found(self, client: Client) -> Found:
        """The file in the list of the release."""
        release = version(client, self.publication, self.release)
        listed = content(client, release).get("supportingFiles") or []
        ids = {each["fileId"] for each in listed if self.file in names(each)}
        id = only(ids, self.file, (str(each.get("filename")) for each in listed), release)
        return release.found(f"releases/{release.id}/files/{id}", id)

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """A download: the ETag of a single file is its MD5."""
        return client.download(found.address, to, md5=True)


def content(client: Client, release: Version) -> dict[str, Any]:
    """What a release holds: `dataSets` and `supportingFiles`; raises Refused when it is of another version."""
    found = client.once(f"{API}/publications/{release.publication}/releases/{release.release}/data-content")
    if not isinstance(found, dict) or found.get("releaseVersionId") != release.id:
        raise Refused(
            f"{HOST}: the content of release {release.release} of {release.publication} is not that of version "
            f"{release.id}: it was amended at this moment, so run again"
        )
    return found


def of_content(client: Client, release: Version, file: str) -> str:
    """The id of a data set by the list of the release, which has titles and no file names."""
    rows = content(client, release).get("dataSets") or []
    ids = {row["dataSetFileId"] for row in rows if file in names(row)}
    return only(ids, file, (str(row.get("title")) for row in rows), release)


def of_catalogue(client: Client, release: Version, file: str) -> str:
    """The id of a data set by the data catalogue, which has file names; all its pages are read."""
    rows: list[dict[str, Any]] = []
    page, pages = 1, 1
    while page <= pages:
        asked = {"releaseId": release.id, "latestOnly": "false", "page": page, "pageSize": MOST_ON_A_PAGE}
        answer = client.once(f"{API}/data-set-files", asked)
        try:
            rows += answer["results"]
            pages = answer["paging"]["totalPages"]
        except (KeyError, TypeError) as problem:
            raise unlike("the data catalogue", problem) from None
        page += 1
    ids = {row["id"] for row in rows if file in names(row)}
    return only(ids, file, (str(row.get("filename")) for row in rows), release)


def names(row: dict[str, Any]) -> set[str]:
    """What a file may be known by in a list: its name, with the extension or not, or its title."""
    given = {str(row[key]) for key in ("filename", "title") if row.get(key)}
    extension = str(row.get("extension") or "csv")
    return given | {f"{name}.{extension}" for name in given}


def only(ids: set[str], file: str, there: Iterable[str], release: Version) -> str:
    """The one id; raises Refused, with status 404, when there is none or more than one."""
    if len(ids) == 1:
        return ids.pop()
    raise Refused(
        f"{HOST}: release {release.release} of {release.publication} has {len(ids)} files {file!r}, it has "
        f"{'; '.join(there) or 'none'}: correct `file` of its origin, or {BY_HAND}",
        status=404,
    )


def require_members(path: Path, members: tuple[str, ...]) -> None:
    """Raise unless a zip is whole and holds these members."""
    try:
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
            missing = sorted(set(members) - set(archive.namelist()))
    except (zipfile.BadZipFile, EOFError, OSError) as problem:
        raise Refused(f"sent a zip that does not open ({problem}): run again") from None
    if damaged:
        raise Refused(f"sent a zip whose member {damaged!r} is damaged: run again")
    if missing:
        raise Refused(
            f"sent a zip without {', '.join(map(repr, missing))}: the publisher leaves out what it cannot read at the "
            "moment and keeps such a zip for an hour, so run again later; if it stays so, the release was amended: "
            "correct `members` of its origin"
        )


def require_columns(path: Path, columns: frozenset[str]) -> None:
    """Raise unless a CSV begins with a header that has these columns."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        header = {name.strip().lower() for name in next(csv.reader(file), [])}
    missing = sorted({name.lower() for name in columns} - header)
    if missing:
        raise Refused(
            f"sent a file without the column {', '.join(map(repr, missing))}; it has {', '.join(sorted(header)[:30])}: "
            "if a column was renamed, give its new name to its indicator and to `columns` of its origin"
        )
