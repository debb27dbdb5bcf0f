"""One command from an empty data/raw reaches every table that the folder of published files gives.

Put by hand are the files without a public address, and those that `test_others_live` fetches from their stand-ins.
"""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from rich.console import Console

from ingest import __main__ as command
from ingest import fetch, live
from ingest.registry import all_datasets
from tests.stand_ins.ees_content import HOST
from tests.stand_ins.publishers import publishers, put_by_hand, served

COMMITTED = Path(__file__).resolve().parents[2] / "data"
DATASETS = served(all_datasets())


def told(path: Path) -> dict[str, Any]:
    """The metadata of a table apart from the address and the day of its files."""
    about = json.loads(pq.read_schema(path).metadata[b"dataset"])
    for source in about.get("sources", ()):
        del source["address"], source["retrieved"]
    return about


@pytest.mark.slow
def test_everything_is_fetched_built_as_it_is_committed_and_not_fetched_again(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "all_datasets", lambda: DATASETS)
    wanted = fetch.wanted(DATASETS.values())
    monkeypatch.setattr(
        fetch, "wanted", lambda datasets, unread=(): wanted
    )  # what is kept unread has its own tests
    with publishers(published, DATASETS.values()) as hosts:
        monkeypatch.setenv(
            "SEND_STAND_INS", " ".join(f"{name}={each.address}" for name, each in hosts.items())
        )
        assert put_by_hand(published, tmp_path / "raw", DATASETS.values())
        assert command.main(["--to", str(tmp_path), "--quiet"]) == 0
        first = {name: each.count() for name, each in hosts.items()}
        assert first[HOST] == 9
        for each in hosts.values():
            each.asked.clear()
        again = live.fetched(
            wanted,
            tmp_path / "raw",
            "2026-12-01",
            Console(file=StringIO()),
            quiet=True,
        )
    assert {each.state for each in again} <= {fetch.SAME, fetch.HELD, fetch.ABSENT}
    second = {name: each.count() for name, each in hosts.items()}
    assert second[HOST] == 3
    assert not [
        path
        for each in hosts.values()
        for path, status in each.sent
        if status >= 400 and path != "/robots.txt"
    ]
    for path in sorted((COMMITTED / "tidy").glob("*.parquet")):
        built = tmp_path / "tidy" / path.name
        pd.testing.assert_frame_equal(pd.read_parquet(built), pd.read_parquet(path))
        assert told(built) == told(path), path.name
    print(f"requests without robots.txt: first run {first}, second run {second}")
