"""What every dataset declares holds together: names, units, caveats, breaks, the sources of its licence."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from ingest.dataset import Dataset
from ingest.registry import all_datasets, build_order

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
DATASETS = list(all_datasets().values())
PERIOD_KINDS = {"calendar", "academic", "financial", "january"}
EVERY_DATASET = pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)


def reference(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype="str", keep_default_na=False)


def listed(cell: str) -> set[str]:
    return set(filter(None, cell.split(";")))


@EVERY_DATASET
def test_a_dataset_says_whose_it_is(dataset: Dataset) -> None:
    for words in (
        dataset.title,
        dataset.publisher,
        dataset.publication,
        dataset.licence,
        dataset.attribution,
    ):
        assert words.strip()
    for address in (dataset.landing_page, *(release.address for release in dataset.releases)):
        assert address.startswith("https://")
    assert dataset.period_kind in PERIOD_KINDS
    assert all(release.title and release.file for release in dataset.releases)


@EVERY_DATASET
def test_indicators_are_named_once_and_labelled(dataset: Dataset) -> None:
    assert dataset.register or dataset.indicators
    assert max(Counter(indicator.name for indicator in dataset.indicators).values(), default=1) == 1
    assert max(Counter(indicator.label for indicator in dataset.indicators).values(), default=1) == 1
    assert all(indicator.label and indicator.unit for indicator in dataset.indicators)


@EVERY_DATASET
def test_a_published_column_leads_to_one_indicator(dataset: Dataset) -> None:
    for release in {release.release for release in dataset.releases}:
        columns = Counter(
            name.lower()
            for indicator in dataset.indicators
            if indicator.is_in(release)
            for name in indicator.names
        )
        assert max(columns.values(), default=1) == 1, f"release {release}: {columns.most_common(1)}"


@EVERY_DATASET
def test_caveats_are_written_and_belong_to_the_dataset(dataset: Dataset) -> None:
    caveats = reference("caveats")
    assert set(dataset.caveats) <= set(caveats["key"])
    own = caveats[caveats["dataset"] == dataset.name]
    assert set(own["key"]) == set(dataset.caveats) - set(caveats.loc[caveats["dataset"] == "", "key"])
    names = {indicator.name for indicator in dataset.indicators} | set(
        dataset.register.columns if dataset.register else ()
    )
    assert set().union(*own["indicators"].map(listed)) <= names
    periods = {period for release in dataset.releases for period in release.periods}
    # A reader's '2022-23' and the publisher's '202223' are one period.
    assert {period.replace("-", "") for period in set().union(*own["periods"].map(listed))} <= periods


def test_caveats_name_known_datasets_and_areas_once() -> None:
    caveats = reference("caveats")
    assert not caveats["key"].duplicated().any()
    assert set(caveats["dataset"]) <= {dataset.name for dataset in DATASETS} | {""}
    assert set().union(*caveats["areas"].map(listed)) <= set(reference("areas")["area_code"])
    assert caveats["text"].str.strip().str.endswith(".").all()


def test_datasets_are_built_after_those_they_are_checked_against() -> None:
    order = [dataset.name for dataset in build_order(all_datasets())]
    assert sorted(order) == sorted(dataset.name for dataset in DATASETS)
    for dataset in DATASETS:
        assert all(order.index(name) < order.index(dataset.name) for name in dataset.after)


def test_symbols_are_in_words() -> None:
    symbols = reference("symbols")
    assert not symbols["symbol"].duplicated().any()
    assert set(symbols["whose"]) == {"publisher", "ours"}
    assert symbols[["label", "explanation"]].ne("").all(axis=None)
