"""Every figure that is published in a file has a measure that carries it, or a reason why none does; never both."""

from fnmatch import fnmatchcase

import pytest

from ingest.dataset import Dataset
from ingest.registry import all_datasets
from metrics import inventory, tables
from metrics.metric import terms
from metrics.registry import all_metrics

DATASETS = all_datasets()
CARRIED = inventory.carried()
EVERY_DATASET = pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)


def not_kept(dataset: Dataset) -> set[str]:
    """The columns that no dataset takes from the files that this one reads."""
    left = {(each.file, each.member): set(each.not_kept) for each in dataset.releases}
    for other in DATASETS.values():
        taken = {name.lower() for indicator in other.indicators for name in indicator.names}
        for each in other.releases:
            columns = left.get((each.file, each.member), set())
            columns -= {column for column in columns if column.lower() in taken}
    return set().union(*left.values())


def undecided(dataset: Dataset) -> list[str]:
    """The published figures of a dataset that no measure carries and no reason explains."""
    figures = {each.name for each in dataset.indicators if (dataset.name, each.name) not in CARRIED}
    return sorted(name for name in figures | not_kept(dataset) if not inventory.left_out(dataset.name, name))


@EVERY_DATASET
def test_nothing_published_is_missing_from_the_inventory(dataset: Dataset) -> None:
    assert undecided(dataset) == [], "give each a metric, or a reason in data/reference/inventory.csv"


@pytest.mark.parametrize("name", sorted(set(tables.reference("inventory")["dataset"])))
def test_every_reason_is_about_a_figure_that_is_there_and_carried_by_no_measure(name: str) -> None:
    dataset = DATASETS[name]
    left = {each.name for each in dataset.indicators if (name, each.name) not in CARRIED} | not_kept(dataset)
    for pattern, reason in inventory.reasons(name):
        assert any(fnmatchcase(figure, pattern) for figure in left), (
            f"{pattern!r} is carried, or not published"
        )
        assert reason.endswith(".")
        assert len(reason.split()) >= 5


def test_no_figure_has_two_reasons() -> None:
    for name in set(tables.reference("inventory")["dataset"]):
        names = [pattern for pattern, _ in inventory.reasons(name) if inventory.WILD not in pattern]
        assert len(names) == len(set(names))


def test_no_two_metrics_show_one_figure_under_two_names() -> None:
    """Neither with the terms of a sum in another order, nor as a difference the other way about."""
    seen: dict[tuple, str] = {}
    for metric in all_metrics().values():
        formula = metric.formula
        counts = [
            frozenset(terms(getattr(formula, side, "") or "none")) for side in ("numerator", "denominator")
        ]
        figure = frozenset(name for _, name in terms(getattr(formula, "figure", "") or "none"))
        stock = (getattr(formula, "stock", ""), getattr(formula, "stock_column", ""))
        key = (type(formula), formula.dataset, formula.breakdown, *counts, figure, *stock)
        assert key not in seen, f"{metric.id} and {seen.get(key)} are worked out from the same figures"
        seen[key] = metric.id
