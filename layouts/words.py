"""One figure in words: its value, what it was counted from, its interval, or the reason for a gap.

The same words stand in tooltips, tables, cards, summaries and alternative texts, so that they never disagree.
A `row` is one row of `metrics.compute.values`, as a named tuple.
"""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from typing import Any

from layouts.format import capital, is_missing, number
from metrics import caveats, compute, registry, tables
from metrics.memory import remembered
from metrics.metric import Metric, Proportion, RatePerHead
from metrics.numbers import number as number_of

PART_OF_A_WHOLE = (Proportion, RatePerHead)
"""Formulas whose numerator is counted among the denominator."""
FEW = "few"
"""The symbol of a percentage or rate of too few cases, which no page shows: its counts stand there."""


def has_value(row: Any) -> bool:
    return not is_missing(row.value)


def as_shown(row: Any) -> Any:
    """A row as pages show it: a percentage or rate of too few cases becomes a gap that has its counts."""
    metric = registry.metric(row.metric)
    if not has_value(row) or not compute.is_few(row.denominator):
        return row
    none = dict.fromkeys(("value", "lci_95", "uci_95"), float("nan"))
    change = replace if is_dataclass(row) else type(row)._replace
    said = f"{counted_in_words(row, metric)}. Fewer than {compute.FEWEST_CASES} cases: {too_few(metric)}."
    return change(row, **none, symbol=FEW, reason=said.lstrip(". "))


def too_few(metric: Metric) -> str:
    """What a handful of cases is too few for."""
    return f"too few for a {'percentage' if metric.unit == '%' else 'rate'}"


def figure(value: float, metric: Metric) -> str:
    """'46.1%', '38.2 per 1,000', '97,747'."""
    return number_of(metric, value).replace("-", "\u2212")


def bare(value: float, metric: Metric) -> str:
    """A figure where the unit is said beside it; a per cent sign stays."""
    return figure(value, metric).removesuffix(f" {metric.unit}")


def value(row: Any, metric: Metric) -> str:
    """'46.1%', of a percentage or rate of few cases its counts ('2 of 3'), or the short word for the gap."""
    if has_value(row):
        return figure(row.value, metric)
    if row.symbol == FEW:
        return counted(row)
    return gap_words().get(row.symbol, "not available")


@remembered()
def gap_words() -> dict[str, str]:
    """Symbol -> the one or two words for a gap."""
    symbols = tables.reference("symbols")
    return dict(zip(symbols["symbol"], symbols["label"], strict=True))


def counted(row: Any) -> str:
    """'231 of 1,083', '1,756 beside 20,635' where the one is no part of the other, or empty without parts."""
    if is_missing(row.numerator) or is_missing(row.denominator):
        return ""
    is_part = isinstance(registry.metric(row.metric).formula, PART_OF_A_WHOLE)
    return f"{number(row.numerator)} {'of' if is_part else 'beside'} {number(row.denominator)}"


def counted_in_words(row: Any, metric: Metric) -> str:
    """'231 of 1,083 plans issued, exceptions left out', '1,756 appeals registered beside 20,635 EHC plans'."""
    parts = counted(row)
    below = getattr(metric.formula, "denominator_is", "")
    said = parts.replace(" beside ", f" {metric.formula.numerator_is} beside ")
    return f"{said} {below}".strip() if parts else ""


def limits(row: Any, metric: Metric) -> str:
    """'18.9% to 23.8%', or empty."""
    if is_missing(row.lci_95) or is_missing(row.uci_95) or not has_value(row):
        return ""
    return f"{bare(row.lci_95, metric)} to {bare(row.uci_95, metric)}"


def interval(row: Any, metric: Metric) -> str:
    """'95% interval 18.9% to 23.8%', or empty."""
    found = limits(row, metric)
    return f"95% interval {found}" if found else ""


def reason(row: Any) -> str:
    """Why there is no figure, as a sentence; empty where there is one."""
    if has_value(row):
        return ""
    return capital(row.reason) if row.reason else "No figure was published."


def doubt(row: Any) -> str:
    """Why a check doubts a council's figure, as a sentence or two; '' where none does."""
    found = caveats.doubt(row.caveats)
    return caveats.text(found) if found else ""


def unranked(row: Any, metric: Metric) -> str:
    """Why a council's figure stands in no ranking, as a sentence; '' for one that may, for a gap, for a region."""
    if row.ranked or row.geographic_level != "local_authority" or not has_value(row):
        return ""
    if doubt(row):
        return doubt(row)
    if row.area_code in compute.TOO_SMALL_TO_RANK:
        return "Not ranked: so few children that one of them decides its place."
    if row.period in metric.unranked:
        return f"Not ranked in {row.period}: see what to read with care."
    return "Not ranked: the council was abolished before this period."


def is_caveated(row: Any) -> bool:
    """Whether something must be known of this figure that is not true of everyone's."""
    return bool(caveats.of_one_place(row.caveats))


def tooltip(row: Any, metric: Metric, beside: str = "") -> str:
    """The lines a chart shows for one area, name first; `beside` is the share of exceptions, where it matters.

    What must be known of this area's figure and not of everyone's stands there too.
    """
    figures = [value(row, metric), counted(row), interval(row, metric), beside]
    lines = figures if has_value(row) else [flowed(reason(row))]
    lines += map(flowed, caveats.of_one_place(row.caveats))
    return "<br>".join([f"<b>{row.area_name}</b>", *filter(None, lines)])


def flowed(text: str) -> str:
    """A sentence as lines of a tooltip. The space before a break says that the next line goes on with it."""
    return " <br>".join(wrap(text))


def wrap(text: str, width: int = 40) -> list[str]:
    """Lines of at most `width` characters, broken between words; a per cent sign stays with its number."""
    lines = [""]
    for word in text.replace(" %", "%").split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def shortened(name: str, width: int = 24) -> str:
    """A name cut to fit a chart's axis; the whole name is in the tooltip and the table."""
    return name if len(name) <= width else name[: width - 1].rstrip(" ,") + "\u2026"


def when(period: str) -> str:
    """'in 2025', 'in January 2025'."""
    return f"in {period}"
