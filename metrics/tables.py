"""The only reader of `data/`: tidy tables, what they declare about themselves, the reference tables; and the words
beside it: glossary, licences, citation.

What is read is the version that `metrics.versions.use` names, the newest unless it names one; `metrics.layers` knows
where its files are. A table is read once; callers get a copy that shares its memory, so that changing it does not
change what others see.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from metrics.layers import after, folder, manifest, own, path, tidy_names
from metrics.memory import remembered, under

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

ROOT = Path(__file__).resolve().parents[1]
GLOSSARY, LICENCES, CITATION = ROOT / "GLOSSARY.md", ROOT / "LICENSE-DATA.md", ROOT / "CITATION.cff"


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


def is_loaded(dataset: str) -> bool:
    """Whether `data/tidy` holds this table."""
    return dataset in tidy_names()


def names() -> list[str]:
    """The names of the tidy tables that are there, in alphabetical order; figures by group belong to their table."""
    return sorted(stem for stem in tidy_names() if not stem.endswith(BY_GROUP))


def table(name: str) -> pd.DataFrame:
    """A tidy table of observations, or a register; raises `NotLoaded` where the file is missing."""
    return _table(name).copy(deep=False)


def of_area(name: str, area_code: str) -> pd.DataFrame:
    """The rows of one area in a tidy table, in its order; found by position, not by a look through the whole table."""
    return _plain(_packed(name).take(pa.array(_positions(name).get(area_code, []), "int64")))


@remembered()
def describe(name: str) -> dict:
    """What a table declares about itself: publisher, title, sources, indicators, breaks, caveat keys.

    Its rows stay on the disk. Do not change it.
    """
    if not is_loaded(name):
        raise NotLoaded(name)
    return _declared(pq.read_schema(_tidy(name)))


@remembered()
def describe_groups(name: str) -> dict:
    """As `describe`, of a table's figures by group: `topics` and the indicators of each; empty where it has none."""
    found = _tidy(name + BY_GROUP)
    return _declared(pq.read_schema(found)) if found.is_file() else {}


def outline(name: str) -> tuple[pa.Schema, int]:
    """Columns of a tidy table, of figures by group too, with what they declare, and how many rows it has."""
    file = _opened(name)
    return file.schema_arrow, file.metadata.num_rows


def batches(name: str, columns: Iterable[str] | None = None, at_once: int = 8192) -> Iterator[pa.RecordBatch]:
    """The rows of a tidy table, or of figures by group, a part at a time: the whole is never in memory."""
    yield from _opened(name).iter_batches(at_once, columns=None if columns is None else list(columns))


def groups(name: str, topics: Iterable[str], indicators: Iterable[str]) -> pd.DataFrame:
    """A table's figures by group, of some topics and indicators; the rest stays on the disk."""
    wanted = [("breakdown_topic", "in", list(topics)), ("indicator", "in", list(indicators))]
    return pq.read_table(_tidy(name + BY_GROUP), filters=wanted).to_pandas()


def some(name: str, indicators: Iterable[str], columns: Iterable[str]) -> pd.DataFrame:
    """Some columns of some indicators of a tidy table, read anew and not remembered: for what is asked for seldom."""
    if not is_loaded(name):
        raise NotLoaded(name)
    wanted = [("indicator", "in", list(indicators))]
    return pq.read_table(_tidy(name), columns=list(columns), filters=wanted).to_pandas()


def reference(name: str) -> pd.DataFrame:
    """A hand-kept table of `data/reference`, every column as text, blanks as empty text."""
    return _reference(name).copy(deep=False)


def glossary() -> str:
    """The glossary, as Markdown."""
    return GLOSSARY.read_text(encoding="utf-8")


def reference_names() -> list[str]:
    """The names of the hand-kept tables that there are."""
    return sorted(Path(each).stem for each in manifest() if each.startswith("reference/"))


def licences() -> str:
    """The licences of the data, as Markdown."""
    return LICENCES.read_text(encoding="utf-8")


def citation() -> str:
    """How to cite the project, in the Citation File Format."""
    return CITATION.read_text(encoding="utf-8")


def changes() -> str:
    """What each build of the data changed, as Markdown; of the newest version."""
    found = folder() / "CHANGES.md"
    return found.read_text(encoding="utf-8") if found.is_file() else ""


def derived(name: str) -> pd.DataFrame:
    """A table that `python -m metrics build` worked out ahead; raises `NotBuilt` where the file is missing."""
    return _derived_table(name).copy(deep=False)


def derived_of(name: str, metric_id: str) -> pd.DataFrame:
    """The rows of one measure in such a table, in their order; found by position, as in `of_area`."""
    return _derived_table(name).take(_derived_positions(name).get(metric_id, []))


