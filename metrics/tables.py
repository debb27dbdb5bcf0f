"""The only reader of `data/`: tidy tables, what they declare about themselves, the reference tables; and the glossary.

`SEND_DATA` in the environment names another data folder. A table is read once; callers get a copy that shares
its memory, so that changing it does not change what others see.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Hashable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

OBSERVATIONS = (
    "release",
    "time_period",
    "time_identifier",
    "geographic_level",
    "area_code",
    "published_area_code",
    "breakdown_topic",
    "breakdown",
    "indicator",
    "value",
    "symbol",
)
"""The columns of a tidy table of observations, in order."""
BY_GROUP = "_by_group"
"""What the name of a table's figures by group ends in."""

GLOSSARY = Path(__file__).resolve().parents[1] / "GLOSSARY.md"
Work = TypeVar("Work", bound=Callable[..., Any])
CACHES: list[Callable[[], None]] = []
"""What empties the memory of each function of `until_forgotten`."""


class NotLoaded(LookupError):
    """A dataset whose Parquet file is not in `data/tidy`; `dataset` is its name."""

    def __init__(self, dataset: str) -> None:
        super().__init__(f"the dataset {dataset!r} is not loaded: no {_tidy(dataset)}; `make data` builds it")
        self.dataset = dataset


class NotBuilt(LookupError):
    """A table worked out ahead that is not in `data/derived`."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} has not been worked out: no {_derived(name)}; run `python -m metrics build`"
        )


class WrongTable(ValueError):
    """A table without the columns it must have; the message names table, file and mend."""


def until_forgotten(work: Work) -> Work:
    """Keep what a function gives until `forget` is called. Its answers are shared: do not change them."""
    found = lru_cache(maxsize=2048)(work)
    CACHES.append(found.cache_clear)
    return cast(Work, found)


def folder() -> Path:
    """Where the data is: `SEND_DATA`, or `data` beside the package."""
    return Path(os.environ.get("SEND_DATA") or Path(__file__).parent.parent / "data")


def is_loaded(dataset: str) -> bool:
    """Whether `data/tidy` holds this table."""
    return dataset in _there()


def names() -> list[str]:
    """The names of the tidy tables that are there, in alphabetical order; figures by group belong to their table."""
    return sorted(stem for stem in _there() if not stem.endswith(BY_GROUP))


def table(name: str) -> pd.DataFrame:
    """A tidy table of observations, or a register; raises `NotLoaded` where the file is missing."""
    return _table(name).copy(deep=False)


def of_area(name: str, area_code: str) -> pd.DataFrame:
    """The rows of one area in a tidy table, in its order; found by position, not by a look through the whole table."""
    return _table(name).iloc[_positions(name).get(area_code, [])]


@cache
def describe(name: str) -> dict:
    """What a table declares about itself: publisher, title, sources, indicators, breaks, caveat keys.

    Its rows stay on the disk. Do not change it.
    """
    if not is_loaded(name):
        raise NotLoaded(name)
    return _declared(pq.read_schema(_tidy(name)))


@cache
def describe_groups(name: str) -> dict:
    """As `describe`, of a table's figures by group: `topics` and the indicators of each; empty where it has none."""
    path = _tidy(name + BY_GROUP)
    return _declared(pq.read_schema(path)) if path.is_file() else {}


def groups(name: str, topics: Iterable[str], indicators: Iterable[str]) -> pd.DataFrame:
    """A table's figures by group, of some topics and indicators; the rest stays on the disk."""
    wanted = [("breakdown_topic", "in", list(topics)), ("indicator", "in", list(indicators))]
    return pq.read_table(_tidy(name + BY_GROUP), filters=wanted).to_pandas()


def reference(name: str) -> pd.DataFrame:
    """A hand-kept table of `data/reference`, every column as text, blanks as empty text."""
    return _reference(name).copy(deep=False)


def glossary() -> str:
    """The glossary, as Markdown."""
    return GLOSSARY.read_text(encoding="utf-8")


def derived(name: str) -> pd.DataFrame:
    """A table that `python -m metrics build` worked out ahead; raises `NotBuilt` where the file is missing."""
    return _derived_table(name).copy(deep=False)


def derived_manifest() -> dict:
    """What the last build was made from, and the SHA-256 of each of its files; empty before the first build."""
    path = folder() / "derived" / "manifest.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def derived_digests(names: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of those of the derived tables that are there."""
    there = [name for name in names if _derived(name).is_file()]
    return {name: hashlib.sha256(_derived(name).read_bytes()).hexdigest() for name in there}


def fingerprint() -> bytes:
    """The SHA-256 of all that figures are worked out from: tidy tables, reference tables, and the code beside this."""
    files = [
        *sorted(Path(__file__).parent.rglob("*.py")),
        *sorted((folder() / "tidy").glob("*.parquet")),
        *sorted((folder() / "reference").glob("*.csv")),
    ]
    found = hashlib.sha256()
    for file in files:
        found.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest().encode()


@cache
def reference_arrow(name: str) -> pa.Table:
    """A large reference table (`data/reference/<name>.parquet`) as Arrow columns, mapped and not copied."""
    return pq.read_table(_kept(f"{name}.parquet"), memory_map=True)


@cache
def boundaries() -> dict[str, dict]:
    """Each set of boundaries as GeoJSON, by the first year in which it was valid. Do not change them."""
    found = sorted((folder() / "reference" / "boundaries").glob("boundaries_*.json"))
    return {path.stem.removeprefix("boundaries_"): json.loads(path.read_text("utf-8")) for path in found}


def forget() -> None:
    """Read the files anew at the next call; for tests that change `SEND_DATA`."""
    for clear in CACHES:
        clear()
    caches = (
        _there,
        _table,
        describe,
        _positions,
        describe_groups,
        _derived_table,
        _reference,
        reference_arrow,
        boundaries,
    )
    for cached in caches:
        cached.cache_clear()


@cache
def _there() -> frozenset[str]:
    return frozenset(path.stem for path in (folder() / "tidy").glob("*.parquet"))


@cache
def _table(name: str) -> pd.DataFrame:
    path = _tidy(name)
    if not path.is_file():
        raise NotLoaded(name)
    held = pq.read_table(path)
    declared = _declared(held.schema)
    frame = held.to_pandas()
    if declared.get("indicators"):
        missing = [column for column in OBSERVATIONS if column not in frame]
        if missing:
            raise WrongTable(f"{path} lacks the column {', '.join(missing)}; `make data` builds it again")
    return frame


@cache
def _positions(name: str) -> dict[Hashable, Any]:
    """Where the rows of each area are in a table."""
    return dict(_table(name).groupby("area_code", sort=False).indices)


def _declared(schema: pa.Schema) -> dict:
    return json.loads((schema.metadata or {}).get(b"dataset", b"{}"))


@cache
def _derived_table(name: str) -> pd.DataFrame:
    if not _derived(name).is_file():
        raise NotBuilt(name)
    return pq.read_table(_derived(name)).to_pandas()


@cache
def _reference(name: str) -> pd.DataFrame:
    return pd.read_csv(_kept(f"{name}.csv"), dtype="str", keep_default_na=False, encoding="utf-8-sig")


def _kept(file: str) -> Path:
    path = folder() / "reference" / file
    if not path.is_file():
        raise WrongTable(f"there is no {path}: it belongs in the repository; restore it from there")
    return path


def _tidy(name: str) -> Path:
    return folder() / "tidy" / f"{name}.parquet"


def _derived(name: str) -> Path:
    return folder() / "derived" / f"{name}.parquet"
