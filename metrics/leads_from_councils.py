"""Story leads from councils' own figures: what moved furthest, who stands out anew, which borders divide.

The tests are stricter than those of a single comparison, because the most extreme of some hundred councils are picked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from metrics import (
    beside,
    borders,
    breaks,
    compute,
    lottery,
    luck,
    periods,
    registry,
    sentences,
    soundness,
)
from metrics.claim import Claim
from metrics.headlines import FEWEST_FOR_EXTREMES, MOST_EXCEPTIONS, ON_TIME
from metrics.intervals import newcombe
from metrics.lead import Lead
from metrics.metric import Metric, Proportion

LATEST = "ehc_plans_over_a_year"
BACKLOG = "A council that clears a backlog issues more plans after a year: ask how many children still wait."
MOVES = (
    ON_TIME,
    LATEST,
    "ehc_requests_refused",
    "requests_answered_in_6_weeks",
    "no_plan_told_in_16_weeks",
)
"""Measures whose changes from year to year, and whose gaps across a border, are told."""
STAND_OUT = "Disagreements"
"""The theme whose measures have funnels worth reading: chance matters in them."""
STRICT = luck.STRICT
PERCENT = f"{100 * STRICT:.1f}%"
SIDES = {"higher": "Above", "lower": "Below"}
OLDEST = 2
"""Years behind the newest figures after which a figure is no news."""
MOST = 3
"""Leads of one kind, of one measure and in one direction."""


def better(kind: str) -> Iterator[Lead]:
    """Changes for the better, where a measure says which way that is."""
    yield from _moved(kind, lambda metric: {"higher": 1, "lower": -1}.get(metric.direction, 0))


def worse(kind: str) -> Iterator[Lead]:
    yield from _moved(kind, lambda metric: {"higher": -1, "lower": 1}.get(metric.direction, 0))


def changed(kind: str) -> Iterator[Lead]:
    """Changes of measures of which neither way is better."""
    yield from _moved(kind, lambda metric: int(metric.direction == "neither"))
    yield from _moved(kind, lambda metric: -int(metric.direction == "neither"))


def _moved(kind: str, wanted: Callable[[Metric], int]) -> Iterator[Lead]:
    """The councils whose newest figure moved furthest this way on the year before, by what chance leaves of it."""
    for metric in map(registry.metric, MOVES):
        earlier, later = _newest_two(metric)
        if not wanted(metric) or not later:
            continue
        moves = _moves(metric, earlier, later)
        least = np.where(wanted(metric) > 0, moves["low"], -moves["high"])
        furthest = moves.assign(least=least).query("least > 0").sort_values("least", ascending=False)
        sound = (
            f"Among the furthest of {len(moves)} councils with {FEWEST_FOR_EXTREMES} cases or more in both years. The "
            f"{PERCENT} interval of the change leaves out nought, and they are ranked by its nearer end; with so many "
            "councils looked at, 95% would not do."
        )
        told = (sentences.changed(metric, code, earlier, later) for code in furthest.index)
        said = [claim for claim in told if claim.text][:MOST]
        for each in said:
            noted = _noted(metric, each.areas[0], (earlier, later))
            backlog = BACKLOG if kind == "worse" and metric.id == LATEST else ""
            yield _lead(kind, each, sound, " ".join(filter(None, [noted, backlog])))


def _lead(kind: str, claim: Claim, sound: str, care: str = "") -> Lead:
    """The lead that tells a claim."""
    dataset = registry.metric(claim.metric).formula.dataset
    return Lead(kind, claim.text, sound, dataset, claim.period, claim.metric, claim.areas, care, claim=claim)


def _newest_two(metric: Metric) -> tuple[str, str]:
    """The newest period of a measure and the year before, under one method; both '' where that is not news."""
    there = compute.periods_of(metric.id)
    newest = max(map(periods.start, compute.periods_of(ON_TIME)))
    if len(there) < 2 or there[-2] != periods.year_before(there[-1]) or breaks.between(metric, *there[-2:]):
        return "", ""
    age = int(newest[:4]) - int(periods.start(there[-1])[:4])
    return (there[-2], there[-1]) if age <= OLDEST else ("", "")


def _noted(metric: Metric, area_code: str, when: tuple[str, ...]) -> str:
    """What our checks noted of a council's figures in these periods, for the reader to look at first; or ''."""
    found = (each for period in when for each in soundness.noted(metric, area_code, period))
    told = dict.fromkeys(each.finding for each in found)
    return f"Ask the council before you print it. Our checks noted: {' '.join(told)}" if told else ""


def _moves(metric: Metric, earlier: str, later: str) -> pd.DataFrame:
    """The strict limits of every council's change in points, `low` and `high`, by area_code."""
    assert isinstance(metric.formula, Proportion)
    first, second = (_fit(metric, period) for period in (earlier, later))
    both = first.index.intersection(second.index)
    first, second = first.loc[both], second.loc[both]
    counts = (second["numerator"], second["denominator"], first["numerator"], first["denominator"])
    _, low, high = newcombe(*counts, level=STRICT)
    return pd.DataFrame({"low": 100 * low, "high": 100 * high}, index=both)


def _fit(metric: Metric, period: str) -> pd.DataFrame:
    """The councils of a period whose figures may be held up, by area_code."""
    rows = lottery.councils(metric.id, period).set_index("area_code")
    rows = rows[rows["ranked"] & (rows["denominator"] >= FEWEST_FOR_EXTREMES)]
    if not metric.beside:
        return rows
    return rows[rows.index.map(beside.shares(metric, period)).to_numpy(dtype=float) <= MOST_EXCEPTIONS]


def outliers(kind: str) -> Iterator[Lead]:
    """Councils outside the strict limits of the newest funnel that were within the usual ones the year before."""
    for metric in registry.all_metrics().values():
        if metric.theme != STAND_OUT or lottery.disqualified(metric) or compute.waiting_for(metric.id):
            continue
        earlier, later = _newest_two(metric)
        if not later:
            continue
        before, now = (luck.luck_or_failure(metric.id, period).councils for period in (earlier, later))
        if before is None or now is None:
            continue
        was = before.set_index("area_code")["outside_95"]
        anew = now[now["outside_998"].ne("within") & now["area_code"].map(was).eq("within")]
        for row in anew[anew["denominator"] >= FEWEST_FOR_EXTREMES].itertuples():
            claim = sentences.changed(metric, row.area_code, earlier, later)
            sound = (
                f"{SIDES[row.outside_998]} the {PERCENT} limits of luck and the usual differences between councils in "
                f"{later}, and within the 95% limits in {earlier}."
            )
            if claim.text:
                yield _lead(kind, claim, sound, _noted(metric, row.area_code, (earlier, later)))


def across_borders(kind: str) -> Iterator[Lead]:
    """The widest gaps across a border that can be held up."""
    for metric in map(registry.metric, MOVES):
        period = compute.periods_of(metric.id)[-1]
        found = borders.borders(metric.id, period)
        wide, told = found[found["defensible"]], int(found["gap"].notna().sum())
        for row in wide.head(MOST).itertuples():
            claim = sentences.pair(metric, row.high_area_code, row.low_area_code, period)
            sound = (
                f"Among the widest of {len(wide)} gaps beyond chance, of {told} borders by land with both figures, "
                "ranked by the lower end of its 95% interval. A border is no experiment: it does not say why."
            )
            noted = dict.fromkeys(filter(None, (_noted(metric, code, (period,)) for code in claim.areas)))
            if claim.text:
                yield _lead(kind, claim, sound, " ".join(noted))
