"""Tables of EES publications as origins: from the API where they are on it, else from the data catalogue.

What arrives is held to the columns that it must have before it is put in its place.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ingest import ees_api
from ingest.answers import Refused
from ingest.dataset import LOCAL
from ingest.ees_content import Zip, require_columns, require_members
from ingest.ees_meta import Meta, Wanted
from ingest.files import Downloaded
from ingest.http import Client
from ingest.origin import Found, Origin

EVERY_TABLE_HAS = frozenset(
    {"time_period", "time_identifier", "geographic_level", "country_code", "country_name"}
)
DATA = "data/"


@dataclass(frozen=True)
class Table:
    """The table of a publication that has these columns at this level.

    `last_seen` is an id that it once had on the API. `wanted` is what to ask of it there; without, the whole table
    is fetched. `catalogue` is where it is when it is not on the API.
    """

    publication: str
    columns: frozenset[str] = frozenset()
    level: str = LOCAL
    last_seen: str = ""
    wanted: Wanted | None = None
    catalogue: Origin | None = None

    def found(self, client: Client) -> Found:
        """The newest version on the API, or what the catalogue has."""
        try:
            data_set, _ = self._on_the_api(client)
        except ees_api.NotOnTheApi:
            if self.catalogue is None:
                raise
            return self.catalogue.found(client)
        return Found(
            f"{ees_api.BASE}/data-sets/{data_set.id}/{'query' if self.wanted else 'csv'}",
            ees_api.release(client, data_set),
            data_set.published or None,
            stamp=" ".join(filter(None, [data_set.id, data_set.version, self._question()])),
        )

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """Put the table in its place, or leave what was there when the columns are not those that it must have."""
        if self.catalogue and not found.address.startswith(ees_api.BASE):
            return self.catalogue.fetch(client, found, to)
        data_set, about = self._on_the_api(client)

        def check(path: Path) -> None:
            require_columns(path, self.columns | EVERY_TABLE_HAS)

        if self.wanted is None:
            return ees_api.csv(client, data_set, to, check)
        rows = ees_api.query(client, data_set, about, self.wanted)
        content = rows.to_csv(index=False, lineterminator="\n").encode()
        return client.placed(found.address, to, content, check)

    def _question(self) -> str:
        """What tells one question from another; '' for the whole table."""
        return hashlib.sha256(repr(self.wanted).encode()).hexdigest()[:12] if self.wanted else ""

    def _on_the_api(self, client: Client) -> tuple[ees_api.DataSet, Meta]:
        return ees_api.find(client, self.publication, self.columns, self.level, self.last_seen)


@dataclass(frozen=True)
class EveryTable:
    """All files of the newest release in one zip, of whose tables no name is known."""

    publication: str

    def found(self, client: Client) -> Found:
        """The zip of the version that is served now."""
        return Zip(self.publication).found(client)

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """Download it; refused unless it holds tables, each with the columns that every table has."""
        return client.download(found.address, to, check=require_tables)


def require_tables(path: Path) -> None:
    """Raise unless a zip is whole and holds tables, all of them with the columns that every EES table has."""
    require_members(path, ())
    with zipfile.ZipFile(path) as archive:
        tables = [name for name in archive.namelist() if name.startswith(DATA) and name.endswith(".csv")]
        if not tables:
            have = ", ".join(archive.namelist()) or "nothing"
            raise Refused(f"sent a zip without a table, it has {have}: run again later")
        for name in tables:
            with io.TextIOWrapper(archive.open(name), encoding="utf-8-sig", errors="replace") as text:
                header = {column.strip().lower() for column in next(csv.reader(text), [])}
            if missing := sorted(EVERY_TABLE_HAS - header):
                raise Refused(
                    f"sent a zip whose {name} has no column {missing[0]!r}; it has {', '.join(sorted(header)[:30])}: "
                    "look whether it is a table at all, and tell the publisher"
                )
