"""The measures by theme, in the order in which a family meets them."""

from __future__ import annotations

from layouts.format import slugged
from metrics import compute, inspections, registry, tables
from metrics.memory import remembered
from metrics.metric import THEMES, Metric

INSPECTION = "Inspection"
"""The theme that has a register instead of measures."""

NOT_LOADED = "not loaded in this snapshot, because the published figures it needs are not in this copy"
"""Why a measure has no figures anywhere."""


@remembered()
def themes() -> dict[str, tuple[Metric, ...]]:
    """Every theme that has measures with figures, and those measures."""
    found: dict[str, list[Metric]] = {}
    for metric in registry.all_metrics().values():
        if not compute.waiting_for(metric.id):
            found.setdefault(metric.theme, []).append(metric)
    return {theme: tuple(metrics) for theme, metrics in found.items()}


def order() -> tuple[str, ...]:
    """Every theme that has something to show, in the order in which a family meets them."""
    has_register = tables.is_loaded(inspections.REGISTER)
    return tuple(each for each in THEMES if each in themes() or (each == INSPECTION and has_register))


def waiting() -> list[Metric]:
    """The measures that have no figures yet, because they wait for a table."""
    return [metric for metric in registry.all_metrics().values() if compute.waiting_for(metric.id)]


def by_anchor(text: object) -> str:
    """The theme with this anchor, or ''."""
    return next((theme for theme in themes() if slugged(theme) == text), "")
