"""Tables made of what the code and the tidy tables declare; titles, words and keys of those that declare none."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd

from metrics import attribution, breaks, doubts, inventory, registry, tables, wide
from metrics.metric import Metric

ABOUT = {
    "figures": ("All figures", "Every figure and every gap of every measure: one row for each measure, area and "
            "period, "
                "with its numerator, denominator, 95% interval, or the reason why there is none."),
    "wide": ("", "One row for each area and period, and for each measure of the theme its value, numerator, "
             "denominator, 95% interval, symbol, doubt and caveats, as `<measure>__value` and so on. Measures are of "
             "different kinds of period: a row of a calendar year is blank in the measures of a January."),
    "published": ("", "Figures as the publisher printed them, under names that are the same in all releases. One "
                      "row for "
                  "each release, period, area, group and indicator; those that are wrong are withheld."),
    "by_group": ("", "Figures as the publisher printed them, split by age, sex, ethnicity, need, placement and so "
                     "on. Groups are named as published; "
               "the table `groups` gives the names they have on pages. Groups of one topic need not add up."),
    "metrics": ("Measures", "What each measure of the dashboard is: unit, definition, whose children are counted."),
    "datasets": ("Datasets", "What each table of published figures is: publisher, publication, licence and the "
                             "wording to use."),
    "sources": ("Published files", "Every published file that a table was made from, with its address and SHA-256."),
    "inventory": ("Inventory", "Every published indicator with its label, its unit and the measures that carry it, "
                               "or why none does."),
    "symbols": ("Symbols", "What stands in place of a figure, and what it means."),
    "caveats": ("Caveats", "What to know before using a figure, by the keys that figures carry."),
    "corrections": ("Corrections", "Published figures that are withheld, or replaced by another published one, with "
                                   "the evidence."),
    "code_corrections": ("Corrections of codes", "Codes that a publisher printed beside the wrong council, with the "
            "evidence."),
    "areas": ("Areas", "England, regions, councils and districts with codes, dates and what came before and after."),
    "area_codes": ("Other codes of areas", "Codes that files use for a council beside the one valid in that period."),
    "area_names": ("Other names of areas", "Names by which files call a council."),
    "adjacency": ("Neighbouring councils", "Which councils share a border on land, and how long it is, by set of "
            "boundaries."),
    "groups": ("Groups", "The groups that figures are split by: as published, and as pages name and order them."),
    "absences": ("Absences", "Councils that a publisher leaves out of a file, with the reason."),
    "published_figures": ("Figures checked by hand", "Figures read from the publications by eye, which the tests "
            "reproduce."),
    "claims": ("Claims that people quote", "Numbers that are quoted, by whom, and what each is measured against."),
    "replies": ("Replies of councils", "What councils have answered to figures about them, in their own words."),
    "unpublished": ("What nobody publishes", "What people ask and no publication answers for each council."),
}  # fmt: skip
"""Title and description of tables, and what is said of all tables of a kind."""
KEYS = {
    "metrics": ("metric",),
    "datasets": ("dataset",),
    "sources": ("dataset", "release", "file", "member"),
    "inventory": ("dataset", "published"),
    "symbols": ("symbol",),
    "corrections": ("dataset", "release", "time_period", "area_code", "breakdown", "indicator"),
    "absences": ("dataset", "release", "time_period", "breakdown"),
    "published_figures": ("metric", "area", "period"),
    "area_names": ("name", "area_code"),
    "claims": ("id",),
    "replies": ("area_code", "metric", "period", "date", "who"),
    "unpublished": ("asked",),
    "caveats": ("key",),
    "areas": ("area_code",),
    "area_codes": ("code",),
    "adjacency": ("area_code", "neighbour_code", "epoch"),
    "groups": ("breakdown_topic", "breakdown"),
    "code_corrections": ("dataset", "published_code", "published_name"),
}
CELL = ("area_code", "geographic_level", "breakdown_topic", "breakdown", "indicator")
TIDY_KEYS = {
    "quarantine": ("dataset", "release", "time_period", *CELL, "check", "finding"),
    "revisions": ("dataset", "time_period", *CELL, "old_release", "new_release"),
    "area_send_inspections": ("area_code", "framework", "event", "started", "release"),
    "designated_officers": ("release", "year", "area_code", "role"),
    "ombudsman_decisions": ("reference",),
    "ombudsman_national": ("measure", "period", "scope"),
    "ons_neighbours": ("area_code", "rank"),
    "population_aged_0_to_25": ("area_code", "year"),
    "statistical_neighbours_2021": ("area_code", "rank"),
    "statistical_neighbours_2025": ("area_code", "rank"),
}
"""What names a row of a register."""
BEYOND_ENGLAND = ("ons_neighbours",)
"""Tables with areas of all of the United Kingdom, which the table `areas` does not have."""
MEASURES = (
    "metric", "title", "unit", "theme", "wide_table", "direction", "whose", "decimals", "formula", "numerator_is",
    "denominator_is", "dataset", "breaks", "no_interval", "caveats", "what_it_counts", "read_with_care",
)  # fmt: skip
DATASETS = (
    "dataset", "title", "publisher", "publication", "landing_page", "licence", "attribution", "period_kind",
    "partial",
)  # fmt: skip


def _measures() -> pd.DataFrame:
    """Every measure that has figures."""
    rows = [_measure(registry.metric(each)) for each in wide.extent("").parts]
    return pd.DataFrame(rows, columns=list(MEASURES))


def _measure(metric: Metric) -> tuple[Any, ...]:
    formula, note = metric.formula, metric.note
    return (
        metric.id, metric.title, metric.unit, metric.theme, wide.name(metric.theme), metric.direction, metric.whose,
        metric.decimals, type(formula).__name__, getattr(formula, "numerator_is", ""),
        getattr(formula, "denominator_is", ""), formula.dataset,
        ";".join(each.before for each in breaks.breaks_of(metric)), formula.no_interval, ";".join(metric.caveats),
        note.get("What it counts", ""), note.get("Read with care", ""),
    )  # fmt: skip


def _datasets() -> pd.DataFrame:
    about = [tables.describe(name) | {"dataset": name} for name in tables.names()]
    return pd.DataFrame([each for each in about if each.get("publisher")], columns=list(DATASETS))


def _sources() -> pd.DataFrame:
    names = _datasets()["dataset"]
    return pd.DataFrame([asdict(file) for name in names for file in attribution.of_dataset(name).files])


def _caveats() -> pd.DataFrame:
    """The reference table, and what our checks say of figures that they doubt."""
    listed = tables.reference("caveats").assign(is_doubt=False)
    doubted = pd.DataFrame(
        {"key": list(doubts.DOUBTS), "text": list(doubts.DOUBTS.values()), "is_doubt": True}
    )
    return pd.concat([listed, doubted], ignore_index=True).fillna("")


OWN = {
    "metrics": _measures,
    "datasets": _datasets,
    "sources": _sources,
    "inventory": inventory.inventory,
    "caveats": _caveats,
}
"""Tables that are in no file of `data`, or not as they leave the house."""
