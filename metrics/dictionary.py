"""The words of every column that leaves the house, once: type, unit and meaning.

`WORDS` is looked up by 'table.column' and then by 'column'. Columns of the long table of figures are told by
`metrics.values`, those of single measures by the registry of measures (see `metrics.wide`).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from metrics import values

TYPES = ("string", "number", "integer", "boolean", "date")


@dataclass(frozen=True)
class Column:
    """One column of a table: `type` is one of TYPES, `unit` '' where it has none or the row names it."""

    name: str
    type: str
    unit: str
    description: str


# fmt: off
WORDS: dict[str, tuple[str, str]] = {
    "symbol": ("string", "Why there is no value, as the table `symbols` explains; blank where there is one."),
    "value": ("number", "The figure, in the unit of its indicator and not rounded. Blank where there is "
        "none, which is never 0: `symbol` says why."),
    "dataset": ("string", "The table of published figures, as the table `datasets` names it."),
    "release": ("string", "The publisher's release. Several releases print the same period: the newest one "
        "counts, also where it prints a symbol in place of an older figure."),
    "metric": ("string", "The measure, as the table `metrics` names it."),
    "caveats": ("string", "Keys of the table `caveats`, joined by ';'."),
    "unit": ("string", "The unit."),
    "title": ("string", "Title."),
    # Figures and tables of observations
    "doubt": ("string", "Key of the caveat by which our checks doubt the figure; blank where none does. A "
        "doubted figure is shown as published and never ranked."),
    "time_period": ("string", "The period as the publisher labels it: 2024, or 202425 for 2024/25."),
    "time_identifier": ("string", "The kind of period as the publisher names it."),
    "published_area_code": ("string", "The code that the file printed, where it is not the one valid in that "
        "period."),
    "breakdown_topic": ("string", "What the row is split by, as published; Total for everyone."),
    "breakdown": ("string", "The group that the row counts, as published; Total for everyone."),
    "indicator": ("string", "What is counted. The table `inventory` and the data dictionary give label and "
        "unit."),
    # Measures and datasets
    "metrics.title": ("string", "The measure as a reader would say it."),
    "metrics.theme": ("string", "The theme it belongs to; `wide_table` names the table of all its measures."),
    "metrics.wide_table": ("string", "The table of this package with one row for each area and period."),
    "metrics.direction": ("string", "Which way is better for families: higher, lower or neither."),
    "metrics.whose": ("string", "Whose children are counted: those whose plan the council maintains "
        "('maintained'), those in schools of the area ('schools'), 'residents', those in 'social care', or "
        "'nobody' (money)."),
    "metrics.decimals": ("integer", "With how many decimals pages show it. Values here are not rounded."),
    "metrics.formula": ("string", "How the value is worked out: proportion, rate, count, change, or "
        "published as it is."),
    "metrics.numerator_is": ("string", "What the numerator counts."),
    "metrics.denominator_is": ("string", "What the denominator counts."),
    "metrics.breaks": ("string", "Periods from which on figures are not comparable with those ahead of them, "
        "joined by ';'."),
    "metrics.no_interval": ("string", "Why the measure has no 95% interval, where it has none."),
    "metrics.what_it_counts": ("string", "What it counts, in full."),
    "metrics.read_with_care": ("string", "What the figure does not say."),
    "publisher": ("string", "Who published it: name them when you use a figure."),
    "publication": ("string", "The publication."),
    "landing_page": ("string", "Address of the publication."),
    "licence": ("string", "The terms under which it may be used again."),
    "attribution": ("string", "The words that the publisher asks you to print."),
    "period_kind": ("string", "Kind of period: calendar, academic, financial, or january (a count on one "
        "day)."),
    "partial": ("string", "What is not in the table although it was published, where that is so."),
    "address": ("string", "Web address of the source."),
    "file": ("string", "Name under which the published file is kept."),
    "member": ("string", "The file within it, where it is an archive."),
    "published": ("number", "The figure as published."),
    "sources.published": ("date", "The day of publication, where the publisher prints it; never guessed."),
    "retrieved": ("date", "The day on which the file was fetched."),
    "sha256": ("string", "SHA-256 of the published file."),
    "inventory.published": ("string", "The indicator, or the columns that are left in the published file."),
    "inventory.reason": ("string", "Why no measure carries the figure, where none does."),
    "label": ("string", "The same in words."),
    "inventory.metrics": ("string", "Measures that are worked out from it, joined by ';'."),
    # What was found wrong, and what changed
    "check": ("string", "The check that found it."),
    "finding": ("string", "What was found, with the figures that show it."),
    "status": ("string", "What was done: quarantined or withheld (not shown), replaced (by another published "
        "figure), noted (shown, with what was found) or accepted (shown: found to be right)."),
    "evidence": ("string", "How we know."),
    "old_time_period": ("string", "The period as the older release labels it."),
    "old_release": ("string", "The older release."),
    "old_value": ("number", "The figure in the older release."),
    "old_symbol": ("string", "The symbol in the older release, in place of a figure."),
    "new_release": ("string", "The newer release."),
    "new_value": ("number", "The figure in the newer release."),
    "new_symbol": ("string", "The symbol in the newer release, in place of a figure."),
    "kind": ("string", "Kind of change: error (the older figure was found wrong), rounding, definition (it "
        "means something else in the newer release), withdrawn (a symbol now), dropped (no row "
        "now), first (a figure for a symbol) or revision (any other)."),
    "corrections.published": ("string", "The figure as published; several, one for each breakdown, joined by "
        "','."),
    "action": ("string", "withhold: no figure is shown; replace: another published figure is shown in its "
        "place."),
    "ours": ("string", "The published figure that is shown in its place."),
    "published_code": ("string", "The code as published."),
    "published_name": ("string", "The name as published beside it."),
    # Registers
    "area": ("string", "The area as published."),
    "framework": ("string", "Inspection framework: 2016 to 2022, or 2023."),
    "event": ("string", "Inspection or revisit."),
    "started": ("string", "First day of the inspection; year and month where no day is known."),
    "ended": ("date", "Last day of the inspection."),
    "area_send_inspections.published": ("date", "Day on which the report was published."),
    "dates_note": ("string", "What is wrong or missing in the dates."),
    "outcome": ("string", "Outcome in the words of the report or list."),
    "outcome_note": ("string", "What to know of the outcome."),
    "next_inspection": ("string", "When the next inspection is due, as printed."),
    "previous_inspection": ("date", "Day of the inspection before, as the list has it."),
    "previous_note": ("string", "What the list says in place of a day."),
    "report": ("string", "Address of the report."),
    "weaknesses": ("number", "Areas of significant weakness found."),
    "enough_progress": ("number", "Weaknesses with sufficient progress at the revisit."),
    "not_enough_progress": ("number", "Weaknesses without sufficient progress at the revisit."),
    "priority_actions": ("number", "Areas for priority action."),
    "year": ("integer", "Year; a snapshot is of January."),
    "role": ("string", "The role: medical, clinical, social care, or one person for both of the first two."),
    "in_place": ("string", "Whether the council said that the role was filled."),
    "reference": ("string", "The Ombudsman's reference of the case."),
    "council": ("string", "The council as the Ombudsman names it."),
    "category": ("string", "The Ombudsman's category."),
    "decision": ("string", "The Ombudsman's decision."),
    "decision_date": ("date", "Day of the decision."),
    "summary": ("string", "The Ombudsman's own summary, word for word. Do not change it when you print it."),
    "measure": ("string", "What the figure is of."),
    "scope": ("string", "Which complaints it is about, as the source says."),
    "published_value": ("string", "The figure as printed."),
    "basis": ("string", "Whether the Ombudsman printed it, somebody reported it, or it follows from what was "
        "reported."),
    "note": ("string", "What to know of it."),
    "rank": ("integer", "Place among the neighbours: 1 is the most alike."),
    "neighbour_code": ("string", "Code of the neighbouring or most similar council."),
    "closeness": ("string", "How alike the publisher calls the two."),
    "population": ("integer", "People aged 0 to 25."),
    # Reference tables
    "la_code": ("string", "The department's three-digit code."),
    "name": ("string", "Name."),
    "type": ("string", "Kind of area."),
    "start": ("date", "First day on which it existed or was called so; blank: before the series begins."),
    "end": ("date", "Last day; blank: still so."),
    "predecessors": ("string", "Codes of the councils that it came from, joined by ';'."),
    "successors": ("string", "Codes of the councils that came after it, joined by ';'."),
    "county_code": ("string", "Of a district: the county council that answers for SEND there."),
    "code": ("string", "Another code in use."),
    "shared_km": ("number", "Length of the shared border on land."),
    "epoch": ("integer", "First year of the set of boundaries that it is true of."),
    "topic": ("string", "The topic as pages name it."),
    "order": ("integer", "Place in the order in which pages show it."),
    "part_of": ("string", "The group that it is a part of, where it is."),
    "key": ("string", "Key by which figures name it."),
    "indicators": ("string", "Indicators it is about, joined by ';'; blank: all."),
    "areas": ("string", "Areas it is about, joined by ';'; blank: all."),
    "periods": ("string", "Periods it is about, joined by ';'; blank: all."),
    "brief": ("string", "The same in a few words."),
    "text": ("string", "What to know."),
    "is_doubt": ("boolean", "Whether it says that our checks doubt the figure."),
    "explanation": ("string", "What the symbol means."),
    "symbols.whose": ("string", "Whether the publisher prints it, or it is ours."),
    "area_codes": ("string", "Codes of the areas that a file leaves out, separated by spaces."),
    "why": ("string", "Why."),
    "published_figures.area": ("string", "Code of the area."),
    "claims.id": ("string", "Key of the claim."),
    "claim": ("string", "What people say."),
    "figure": ("number", "The number in it."),
    "decimals": ("integer", "With how many decimals it is said; below 0: rounded to tens or hundreds."),
    "claims.period": ("string", "The period it is about."),
    "said_by": ("string", "Who says it."),
    "said_at": ("string", "Address at which it is said, where one is known."),
    "rule": ("string", "How it is measured against the tables: by a value, a numerator, a change, a count of "
        "decisions, as the publisher states it, or not at all."),
    "claims.basis": ("string", "The measure, or the national figure, that it is measured against."),
    "counted_as": ("string", "Another way to count that gives it, where one does."),
    "replies.metric": ("string", "The measure that is answered; blank where it is the council as a whole."),
    "replies.period": ("string", "The period that is answered; blank for every one."),
    "replies.date": ("date", "The day of the reply."),
    "replies.who": ("string", "Who speaks for the council."),
    "replies.text": ("string", "The reply as it was sent."),
    "replies.address": ("string", "Where it was published, if it was."),
    "asked": ("string", "What people ask."),
    "known": ("string", "What is known of it."),
    "source": ("string", "Who says so."),
}
UNITS = {"shared_km": "km", "population": "people"}
# fmt: on
TYPES_OF_FIGURES = dict.fromkeys(values.NUMBERS, "number") | {"ranked": "boolean", "period_start": "date"}


def column(table: str, name: str, kind: str = "string") -> Column:
    """The column of a table, told in words; `kind` is its type where nobody has said another.

    The long table of figures is told by `metrics.values`, and so are columns of its that others share.
    """
    told = values.COLUMNS.get(name, "")
    declared = WORDS.get(f"{table}.{name}") or WORDS.get(name) or (kind, told)
    if told and (table == "figures" or name not in WORDS):
        declared = (TYPES_OF_FIGURES.get(name, "string"), told)
    return Column(name, declared[0], UNITS.get(name, ""), declared[1])


def typed(rows: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Rows with numbers as numbers and every blank as missing, so that all formats hold the same."""
    return pd.DataFrame({each.name: _typed(rows[each.name], each.type) for each in columns})


def _typed(cells: pd.Series, kind: str) -> pd.Series:
    if kind == "boolean":
        return cells.astype("bool")
    if kind in ("number", "integer"):
        numbers = pd.to_numeric(cells.mask(cells == "") if cells.dtype == "str" else cells)
        return numbers.astype("float64" if kind == "number" else "Int64")
    return cells.astype("str").mask(cells == "")
