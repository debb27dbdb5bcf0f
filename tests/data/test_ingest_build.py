"""The whole build from the publishers' own files: what it holds, that it repeats itself, what stops it."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from ingest.__main__ import main
from ingest.dataset import COLUMNS, KEY
from ingest.registry import all_datasets
from ingest.symbols import publishers

COMMITTED = Path(__file__).resolve().parents[2] / "data"
ENGLAND = "E92000001"
EHC_PLAN_DATASETS = (
    "ehc_plan_assessments",
    "ehc_plan_caseload",
    "ehc_plan_requests",
    "ehc_plan_timeliness",
    "ehc_plans_ceased",
    "new_ehc_plans",
)
BUILT = sorted(name for name, each in all_datasets().items() if each.releases and not each.awaited)
OBSERVATIONS = [name for name in BUILT if not all_datasets()[name].register]
BY_GROUP = sorted(f"{name}_by_group" for name in BUILT if all_datasets()[name].groups)


@pytest.fixture(scope="session")
def data(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder built once from the published files, with nothing there but the days on which they were fetched."""
    folder = tmp_path_factory.mktemp("built") / "data"
    folder.mkdir()
    shutil.copy(COMMITTED / "sources.lock", folder)
    assert main(["--from", str(published), "--to", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def table(data: Path) -> Callable[[str], pd.DataFrame]:
    return lambda name: pd.read_parquet(data / "tidy" / f"{name}.parquet")


def checksums(data: Path) -> dict[str, str]:
    """Every file of a data folder and its hash."""
    files = sorted(path for path in data.rglob("*") if path.is_file())
    return {str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_dataset_with_a_file_is_built_with_the_register_lock_and_changes(data: Path) -> None:
    tables = {path.stem for path in (data / "tidy").glob("*.parquet")}
    assert tables == {*BUILT, *BY_GROUP, "quarantine", "revisions"}
    assert set(EHC_PLAN_DATASETS) < tables
    lock = json.loads((data / "sources.lock").read_text(encoding="utf-8"))
    assert set(lock) == {release.file for name in BUILT for release in all_datasets()[name].releases}
    changes = (data / "CHANGES.md").read_text(encoding="utf-8")
    assert all(f"`{name}`: first build" in changes for name in BUILT)


def test_a_second_run_changes_no_byte(data: Path, published: Path) -> None:
    """One kind of dataset each: a register, figures, figures with groups, figures held against other tables."""
    before = checksums(data)
    names = ("statistical_neighbours_2025", "neet_by_send", "ehc_plan_work_based", "tribunal_appeals")
    assert main(["--from", str(published), "--to", str(data), *names]) == 0
    assert checksums(data) == before


def test_the_committed_snapshot_is_what_the_build_makes(data: Path) -> None:
    """To the byte; first what differs in rows, which says more."""
    committed = COMMITTED / "tidy"
    for name in (*BUILT, "quarantine", "revisions"):
        built = pd.read_parquet(data / "tidy" / f"{name}.parquet")
        pd.testing.assert_frame_equal(pd.read_parquet(committed / f"{name}.parquet"), built)
    for name in BY_GROUP:
        built, shipped = (pq.read_table(folder / f"{name}.parquet") for folder in (data / "tidy", committed))
        assert shipped.equals(built), name
        topics = [json.loads(each.schema.metadata[b"dataset"])["topics"] for each in (built, shipped)]
        assert topics[0] == topics[1], name
    assert checksums(data / "tidy") == checksums(committed), "the same rows in other bytes: run `make data`"
    assert (data / "sources.lock").read_bytes() == (COMMITTED / "sources.lock").read_bytes()


def test_the_tables_of_groups_are_whole_and_small(data: Path) -> None:
    folder = data / "tidy"
    assert len(BY_GROUP) == 12
    for name in BY_GROUP:
        file = pq.ParquetFile(folder / f"{name}.parquet")
        assert file.schema_arrow.names == COLUMNS
        assert list(file.schema_arrow.metadata) == [b"dataset"]
        indicators = json.loads(file.schema_arrow.metadata[b"dataset"])["indicators"]
        assert file.num_row_groups == len(indicators)
        rows = file.read_row_group(0).to_pandas()
        assert (rows["value"].isna() ^ rows["symbol"].isna()).all()
        assert not rows.duplicated(KEY).any()
    assert sum((folder / f"{name}.parquet").stat().st_size for name in (*EHC_PLAN_DATASETS, *BY_GROUP)) < 6e6


@pytest.mark.parametrize("name", OBSERVATIONS)
def test_observations_have_the_agreed_shape(data: Path, name: str) -> None:
    path = data / "tidy" / f"{name}.parquet"
    rows = pd.read_parquet(path)
    assert list(rows.columns) == COLUMNS
    assert set(rows.dtypes.drop("value").astype(str)) == {"str"}
    assert rows["value"].dtype == "float64"
    assert (rows["value"].isna() ^ rows["symbol"].isna()).all()
    assert set(rows["symbol"].dropna()) <= publishers() | {"withheld"}
    assert not rows.duplicated(KEY).any()
    assert rows[KEY].equals(rows[KEY].sort_values(KEY, ignore_index=True))
    assert not (rows["published_area_code"] == rows["area_code"]).any()
    assert list(pq.read_schema(path).metadata) == [b"dataset"]


@pytest.mark.parametrize("name", OBSERVATIONS)
def test_every_withheld_cell_and_no_other_is_explained_in_the_register(
    table: Callable[[str], pd.DataFrame], name: str
) -> None:
    rows, register = table(name), table("quarantine")
    register = register[register["dataset"] == name]
    hidden = register[register["status"].isin(["quarantined", "withheld"])]
    in_groups = hidden["breakdown_topic"].isin(all_datasets()[name].groups)
    if in_groups.any():
        assert kept_back(table(f"{name}_by_group")) == set(map(tuple, hidden.loc[in_groups, KEY].to_numpy()))
    hidden = hidden[~in_groups]
    withheld = rows.loc[rows["symbol"] == "withheld", KEY]
    assert set(map(tuple, withheld.to_numpy())) == set(map(tuple, hidden[KEY].to_numpy()))
    assert hidden["published"].notna().all()
    assert register["finding"].ne("").all()


def kept_back(rows: pd.DataFrame) -> set[tuple]:
    """The keys of the cells that are withheld."""
    return set(map(tuple, rows.loc[rows["symbol"] == "withheld", KEY].to_numpy()))


def england(rows: pd.DataFrame, release: str, period: str, indicator: str, breakdown: str = "Total") -> float:
    cell = rows[
        (rows["release"] == release)
        & (rows["time_period"] == period)
        & (rows["area_code"] == ENGLAND)
        & (rows["breakdown"] == breakdown)
        & (rows["indicator"] == indicator)
    ]
    assert len(cell) == 1
    return float(cell["value"].iloc[0])


@pytest.mark.parametrize(
    ("name", "release", "period", "indicator", "published_figure"),
    [
        *[
            ("ehc_plan_timeliness", release, year, f"percent_within_20_weeks{base}", figure)
            for release, year, excluding, including in [
                ("2022", "2019", 60.4, 58.7),
                ("2025", "2019", 60.4, 58.7),
                ("2025", "2020", 58.0, 55.6),
                ("2025", "2021", 59.9, 57.9),
                ("2025", "2022", 49.2, 47.7),
                ("2025", "2023", 50.3, 49.1),
                ("2025", "2024", 46.4, 45.9),
                ("2026", "2025", 46.1, 45.5),
            ]
            for base, figure in (("_excluding_exceptions", excluding), ("", including))
        ],
        ("ehc_plan_timeliness", "2023", "2014", "plans_issued_excluding_exceptions", 1177),
        ("ehc_plan_requests", "2025", "2024", "requests", 154_489),
        ("ehc_plan_requests", "2025", "2024", "requests_refused", 38_889),
        ("ehc_plan_requests", "2026", "2025", "requests", 162_702),
        ("ehc_plan_requests", "2026", "2025", "requests_refused", 43_289),
        ("new_ehc_plans", "2025", "2024", "plans", 97_747),
        ("new_ehc_plans", "2022", "2017", "plans", 42_162),
        ("ehc_plan_assessments", "2025", "2024", "assessments_plan_issued", 98_547),
        ("ehc_plan_caseload", "2025", "202425", "plans", 638_745),
        ("ehc_plan_caseload", "2025", "202425", "special_independent", 29_647),
        ("ehc_plan_caseload", "2022", "2022", "plans", 473_255),
        ("ehc_plan_caseload", "2025", "202122", "plans", 473_255),
        ("ehc_plan_caseload", "2022", "2018", "plans_and_statements", 319_819),
        ("ehc_plans_ceased", "2025", "2024", "ceased", 44_862),
    ],
)
def test_england_is_as_published(
    table: Callable[[str], pd.DataFrame],
    name: str,
    release: str,
    period: str,
    indicator: str,
    published_figure: float,
) -> None:
    assert england(table(name), release, period, indicator) == published_figure


def test_who_asked_is_kept_beside_the_total(table: Callable[[str], pd.DataFrame]) -> None:
    rows = table("ehc_plan_requests")
    parents, schools = "Parent or young person", "School or other education setting"
    assert set(rows.loc[rows["breakdown_topic"] == "Source of request", "breakdown"]) == {parents, schools}
    assert england(rows, "2026", "2025", "requests_refused", parents) == 23_276
    assert england(rows, "2026", "2025", "requests", parents) == 47_744
    assert england(rows, "2026", "2025", "requests_refused", schools) == 15_026
    assert england(rows, "2026", "2025", "requests", schools) == 90_762


@pytest.mark.parametrize("name", EHC_PLAN_DATASETS)
def test_councils_sum_to_regions_and_regions_to_england_where_all_are_there(
    table: Callable[[str], pd.DataFrame], name: str
) -> None:
    counts = [i.name for i in all_datasets()[name].indicators if i.unit not in ("%", "weeks")]
    rows = table(name)
    rows = rows[rows["indicator"].isin(counts)]
    region_of = pd.read_csv("data/reference/areas.csv", dtype=str).set_index("area_code")["region_code"]
    corrected = table("quarantine").query("dataset == @name and status == 'replaced'")
    councils = rows[rows["geographic_level"] == "Local authority"].merge(
        corrected[[*KEY, "published"]], on=KEY, how="left"
    )
    councils["value"] = councils["published"].fillna(councils["value"])
    regions = rows[rows["geographic_level"] == "Regional"]
    tested = 0
    for parts, parent, level in (
        (councils, councils["area_code"].map(region_of), "Regional"),
        (regions, pd.Series(ENGLAND, index=regions.index), "National"),
    ):
        totals = rows[rows["geographic_level"] == level].dropna(subset="value")
        group = ["release", "time_period", "breakdown_topic", "breakdown", "indicator", "area_code"]
        summed = (
            parts.assign(area_code=parent).groupby(group)["value"].agg(["sum", "count", "size"]).reset_index()
        )
        whole = summed[summed["count"] == summed["size"]].merge(totals, on=group)
        tested += len(whole)
        pd.testing.assert_series_equal(whole["sum"], whole["value"], check_names=False)
    assert tested > 500


@pytest.mark.parametrize("name", EHC_PLAN_DATASETS)
def test_one_name_means_one_thing_in_every_release(table: Callable[[str], pd.DataFrame], name: str) -> None:
    """The same cell in two releases: equal for counts, within rounding for percentages, or withdrawn."""
    rows = table(name).dropna(subset="value")
    january = rows["time_period"].str.len() == 6
    rows = rows.assign(year=rows["time_period"].str[:4].astype(int) + january)
    cell = ["year", "geographic_level", "area_code", "breakdown_topic", "breakdown", "indicator"]
    spread = rows.groupby(cell)["value"].agg(["min", "max", "size"]).query("size > 1")
    assert len(spread) > 100
    percent = spread.index.get_level_values("indicator").str.contains("percent")
    allowed = pd.Series(percent, index=spread.index).map({True: 0.0501, False: 0.0})
    assert (spread["max"] - spread["min"] <= allowed).all()
