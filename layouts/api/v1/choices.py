"""Lists that a parameter or a column takes its values from: each is checked when it is asked for, and in the document.

A list is read from its registry whenever it is needed and never written down a second time.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from metrics import areas, catalogue, corrections, registry, revisions, tables, values, versions
from metrics.metric import THEMES, needs

LEVELS = {
    "local_authority": "a council that answers for SEND",
    "region": "a region, as published",
    "england": "England, as published",
}
MOST_NEAR, MOST_LISTED = 3, 45
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Choice:
    """One of a list of texts; `name` is what the document calls the list, `one` what a message calls one of them."""

    name: str
    one: str
    listed: Callable[[], Iterable[str]]
    at: str = ""

    def check(self, text: str) -> str:
        """The text itself, if it is one of the list."""
        if text in self.listed():
            return text
        raise PydanticCustomError("unknown", "{said}", {"said": self.unknown(text)})

    def unknown(self, text: str) -> str:
        """What is told of a text that is not in the list: those that it may have meant, or all where they are few."""
        there, asked = list(self.listed()), text[:LONGEST_SHOWN]
        said = f"No {self.one} is called “{asked}{'…' if asked != text else ''}”."
        if len(there) <= MOST_LISTED:
            return f"{said} There are {areas.join(there, 'and')}."
        near = difflib.get_close_matches(asked.lower(), there, n=MOST_NEAR, cutoff=0.6)
        meant = f" Did you mean {areas.join(near, 'or')}?" if near else ""
        return f"{said}{meant}{f' All are at {self.at}.' if self.at else ''}"

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.listed()), "title": self.name}


def _places() -> dict[str, str]:
    """What names a place that has figures, its code or its name in addresses, and its code."""
    return areas.slugs() | {code: code for code in areas.slugs().values()}


def code(text: str) -> str:
    """The code of a place that `Area` accepts."""
    return _places()[text]


def _regions() -> list[str]:
    return [text for text, found in _places().items() if found.startswith(areas.REGION)]


def _versions() -> list[str]:
    return [text for each in versions.known() for text in (each.name, each.id)]


def _datasets() -> list[str]:
    """The tables that are there, and those that a measure waits for."""
    waited_for = (name for each in registry.all_metrics().values() for name in needs(each.formula))
    return list(dict.fromkeys([*tables.names(), *waited_for]))


METRIC = Choice("Metric", "measure", registry.all_metrics, "/api/v1/metrics")
THEME = Choice("Theme", "theme", lambda: THEMES)
AREA = Choice("Area", "place", _places, "/api/v1/areas")
REGION = Choice("Region", "region", _regions)
LEVEL = Choice("AreaLevel", "level", lambda: LEVELS)
PERIOD = Choice("Period", "period", values.periods)
SYMBOL = Choice("Symbol", "kind of gap", lambda: tables.reference("symbols")["symbol"].tolist())
VERSION = Choice("Version", "version of the data that is kept", _versions)
KIND = Choice("KindOfRevision", "kind of revision", lambda: revisions.KINDS)
STATUS = Choice("StatusOfCorrection", "status", lambda: corrections.STATUSES)
DATASET = Choice("Dataset", "dataset", _datasets)
TABLE = Choice("Table", "table", catalogue.names, "/api/v1/tables")
OF_COLUMNS = {
    "metric": METRIC,
    "theme": THEME,
    "geographic_level": LEVEL,
    "symbol": SYMBOL,
    "dataset": DATASET,
}
"""Columns whose every value is from a list, in whatever answer they are."""
EVERY = (METRIC, THEME, AREA, REGION, LEVEL, PERIOD, SYMBOL, VERSION, KIND, STATUS, DATASET, TABLE)

Metric = Annotated[str, METRIC]
Theme = Annotated[str, THEME]
Area = Annotated[str, AREA]
Region = Annotated[str, REGION]
Level = Annotated[str, LEVEL]
Period = Annotated[str, PERIOD]
Symbol = Annotated[str, SYMBOL]
Version = Annotated[str, VERSION]
Kind = Annotated[str, KIND]
Status = Annotated[str, STATUS]
Dataset = Annotated[str, DATASET]
Table = Annotated[str, TABLE]
