"""One figure as a clause: who, how many of how many, what share, when.

A measure's own words are `Metric.says`; where it has none, those of its kind of formula. In both, `[who]` is who
did it ('Barnet', 'councils in the South West'), `[where]` is 'in Barnet', `[counts]` '412 of 430', `[part]` and
`[whole]` the one and the other (`[number]`: the one, or 'no'), `[value]` '95.8%' and `[when]` 'in 2025'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics import areas
from metrics.compare import Against
from metrics.metric import Change, Count, Metric, Proportion, RatePerHead, RatePerStock
from metrics.numbers import half_up, number

Row = Mapping[str, Any]
"""One of `metrics.compute.in_period`."""

ONE = re.compile(r"(\b1 (?:new |EHC )*(?:request|appeal|complaint|plan))s\b")
"""A plural after one."""
PROPORTION = "[where], [counts] {denominator_is} ([value]) were {numerator_is} [when]"
RATE = "[where], the number of {numerator_is} was [part] beside [whole] {denominator_is} ([value]) [when]"
COUNT = "[where], the number of {numerator_is} was [part] [when]"
PUBLISHED = "[where], the figure for {title} was [value] [when]"


def clause(metric: Metric, row: Row) -> str:
    """'Barnet issued 412 of 430 new EHC plans (95.8%) within 20 weeks in 2025, not counting ...', with no full stop."""
    if isinstance(metric.formula, Change):
        return _growth(metric, row)
    said = metric.says or _of_formula(metric)
    for mark, words in _marks(metric, row).items():
        said = said.replace(mark, words)
    said = ONE.sub(r"\1", said)
    return capital(said)


def figure(metric: Metric, row: Row) -> str:
    """'41.3% (1,200 of 2,905)', or the figure alone where its counts are not published."""
    told = counts(metric, row)
    return f"{value(metric, row)} ({told})" if told else value(metric, row)


def value(metric: Metric, row: Row) -> str:
    """A figure with its unit; below nought with a minus sign that a printer knows."""
    return number(metric, row["value"]).replace("-", "\u2212")


def counts(metric: Metric, row: Row) -> str:
    """'412 of 430', 'all 600', 'none of 55', '173 beside 4,320'; '' where either count is not published."""
    if isinstance(metric.formula, Count) or pd.isna(row["numerator"]) or pd.isna(row["denominator"]):
        return ""
    part, whole = (whole_number(row[name]) for name in ("numerator", "denominator"))
    if not isinstance(metric.formula, Proportion | RatePerHead):
        return f"{part} beside {whole}"
    if row["numerator"] == row["denominator"]:
        return f"all {whole}"
    return f"{part} of {whole}" if row["numerator"] else f"none of {whole}"


def whole_number(count: float) -> str:
    """'1,431'."""
    return f"{half_up(count):,}"


def where(area_code: str) -> str:
    """'in Barnet', 'in the South West', 'across England'."""
    return f"{'across' if area_code == areas.ENGLAND else 'in'} {areas.spoken(area_code)}"


def of_neighbours(metric: Metric, found: Against) -> tuple[str, str]:
    """'lower', 'than most of its 10 statistical neighbours with a figure, whose median is 3.1%'."""
    linking = "not clearly higher or lower" if found.verdict == "similar" else found.verdict
    whom = f"its {found.with_figure} statistical neighbours with a figure"
    return linking, f"than most of {whom}, whose median is {number(metric, found.value)}"


def who(area_code: str) -> str:
    """Who did it: 'Barnet', 'councils in the South West'."""
    return (
        areas.spoken(area_code) if areas.is_council(area_code) else f"councils in {areas.spoken(area_code)}"
    )


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def _marks(metric: Metric, row: Row) -> dict[str, str]:
    code, part, whole = row["area_code"], row["numerator"], row["denominator"]
    return {
        "[who]": who(code),
        "[where]": where(code),
        "[counts]": counts(metric, row),
        "[number]": "no" if part == 0 else "" if pd.isna(part) else whole_number(part),
        "[part]": "" if pd.isna(part) else whole_number(part),
        "[whole]": "" if pd.isna(whole) else whole_number(whole),
        "[value]": value(metric, row),
        "[when]": f"in {row['period']}",
    }


def _of_formula(metric: Metric) -> str:
    """The words for a measure that has none of its own."""
    formula = metric.formula
    words = {name: getattr(formula, name, "") for name in ("numerator_is", "denominator_is")}
    title = metric.title.replace(": ", ", ")
    words["title"] = f"\u201c{title}\u201d"
    if isinstance(formula, Count):
        return COUNT.format(**words)
    if isinstance(formula, Proportion):
        return PROPORTION.format(**words)
    return (RATE if isinstance(formula, RatePerHead | RatePerStock) else PUBLISHED).format(**words)


def _growth(metric: Metric, row: Row) -> str:
    """A change on the year before, from count to count."""
    before, more = row["denominator"], row["numerator"]
    ends = f"from {whole_number(before)} to {whole_number(before + more)}"
    counted = metric.says or metric.title.lower()
    share = number(metric, abs(row["value"]))
    way = "did not change" if not more else f"{'grew' if more > 0 else 'fell'} by {share}, {ends},"
    said = f"{where(row['area_code'])}, {counted} {way} in the year to {row['period']}"
    return capital(said)
