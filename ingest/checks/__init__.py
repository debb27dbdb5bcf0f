"""General checks: each finds one kind of publisher's error and knows nothing of any council or year.

A dataset lists the checks that fit it, with its indicators filled in:
`checks=(*general(INDICATORS), partial(sums_to, total="requests", parts=(...)))`.

A check withholds (`quarantine`) only what its own evidence shows to be wrong, because a true figure withheld is an
error too; everything else is noted for a person, who settles it in `data/reference/corrections.csv`. Each check's
docstring says which it does and why.

| check | finds | does |
|---|---|---|
| `equals_region` | a council's count that is its region's total | withholds |
| `sums_to_total` | a region or England that is not the sum of its parts | withholds |
| `unequal_coverage` | a total's rate whose two figures rest on different councils | notes |
| `sums_to` | a total that is not the sum of its parts in the row | withholds |
| `within` | a part larger than its whole | withholds |
| `possible` | a negative count, a percentage above 100 | withholds |
| `percentages` | a percentage that its counts contradict | withholds for councils, notes for totals |
| `percentages_of_parts` | the same where only the parts of the whole are printed | likewise |
| `jumps` | a count unlike the council's year before | notes |
| `exchanged` | two councils that fit their histories only when exchanged | notes |
| `revised` | the same cell, other in a newer release | notes |
| `zero_between` | a volume of 0 between two years of hundreds | withholds |
| `zero_beside` | an outcome of 0 beside hundreds of cases | notes |
| `few_known` | outcomes that are recorded for fewer than half of the cases | notes |
| `rebuilt` | a total that parts in other datasets contradict | withholds when exchanged, else notes |
| `exchanged_beside` | two councils that fit another dataset only when exchanged | notes |
| `rolled_forward` | a stock that last year's stock and the flows do not lead to | notes |
| `before_it_began` | a figure for a council that did not exist yet | withholds |
| `zero_without_parts` | a share of 0 beside a share of the same cases that is not given | withholds |
| `spikes` | a rate far from the years on both sides of it | notes |

A code that contradicts its name stops the row earlier, in `ingest.areas.resolve`.
"""

from functools import partial

from ingest.checks.history import exchanged, jumps, revised
from ingest.checks.identities import percentages, percentages_of_parts, possible, sums_to, within
from ingest.checks.rates import before_it_began, spikes, zero_without_parts
from ingest.checks.reconcile import Part, exchanged_beside, rebuilt, rolled_forward
from ingest.checks.totals import equals_region, sums_to_total, unequal_coverage
from ingest.checks.zeros import few_known, zero_beside, zero_between
from ingest.dataset import Check, Indicator

__all__ = [
    "Part",
    "before_it_began",
    "equals_region",
    "exchanged",
    "exchanged_beside",
    "few_known",
    "general",
    "jumps",
    "percentages",
    "percentages_of_parts",
    "possible",
    "rebuilt",
    "revised",
    "rolled_forward",
    "spikes",
    "sums_to",
    "sums_to_total",
    "unequal_coverage",
    "within",
    "zero_beside",
    "zero_between",
    "zero_without_parts",
]

PERCENT = "%"


def general(indicators: tuple[Indicator, ...]) -> tuple[Check, ...]:
    """The checks that fit every dataset of councils, regions and England, told which of its figures are counts."""
    counts = tuple(indicator.name for indicator in indicators if indicator.is_count)
    percent = tuple(indicator.name for indicator in indicators if indicator.unit == PERCENT)
    return (
        partial(equals_region, indicators=counts),
        partial(sums_to_total, indicators=counts),
        partial(possible, counts=counts, percentages=percent),
        revised,
    )
