"""What is written is the same bytes for the same rows, complete or not there, and described inside."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from ingest import changes, staging, store
from ingest.dataset import COLUMNS, Dataset, Indicator, Register, Release


def dataset(register: Register | None = None) -> Dataset:
    return Dataset(
        name="example",
        title="Example",
        publisher="Publisher",
        publication="Publication",
        landing_page="page",
        licence="licence",
        attribution="words",
        releases=(Release("2025", "file.csv", "Title", "address", ("2024",)),),
        indicators=(Indicator("plans", "Plans", "plans", ("plans",)),),
        register=register,
    )


def observations(**values: float | None) -> pd.DataFrame:
    frame = pd.DataFrame({"indicator": list(values), "value": list(values.values())})
    frame["symbol"] = pd.Series(["x" if value is None else None for value in values.values()], dtype="str")
    frame["value"] = frame["value"].astype("float64")
    rest = {column: "2024" for column in COLUMNS if column not in frame}
    return store.sorted_observations(frame.assign(**rest))


def register_rows(name: str, *checks: str) -> pd.DataFrame:
    frame = pd.DataFrame({"check": list(checks)}, dtype="str")
    rest = {column: "a" for column in store.REGISTER_COLUMNS if column != "check"}
    return frame.assign(**{**rest, "dataset": name, "published": 1.0})[store.REGISTER_COLUMNS]


def put_register(data: Path, *rebuilt: Any) -> None:
    store.write_bytes(
        store.table_path(data, store.REGISTER),
        store.register_bytes(store.read_table(data, store.REGISTER), *rebuilt),
    )


def test_the_same_rows_are_the_same_bytes_whatever_their_order() -> None:
    frame = observations(b=2, a=1, c=None)
    shuffled = store.sorted_observations(frame.sample(frac=1, random_state=1))
    assert store.parquet(frame, {"b": 1, "a": 2}) == store.parquet(shuffled, {"a": 2, "b": 1})


def test_parquet_holds_the_rows_and_one_metadata_key(tmp_path: Path) -> None:
    frame = observations(a=1, b=None)
    (tmp_path / "file.csv").write_bytes(b"content")
    lock = store.locked({}, {"file.csv": store.stamp(tmp_path / "file.csv")}, "2026-01-02")
    path = store.table_path(tmp_path, "example")
    assert store.write_bytes(path, store.parquet(frame, store.described(dataset(), lock)))
    pd.testing.assert_frame_equal(pd.read_parquet(path), frame)
    metadata = pq.read_schema(path).metadata
    assert list(metadata) == [b"dataset"]
    inside = json.loads(metadata[b"dataset"])
    assert inside["indicators"] == {"plans": {"label": "Plans", "unit": "plans"}}
    assert inside["sources"][0]["retrieved"] == "2026-01-02"
    assert inside["sources"][0]["bytes"] == 7
    assert inside["sources"][0]["published"] is None


def test_a_column_without_a_value_is_still_text(tmp_path: Path) -> None:
    frame = store.sorted_observations(observations(a=1, b=2).assign(published_area_code=None))
    path = tmp_path / "table.parquet"
    path.write_bytes(store.parquet(frame, {}))
    assert frame["published_area_code"].isna().all()
    assert (
        pq.read_schema(path).field("published_area_code").type == pq.read_schema(path).field("release").type
    )
    assert pd.read_parquet(path)["symbol"].isna().all()


def test_writing_the_same_touches_nothing_and_leaves_no_part(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    assert store.write_bytes(path, b"one")
    before = path.stat().st_mtime_ns
    assert not store.write_bytes(path, b"one")
    assert path.stat().st_mtime_ns == before
    assert store.write_bytes(path, b"two")
    assert [file.name for file in path.parent.iterdir()] == ["file"]


def test_the_lock_keeps_its_day_while_the_bytes_are_the_same() -> None:
    one, two = {"sha256": "1", "bytes": 1}, {"sha256": "2", "bytes": 1}
    first = store.locked({}, {"a": one, "b": one}, "2026-01-01")
    second = store.locked(first, {"a": one, "b": two}, "2026-02-02")
    assert {file: entry["retrieved"] for file, entry in second.items()} == {
        "a": "2026-01-01",
        "b": "2026-02-02",
    }


def test_the_register_replaces_only_the_rebuilt_dataset(tmp_path: Path) -> None:
    known = ["one", "two"]
    put_register(tmp_path, "one", register_rows("one", "x", "y"), known)
    put_register(tmp_path, "two", register_rows("two", "z"), known)
    put_register(tmp_path, "one", register_rows("one", "w"), known)
    register = store.read_table(tmp_path, "quarantine")
    assert register is not None
    assert register[["dataset", "check"]].to_numpy().tolist() == [["one", "w"], ["two", "z"]]
    put_register(tmp_path, "one", register_rows("one"), ["one"])
    register = store.read_table(tmp_path, "quarantine")
    assert register is not None
    assert register.empty, "a dataset that there is no more leaves the register"


def test_a_register_is_compared_by_its_own_key() -> None:
    shape = Register({"area_code": "str", "rank": "int64"}, ("area_code",))
    before = pd.DataFrame({"area_code": ["a", "b"], "rank": [1, 2]})
    lines = changes.summary(dataset(shape), before, before.assign(rank=[1, 3]), {}, {})
    assert lines == ["- `example` (Example): 1 row changed, 0 added, 0 removed", "  - b: rank 2 -> 3"]


def test_the_newest_build_is_first_and_an_unchanged_one_writes_nothing(tmp_path: Path) -> None:
    staging.put(tmp_path, changes.pending(tmp_path, ["- first"]))
    noted = changes.noted(tmp_path)
    assert staging.put(tmp_path, changes.recorded(tmp_path, [*noted, "- file `a`: new"], "2026-01-01"))
    assert staging.put(tmp_path, changes.recorded(tmp_path, ["- second"], "2026-02-02"))
    text = (tmp_path / "CHANGES.md").read_text(encoding="utf-8")
    assert not staging.put(tmp_path, changes.recorded(tmp_path, [], "2026-03-03"))
    assert (tmp_path / "CHANGES.md").read_text(encoding="utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["CHANGES.md"], "no noted line is left behind"
    assert text.startswith("# What each build changed")
    assert (
        text.index("## 2026-02-02")
        < text.index("- second")
        < text.index("## 2026-01-01")
        < text.index("- file")
    )
    assert text.index("- file") < text.index("- first"), "files come before what they changed"
    assert text.count("# What each build changed") == 1


def test_a_heading_names_the_releases_that_a_build_brought() -> None:
    lines = [
        "- file `a`: new",
        "- `requests` (Requests (all)): new releases 2023, 2025; new years 2022 to 2024; 9 rows, before 5",
        "- `reviews`: first build, 1,423 rows: release 2025, year 2024",
        "- `caseload` (Caseload): release 2019 gone; 3 rows, before 5",
        "- `neighbours`: first build, 12 rows",
    ]
    assert (
        changes.heading(lines, "2026-01-01")
        == "2026-01-01: releases 2025 of requests and 1 more; 2023 of requests"
    )
    assert changes.heading(lines[2:], "2026-01-01") == "2026-01-01: release 2025 of reviews"
    assert changes.heading(lines[3:], "2026-01-01") == "2026-01-01"
