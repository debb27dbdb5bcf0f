"""Inspections of an area for SEND, as a page asks for them: the latest, those before it, who is in no list.

Two frameworks are never compared, and a list that an area is not in says nothing about it: the one for the framework
of 2023 is compiled from reports. Every function raises `tables.NotLoaded` where the register is not there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from metrics import areas, tables
from metrics.memory import remembered

REGISTER = "area_send_inspections"
NEWEST_FRAMEWORK = "2023"
NOT_IN_THIS_LIST = (
    "Not in this list. The list is made from published reports. The area may still have been inspected."
)
WHAT_FRAMEWORKS_ASK = {
    "2016 to 2022": "Inspectors said whether an area had weaknesses so significant that it must write a statement of "
    "action, and came back to see what had become of them. A larger number of weaknesses is not a worse result.",
    NEWEST_FRAMEWORK: "Inspectors say which of three descriptions fits: typically positive experiences and outcomes, "
    "inconsistent ones, or widespread and/or systemic failings.",
}
REVISITS_UNTIL = "August 2022"
"""When Ofsted's list of inspections under the first framework, and of the revisits after them, ends."""
OFSTEDS_OWN = ("2022", "2023")
"""Releases that are Ofsted's own lists: of two rows about one inspection theirs is shown."""


@dataclass(frozen=True)
class Inspection:
    """One inspection, or a revisit after one, of an area whose council was `area_code`.

    Dates are ISO text, '2017-05' where only the month is known, '' with a `dates_note` where none is. An outcome of ''
    has an `outcome_note`. Numbers are of weaknesses found, or of priority actions under the framework of 2023; None
    where the list has none.
    """

    area_code: str
    area_name: str
    framework: str
    event: str
    started: str
    published: str
    outcome: str
    weaknesses: int | None
    priority_actions: int | None
    next_inspection: str
    dates_note: str
    outcome_note: str
    report: str
    release: str

    @property
    def is_revisit(self) -> bool:
        return self.event == "revisit"


def latest(area_code: str, framework: str = "") -> Inspection | None:
    """The newest inspection of an area, revisits apart; None where it is in no list (see NOT_IN_THIS_LIST)."""
    found = (each for each in history(area_code) if not each.is_revisit)
    return next((each for each in found if framework in ("", each.framework)), None)


def history(area_code: str) -> tuple[Inspection, ...]:
    """Every inspection and revisit of an area, newest first; those of councils that it replaced come last.

    Each inspection stands once: where Ofsted and the compilers list it, with Ofsted's days and the report's address.
    """
    before = filter(None, str(areas.areas().at[area_code, "predecessors"]).split(";"))
    inherited = [each for code in before for each in _listed().get(code, ())]
    return (*_listed().get(area_code, ()), *sorted(inherited, key=_day, reverse=True))


def in_no_list(framework: str = NEWEST_FRAMEWORK) -> tuple[str, ...]:
    """The codes of today's councils whose area is not in the list of a framework."""
    frame = areas.areas()
    there = frame.loc[frame["type"].isin(areas.AUTHORITY_TYPES) & frame["end"].eq(""), "area_code"]
    return tuple(code for code in there if not latest(code, framework))


@remembered()
def _listed() -> dict[str, tuple[Inspection, ...]]:
    """Area code -> its inspections, newest first."""
    found: dict[str, dict[tuple, Inspection]] = {}
    rows = tables.table(REGISTER).to_dict("records")
    for row in sorted(rows, key=lambda row: row["release"] in OFSTEDS_OWN):
        kept = found.setdefault(row["area_code"], {})
        same = (row["framework"], row["event"], row["published"] or row["started"])
        report = row["report"] or (kept[same].report if same in kept else "")
        following = row["next_inspection"] or (kept[same].next_inspection if same in kept else "")
        kept[same] = _inspection(row, report, following)
    return {code: tuple(sorted(kept.values(), key=_day, reverse=True)) for code, kept in found.items()}


def _inspection(row: dict, report: str, following: str) -> Inspection:
    declared = {each.name: row[each.name] for each in fields(Inspection) if each.name in row}
    numbers = {name: _whole(row[name]) for name in ("weaknesses", "priority_actions")}
    more = {"area_name": areas.name(row["area_code"]), "report": report, "next_inspection": following}
    return Inspection(**{**declared, **numbers, **more})


def _whole(number: float) -> int | None:
    return None if math.isnan(number) else int(number)


def _day(inspection: Inspection) -> str:
    return inspection.started or inspection.published
