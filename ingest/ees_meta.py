"""The words of an EES data set and their ids: a question put into ids, and rows of ids put back into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from ingest.http import Refused

# What each code of the API is in a CSV. Those of ranges print two years: 2024/2025 is 202425.
RANGES = {
    "AY": "Academic year",
    "FY": "Financial year",
    "TY": "Tax year",
    "T1": "Autumn term",
    "T1T2": "Autumn and spring term",
    "T2": "Spring term",
    "T3": "Summer term",
}
IDENTIFIERS = {**RANGES, "CY": "Calendar year", "RY": "Reporting year"}
PLACES = {
    "NAT": {"code": "country_code", "label": "country_name"},
    "REG": {"code": "region_code", "label": "region_name"},
    "LA": {"code": "new_la_code", "oldCode": "old_la_code", "label": "la_name"},
}
PERIOD = ("time_period", "time_identifier", "geographic_level")
PLACE_COLUMNS = tuple(column for columns in PLACES.values() for column in columns.values())
NO_PLACE = MappingProxyType(dict.fromkeys(PLACE_COLUMNS, ""))


@dataclass(frozen=True)
class Wanted:
    """What is asked of a data set: for every filter, by column, the labels; indicators by column.

    `levels` are codes ('NAT', 'REG', 'LA'). `periods` are as a CSV prints them ('202425', '2024'), and `codes` are
    codes of areas; without them every period, and every area of the levels, is asked for.
    """

    filters: Mapping[str, tuple[str, ...]]
    indicators: tuple[str, ...]
    levels: tuple[str, ...] = ("NAT", "REG", "LA")
    periods: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meta:
    """A data set's words with their ids; `source` names it in messages.

    `filters`: column -> label -> id of the option; `filter_ids`: column -> id; `indicators`: column -> id; `levels`:
    code -> label; `places`: (level, id) -> what a CSV prints of the place; `periods`: as in a CSV -> as in a query.
    """

    source: str
    filters: dict[str, dict[str, str]]
    filter_ids: dict[str, str]
    indicators: dict[str, str]
    levels: dict[str, str]
    places: dict[tuple[str, str], dict[str, str]]
    periods: dict[str, list[dict[str, str]]]

    @property
    def columns(self) -> frozenset[str]:
        """The columns of filters and indicators."""
        return frozenset({*self.filters, *self.indicators})


def read_meta(printed: dict[str, Any], source: str) -> Meta:
    """The answer of /meta, by words; levels and periods that a CSV could not be made of are left out."""
    places = {
        (group["level"]["code"], option["id"]): {
            column: option.get(name) or "" for name, column in PLACES[group["level"]["code"]].items()
        }
        for group in printed["locations"]
        if group["level"]["code"] in PLACES
        for option in group["options"]
    }
    periods: dict[str, list[dict[str, str]]] = {}
    for one in printed["timePeriods"]:
        if one["code"] in IDENTIFIERS:
            as_asked = {"period": one["period"], "code": one["code"]}
            periods.setdefault(in_csv(one["period"]), []).append(as_asked)
    return Meta(
        source=source,
        filters={one["column"]: options(one, source) for one in printed["filters"]},
        filter_ids={one["column"]: one["id"] for one in printed["filters"]},
        indicators={one["column"]: one["id"] for one in printed["indicators"]},
        levels={one["code"]: one["label"] for one in printed["geographicLevels"]},
        places=places,
        periods=periods,
    )


def options(one: dict[str, Any], source: str) -> dict[str, str]:
    """Label -> id of a filter's options; raises when two have the same label."""
    labels = {option["label"]: option["id"] for option in one["options"]}
    if len(labels) != len(one["options"]):
        raise Refused(f"{source}: two options of {one['column']!r} have the same label: tell the publisher")
    return labels


def in_csv(period: str) -> str:
    """A period of the API as a CSV prints it: '2024/2025' is '202425', '2024' stays."""
    first, _, last = period.partition("/")
    return first + last[2:]


