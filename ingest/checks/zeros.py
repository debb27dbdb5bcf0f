"""Zeros that cannot be, or that should not be read as nothing, and outcomes that few cases have."""

from __future__ import annotations

import pandas as pd

from ingest.checks.rows import SERIES, cells, number, steps, wide, year
from ingest.dataset import LOCAL, Context, findings, no_findings


def zero_between(
    tidy: pd.DataFrame, context: Context, *, indicators: tuple[str, ...], least: float = 100
) -> pd.DataFrame:
    """A council's 0 in a volume that was at least `least` the year before and the year after.

    Withheld: a council does not receive hundreds of requests, none, and hundreds again; a 0 was returned for a figure
    that was not. To be used on volumes only: an outcome (refusals) can be 0 for a year.
    """
    rows = steps(tidy, indicators)
    between = rows[rows["value"].eq(0) & rows["before"].ge(least) & rows["after"].ge(least)]
    zeros = tidy[tidy["value"].eq(0)]
    zeros = zeros.assign(year=year(zeros["time_period"]))
    found = zeros.merge(between[[*SERIES, "year", "before", "after"]], on=[*SERIES, "year"])
    finding = [
        f"0 between {number(row.before)} the year before and {number(row.after)} the year after."
        for row in found.itertuples()
    ]
    return findings(found, "zero_between", pd.Series(finding, index=found.index, dtype="str"))


def zero_beside(
    tidy: pd.DataFrame, context: Context, *, pairs: tuple[tuple[str, str], ...], least: float = 100
) -> pd.DataFrame:
    """A council's 0 in a figure beside at least `least` cases in another of the same row, as (zero, beside) in `pairs`.

    It finds refusals of 0 beside hundreds of requests, and a denominator without exceptions of 0 when the council
    called every plan an exception. Noted, not withheld: the 0 may be what the council means, but a rate that rests on
    it is not to be ranked.
    """
    found = [no_findings()]
    for zero, beside in pairs:
        lines = wide(tidy, [zero, beside])
        lines = lines[lines["geographic_level"].eq(LOCAL) & lines[zero].eq(0) & lines[beside].ge(least)]
        finding = "0 beside " + lines[beside].map(number).astype("str") + f" {beside.replace('_', ' ')}."
        found.append(findings(cells(lines, zero), "zero_beside", finding, quarantine=False))
    return pd.concat(found, ignore_index=True)


def few_known(
    tidy: pd.DataFrame, context: Context, *, total: str, parts: tuple[str, ...], least: float = 0.5
) -> pd.DataFrame:
    """A council's outcomes, `parts`, that together are fewer than `least` of the `total` they are outcomes of.

    Noted: the outcomes that are recorded need not be like the others, so a share of them is not to be ranked.
    """
    lines = wide(tidy, [total, *parts])
    known = lines[list(parts)].sum(axis=1, skipna=False)
    few = lines["geographic_level"].eq(LOCAL) & known.lt(least * lines[total])
    lines, known = lines[few], known[few]
    said = [
        f"Recorded for {number(count)} of {number(cases)} {total.replace('_', ' ')}."
        for count, cases in zip(known, lines[total], strict=True)
    ]
    finding = pd.Series(said, index=lines.index, dtype="str")
    found = [no_findings()]
    found += [findings(cells(lines, part), "few_known", finding, quarantine=False) for part in parts]
    return pd.concat(found, ignore_index=True)
