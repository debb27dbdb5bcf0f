"""A place beside others, or beside England, its region and its statistical neighbours."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from pydantic import Field

from layouts.api.v1 import choices
from layouts.api.v1.asked import Listed
from layouts.api.v1.resource import Found, Resource, Row, of_frame
from layouts.problems import Problem
from metrics import areas, compare, compute, pairs

MOST_METRICS, MOST_OTHERS = 10, 20


class ComparisonsAsked(Listed):
    """One place, the measures, and what it is set beside."""

    area: choices.Area = Field(description="The place, by code or as it stands in addresses: `kent`.")
    metric: tuple[choices.Metric, ...] = Field(
        description="Measures, one to ten.", min_length=1, max_length=MOST_METRICS
    )
    other: tuple[choices.Area, ...] = Field(
        (),
        description="Other places. Without one, England, the place's region and its statistical neighbours.",
        max_length=MOST_OTHERS,
    )
    period: choices.Period = Field(
        "", description="A period of every measure asked for; the newest of each unless one is named."
    )


def find(asked: ComparisonsAsked) -> Found:
    """A row for each measure and each comparator."""
    here, others = choices.code(asked.area), [choices.code(each) for each in asked.other]
    rows = [row for name in dict.fromkeys(asked.metric) for row in _rows(name, here, others, asked.period)]
    return of_frame(pd.DataFrame(rows, columns=list(RESOURCE.columns)).astype("object"))


def _rows(metric_id: str, here: str, others: list[str], asked: str) -> Iterator[Row]:
    there = compute.periods_of(metric_id)
    if not there or (asked and asked not in there):
        which = f"{asked}; it has {', '.join(there)}" if there else "this version of the data"
        raise Problem(404, "no-figures", f"{metric_id} has no figures for {which}.")
    period = asked or pairs.common_period(metric_id, [here, *others])
    if not period:
        raise Problem(404, "no-figures", f"{metric_id} has no figures for {areas.name(here)} in any period.")
    made = [_beside(metric_id, here, other, period) for other in others] or _usual(metric_id, here, period)
    yield from made


def _beside(metric_id: str, here: str, other: str, period: str) -> Row:
    found = pairs.pair(metric_id, here, other, period)
    told = {
        "compared_with": "place",
        "other_area_code": other,
        "other_area_name": found.b.area_name,
        "other_value": found.b.value,
        "other_numerator": found.b.numerator,
        "other_denominator": found.b.denominator,
        "difference": found.difference,
        "difference_lci_95": found.lci_95,
        "difference_uci_95": found.uci_95,
        "verdict": found.verdict,
        "note": found.refusal,
    }
    return _own(metric_id, here, period) | told


def _usual(metric_id: str, here: str, period: str) -> list[Row]:
    own = _own(metric_id, here, period)
    return [
        own
        | {
            "compared_with": each.comparator,
            "other_area_code": each.comparator_code,
            "other_area_name": each.comparator_name,
            "other_value": each.value,
            "other_numerator": each.numerator,
            "other_denominator": each.denominator,
            "difference": each.difference,
            "difference_lci_95": each.difference_lci_95,
            "difference_uci_95": each.difference_uci_95,
            "verdict": each.verdict,
            "note": each.note,
        }
        for each in compare.against(metric_id, here, period)
    ]


def _own(metric_id: str, here: str, period: str) -> Row:
    place = vars(pairs.pair(metric_id, here, here, period).a)
    same = {name: place[name] for name in ("area_code", "area_name", *compute.NUMBERS, "symbol", "reason")}
    same |= {name: place[name] for name in ("dataset", "release")} | {"caveats": ";".join(place["caveats"])}
    return {"metric": metric_id, "period": period} | same


RESOURCE = Resource(
    "comparisons",
    "Comparisons",
    "A place beside others. ‘Higher’ and ‘lower’ are said only where the difference is more than chance.",
    ComparisonsAsked,
    find,
    ("metric", "period", "area_code", "area_name", "value", "numerator", "denominator", "lci_95", "uci_95", "symbol",
     "reason", "caveats", "dataset", "release", "compared_with", "other_area_code", "other_area_name", "other_value",
     "other_numerator", "other_denominator", "difference", "difference_lci_95", "difference_uci_95", "verdict", "note"),
    ("comparisons", "figures"),
    always=("metric", "period", "area_code", "area_name", "compared_with"),
    carries=True,
)  # fmt: skip