def derived_manifest() -> dict:
    """What the last build was made from, and the SHA-256 of each of its files; empty before the first build."""
    found = own() / "derived" / "manifest.json"
    return json.loads(found.read_text("utf-8")) if found.is_file() else {}


def derived_digests(names: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of those of the derived tables that are there."""
    there = [name for name in names if _derived(name).is_file()]
    return {name: hashlib.sha256(_derived(name).read_bytes()).hexdigest() for name in there}


def fingerprint() -> bytes:
    """The SHA-256 of all that figures are worked out from: tidy tables, reference tables, and the code beside this."""
    code = sorted(Path(__file__).parent.rglob("*.py"))
    read = [(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in code]
    return hashlib.sha256(repr([read, sorted(manifest().items())]).encode()).hexdigest().encode()


@remembered()
def reference_arrow(name: str) -> pa.Table:
    """A large reference table (`data/reference/<name>.parquet`) as Arrow columns, mapped and not copied."""
    return pq.read_table(_kept(f"{name}.parquet"), memory_map=True)


def boundary_years() -> list[str]:
    """The first year in which each set of boundaries was valid, the oldest first."""
    found = (folder() / "reference" / "boundaries").glob("boundaries_*.json")
    return sorted(path.stem.removeprefix("boundaries_") for path in found)


def boundaries_text(first: str) -> bytes:
    """The set of boundaries that was first valid in this year, as GeoJSON; every version is drawn on those of today."""
    return (folder() / "reference" / "boundaries" / f"boundaries_{first}.json").read_bytes()


@remembered(2)
def boundaries(first: str) -> dict[str, Any]:
    """The same as Python's objects. Do not change it."""
    return dict(json.loads(boundaries_text(first)))


@remembered(2)
def _table(name: str) -> pd.DataFrame:
    held_in = _tidy(name)
    if not held_in.is_file():
        raise NotLoaded(name)
    held = pq.read_table(held_in)
    declared = _declared(held.schema)
    frame = held.to_pandas()
    if declared.get("indicators"):
        missing = [column for column in OBSERVATIONS if column not in frame]
        if missing:
            raise WrongTable(f"{held_in} lacks the column {', '.join(missing)}; `make data` builds it again")
    return frame


def _opened(name: str) -> pq.ParquetFile:
    if not is_loaded(name):
        raise NotLoaded(name)
    return pq.ParquetFile(_tidy(name))


@remembered()
def _positions(name: str) -> dict[Hashable, Any]:
    """Where the rows of each area are in a table."""
    codes = _packed(name)["area_code"].to_pandas()
    return dict(codes.groupby(codes, sort=False, observed=True).indices)


@remembered(16)
def _packed(name: str) -> pa.Table:
    """A table with each text of a column once: a tenth of the memory."""
    if not is_loaded(name):
        raise NotLoaded(name)
    schema = pq.read_schema(_tidy(name))
    texts = [field.name for field in schema if str(field.type).endswith("string")]
    return pq.read_table(_tidy(name), read_dictionary=texts).combine_chunks()


def _plain(rows: pa.Table) -> pd.DataFrame:
    """Rows of `_packed` with their texts written out."""
    for at, field in enumerate(rows.schema):
        if pa.types.is_dictionary(field.type):
            rows = rows.set_column(at, field.name, rows.column(at).cast(field.type.value_type))
    return rows.to_pandas()


def _declared(schema: pa.Schema) -> dict:
    return json.loads((schema.metadata or {}).get(b"dataset", b"{}"))


@remembered()
def _derived_table(name: str) -> pd.DataFrame:
    """The rows of the version that is read, with those that are the same in the version after it."""
    if not _derived(name).is_file():
        raise NotBuilt(name)
    rows = pq.read_table(_derived(name)).to_pandas()
    borrowed, following = derived_manifest().get("borrowed"), after()
    if not borrowed or following is None:
        return rows
    with under(following):
        others = derived(name)
    others = others[others["metric"].isin(borrowed) & ~others["metric"].isin(rows["metric"])]
    return pd.concat([rows, others], ignore_index=True)


@remembered()
def _derived_positions(name: str) -> dict[Hashable, Any]:
    return dict(_derived_table(name).groupby("metric", sort=False).indices)


@remembered()
def _reference(name: str) -> pd.DataFrame:
    return pd.read_csv(_kept(f"{name}.csv"), dtype="str", keep_default_na=False, encoding="utf-8-sig")


def _kept(file: str) -> Path:
    found = path("reference", file)
    if not found.is_file():
        raise WrongTable(f"there is no {found}: it belongs in the repository; restore it from there")
    return found


def _tidy(name: str) -> Path:
    return path("tidy", f"{name}.parquet")


def _derived(name: str) -> Path:
    return own() / "derived" / f"{name}.parquet"
