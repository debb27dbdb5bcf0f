"""One command from an empty data/raw fetches EHC plans and builds what the folder of published files gives."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from ingest.__main__ import main
from tests.stand_ins.ees_content import HOST, EesContent
from tests.stand_ins.ehc_plans import SLUG, ehc_plans
from tests.stand_ins.server import serving

NAMES = ("ehc_plan_work_based", "designated_officers")


@pytest.fixture
def host(published: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EesContent]:
    with serving(ehc_plans(published)) as stand_in:
        monkeypatch.setenv("SEND_STAND_INS", f"{HOST}={stand_in.address}")
        assert isinstance(stand_in, EesContent)
        yield stand_in


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="module")
def local(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the folder of published files gives."""
    folder = tmp_path_factory.mktemp("local")
    assert main(["--from", str(published), "--to", str(folder), "--quiet", *NAMES]) == 0
    return folder


def table(data: Path, name: str) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The rows of a table, and its metadata apart from the address and day of its files."""
    path = data / "tidy" / f"{name}.parquet"
    about = json.loads(pq.read_schema(path).metadata[b"dataset"])
    for source in about["sources"]:
        assert source.pop("address").startswith("https://")
        assert source.pop("retrieved")
    return pd.read_parquet(path), about


def run(data: Path, *more: str) -> int:
    return main(["--to", str(data), "--quiet", *more])


def test_a_live_run_builds_what_the_local_one_does_and_a_second_fetches_nothing(
    host: EesContent, data: Path, local: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, *NAMES) == 0
    for name in (*NAMES, "ehc_plan_work_based_by_group"):
        (rows, about), (expected, told) = table(data, name), table(local, name)
        pd.testing.assert_frame_equal(rows, expected)
        assert about == told
    paths = [asked.path for asked in host.asked]
    # robots.txt, the list of releases and two zips.
    assert len(paths) == len(set(paths)) == 4
    assert "2 files: 2 new. 4 requests" in capsys.readouterr().err
    lock = json.loads((data / "sources.lock").read_bytes())
    assert all(f"https://{HOST}/api/" in entry["address"] for entry in lock.values())
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    host.asked.clear()
    assert run(data, *NAMES) == 0
    assert [asked.path for asked in host.asked] == ["/robots.txt", f"/api/publications/{SLUG}/releases"]
    assert "2 files: 2 unchanged. 2 requests" in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
