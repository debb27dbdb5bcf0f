"""The list of metrics: every module of `metrics/indicators`, in the order in which a family meets them."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import replace
from functools import cache

import metrics.indicators
from metrics.metric import THEMES, Metric


class UnknownMetric(ValueError):
    """A name that no module of `metrics/indicators` has."""


@cache
def all_metrics() -> dict[str, Metric]:
    """Every metric by its identity, ordered by theme and then by its place in the theme."""
    names = (module.name for module in pkgutil.iter_modules(metrics.indicators.__path__))
    found = sorted(map(_load, names), key=lambda each: (THEMES.index(each.theme), each.order, each.id))
    return {metric.id: metric for metric in found}


def metric(metric_id: str) -> Metric:
    """One metric; an unknown identity raises `UnknownMetric` with the ones there are."""
    if metric_id not in all_metrics():
        raise UnknownMetric(f"no metric is called {metric_id!r}; there are: {', '.join(all_metrics())}")
    return all_metrics()[metric_id]


def _load(name: str) -> Metric:
    module = importlib.import_module(f"metrics.indicators.{name}")
    return replace(module.METRIC, id=name, doc=inspect.getdoc(module) or "")
