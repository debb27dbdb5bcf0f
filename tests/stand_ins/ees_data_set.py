"""A data set as the stand-in for the EES API keeps it: versions of a frame, opaque ids of its own, and its queries."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

KINDS = {
    "Academic year": "AY",
    "Calendar year": "CY",
    "Financial year": "FY",
    "Reporting year": "RY",
    "Autumn term": "T1",
}
LEVELS = {"National": "NAT", "Regional": "REG", "Local authority": "LA", "School": "SCH"}
CODES = {"NAT": "country_code", "REG": "region_code", "LA": "new_la_code"}
NAMES = {"NAT": "country_name", "REG": "region_name", "LA": "la_name"}
PUBLISHED = "2026-06-11T08:30:00+00:00"
NOT_FOUND = {
    "filters": ("FiltersNotFound", "One or more filters could not be found."),
    "geographicLevels": ("GeographicLevelsNotFound", "One or more levels could not be found."),
    "locations": ("LocationsNotFound", "One or more locations could not be found."),
    "timePeriods": ("TimePeriodsNotFound", "One or more time periods could not be found."),
}


@dataclass
class Kept:
    """One version: the frame it was made of, in the layout of an EES CSV and as text, and which columns are filters."""

    data_set: str
    table: pd.DataFrame
    filters: tuple[str, ...]
    indicators: tuple[str, ...]

    def opaque(self, *names: str) -> str:
        """A short id that is another in every data set."""
        return hashlib.sha256("|".join([self.data_set, *names]).encode()).hexdigest()[:8]

    @cached_property
    def indicator_ids(self) -> dict[str, str]:
        return {column: self.opaque("indicator", column) for column in self.indicators}

    @cached_property
    def filter_ids(self) -> dict[str, str]:
        return {column: self.opaque("filter", column) for column in self.filters}

    @cached_property
    def keyed(self) -> pd.DataFrame:
        """The rows by ids, newest period first: level, code, period, an id for each place and each filter."""
        table = self.table.reset_index(drop=True)
        keyed = pd.DataFrame({"level": table["geographic_level"].map(LEVELS)})
        keyed["code"] = table["time_identifier"].map(KINDS)
        keyed["period"] = [f"{one[:4]}/20{one[4:]}" if len(one) == 6 else one for one in table["time_period"]]
        for level, column in CODES.items():
            places = table[column] + "|" + table[NAMES[level]]
            ids = {one: self.opaque(level, one) for one in places.unique()}
            keyed[level] = places.map(ids).where(table[column] + table[NAMES[level]] != "", "")
        for column in self.filters:
            ids = {one: self.opaque(column, one) for one in table[column].unique()}
            keyed[column] = table[column].map(ids)
        return keyed.sort_values(["period"], ascending=False, kind="stable")

    def csv(self) -> bytes:
        return self.table.to_csv(index=False).encode()

    @cached_property
    def meta(self) -> dict[str, Any]:
        """The answer of /meta."""
        periods = self.keyed[["code", "period"]].drop_duplicates()
        return {
            "filters": [self.filter_meta(column) for column in self.filters],
            "indicators": [
                {"id": one, "column": column, "label": column.replace("_", " "), "unit": ""}
                for column, one in self.indicator_ids.items()
            ],
            "geographicLevels": [
                {"code": LEVELS[one], "label": one} for one in self.table["geographic_level"].unique()
            ],
            "locations": [self.level_meta(level) for level in CODES if (self.keyed[level] != "").any()],
            "timePeriods": [
                {"code": code, "period": period, "label": period} for code, period in periods.to_numpy()
            ],
        }

    def filter_meta(self, column: str) -> dict[str, Any]:
        options = [
            {"id": self.opaque(column, one), "label": one} for one in sorted(self.table[column].unique())
        ]
        return {
            "id": self.filter_ids[column],
            "column": column,
            "label": column.replace("_", " "),
            "hint": "",
            "options": options,
        }

    def level_meta(self, level: str) -> dict[str, Any]:
        columns = [CODES[level], NAMES[level], *(["old_la_code"] if level == "LA" else [])]
        places = self.table.assign(id=self.keyed[level])[["id", *columns]]
        options = []
        for place in places[places["id"] != ""].drop_duplicates("id").to_dict("records"):
            option = {"id": place["id"], "label": place[NAMES[level]], "code": place[CODES[level]]}
            options.append(option | ({"oldCode": place["old_la_code"]} if level == "LA" else {}))
        label = {code: label for label, code in LEVELS.items()}[level]
        return {"level": {"code": level, "label": label}, "options": options}

    def matching(self, criteria: dict[str, Any]) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
        """The rows that match, and the warnings."""
        warnings: list[dict[str, Any]] = []
        return self.keyed[self.matches(criteria, "criteria", warnings)], warnings

    def matches(self, criteria: dict[str, Any], path: str, warnings: list[dict[str, Any]]) -> pd.Series:
        """Which rows match: the facets of one clause all must; so must the clauses of `and`, or one of `or`."""
        everything = pd.Series(True, index=self.keyed.index)
        for word in ("and", "or"):
            if word in criteria:
                parts = [
                    self.matches(one, f"{path}.{word}[{n}]", warnings) for n, one in enumerate(criteria[word])
                ]
                return (
                    pd.concat(parts, axis=1).all(axis=1)
                    if word == "and"
                    else pd.concat(parts, axis=1).any(axis=1)
                )
        if "not" in criteria:
            return ~self.matches(criteria["not"], f"{path}.not", warnings)
        for facet, comparisons in criteria.items():
            for comparison, value in comparisons.items():
                wanted = value if isinstance(value, list) else [value]
                found = [self.of_one(facet, one) for one in wanted]
                lost = [one for one, rows in zip(wanted, found, strict=True) if not rows.any()]
                if lost:
                    code, message = NOT_FOUND[facet]
                    where = f"{path}.{facet}.{comparison}"
                    warnings.append(
                        {"code": code, "message": message, "path": where, "detail": {"items": lost}}
                    )
                one_of_them = pd.concat(found, axis=1).any(axis=1)
                everything &= {
                    "eq": one_of_them,
                    "in": one_of_them,
                    "notEq": ~one_of_them,
                    "notIn": ~one_of_them,
                }[comparison]
        return everything

    def of_one(self, facet: str, value: Any) -> pd.Series:
        """Which rows have one option, be it of whichever filter; one level, one place, one period."""
        keyed = self.keyed
        if facet == "geographicLevels":
            return keyed["level"] == value
        if facet == "timePeriods":
            return (keyed["period"] == value["period"]) & (keyed["code"] == value["code"])
        if facet == "locations":
            return (keyed["level"] == value["level"]) & (keyed[value["level"]] == value["id"])
        return (keyed[list(self.filters)] == value).any(axis=1)

    @cached_property
    def records(self) -> list[tuple[dict[str, str], dict[str, str]]]:
        """Each row by ids, and as it is printed, in the order of the table."""
        keyed = self.keyed.sort_index().to_dict("records")
        return list(zip(keyed, self.table.to_dict("records"), strict=True))

    def row(self, number: int, indicators: list[str]) -> dict[str, Any]:
        """One row of the table as a query answers it."""
        keyed, printed = self.records[number]
        columns = {one: column for column, one in self.indicator_ids.items()}
        return {
            "timePeriod": {"code": keyed["code"], "period": keyed["period"]},
            "geographicLevel": keyed["level"],
            "locations": {level: keyed[level] for level in CODES if keyed[level]},
            "filters": {self.filter_ids[column]: keyed[column] for column in self.filters},
            "values": {one: printed[columns[one]] for one in indicators or columns},
        }


@dataclass
class DataSet:
    """A data set: its versions by number, oldest first, its status and what has superseded it."""

    id: str
    title: str
    versions: dict[str, Kept]
    status: str = "Published"
    superseded_by: str = ""

    def described(self, number: str) -> dict[str, Any]:
        """What a version is said to hold."""
        kept = self.versions[number]
        periods = sorted(kept.keyed["period"])
        return {
            "version": number,
            "published": PUBLISHED,
            "totalResults": len(kept.table),
            "file": {"id": "730c131b-6383-443d-ae53-880a69799f11"},
            "timePeriods": {"start": periods[0], "end": periods[-1]},
            "geographicLevels": list(kept.table["geographic_level"].unique()),
            "filters": list(kept.filters),
            "indicators": list(kept.indicators),
        }

    def summary(self) -> dict[str, Any]:
        """What is said of the data set, with its newest version unless it was withdrawn."""
        also = {"supersedingDataSetId": self.superseded_by} if self.superseded_by else {}
        shown = {"id": self.id, "title": self.title, "summary": "", "status": self.status, **also}
        if self.status != "Withdrawn":
            shown["latestVersion"] = self.described(list(self.versions)[-1])
        return shown


def version_of(data_set: DataSet, asked: str) -> Kept | None:
    """The version that a number or a wildcard means: '1.1' is 1.1.0 alone, '1.1.*' the newest patch of it."""
    numbers = {tuple(map(int, [*number.split("."), "0"][:3])): number for number in data_set.versions}
    parts = asked.split(".")
    if parts[-1] == "*":
        start = tuple(map(int, parts[:-1]))
        fitting = [number for number in numbers if number[: len(start)] == start]
        return data_set.versions[numbers[max(fitting)]] if fitting else None
    exact = tuple(map(int, [*parts, "0", "0"][:3]))
    return data_set.versions[numbers[exact]] if exact in numbers else None
