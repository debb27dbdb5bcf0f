"""The list of metrics, in the order in which a family meets them: `metrics/indicators` and `metrics/families`."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import Counter
from dataclasses import replace
from functools import cache
from types import ModuleType

import metrics.families
import metrics.indicators
from metrics.metric import THEMES, Metric


class UnknownMetric(ValueError):
    """A name that no metric has."""


@cache
def all_metrics() -> dict[str, Metric]:
    """Every metric by its identity, ordered by theme and then by its place in the theme."""
    found = [_load(name) for name in _modules(metrics.indicators)]
    found += [metric for name in _modules(metrics.families) for metric in _load_family(name)]
    found.sort(key=lambda each: (THEMES.index(each.theme), each.order, each.id))
    twice = [name for name, count in Counter(metric.id for metric in found).items() if count > 1]
    if twice:
        raise ValueError(f"two metrics are called {twice[0]!r}: give one of them another name")
    return {metric.id: metric for metric in found}


def metric(metric_id: str) -> Metric:
    """One metric; an unknown identity raises `UnknownMetric` with the ones there are."""
    if metric_id not in all_metrics():
        raise UnknownMetric(f"no metric is called {metric_id!r}; there are: {', '.join(all_metrics())}")
    return all_metrics()[metric_id]


def _modules(package: ModuleType) -> list[str]:
    return [module.name for module in pkgutil.iter_modules(package.__path__)]


def _load(name: str) -> Metric:
    module = importlib.import_module(f"metrics.indicators.{name}")
    return replace(module.METRIC, id=name, doc=inspect.getdoc(module) or "")


def _load_family(name: str) -> tuple[Metric, ...]:
    return importlib.import_module(f"metrics.families.{name}").METRICS
