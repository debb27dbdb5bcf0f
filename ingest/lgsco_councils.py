"""The Ombudsman's statistics pages of the upper-tier councils: fetched, kept year by year, written as one table.

A page shows the newest year only and its address is used again, so each year's page is kept, and the table is added
to and never begun anew. Where no earlier table is at hand, it begins with the rows that the project ships.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ingest import areas, lgsco, lgsco_missing, store
from ingest.absences import there
from ingest.answers import Refused
from ingest.dataset import KEY, LOCAL, Unreadable
from ingest.files import Downloaded, digest
from ingest.http import Client
from ingest.lgsco_statistics import CouncilYear, statistics_page
from ingest.origin import Found

INDEX = f"{lgsco.SITE}/your-councils-performance"
SHIPPED = areas.REFERENCE.parent / "tidy" / "ombudsman_councils.parquet"
FOLDER, UNREAD = "council_statistics", "unread.html"
GONE = (404, 410)
FIGURES = {
    "complaints_dealt_with": "complaints_dealt_with",
    "complaints_not_for_us": "not_for_us",
    "complaints_assessed_and_closed": "assessed_and_closed",
    "complaints_investigated": "investigated",
    "complaints_upheld": "upheld",
    "upheld_rate": "upheld_rate_pct",
    "similar_upheld_rate": "similar_average_pct",
    "upheld_per_100k": "upheld_per_100k",
    "similar_upheld_per_100k": "similar_upheld_per_100k",
    "satisfactory_remedy_rate": "satisfactory_remedy_pct",
    "compliance_rate": "compliance_pct",
}
COLUMNS = (
    "page_council_name",
    "slug",
    "period_start",
    "period_end",
    *FIGURES.values(),
    "layout",
    "excerpt_complete",
    "url",
)
FORMS = {
    "London borough": ("london-borough-of-{}", "royal-borough-of-{}", "{}-city-council", "city-of-{}"),
    "Metropolitan borough": (
        "{}-metropolitan-borough-council",
        "{}-city-council",
        "{}-council",
        "city-of-{}-council",
        "city-of-{}-metropolitan-district-council",
    ),
    "Unitary authority": (
        "{}-council",
        "{}-city-council",
        "{}-borough-council",
        "{}-county-council",
        "city-of-{}-council",
        "royal-borough-of-{}-council",
        "royal-borough-of-{}",
    ),
    "County": ("{}-county-council", "{}-council"),
}
"""How the site writes the addresses of councils of a type; the first that answers is the one."""
Row = dict[str, str]


def address(slug: str) -> str:
    """The address of a council's statistics page."""
    return f"{INDEX}/{slug}/statistics"


def slugs(codes: Iterable[str], known: Iterable[str] = ()) -> dict[str, list[str]]:
    """The addresses that each council may have: those that are known to be its own, or else those by its name."""
    listed = areas.table("areas").set_index("area_code")
    borne: dict[str, list[str]] = {}
    for slug in dict.fromkeys(known):
        for bearer in areas.bearers(slug.replace("-", " ")):
            borne.setdefault(bearer.area_code, []).append(slug)
    made = {code: named(listed.loc[code, "name"], listed.loc[code, "type"]) for code in codes}
    return {code: borne.get(code) or mine for code, mine in made.items()}


def named(name: str, kind: str) -> list[str]:
    """The addresses that follow from a name, with and without its 'and'."""
    words = {areas.bare(name), re.sub(r"\band\b ?", "", areas.bare(name))}
    return [form.format(each.replace(" ", "-")) for each in sorted(words, key=len) for form in FORMS[kind]]


def listed_slugs(client: Client) -> list[str]:
    """The councils to which the page of all councils links, if it links to any."""
    answer = client.page(INDEX)
    if answer.status in GONE:
        return []
    page = lgsco.read_page(answer.text, answer.address)
    found = (re.fullmatch(rf"{re.escape(INDEX)}/([\w-]+)(?:/statistics)?", link) for link in page.links)
    return list(dict.fromkeys(each[1] for each in found if each))


def row(read: CouncilYear, slug: str) -> Row:
    """A page's figures as a row of the table."""
    first, last = int(read.time_period[:4]), int(read.time_period[:4]) + 1
    figures = {column: read.figures.get(name, "").replace(",", "") for name, column in FIGURES.items()}
    return {
        "page_council_name": read.council,
        "slug": slug,
        "period_start": f"{first}-04-01",
        "period_end": f"{last}-03-31",
        **figures,
        "layout": layout(read, first),
        "excerpt_complete": "yes",
        "url": address(slug),
    }


def layout(read: CouncilYear, first: int) -> str:
    """The release of a page: its year for the layout of 2024-25 and what comes after, the older ones by their words."""
    if "complaints_dealt_with" in read.figures:
        return f"{first}-{(first + 1) % 100:02d}"
    return "2022-23" if read.detailed else "2023-24"


