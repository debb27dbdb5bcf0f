"""What a reader of the lottery's pages looks at: a measure, a year, a region, a council; read from an address.

Everything in an address is checked against what there is. Anything else becomes the default, with a plain message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from layouts import links, places
from layouts.comparison import LEAD
from layouts.format import slugged
from metrics import compute, lottery, registry
from metrics.memory import remembered
from metrics.metric import Metric, Proportion


@dataclass(frozen=True)
class Choice:
    """A checked state; '' where nothing is chosen. `problems` are messages for the reader."""

    metric_id: str
    period: str = ""
    region: str = ""
    area: str = ""
    earlier: str = ""
    later: str = ""
    problems: tuple[str, ...] = ()

    @property
    def metric(self) -> Metric:
        return registry.metric(self.metric_id)

    def state(self, **changes: str) -> dict[str, str]:
        """The query of the address of this view, defaults left out."""
        newest = ranked_periods(self.metric_id)[-1:]
        held = {
            "measure": "" if self.metric_id == LEAD else self.metric_id,
            "year": "" if [self.period] == newest else self.period,
            "region": places.places()[self.region].slug if self.region else "",
            "area": places.places()[self.area].slug if self.area else "",
            "from": slugged(self.earlier),
            "to": slugged(self.later),
        }
        return {name: value for name, value in (held | changes).items() if value}


def choose(query: Mapping[str, object], measures: Sequence[str]) -> Choice:
    """The state that an address asks for, of one of these measures."""
    problems: list[str] = []

    def pick(name: str, allowed: Mapping[str, str], default: str) -> str:
        asked = query.get(name) or ""
        if asked and (not isinstance(asked, str) or asked not in allowed):
            problems.append(
                f"The address asked for something that is not there ({name}); this shows the default."
            )
        return allowed.get(asked, default) if isinstance(asked, str) else default

    metric_id = pick("measure", {name: name for name in measures}, LEAD if LEAD in measures else measures[0])
    years = ranked_periods(metric_id)
    named = {slugged(each): each for each in years}
    return Choice(
        metric_id,
        pick("year", named, years[-1]),
        pick("region", _codes(places.regions()), ""),
        pick("area", _codes(places.councils()), ""),
        pick("from", named, ""),
        pick("to", named, ""),
        tuple(problems),
    )


def ranked_periods(metric_id: str) -> list[str]:
    """The periods of a measure in which councils may be set against each other, the oldest first."""
    unranked = registry.metric(metric_id).unranked
    return [each for each in compute.periods_of(metric_id) if each not in unranked]


@remembered()
def measures_with_pairs() -> tuple[str, ...]:
    """The measures of which two councils can be told apart from chance: shares of cases."""
    return tuple(
        name for name in lottery.qualifying() if isinstance(registry.metric(name).formula, Proportion)
    )


def _codes(known: Mapping[str, places.Place]) -> dict[str, str]:
    return {slug: place.code for slug, place in known.items()}


def address(page: str, chosen: Choice, **changes: str) -> str:
    """The address of a page of the lottery in this state, or in one that differs from it."""
    return links.with_query(page, **chosen.state(**changes))
