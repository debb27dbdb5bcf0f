"""Addresses within the site, made in one place so that every view has exactly one."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, quote, urlencode

from layouts.format import slugged
from metrics import areas

HOME, MEASURES, METHODS, FIND = "/", "/measure", "/methods", "/find"
COMPARE, LOTTERY, BORDERS, PERSISTENCE = "/compare", "/lottery", "/lottery/borders", "/lottery/persistence"
GAPS, INSPECTIONS, LEADS = "/gaps", "/inspections", "/leads"
REVISIONS, READY = "/revisions", "/ready"
NUMBERS, CLAIMS = "/methods/numbers", "/methods/claims"
ABOUT, REPLY = "/about", "/about#reply"
DATA, DICTIONARY, FIGURES = "/data", "/data/dictionary", "/data/figures"
ACCESSIBILITY = "/accessibility"
API = "/api"
"""What explains the addresses for programs, which begin with it."""
PROBLEM = ("problem", "at", "near")
"""What an address says of a form that was filled in wrongly: the problem, its field, what may have been meant."""
VALUES = f"{API}/v1/values"
COMPLAINTS, DECISIONS = "/complaints", "decisions"
"""The page, and the part of it with decisions to read."""


def area(area_code: str) -> str:
    """The page of a council."""
    return f"/area/{areas.slug(area_code)}"


def briefing(area_code: str, ending: str = "") -> str:
    """The page to print about a council or England; with '.pdf' the same as a file."""
    return f"/briefing/{areas.slug(area_code)}{ending}"


def campaign(area_code: str, ending: str = "") -> str:
    """Words to post and a letter about a council or England; with '.txt' the letter as a file."""
    return f"/campaign/{areas.slug(area_code)}{ending}"


def measure(metric_id: str, **state: str) -> str:
    """A view of a measure; only what differs from the default is given, in a fixed order."""
    return with_query(f"/measure/{metric_id}", **state)


def method(metric_id: str) -> str:
    """Where a measure is explained."""
    return f"{METHODS}#{metric_id}"


def sentences(area_code: str, metric_id: str = "", period: str = "") -> str:
    """What may be printed of a place, on one measure and period."""
    return with_query(f"/sentences/{areas.slug(area_code)}", measure=metric_id, year=period)


def csv(metric_id: str, **state: str) -> str:
    """The table behind a view, as a file."""
    return with_query(f"/download/{metric_id}.csv", **state)


def data_table(name: str) -> str:
    """What a table is, with its first rows and its files."""
    return f"{DATA}/table/{name}"


def data_file(name: str, ending: str) -> str:
    """A table as a file."""
    return f"{DATA}/{name}.{ending}"


def complaints(part: str = "", **state: str | tuple[str, ...]) -> str:
    """A view of complaints and appeals, at one part of its page."""
    return with_query(COMPLAINTS, **state) + (f"#{part}" if part else "")


def gaps(**state: str) -> str:
    """Who reported what, of one council or one measure."""
    return with_query(GAPS, **state)


def revisions(**state: str) -> str:
    """The ledger of what became of published figures, of one place, measure or kind."""
    return with_query(REVISIONS, **state)


def inspections(**state: str) -> str:
    """The register of inspections, of one outcome or one region."""
    return with_query(INSPECTIONS, **state)


def compare(area_codes: Sequence[str], **state: str) -> str:
    """Councils side by side, the reader's own first; their names stand in the address."""
    named = dict(zip("abcd", map(areas.slug, area_codes), strict=False))
    return with_query(COMPARE, **named, **state)


def figure(metric_id: str, area_code: str, period: str, beside: str = "") -> str:
    """The published cells behind one figure, or behind the gap between it and that of the council `beside`."""
    other = areas.slug(beside) if beside else ""
    return with_query(f"/figure/{metric_id}/{areas.slug(area_code)}", year=period, beside=other)


def within(path: str) -> str:
    """A path that somebody asked for, as an address of this site and of no other, whatever is written there.

    Browsers take two slashes, either way round, for the beginning of the name of a site.
    """
    return "/" + quote(path.lstrip("/\\"), safe="/@~:!$&'()*+,;=")


def with_query(path: str, **state: str | tuple[str, ...]) -> str:
    """A path with the parts of its state that are not empty; a period is given as readers write it."""
    year = state.get("year")
    if isinstance(year, str) and year:
        state["year"] = slugged(year)
    kept = {name: value for name, value in state.items() if value}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


OF_PLACES = {"area": area, "briefing": briefing, "campaign": campaign}
"""First step of an address -> the address of a place that begins with it."""


def without_problem(address: str) -> str:
    """An address without what it says of a form that was filled in wrongly: that is not of the page."""
    path, _, query = address.partition("?")
    parts = parse_qsl(query)
    if PROBLEM[0] not in dict(parts):
        return address
    kept = [(name, value) for name, value in parts if name not in PROBLEM]
    return f"{path}?{urlencode(kept)}" if kept else path
