"""Files in public repositories: those of the Office for National Statistics, of the department and of its tools."""

from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest

from ingest import lait
from ingest.answers import Refused
from ingest.dataset import Dataset, Release
from ingest.datasets import lait_sen_in_schools, ons_neighbours
from ingest.http import Client
from ingest.origin import Address
from ingest.read import Source
from ingest.registry import all_datasets
from tests.stand_ins.repositories import HOST, LAIT, Repositories, as_parquet, whole_table
from tests.stand_ins.server import captcha, cut, other, status

DATASETS = list(all_datasets().values())
PLAIN = [
    (dataset, release)
    for dataset in DATASETS
    for release in dataset.releases
    if isinstance(release.origin, Address) and urlsplit(release.origin.address).netloc == HOST
]
NEIGHBOURS = ons_neighbours.DATASET.releases[0]
SCHOOLS = lait_sen_in_schools.DATASET


@pytest.fixture
def repositories(serve, published: Path) -> Repositories:
    site = serve(Repositories())
    site.hold(published, DATASETS)
    return site


@pytest.fixture
def github(repositories: Repositories, tmp_path: Path) -> Client:
    return Client(tmp_path / "cache", stand_ins={HOST: repositories.address})


def fetched(client: Client, release: Release, raw: Path):
    assert release.origin
    return release.origin.fetch(client, release.origin.found(client), raw / release.file)


def path_of(release: Release) -> str:
    assert isinstance(release.origin, Address)
    return urlsplit(release.origin.address).path


@pytest.mark.parametrize(
    ("dataset", "release"), PLAIN, ids=[f"{each.name}-{one.release}" for each, one in PLAIN]
)
def test_the_file_that_was_declared_is_fetched(
    github: Client, published: Path, tmp_path: Path, dataset: Dataset, release: Release
) -> None:
    assert isinstance(release.origin, Address)
    assert release.origin.sha256
    fetched(github, release, tmp_path)
    assert (tmp_path / release.file).read_bytes() == (published / release.file).read_bytes()
    assert not fetched(github, release, tmp_path).changed


def test_a_file_that_was_replaced_is_refused_with_its_hash_and_the_old_one_stays(
    repositories, github, published, tmp_path
) -> None:
    fetched(github, NEIGHBOURS, tmp_path)
    before = (tmp_path / NEIGHBOURS.file).read_bytes()
    repositories.misbehave(
        path_of(NEIGHBOURS), other(before.replace(b"E06000001", b"E06000002")), lasting=True
    )
    with pytest.raises(Refused, match="SHA-256") as refused, github.about("ons_neighbours, release 2023"):
        fetched(github, NEIGHBOURS, tmp_path)
    assert f"{HOST}: ons_neighbours, release 2023:" in str(refused.value)
    assert "compare it by hand" in str(refused.value)
    assert (tmp_path / NEIGHBOURS.file).read_bytes() == before


def test_a_cut_file_and_a_busy_host_are_tried_again(repositories, github, published, tmp_path) -> None:
    repositories.misbehave(path_of(NEIGHBOURS), cut(70_000), status(429, Retry_After="0"), status(503))
    fetched(github, NEIGHBOURS, tmp_path)
    assert (tmp_path / NEIGHBOURS.file).read_bytes() == (published / NEIGHBOURS.file).read_bytes()
    assert repositories.sent[path_of(NEIGHBOURS), 206] == 1


@pytest.mark.parametrize(("fault", "said"), [(captcha, "robot|check"), (status(404), "answered 404")])
def test_what_is_no_file_is_refused(repositories, github, tmp_path, fault, said) -> None:
    repositories.misbehave(path_of(NEIGHBOURS), fault, lasting=True)
    with pytest.raises(Refused, match=said) as refused:
        fetched(github, NEIGHBOURS, tmp_path)
    assert HOST in str(refused.value)
    assert not (tmp_path / NEIGHBOURS.file).exists()


def test_of_the_tool_s_whole_table_the_measures_that_are_read_are_kept(github, published, tmp_path) -> None:
    release = SCHOOLS.releases[0]
    assert fetched(github, release, tmp_path).changed
    assert not fetched(github, release, tmp_path).changed
    key = ["area_code", "time_period", "indicator"]
    mine, local = (
        SCHOOLS.tidy(Source(release, (folder / release.file).read_bytes())).sort_values(
            key, ignore_index=True
        )
        for folder in (tmp_path, published)
    )
    pd.testing.assert_frame_equal(mine, local)


def test_a_renamed_column_of_the_tool_is_refused_and_the_old_file_stays(
    repositories, github, published, tmp_path
) -> None:
    release = SCHOOLS.releases[0]
    fetched(github, release, tmp_path)
    before = (tmp_path / release.file).read_bytes()
    table = whole_table(published)
    names = ["Measure_short" if name == "Short Desc" else name for name in table.column_names]
    repositories.put(LAIT, as_parquet(table.rename_columns(names)))
    with pytest.raises(
        Refused, match=r"has no column 'short desc', it has Measure_short.*COLUMNS in ingest/lait\.py"
    ):
        fetched(github, release, tmp_path)
    repositories.put(LAIT, b"PAR1 but no more PAR1")
    with pytest.raises(Refused, match="does not open as Parquet") as refused:
        fetched(github, release, tmp_path)
    assert HOST in str(refused.value)
    assert not (tmp_path / release.file).with_name(lait.WHOLE).exists()
    assert (tmp_path / release.file).read_bytes() == before
