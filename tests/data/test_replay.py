"""Three real releases built one after another: what is said of each, held against the publishers' own files."""

import csv
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from ingest.__main__ import main

pytestmark = pytest.mark.published
NAMES = ("ehc_plan_requests", "ehc_plan_moves")
FOLDER = "dfe/ehc-plans"
OLD_FILE = f"{FOLDER}/education-health-and-care-plans_2022.zip"
NEW_FILE = f"{FOLDER}/education-health-and-care-plans_2025.zip"


def printed(published: Path, archive: str, member: str) -> list[dict[str, str]]:
    """The rows of a CSV in a zip."""
    with zipfile.ZipFile(published / archive) as opened:
        return list(csv.DictReader(io.StringIO(opened.read(member).decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def replayed(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("replayed") / "data"
    for release in ("2022", "2025", "2026"):
        assert main(["--from", str(published), "--to", str(folder), "--up-to", release, *NAMES]) == 0
    return folder


@pytest.fixture(scope="module")
def told(replayed: Path) -> list[str]:
    """What is said of the releases, the newest first."""
    return (replayed / "CHANGES.md").read_text(encoding="utf-8").split("\n## ")[1:]


def test_each_release_is_told_once(told: list[str]) -> None:
    assert len(told) == 3
    newest, middle, first = told
    assert "`ehc_plan_requests`: first build, 5,176 rows: release 2022, years 2014 to 2021" in first
    assert (
        "`ehc_plan_requests` (Requests for an EHC needs assessment): new releases 2023, 2025; new years 2022 to 2024"
        in middle
    )
    assert (
        "`ehc_plan_requests` (Requests for an EHC needs assessment): new release 2026; new year 2025"
        in newest
    )
    assert "ehc_plan_moves`" in middle
    assert "ehc_plan_moves`" not in newest, "no release of it is newer than 2023"
    assert ["requests_2026_extract.csv" in each for each in told] == [True, False, False]


def test_columns_with_other_names_are_those_of_the_headers(told: list[str], published: Path) -> None:
    was = printed(published, OLD_FILE, "data/sen2_mi.csv")[0]
    now = printed(published, NEW_FILE, "data/requests.csv")[0]
    assert "InreqEHC" in was
    assert "requests_received_in_year" in now
    assert "`InreqEHC` of 2022 is `inreq_ehc`" in told[1]
    assert "`inreq_ehc` of 2023 is `requests_received_in_year`" in told[1]


def test_figures_that_became_symbols_are_counted_as_they_are_in_the_files(
    told: list[str], published: Path
) -> None:
    """Shares of requests refused from 2019 to 2021 are `x` in the release of 2025; one was withheld before."""
    years = ("2019", "2020", "2021")
    was = [
        row["AssRefusedEHC_pc"]
        for row in printed(published, OLD_FILE, "data/sen2_mi.csv")
        if row["time_period"] in years
    ]
    now = [
        row["request_not_assess_pc"]
        for row in printed(published, NEW_FILE, "data/requests.csv")
        if row["time_period"] in years and row["breakdown_topic"].startswith("All requests")
    ]
    assert set(now) == {"x"}
    figures = sum(each.replace(".", "").isdigit() for each in was)
    assert f"  - {figures - 1} figures in whose place the publisher prints a symbol now" in told[1]
    assert "St Helens, Share of requests refused, 2021: `withheld` -> `x`" in told[1]
    assert "Medway, Share of requests refused, 2019: 52.7426 -> `x`" in told[1]


def test_councils_that_came_and_went_are_named(told: list[str]) -> None:
    assert "councils seen for the first time: Cumberland; Westmorland and Furness" in told[1]
    assert "councils not in the newest year any more: Cumbria (until 2023-03-31)" in told[1]
    assert "councils" not in told[0]


def test_the_ledger_is_that_of_a_build_at_once(replayed: Path, published: Path, tmp_path: Path) -> None:
    assert main(["--from", str(published), "--to", str(tmp_path), *NAMES]) == 0
    for table in (*NAMES, "revisions", "quarantine"):
        one, other = (
            pd.read_parquet(folder / "tidy" / f"{table}.parquet") for folder in (replayed, tmp_path)
        )
        pd.testing.assert_frame_equal(one, other)
        assert len(one) > 0
