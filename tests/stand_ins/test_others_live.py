"""One command from an empty data/raw fetches from the publishers besides the department, and builds the same tables."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from ingest import lgsco_councils
from ingest.__main__ import main
from ingest.areas import area_for_name
from ingest.lgsco_search import newest_whole_year
from ingest.registry import all_datasets
from tests.stand_ins import ombudsman, repositories
from tests.stand_ins.decisions import fillers
from tests.stand_ins.ombudsman import COUNCILS, SEARCH, Ombudsman
from tests.stand_ins.repositories import Repositories
from tests.stand_ins.server import StandIn, captcha

SAME_FILES = ("ons_neighbours", "statistical_neighbours_2025", "dsg_balances")
SAME_ROWS = ("lait_financial_years", "lait_sen_in_schools", "lait_send_outcomes", "ombudsman_councils")
GATHERED = "ombudsman_decisions_gathered"
NAMES = (*SAME_FILES, *SAME_ROWS, GATHERED)
FILES = len(NAMES) - 2
"""Three datasets are made of one file."""
TODAY = datetime.now(UTC).date()
Sites = tuple[Ombudsman, Repositories]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def sites(serve: Callable[[StandIn], Any], published: Path, monkeypatch: pytest.MonkeyPatch) -> Sites:
    """The Ombudsman's site with a few councils, and the repositories."""
    made = fillers(newest_whole_year(TODAY), f"{TODAY:%Y-%m}", each=11)
    cases = [*read(published / "lgsco" / "decisions_sample.csv"), *made]
    rows = read(published / "lgsco" / "council_statistics_pages.csv")
    lgo, github = serve(Ombudsman(cases=cases, rows=rows)), serve(Repositories())
    github.hold(published, list(all_datasets().values()))
    standing = f"{ombudsman.HOST}={lgo.address} {repositories.HOST}={github.address}"
    monkeypatch.setenv("SEND_STAND_INS", standing)
    few = {area_for_name(name) for name in ("Kent", "Surrey", "Suffolk", "Leeds")}
    monkeypatch.setattr(lgsco_councils, "there", lambda day, level: few)
    return lgo, github


@pytest.fixture(scope="module")
def local(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the folder of published files gives."""
    folder = tmp_path_factory.mktemp("local")
    assert main(["--from", str(published), "--to", str(folder), "--quiet", *SAME_FILES, *SAME_ROWS]) == 0
    return folder


def table(data: Path, name: str) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The rows of a table, and its metadata apart from the address and day of its files."""
    path = data / "tidy" / f"{name}.parquet"
    about = json.loads(pq.read_schema(path).metadata[b"dataset"])
    for source in about["sources"]:
        del source["address"], source["retrieved"]
    return pd.read_parquet(path), about


def test_a_live_run_builds_what_the_local_one_does_and_a_second_fetches_nothing(
    sites: Sites, local: Path, published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lgo, github = sites
    data = tmp_path / "data"
    assert main(["--to", str(data), "--quiet", *NAMES]) == 0
    for name in (*SAME_FILES, *SAME_ROWS):
        (rows, about), (expected, told) = table(data, name), table(local, name)
        pd.testing.assert_frame_equal(rows, expected)
        if name in SAME_FILES:
            assert about == told
    rows, _ = table(data, GATHERED)
    sample = read(published / "lgsco" / "decisions_sample.csv")
    recent = {row["reference"] for row in sample if row["decision_date"] >= newest_whole_year(TODAY)}
    assert set(rows["reference"]) == recent
    assert set(rows["window"]) == {"whole"}
    assert f"{FILES} files: {FILES} new. " in capsys.readouterr().err
    for site in sites:
        site.asked.clear()
    assert main(["--to", str(data), "--quiet", *NAMES]) == 0
    assert f"{FILES} files: {FILES} unchanged. " in capsys.readouterr().err
    assert lgo.count(SEARCH) == lgo.count(f"{COUNCILS}/surrey-county-council/statistics") == 1
    assert lgo.count() == 2
    assert github.sent[repositories.LAIT, 304] == github.count() == 1


def test_one_host_that_is_closed_leaves_its_tables_as_they_were_and_the_others_are_built(
    sites: Sites, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lgo, _ = sites
    data = tmp_path / "data"
    lgo.misbehave(SEARCH, captcha, lasting=True)
    assert main(["--to", str(data), "--quiet", "ons_neighbours", GATHERED]) == 1
    said = capsys.readouterr().err
    assert (
        f"www.lgo.org.uk: {GATHERED}, ombudsman_send_decisions" in said
        or f"www.lgo.org.uk: {GATHERED}" in said
    )
    assert (data / "tidy" / "ons_neighbours.parquet").is_file()
    assert not (data / "tidy" / f"{GATHERED}.parquet").exists()
