"""Councils whose statistics page was not found: told by name, or refused where a figure would be lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ingest import areas
from ingest.absences import ABSENCES, absences
from ingest.answers import Refused

MOST_NOT_FOUND = 15
DATASET = "ombudsman_councils"
LOOK = (
    "look up one of them: correct FORMS in ingest/lgsco_councils.py where its address is another, data/reference where "
    f"its name is, or say in data/reference/{ABSENCES.name} why it has none; the others are kept"
)


def told(missing: Iterable[str], rows: Iterable[Mapping[str, str]], shown: str) -> str:
    """In words, who of the councils of a year ('2024-25') has no page and no row, '' for nobody.

    Raises Refused for one that had a row in an earlier year, and for more than MOST_NOT_FOUND. Those that are declared
    in the absences are left out.
    """
    start = f"{shown[:4]}-04-01"
    years: dict[str, set[str]] = {}
    for each in rows:
        area = areas.area_for_name(each["page_council_name"], each["period_start"])
        years.setdefault(area, set()).add(each["period_start"])
    without = sorted(set(missing) - declared(shown) - {area for area in years if start in years[area]})
    lost = [area for area in without if any(year < start for year in years.get(area, ()))]
    if lost:
        raise Refused(
            f"www.lgo.org.uk: no statistics page of {named(lost)} was found under its name for {shown}, though there "
            f"was one in an earlier year: {LOOK}"
        )
    if len(without) > MOST_NOT_FOUND:
        raise Refused(
            f"www.lgo.org.uk: statistics pages of {len(without)} councils were not found ({named(without)}): {LOOK}"
        )
    return f"no statistics page of {named(without)} was found for {shown}: {LOOK}" if without else ""


def declared(shown: str) -> set[str]:
    """The councils that the absences name for a year."""
    listed = absences()
    mine = listed["dataset"].eq(DATASET) & listed["time_period"].eq(f"{shown[:4]}{shown[-2:]}")
    return set(listed.loc[mine, "area_code"])


def named(codes: Iterable[str]) -> str:
    """The councils by name."""
    names = areas.table("areas").set_index("area_code")["name"]
    return ", ".join(sorted(names[code] for code in codes))
