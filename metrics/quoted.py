"""Claims that people quote, each measured against the tables: reproduced, counted otherwise, or not to be checked.

The claims are rows of the reference table `claims`; no row holds a verdict. `rule` says how a claim is measured:

* `value`, `numerator`: England's figure, or the count above the line, of the measure `basis`; where that is another
  number, the reading `counted_as` of `metrics.which_number`;
* `change`: the change of England's figure on the year before, in percent;
* `below`: whether any council that is fit to be ranked has less than the figure;
* `decisions`: the Ombudsman's upheld decisions about special educational needs in that calendar year;
* `stated`: a row of the national figures as the Ombudsman words them, `basis` being 'measure: scope';
* `none`: no open data could settle it, and `note` says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from metrics import complaints, compute, periods, readings, registry, tables, versions, which_number
from metrics.areas import ENGLAND
from metrics.memory import remembered
from metrics.numbers import half_up
from metrics.readings import How, Measure

REPRODUCED, OTHERWISE, STATED, OFF, NOT = "reproduced", "otherwise", "stated", "off", "not"
"""The tables give the number; another way to count gives it; its publisher says it without the counts; the tables give
another number; no open data could settle it."""
SEND = "Education > Special educational needs"


class WrongClaim(ValueError):
    """A row of the claims that cannot be measured; the message names it and the mend."""


@dataclass(frozen=True)
class Claim:
    """One row of the claims. `said_at` is empty where no address of it is known."""

    id: str
    claim: str
    figure: str
    decimals: int
    period: str
    said_by: str
    said_at: str
    rule: str
    basis: str
    counted_as: str
    note: str


@dataclass(frozen=True)
class Checked:
    """What came of one claim.

    `found` is the number that stands in the tables, None where none does; `how` the reading that it is of, `counts`
    the two numbers behind it, `places` the councils that bear the claim out as (code, value), and `address` where the
    publisher states it.
    """

    claim: Claim
    verdict: str
    found: float | None = None
    how: How | None = None
    counts: tuple[float, float] | None = None
    places: tuple[tuple[str, float], ...] = ()
    address: str = ""


@remembered()
def claims() -> tuple[Claim, ...]:
    """Every claim, in the order of the file; the words are those of today in every version of the data."""
    with versions.use(versions.newest().name):
        rows = tables.reference("claims").to_dict("records")
    return tuple(Claim(**{**row, "decimals": int(row["decimals"])}) for row in rows)


def checked() -> tuple[Checked, ...]:
    """Every claim with its verdict."""
    return tuple(map(check, claims()))


def check(claim: Claim) -> Checked:
    """What the tables of the version that is read say of one claim."""
    if claim.rule not in RULES:
        raise WrongClaim(
            f"data/reference/claims.csv: {claim.id} has the rule {claim.rule!r}; it must be one of {', '.join(RULES)}"
        )
    return RULES[claim.rule](claim)


def _is_it(claim: Claim, found: float) -> bool:
    """Whether a number is the claimed one, rounded as it was."""
    return half_up(found, claim.decimals) == Decimal(claim.figure)


def _value(claim: Claim) -> Checked:
    return _as_read(claim, "value")


def _numerator(claim: Claim) -> Checked:
    return _as_read(claim, "numerator")


def _as_read(claim: Claim, part: str) -> Checked:
    """The claimed measure, or else the reading that does give the number."""
    ways = [(REPRODUCED, _how(claim, claim.basis))]
    ways += [(OTHERWISE, _how(claim, claim.counted_as))] if claim.counted_as else []
    first = None
    for verdict, how in ways:
        row = _row(how, claim.period)
        if row is None:
            continue
        first = first or _read(claim, OFF, how, row, part)
        if _is_it(claim, row[part]):
            return _read(claim, verdict, how, row, part)
    return first or Checked(claim, NOT)


def _read(claim: Claim, verdict: str, how: How, row: dict[str, Any], part: str) -> Checked:
    has_counts = pd.notna(row["denominator"])
    counts = (row["numerator"], row["denominator"]) if has_counts else None
    return Checked(claim, verdict, row[part], how, counts)


def _row(how: How, period: str) -> dict[str, Any] | None:
    """England's row of a measure of any kind, or a reading, with value, numerator and denominator."""
    if isinstance(how, Measure):
        row = compute.in_period(how.metric, period).get(ENGLAND)
        return row if row is not None and pd.notna(row["value"]) else None
    found = readings.read(how, period)
    return vars(found) if found else None


def _how(claim: Claim, name: str) -> How:
    """The measure or reading that a claim names."""
    if name in registry.all_metrics():
        return Measure(name)
    if name in which_number.readings():
        return which_number.readings()[name].how
    raise WrongClaim(
        f"data/reference/claims.csv: {claim.id} names {name!r}, which is no measure and no reading of "
        "metrics/which_number.py; write one of these"
    )


def _change(claim: Claim) -> Checked:
    how = _how(claim, claim.basis)
    before, now = _row(how, periods.year_before(claim.period)), _row(how, claim.period)
    if before is None or now is None or not before["value"]:
        return Checked(claim, NOT)
    found = 100 * (now["value"] / before["value"] - 1)
    verdict = REPRODUCED if _is_it(claim, found) else OFF
    return Checked(claim, verdict, found, how, (now["value"], before["value"]))


def _below(claim: Claim) -> Checked:
    rows = compute.in_period(claim.basis, claim.period).values()
    less = [
        (row["area_code"], row["value"])
        for row in rows
        if row["ranked"] and row["value"] < float(claim.figure)
    ]
    less.sort(key=lambda pair: pair[1])
    verdict = REPRODUCED if less else OFF
    return Checked(claim, verdict, float(len(less)), Measure(claim.basis), places=tuple(less))


def _decisions(claim: Claim) -> Checked:
    """A sample of decisions proves nothing: only a count of all that were published can reproduce a claim."""
    if not tables.is_loaded(complaints.DECISIONS):
        return Checked(claim, NOT)
    found = len(complaints.decisions(category=SEND, decision="Upheld", year=claim.period))
    if complaints.is_sample():
        return Checked(claim, NOT, float(found))
    return Checked(claim, REPRODUCED if _is_it(claim, found) else OFF, float(found))


def _stated(claim: Claim) -> Checked:
    if not tables.is_loaded(complaints.NATIONAL):
        return Checked(claim, NOT)
    measure, _, scope = claim.basis.partition(": ")
    rows = complaints.national()
    rows = rows[(rows["measure"] == measure) & (rows["scope"] == scope) & (rows["period"] == claim.period)]
    rows = rows[rows["basis"] == "Ombudsman"]
    same = [row for row in rows.itertuples() if _is_it(claim, row.value)]
    return Checked(claim, STATED, same[0].value, address=same[0].address) if same else Checked(claim, NOT)


RULES: dict[str, Callable[[Claim], Checked]] = {
    "value": _value,
    "numerator": _numerator,
    "change": _change,
    "below": _below,
    "decisions": _decisions,
    "stated": _stated,
    "none": lambda claim: Checked(claim, NOT),
}
"""How each kind of claim is measured."""
