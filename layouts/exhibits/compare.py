"""Two to four councils side by side in one measure, as dots: the picture that has its words in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layouts import links, places
from layouts.api import card
from layouts.charts import card as charts
from layouts.comparison import LEAD, choose, line
from layouts.exhibit import Exhibit, of_fields
from metrics import registry

FIELDS = ("area_code", "area_name", "value", "numerator", "denominator", "lci_95", "uci_95", "reason")


def at(path: str, query: Mapping[str, Any]) -> Exhibit | None:
    """The picture at an address such as '/compare?a=kent&b=leeds'."""
    if path != links.COMPARE:
        return None
    return of(choose(query).codes, str(query.get("measure") or LEAD))


def of(codes: tuple[str, ...], metric_id: str = LEAD) -> Exhibit | None:
    """The same of councils; None for fewer than two, or for a measure that cannot be set side by side."""
    found = line(metric_id, codes) if len(codes) > 1 and metric_id in registry.all_metrics() else None
    if found is None or found.is_count:
        return None
    own = links.compare(codes, measure="" if metric_id == LEAD else metric_id)
    return Exhibit(
        address=own,
        page=links.compare(codes),
        kind="side-by-side",
        metric=found.metric,
        finding=card.heading(found),
        shown=" ".join([card.under(found), *card.gaps(found)]),
        words=card.said_in_words(found),
        used=tuple(place.release for place in found.places),
        table=lambda: of_fields(found.places, FIELDS, found.metric, found.period),
        drawing=charts.stacked(card.panels(found), card.heading(found)),
        place="-".join(places.places()[code].slug for code in codes),
        period=found.period,
        card=card.drawing(metric_id, codes),
    )
