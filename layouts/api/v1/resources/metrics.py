"""What each measure is."""

from __future__ import annotations

import pandas as pd
from pydantic import Field

from layouts.api.v1 import choices
from layouts.api.v1.asked import Listed
from layouts.api.v1.resource import Found, Resource, Row, of_frame, where
from metrics import breaks, registry, values
from metrics.memory import remembered
from metrics.metric import Metric


class MetricsAsked(Listed):
    """Which measures."""

    theme: tuple[choices.Theme, ...] = Field((), description="Themes of measures.")


@remembered()
def _every() -> pd.DataFrame:
    """Every measure. Shared: do not change it."""
    periods = values.periods_of()
    rows = [_row(metric, periods.get(metric.id, ())) for metric in registry.all_metrics().values()]
    return pd.DataFrame(rows, columns=list(RESOURCE.columns))


def _row(metric: Metric, periods: tuple[str, ...]) -> tuple[object, ...]:
    formula, note = metric.formula, metric.note
    return (
        metric.id, metric.title, metric.short, metric.unit, metric.theme, metric.direction, metric.whose,
        metric.decimals, type(formula).__name__, getattr(formula, "numerator_is", ""),
        getattr(formula, "denominator_is", ""), formula.dataset, ";".join(periods),
        ";".join(each.before for each in breaks.breaks_of(metric)), formula.no_interval,
        note.get("What it counts", ""), note.get("Why it matters", ""), note.get("Read with care", ""),
    )  # fmt: skip


def find(asked: MetricsAsked) -> Found:
    """The measures asked for, in the order in which a family meets them."""
    return of_frame(where(_every(), theme=asked.theme))


def single(name: str) -> Row:
    """One measure."""
    return next(of_frame(where(_every(), metric=(name,))).rows(0, 1))


RESOURCE = Resource(
    "metrics",
    "Measures",
    "Every measure with its definition: what it counts, in what unit, whose children, and what to be careful of.",
    MetricsAsked,
    find,
    ("metric", "title", "short", "unit", "theme", "direction", "whose", "decimals", "formula", "numerator_is",
     "denominator_is", "dataset", "periods", "breaks", "no_interval", "what_it_counts", "why_it_matters",
     "read_with_care"),
    ("metrics",),
    always=("metric", "title", "short", "unit", "theme", "direction", "whose", "decimals", "formula", "what_it_counts",
            "why_it_matters", "read_with_care"),
    one=("metric", choices.METRIC),
    single=single,
)  # fmt: skip
