"""Every story lead, by kind. Nothing is one that the sentence generator refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from metrics import leads_from_councils, leads_from_publishers
from metrics.lead import Lead
from metrics.memory import remembered

KINDS: dict[str, Callable[[str], Iterator[Lead]]] = {
    "better": leads_from_councils.better,
    "worse": leads_from_councils.worse,
    "changed": leads_from_councils.changed,
    "outlier": leads_from_councils.outliers,
    "silent": leads_from_publishers.fell_silent,
    "border": leads_from_councils.across_borders,
    "withheld": leads_from_publishers.withheld,
    "revised": leads_from_publishers.revised,
}
"""Each kind with what finds its leads."""


@remembered()
def leads() -> tuple[Lead, ...]:
    """Every lead, in the order of KINDS and the strongest of each first."""
    return tuple(lead for kind, find in KINDS.items() for lead in find(kind))