def shipped(table: Path = SHIPPED) -> list[Row]:
    """The rows of the project's own table as they were read, also where a figure is withheld; without addresses."""
    if not table.is_file():
        return []
    rows = pd.read_parquet(table)
    found = pd.read_parquet(table.with_name(f"{store.REGISTER}.parquet"))
    withheld = found[found["dataset"].eq(table.stem) & found["status"].eq("withheld")]
    rows = rows.merge(withheld[[*KEY, "published"]], how="left", on=KEY)
    printed = rows["value"].fillna(rows["published"])
    names = areas.table("areas").set_index("area_code")["name"]
    rows["cell"] = printed.map("{:.10g}".format).where(printed.notna(), rows["symbol"].replace({"z": "n/a"}))
    wide = rows.pivot(index=["release", "area_code", "time_period"], columns="indicator", values="cell")
    made = []
    for (release, area, period), figures in wide.fillna("").iterrows():
        cells = {name: cell for name, cell in figures.items() if cell}
        read = CouncilYear(names[area], (), period, cells)
        made.append(row(read, "") | {"layout": release, "url": "", "excerpt_complete": ""})
    return made


def kept_rows(to: Path) -> list[Row]:
    """The rows that are held already."""
    if not to.is_file():
        return shipped()
    with to.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def merged(old: list[Row], new: list[Row]) -> list[Row]:
    """All rows, one for each council and year; a page that was read again counts as it is now."""

    def key(each: Row) -> tuple[str, str]:
        area = areas.area_for_name(each["page_council_name"], each["period_start"])
        return area, each["period_start"]

    rows = {key(each): each for each in old} | {key(each): each for each in new}
    return [rows[each] for each in sorted(rows)]


def as_csv(rows: list[Row]) -> bytes:
    """The table."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


@dataclass(frozen=True)
class Statistics:
    """The statistics pages; `council` is one that is looked at to see which year they show."""

    release: str
    council: str = "surrey-county-council"

    def found(self, client: Client) -> Found:
        """The year that the pages show now."""
        first = Visit(client, Path(), "").fetched(self.council, is_kept=False)
        if first is None:
            raise Refused(
                f"www.lgo.org.uk: {address(self.council)} is gone: correct `council` in its dataset"
            )
        shown = year_of(first)
        newer = shown if shown > self.release else None
        return Found(INDEX, self.release, stamp=shown, newer=newer, due="July")

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """Read every council's page, keep it, and add it to the table; what is kept is not asked for again."""
        before, old = digest(to), kept_rows(to)
        visit = Visit(client, to.with_name(FOLDER), found.stamp)
        known = listed_slugs(client) or [each["slug"] for each in old if each["slug"]]
        councils = sorted(there(f"{found.stamp[:2]}{found.stamp[-2:]}-03-31", LOCAL))
        new, missing, unread = [], [], []
        for number, (area, mine) in enumerate(slugs(councils, known).items(), start=1):
            try:
                page = visit.of_council(area, mine)
                new += [page] if page else []
                missing += [] if page else [area]
            except Unreadable as problem:
                unread.append(str(problem))
            client.progress("statistics pages", number, len(councils))
        rows = merged(old, new)
        store.write_bytes(to, as_csv(rows))
        if unread:
            raise Refused(
                f"www.lgo.org.uk: {len(unread)} statistics pages cannot be read, the first: {unread[0]}. They are kept "
                f"as {UNREAD} beside the others, and run again"
            )
        note = lgsco_missing.told(missing, rows, found.stamp)
        return Downloaded(to, INDEX, digest(to), to.stat().st_size, digest(to) != before, note)


def year_of(read: CouncilYear) -> str:
    """The year of a page, '2024-25'."""
    return f"{read.time_period[:4]}-{read.time_period[4:]}"


@dataclass(frozen=True)
class Visit:
    """A reading of the pages while they show a year; each is kept in the folder."""

    client: Client
    folder: Path
    shown: str

    def of_council(self, area: str, mine: list[str]) -> Row | None:
        """A council's row: from the page of the year that is kept, else from the site; None if it has no page."""
        for fetch in (self.held, self.fetched):
            for slug in mine:
                found = fetch(slug)
                if found and area in {
                    each.area_code for each in areas.bearers(found.council, found.time_period)
                }:
                    return row(found, slug)
        return None

    def held(self, slug: str) -> CouncilYear | None:
        """The page that is kept, None if there is none."""
        copy = self.folder / slug.lower() / f"{self.shown}.html"
        return (
            statistics_page(lgsco.read_page(copy.read_text("utf-8"), address(slug)))
            if copy.is_file()
            else None
        )

    def fetched(self, slug: str, is_kept: bool = True) -> CouncilYear | None:
        """The page on the site, kept under its year or as unread; None if there is none."""
        answer = self.client.page(address(slug))
        if answer.status in GONE:
            return None
        name = UNREAD
        try:
            found = statistics_page(lgsco.read_page(answer.text, answer.address))
            name = f"{year_of(found)}.html"
        finally:
            if is_kept:
                store.write_bytes(self.folder / slug.lower() / name, answer.text.encode())
        return found
