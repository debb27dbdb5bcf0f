"""The Ombudsman's pages (lgo.org.uk): what a reader sees of them, a decision, a listing of decisions.

Pages are read by what they say, whatever the markup around it. What is unknown raises Unreadable: an outcome,
a case that cannot be read, a page without the thing it is for. A page that says nothing is not a nought.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pandas as pd

from ingest.dataset import Unreadable

SITE = "https://www.lgo.org.uk"
PUBLISHER = "Local Government and Social Care Ombudsman"
LICENCE = (
    "Free to re-use with acknowledgement, accurately and not misleadingly: https://www.lgo.org.uk/copyright"
)
ATTRIBUTION = "Local Government and Social Care Ombudsman. © Commission for Local Administration in England."
OUTCOMES = ("Upheld", "Not upheld", "Closed after initial enquiries")

INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "em",
        "font",
        "i",
        "label",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    )
)
UNSEEN = frozenset(("head", "noscript", "script", "style", "svg", "template"))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

REFERENCE = r"\d{2}[ -]\d{3}[ -]\d{3}[a-z]?"
HEADING = (
    rf"(?m)^\W*(?P<council>\w.*?)\s*\((?P<references>{REFERENCE}(?:(?:\s*(?:,|;|&|and)\s*)+{REFERENCE})*)\)"
)
OUTCOME = f"(?:{'|'.join(OUTCOMES)})"
DATE = r"\d{1,2}[ -][A-Z][a-z]+[ -]\d{4}"
LISTED = re.compile(
    rf"{HEADING}\s+(?:Statement|Report)\s+(?P<decision>{OUTCOME})\s+\S.*?\s+(?P<date>{DATE})\s+"
    r"Summary:\s*(?P<summary>.+)$"
)
CASE = re.compile(
    rf"^{re.escape(SITE)}/decisions/(?P<category>[\w-]+)/(?P<subcategory>[\w-]+)/(?P<reference>\d\d-\d{{3}}-\d{{3}}[a-z]?)$",
    re.IGNORECASE,
)
SUMMARY = re.compile(
    r"(?m)^Summary:\s*(?P<statement>.+)$|^Summary\n(?P<report>(?:(?!The complaint$|Finding$).+\n)+)"
)
RESULTS = re.compile(r"has ([\d,]+) results?\b")


@dataclass(frozen=True)
class Page:
    """What a reader sees of a page: its title, its lines, and where its links lead."""

    address: str
    title: str
    lines: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def text(self) -> str:
        """All lines, each ended."""
        return "".join(f"{line}\n" for line in self.lines)

    def unreadable(self, what: str) -> Unreadable:
        """The error for this page."""
        return Unreadable(
            f"{self.address}: {what}; look at the page, then mend ingest/lgsco.py or lgsco_statistics.py"
        )


@dataclass(frozen=True)
class Decision:
    """One case under one reference ('24-006-766'); a category is a path: 'Education > School transport'."""

    reference: str
    council: str
    category: str
    decision: str
    decision_date: str
    summary: str
    address: str


class _Reader(HTMLParser):
    """Collects the title, the text (a block element begins a new line) and the links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.text = "", ""
        self.links: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title" or tag in UNSEEN:
            self.inside.append(tag)
        self.text += "" if tag in INLINE else "\n"
        self.links += [value for name, value in attrs if tag == "a" and name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            del self.inside[self.inside.index(tag) :]
        self.text += "" if tag in INLINE else "\n"

    def handle_data(self, data: str) -> None:
        if self.inside[-1:] == ["title"] and "svg" not in self.inside:
            self.title += data
        elif not self.inside:
            self.text += re.sub(r"\s+", " ", data)


def read_page(html: str, address: str) -> Page:
    """What a reader sees of a page that was fetched from an address."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in reader.text.split("\n"))
    links = tuple(plain_address(urljoin(f"{SITE}/", link)) for link in reader.links)
    return Page(plain_address(address), " ".join(reader.title.split()), tuple(filter(None, lines)), links)


def plain_address(address: str) -> str:
    """A page's one address, without its query: 'https://lgo.org.uk/x?displaypref=3' is 'https://www.lgo.org.uk/x'.

    Addresses of other hosts are left as they are.
    """
    parts = urlsplit(address)
    if parts.hostname not in ("lgo.org.uk", "www.lgo.org.uk"):
        return address
    return SITE + parts.path.rstrip("/")


def decision_page(page: Page) -> list[Decision]:
    """The case of a decision page, once for each of its references: one report may close several cases."""
    heading = re.search(HEADING, page.title) or re.search(HEADING, page.text)
    if not heading:
        raise page.unreadable("no council with a reference such as (24 006 766) in its title or text")
    summary = SUMMARY.search(page.text)
    if not summary:
        raise page.unreadable("no summary")
    rest = (
        heading["council"],
        _field(page, "Category", r"\S.*"),
        _field(page, "Decision", OUTCOME),
        iso_date(_field(page, "Decision date", DATE)),
        " ".join((summary["statement"] or summary["report"]).split()),
        page.address,
    )
    each = references(heading["references"])
    _nothing_left(heading, each, page)
    return [Decision(reference, *rest) for reference in each]


def _nothing_left(heading: re.Match[str], read: list[str], page: Page) -> None:
    """A title whose references are not all read loses a case, or a council: that is refused."""
    title = heading.string[heading.start("council") :].partition("\n")[0]
    if left := [each for each in references(title) if each not in read]:
        raise page.unreadable(f"the reference {left[0]} is left over in the title {title!r}")


def _field(page: Page, name: str, value: str) -> str:
    found = re.search(rf"(?m)^{name}\s*:\s*({value})$", page.text)
    if not found:
        raise page.unreadable(f"no {name!r}, or one that is not known")
    return found[1]


def listing_page(page: Page) -> list[Decision]:
    """The cases of a category page or of search results, once for each reference.

    The address is that of the case's link, and the category the path of that link: a search names no other.
    """
    cases, unread = listed(page)
    if unread:
        raise page.unreadable(f"{len(cases)} cases can be read, {unread[0].rpartition('/')[2]} cannot")
    return cases


def listed(page: Page) -> tuple[list[Decision], list[str]]:
    """The cases of a listing as of `listing_page`, and the addresses of those that it links to and cannot be read."""
    links = {found["reference"]: found for link in page.links if (found := CASE.search(link))}
    cases = list(LISTED.finditer(page.text))
    for case in cases:
        _nothing_left(case, references(case["references"]), page)
    read = {reference for case in cases for reference in references(case["references"])}
    unread = [links[reference].string for reference in sorted(set(links) - read)]
    return [decision for case in cases for decision in _listed(case, links, page)], unread


def _listed(case: re.Match[str], links: dict[str, re.Match[str]], page: Page) -> list[Decision]:
    each = references(case["references"])
    link = next((links[reference] for reference in each if reference in links), None)
    if link is None:
        raise page.unreadable(f"no link to case {each[0]}")
    path = " > ".join(part.replace("-", " ").capitalize() for part in (link["category"], link["subcategory"]))
    rest = case["decision"], iso_date(case["date"]), case["summary"], link.string
    return [Decision(reference, case["council"], path, *rest) for reference in each]


def decisions(table: pd.DataFrame, file: str) -> pd.DataFrame:
    """Collected decisions as columns like `Decision`, with plain addresses; an odd cell raises Unreadable."""
    rows = table.rename(columns={"url": "address"})
    names = [field.name for field in fields(Decision)]
    if set(rows) != set(names):
        odd_one = sorted(set(rows) ^ set(names))[0]
        raise Unreadable(f"{file}: the column {odd_one!r} is unknown or missing; mend ingest/lgsco.py")
    rows = rows[names].assign(address=rows["address"].map(plain_address))
    for column, is_known in {
        "reference": rows["reference"].str.fullmatch(REFERENCE) & ~rows["reference"].str.contains(" "),
        "address": _leads_to_a_case(rows),
        "category": rows["category"].str.count(" > ").eq(1),
        "decision": rows["decision"].isin(OUTCOMES),
        "decision_date": pd.to_datetime(rows["decision_date"], format="%Y-%m-%d", errors="coerce").notna(),
        "summary": rows["summary"].str.strip().ne(""),
    }.items():
        if not is_known.all():
            odd = rows[~is_known].iloc[0]
            raise Unreadable(f"{file}: {odd['address']} has the {column} {odd[column]!r}; look at its page")
    return rows


def _leads_to_a_case(rows: pd.DataFrame) -> pd.Series:
    """Whether each address is that of its case, or of another case that the same report closes.

    A report on several cases has the address of one of them: the others have it with the same council, outcome, day
    and summary as that one.
    """
    linked = rows["address"].str.extract(CASE)["reference"]
    same = [*(field.name for field in fields(Decision) if field.name != "reference")]
    own = rows[rows["reference"] == linked][same].drop_duplicates()
    shared = rows[same].merge(own, how="left", indicator=True)["_merge"].eq("both")
    return linked.notna() & (rows["reference"].eq(linked) | shared.to_numpy())


def result_count(page: Page) -> int:
    """How many results a search says it has; an empty shell, which does not say, raises Unreadable."""
    found = RESULTS.search(page.text)
    if not found:
        raise page.unreadable("the search does not say how many results it has")
    return int(found[1].replace(",", ""))


def references(text: str) -> list[str]:
    """Every reference in a text, as addresses write it: '24 006 766' is '24-006-766'."""
    return [each.replace(" ", "-") for each in re.findall(REFERENCE, text)]


def iso_date(text: str) -> str:
    """'15 Jul 2025', '15 July 2025' or '15-Jul-2025' as an ISO date."""
    day, month, year = re.split("[ -]", text)
    return date(int(year), MONTHS.index(month[:3]) + 1, int(day)).isoformat()
