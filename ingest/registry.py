"""The list of datasets: every module of `ingest/datasets`, and the order in which to build them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from graphlib import TopologicalSorter

import ingest.datasets
from ingest.dataset import Dataset


class UnknownDataset(ValueError):
    """A name that no module of `ingest/datasets` has."""


def all_datasets() -> dict[str, Dataset]:
    """Every dataset by name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(ingest.datasets.__path__))
    found = {name: importlib.import_module(f"ingest.datasets.{name}").DATASET for name in names}
    for name, dataset in found.items():
        if dataset.name != name:
            raise UnknownDataset(
                f"ingest/datasets/{name}.py holds a dataset named {dataset.name!r}: name it {name!r}"
            )
    return found


def build_order(datasets: dict[str, Dataset], names: Iterable[str] = ()) -> list[Dataset]:
    """The named datasets (all of them when none is named), each after those it is checked against."""
    wanted = list(names) or list(datasets)
    for name in wanted:
        if name not in datasets:
            raise UnknownDataset(f"no dataset is called {name!r}; there are: {', '.join(datasets)}")
    ahead = {name: [other for other in datasets[name].after if other in wanted] for name in sorted(wanted)}
    return [datasets[name] for name in TopologicalSorter(ahead).static_order()]
