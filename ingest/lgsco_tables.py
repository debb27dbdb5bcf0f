"""The Ombudsman's annual tables by council: received by service, decided by outcome, remedies.

None of these files has been seen. What is known of them is that the landing page links to them, that their names say
which they are ('2-Complaints-Decided-25-26.csv'), and that their header stands some rows down. So they are read by
what their cells say, in words that other publications of the Ombudsman use, and their sums are checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ingest import areas, lgsco
from ingest.answers import Refused
from ingest.dataset import Release, Unreadable
from ingest.files import Downloaded
from ingest.http import Client
from ingest.origin import Found
from ingest.read import Source

LANDING_PAGE = (
    f"{lgsco.SITE}/information-centre/reports/annual-review-reports/local-government-complaint-reviews"
)
ATTACHED = re.compile(r"/assets/attach/\d+/(?P<name>[^/]+)$")
YEARS = re.compile(r"(?<!\d)(?:20)?(?P<first>\d\d)[-_ ]?(?:20)?(?P<second>\d\d)(?!\d)")
KINDS = {"received": r"received", "decided": r"decided|decisions", "remedies": r"remed|complian"}
HEADER_WITHIN = 20
COUNCIL, TOTAL = "council", "total"
NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "received": {
        "Adult social care": ("adult care services", "adult social care"),
        "Benefits and tax": ("benefits and tax",),
        "Corporate and other services": ("corporate and other services", "corporate other"),
        "Education and children's services": (
            "education and childrens services",
            "education and children services",
        ),
        "Environmental services": (
            "environmental services and public protection and regulation",
            "environmental services public protection and regulation",
            "environmental services and regulation",
            "environment services and public protection and regulation",
        ),
        "Highways and transport": ("highways and transport",),
        "Housing": ("housing",),
        "Planning and development": ("planning and development", "planning development"),
        "Other": ("other",),
        TOTAL: ("total", "grand total", "total received"),
    },
    "decided": {
        "invalid": ("invalid or incomplete", "incomplete invalid", "incomplete or invalid"),
        "advice": ("advice given",),
        "referred_back": (
            "referred back for local resolution",
            "referred back",
            "referred back for local resolutions",
        ),
        "closed": ("closed after initial enquiries", "assessed and closed"),
        "not_for_us": ("not for us",),
        "not_upheld": ("not upheld",),
        "upheld": ("upheld",),
        "investigated": ("investigated",),
        "upheld_rate": (
            "uphold rate",
            "upheld rate",
            "uphold rate %",
            "percentage upheld",
            "upheld percentage",
        ),
        "similar_upheld_rate": ("average uphold rate of similar authorities",),
        TOTAL: ("total", "total decided", "dealt with", "total dealt with"),
    },
    "remedies": {
        "compliance_outcomes": (
            "number of compliance outcomes",
            "compliance outcomes",
            "cases with compliance outcome",
        ),
        "compliance_rate": ("compliance rate",),
        "similar_compliance_rate": ("average compliance rate of similar authorities",),
        "satisfactory_remedies": (
            "satisfactory remedies",
            "upheld cases where the authority had already provided a satisfactory remedy",
        ),
        "satisfactory_remedy_rate": (
            "satisfactory remedy rate",
            "percentage of satisfactory remedies",
        ),
    },
}
AUTHORITY = ("authority name", "authority", "local authority", "council", "council name", "body")
NEEDED = {
    "received": ("Education and children's services", TOTAL),
    "decided": ("upheld", "not_upheld"),
    "remedies": ("compliance_rate",),
}
PARTS = {
    "received": tuple(name for name in NAMES["received"] if name != TOTAL),
    "decided": ("invalid", "advice", "referred_back", "not_for_us", "closed", "not_upheld", "upheld"),
    "remedies": (),
}
TOTAL_ROWS = ("total", "grand total", "totals", "england", "all authorities")
MARKS = {"-": "no_reason", "": "no_reason", "n/a": "z", "*": "c", "<5": "c", "..": "x"}


@dataclass(frozen=True)
class Link:
    """A table that the landing page links to: its kind, its financial year ('2025-26') and its address."""

    kind: str
    year: str
    address: str


@dataclass(frozen=True)
class AnnualTable:
    """One of the tables of a year."""

    kind: str
    release: str

    def found(self, client: Client) -> Found:
        """The table of the year on the landing page; raises Refused when it links to none."""
        answer = client.page(LANDING_PAGE)
        mine = [
            each for each in links(lgsco.read_page(answer.text, answer.address)) if each.kind == self.kind
        ]
        named = [each for each in mine if each.year == self.release and each.address.lower().endswith(".csv")]
        if len({each.address for each in named}) != 1:
            listed = ", ".join(sorted({f"{each.year} ({each.address})" for each in mine})) or "none"
            raise Refused(
                f"www.lgo.org.uk: complaints {self.kind} {self.release}: {LANDING_PAGE} links to {len(named)} CSV "
                f"files of them, one was expected; of this kind it has {listed}: look at the page; correct KINDS in "
                "ingest/lgsco_tables.py or the release of the dataset"
            )
        newest = max(each.year for each in mine)
        newer = newest if newest > self.release else None
        return Found(named[0].address, self.release, stamp=named[0].address, newer=newer, due="July")

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """A plain download."""
        return client.download(found.address, to)


def release(kind: str, year: str) -> Release:
    """A table of a year ('2025-26') as a dataset declares it."""
    return Release(
        release=year,
        file=f"lgsco/annual/{kind}_{year}.csv",
        title=f"Complaints {kind} by council, {year}",
        address=LANDING_PAGE,
        periods=(f"{year[:4]}{year[5:]}",),
        origin=AnnualTable(kind, year),
    )


def links(page: lgsco.Page) -> list[Link]:
    """The tables to which a page links, known by their names."""
    found = []
    for address in page.links:
        name = ATTACHED.search(address)
        kind = next((kind for kind, words in KINDS.items() if name and re.search(words, name[1].lower())), "")
        if name and kind and (year := financial_year(name["name"])):
            found.append(Link(kind, year, address))
    return found


def financial_year(name: str) -> str:
    """'2-Complaints-Decided-25-26.csv' is of '2025-26'; '' where a name holds no two years in a row."""
    for found in YEARS.finditer(name):
        if int(found["second"]) == (int(found["first"]) + 1) % 100:
            return f"20{found['first']}-{found['second']}"
    return ""


def table(source: Source, kind: str) -> pd.DataFrame:
    """The councils' rows: `council` and a column for each of our names that the file has, as printed.

    Rows end at a total, a blank row or a footnote. Raises Unreadable when a needed column is missing or a sum is wrong.
    """
    for sheet in source.sheets():
        grid = source.grid(sheet).map(str.strip)
        if (header := header_of(grid, kind)) is not None:
            columns, below = header
            break
    else:
        raise Unreadable(
            f"{source.name}: no row of the first {HEADER_WITHIN} names authorities and two {kind} columns: look at the "
            "file, and add its words to NAMES in ingest/lgsco_tables.py"
        )
    if missing := [name for name in NEEDED[kind] if name not in columns]:
        raise Unreadable(
            f"{source.name}: no column {missing[0]!r}; the header says {', '.join(map(repr, headings(grid, below)))}: "
            "if it was renamed, add the name to NAMES in ingest/lgsco_tables.py"
        )
    body = grid.loc[below:, list(columns.values())].set_axis(list(columns), axis=1)
    rows, total = councils(body)
    if rows.empty:
        raise Unreadable(f"{source.name}: no council under the header: fetch it again")
    require_sums(rows, total, kind, source.name)
    return rows.reset_index(drop=True)


def headings(grid: pd.DataFrame, below: int) -> list[str]:
    """The words of the row above the body."""
    return [text for text in grid.loc[below - 1] if text]


def header_of(grid: pd.DataFrame, kind: str) -> tuple[dict[str, int], int] | None:
    """The columns by our names and the first row of the body, of the row or two rows that know the most words."""
    best: tuple[dict[str, int], int] | None = None
    for row in range(min(HEADER_WITHIN, len(grid))):
        for rows in (1, 2):
            if row + rows > len(grid):
                continue
            words = [" ".join(filter(None, grid.loc[row : row + rows - 1, at])) for at in grid]
            columns = known(words, kind)
            if COUNCIL in columns and len(columns) >= 3 and (best is None or len(columns) > len(best[0])):
                best = columns, row + rows
    return best


def known(words: Iterable[str], kind: str) -> dict[str, int]:
    """The place of each column that is known by its heading; the first of two alike."""
    aliases = {alias: name for name, each in NAMES[kind].items() for alias in each}
    aliases |= dict.fromkeys(AUTHORITY, COUNCIL)
    columns: dict[str, int] = {}
    for at, heading in enumerate(words):
        name = aliases.get(areas.plain(heading.replace("%", "")))
        if name and name not in columns:
            columns[name] = at
    return columns


def councils(body: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series | None]:
    """The rows of councils, and the total below them if there is one."""
    figures = body.drop(columns=COUNCIL)
    is_total = body[COUNCIL].map(areas.plain).isin(TOTAL_ROWS)
    ends = is_total | body[COUNCIL].eq("") | figures.eq("").all(axis=1)
    if not ends.any():
        return body, None
    end = body.index[ends][0]
    return body.loc[: end - 1], body.loc[end] if is_total[end] else None


def require_sums(rows: pd.DataFrame, total: pd.Series | None, kind: str, file: str) -> None:
    """Raise unless parts add up to totals, councils to the total row, and the rate is that of its counts."""
    numbers = rows.drop(columns=COUNCIL).apply(lambda column: column.map(number))
    parts = [name for name in PARTS[kind] if name in numbers]
    if TOTAL in numbers and parts:
        whole = numbers[[*parts, TOTAL]].notna().all(axis=1)
        wrong = whole & numbers[parts].sum(axis=1).ne(numbers[TOTAL])
        refuse(rows, wrong, f"{' + '.join(parts)} is not the total", file)
    if {"upheld", "not_upheld", "upheld_rate"} <= set(numbers):
        investigated = numbers["upheld"] + numbers["not_upheld"]
        share = 100 * numbers["upheld"] / investigated.where(investigated > 0)
        refuse(
            rows, (share - numbers["upheld_rate"]).abs() > 1, "upheld of investigated is not the rate", file
        )
    if total is None:
        return
    for name in numbers:
        printed = number(total[name])
        if name.endswith("rate") or pd.isna(printed) or numbers[name].isna().any():
            continue
        if numbers[name].sum() != printed:
            raise Unreadable(
                f"{file}: {name} of all councils is {numbers[name].sum():g}, its total row says {printed:g}: fetch it "
                "again if it is cut short, else ask the publisher"
            )


def refuse(rows: pd.DataFrame, wrong: pd.Series, what: str, file: str) -> None:
    """Raise for the first row that is wrong."""
    if wrong.any():
        row = rows[wrong].iloc[0]
        printed = ", ".join(f"{name} {cell}" for name, cell in row.items())
        raise Unreadable(f"{file}: {what} ({printed}): look at the file, and correct ingest/lgsco_tables.py")


def number(text: str) -> float:
    """A printed count or rate, NaN for a mark: '1,234', '85%', '85.0'."""
    plain = text.replace(",", "").removesuffix("%").strip()
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else float("nan")


def cell(text: str) -> str:
    """A printed cell as the readers of figures know it: no commas or percent signs, marks as symbols."""
    return MARKS.get(text.lower(), text.replace(",", "").removesuffix("%").strip())


UNREAD = tuple(release(kind, "2025-26") for kind in ("decided", "remedies"))
"""Tables that are kept and not read: a statistics page holds the same of each council, and none was ever seen."""
