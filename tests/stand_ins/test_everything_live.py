"""One run from an empty data/raw fetches every file that the folder of published files holds, a second fetches none.

The files are those of the folder to the byte, so what is built of them is what `tests/data/test_ingest_build.py`
holds to the committed tables; `test_ehc_plans_live` and `test_others_live` build from a live run. Put by hand are
the files without a public address, and those that `test_others_live` fetches.
"""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from ingest import fetch, live
from ingest.registry import all_datasets
from tests.stand_ins.ees_content import HOST
from tests.stand_ins.publishers import publishers, put_by_hand, served

DATASETS = served(all_datasets())


def test_every_file_is_fetched_as_it_is_published_and_not_fetched_again(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, raw = fetch.wanted(DATASETS.values()), tmp_path / "raw"

    def run(day: str) -> list[fetch.Outcome]:
        return live.fetched(wanted, raw, day, Console(file=StringIO()), quiet=True)

    with publishers(published, DATASETS.values()) as hosts:
        standing = " ".join(f"{name}={each.address}" for name, each in hosts.items())
        monkeypatch.setenv("SEND_STAND_INS", standing)
        assert put_by_hand(published, raw, DATASETS.values())
        outcomes = run("2026-11-30")
        assert hosts[HOST].count() == 9
        fetched = [each.wanted.file for each in outcomes if each.state == fetch.NEW]
        assert len(fetched) >= 15
        for file in fetched:
            assert (raw / file).read_bytes() == (published / file).read_bytes(), file
        for each in hosts.values():
            each.asked.clear()
        again = run("2026-12-01")
    assert {each.state for each in again} <= {fetch.SAME, fetch.HELD, fetch.ABSENT}
    assert hosts[HOST].count() == 3
    assert not [
        path
        for each in hosts.values()
        for path, status in each.sent
        if status >= 400 and path != "/robots.txt"
    ]
