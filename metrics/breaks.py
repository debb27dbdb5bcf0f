"""Changes of method inside a series: those a dataset declares and those a metric adds."""

from __future__ import annotations

from metrics import periods, tables
from metrics.memory import remembered
from metrics.metric import Break, Metric, needs


@remembered(512)
def breaks_of(metric: Metric) -> list[Break]:
    """A metric's breaks, the oldest first, in readers' periods; none of a dataset that is not loaded.

    Shared: do not change it.
    """
    found = list(metric.breaks)
    if all(map(tables.is_loaded, needs(metric.formula))):
        declared = tables.describe(metric.formula.dataset)
        kind = declared["period_kind"]
        found += [Break(periods.label(each["before"], kind), each["note"]) for each in declared["breaks"]]
    return sorted(found, key=lambda each: periods.start(each.before))


def between(metric: Metric, earlier: str, later: str) -> list[Break]:
    """The breaks that a comparison of two periods crosses."""
    first, last = sorted((periods.start(earlier), periods.start(later)))
    return [each for each in breaks_of(metric) if first < periods.start(each.before) <= last]