def looked_up(words: Iterable[Any], known: Mapping[Any, Any], what: str, source: str) -> list[Any]:
    """What each word stands for; raises on one that the data set does not know."""
    wanted = list(words)
    for word in wanted:
        if word not in known:
            have = ", ".join(sorted(map(repr, known))[:30]) or "none"
            raise Refused(f"{source} has no {what} {word!r}; it has {have}: correct what is asked of it")
    return [known[word] for word in wanted]


def asked(meta: Meta, wanted: Wanted) -> dict[str, Any]:
    """The criteria and indicators of a query: one clause for the levels and for each filter, and so on.

    Every filter of the data set must be pinned: one left open would add its total to its parts.
    """
    looked_up(wanted.filters, meta.filters, "filter", meta.source)
    for column, labels in meta.filters.items():
        if not wanted.filters.get(column):
            raise Refused(
                f"{meta.source} has a filter {column!r} that nothing is asked of: say which of its options, which are "
                f"{', '.join(labels)}"
            )
    if not wanted.indicators or not wanted.levels:
        raise Refused(f"{meta.source}: no indicator or no level is asked for: name one")
    looked_up(wanted.levels, PLACES, "level that a table of areas has, which", meta.source)
    looked_up(wanted.levels, meta.levels, "level", meta.source)
    clauses: list[dict[str, Any]] = [{"geographicLevels": {"in": list(wanted.levels)}}]
    for column, labels_wanted in wanted.filters.items():
        ids = looked_up(labels_wanted, meta.filters[column], f"label in {column!r}", meta.source)
        clauses.append({"filters": {"eq": ids[0]} if len(ids) == 1 else {"in": ids}})
    if wanted.periods:
        periods = looked_up(wanted.periods, meta.periods, "period", meta.source)
        clauses.append({"timePeriods": {"in": [one for same in periods for one in same]}})
    if wanted.codes:
        codes = by_code(meta)
        locations = looked_up(wanted.codes, codes, "area", meta.source)
        clauses.append({"locations": {"in": [{"level": level, "id": one} for level, one in locations]}})
    indicators = looked_up(wanted.indicators, meta.indicators, "indicator", meta.source)
    return {"criteria": {"and": clauses}, "indicators": indicators}


def by_code(meta: Meta) -> dict[str, tuple[str, str]]:
    """Code of an area -> its level and id; an area without a code cannot be asked for."""
    return {
        place[PLACES[level]["code"]]: (level, one)
        for (level, one), place in meta.places.items()
        if place[PLACES[level]["code"]]
    }


def frame(meta: Meta, wanted: Wanted, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of ids as rows of an EES CSV; raises on an id that /meta did not name, and on two rows for one cell."""
    labels = {
        column: {one: label for label, one in meta.filters[column].items()} for column in wanted.filters
    }
    table = pd.DataFrame([one_row(meta, wanted, labels, row) for row in rows], dtype="str")
    key = [*PERIOD, *PLACE_COLUMNS, *wanted.filters]
    if table.duplicated(key).any():
        twice = table[table.duplicated(key)].iloc[0]
        raise Refused(
            f"{meta.source}: two rows for {', '.join(part for part in twice[key] if part)}: a filter is not pinned, or "
            "the publisher has printed it twice"
        )
    return table


def one_row(
    meta: Meta, wanted: Wanted, labels: dict[str, dict[str, str]], row: dict[str, Any]
) -> dict[str, str]:
    """One row of the API as one of a CSV."""
    code = row["timePeriod"]["code"]
    (identifier,) = looked_up(
        [code], IDENTIFIERS, "period that a CSV prints, which is of the kind", meta.source
    )
    place = dict(NO_PLACE)
    for level, one in row["locations"].items():
        place |= looked_up([(level, one)], meta.places, "place", meta.source)[0]
    cells = {"time_period": in_csv(row["timePeriod"]["period"]), "time_identifier": identifier}
    cells |= {"geographic_level": meta.levels[row["geographicLevel"]], **place}
    for column, names in labels.items():
        (cells[column],) = looked_up(
            [row["filters"][meta.filter_ids[column]]], names, f"option in {column!r}", meta.source
        )
    return cells | {column: row["values"][meta.indicators[column]] for column in wanted.indicators}
