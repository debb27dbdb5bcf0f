"""The Ombudsman's decisions as a reader looks for them: what there is to choose from, and what fits."""

from __future__ import annotations

from typing import Any

from layouts import places
from metrics import areas, complaints, tables
from metrics.memory import remembered

PER_PAGE = 5

Known = dict[str, dict[str, str]]


def are_loaded() -> bool:
    """Whether there is a decision to read."""
    return tables.is_loaded(complaints.DECISIONS)


@remembered()
def known() -> Known:
    """For each condition, value in the address -> value in the table; all empty where no decision is loaded.

    Conditions: about (a council), category, outcome, year.
    """
    if not are_loaded():
        return {name: {} for name in ("about", "category", "outcome", "year")}
    rows = complaints.decisions()
    councils = sorted((place(code) for code in set(rows["area_code"])), key=lambda found: found.name)
    years = sorted({day[:4] for day in rows["decision_date"]}, reverse=True)
    return {
        "about": {found.slug: found.code for found in councils},
        "category": {areas.slug_of(last(path)): path for path in sorted(set(rows["category"]))},
        "outcome": {areas.slug_of(text): text for text in sorted(set(rows["decision"]), reverse=True)},
        "year": {year: year for year in years},
    }


def place(area_code: str) -> places.Place:
    return places.places()[area_code]


def last(category: str) -> str:
    """'Education > Special educational needs' -> 'Special educational needs'."""
    return category.rpartition(" > ")[2]


@remembered(16)
def found(about: str, category: str, outcome: str, year: str, words: str) -> tuple[Any, ...]:
    """The decisions that fit, the newest first, as named tuples of `metrics.complaints.decisions`."""
    return tuple(complaints.decisions(about, category, outcome, year, words).itertuples())


def has_any(area_code: str) -> bool:
    """Whether there is a decision about a council to read."""
    return area_code in known()["about"].values()
