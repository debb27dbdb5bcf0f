"""What must hold inside one printed row: parts, totals and percentages."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ingest.checks.rows import cells, number, wide
from ingest.dataset import FINDING_COLUMNS, LOCAL, Context, findings, no_findings

ROUNDING = 0.05 + 1e-6


def sums_to(
    tidy: pd.DataFrame,
    context: Context,
    *,
    total: str,
    parts: tuple[str, ...],
    exact: bool = True,
    tolerance: float = 0.01,
    least: float = 0,
) -> pd.DataFrame:
    """A total that is not the sum of its parts in the same row; rows where a part is a symbol are passed over.

    Withheld: a share of such a total would be wrong by an unknown amount. Noted only when the difference is below
    `tolerance` of the total or `least` cases, and at a region or England when a council of the same table has the
    fault already. With `exact` false cases may belong to no part, and only parts that exceed their total are found.
    """
    lines = wide(tidy, [total, *parts]).dropna()
    summed = lines[list(parts)].sum(axis=1)
    found = lines[summed.gt(lines[total]) | (exact & summed.ne(lines[total]))]
    is_local = found["geographic_level"].eq(LOCAL)
    table = [found["release"], found["time_period"], found["breakdown"]]
    inherited = ~is_local & is_local.groupby(table).transform("any")
    large = (summed[found.index] - found[total]).abs().gt((tolerance * found[total]).clip(lower=least))
    finding = number_pairs(found[total], summed, "{} is printed, but its parts{} add up to {}.", "")
    return findings(cells(found, total), "sums_to", finding, quarantine=large & ~inherited)


def number_pairs(first: pd.Series, second: pd.Series, sentence: str, between: str) -> pd.Series:
    """A sentence for each pair of figures, `between` in the middle."""
    pairs = zip(first, second[first.index], strict=True)
    return pd.Series(
        [sentence.format(number(a), between, number(b)) for a, b in pairs], index=first.index, dtype="str"
    )


def within(tidy: pd.DataFrame, context: Context, *, pairs: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """A part larger than its whole, as (part, whole) in `pairs`.

    Both are withheld: one of them is wrong and the row does not say which.
    """
    found = [no_findings()]
    for part, whole in pairs:
        lines = wide(tidy, [part, whole])
        lines = lines[lines[part].gt(lines[whole])]
        finding = number_pairs(lines[part], lines[whole], "The part, {}, is more than{} the whole, {}.", "")
        found += [findings(cells(lines, figure), "within", finding) for figure in (part, whole)]
    return pd.concat(found, ignore_index=True)


def possible(
    tidy: pd.DataFrame, context: Context, *, counts: tuple[str, ...], percentages: tuple[str, ...]
) -> pd.DataFrame:
    """A count that is negative, a percentage below 0 or above 100.

    Withheld: no such figure exists.
    """
    value = tidy["value"]
    bad_count = tidy["indicator"].isin(counts) & value.lt(0)
    bad_percentage = tidy["indicator"].isin(percentages) & (value.lt(0) | value.gt(100))
    found = tidy[bad_count | bad_percentage]
    kind = bad_count[found.index].map({True: "a count", False: "a percentage"})
    return findings(found, "possible", found["value"].map(number).astype("str") + " cannot be " + kind + ".")


def percentages(
    tidy: pd.DataFrame, context: Context, *, shares: Mapping[str, tuple[str, str]], decimals: int = 1
) -> pd.DataFrame:
    """A percentage that its own counts contradict beyond rounding; `shares`: percentage -> (part, whole).

    For a council withheld, the percentage and its part: the row does not say which is wrong. Where most of a row's
    percentages of one whole disagree, three at least, the whole is the one withheld. For regions and England noted
    only: their percentages may leave out councils that gave a total and no parts.
    """
    figures = sorted({*shares, *(figure for share in shares.values() for figure in share)})
    lines = wide(tidy, figures)
    wrong = {
        percentage: disagrees(lines, percentage, *share, decimals) for percentage, share in shares.items()
    }
    is_local = lines["geographic_level"].eq(LOCAL)
    found = [no_findings()]
    for whole in dict.fromkeys(whole for _, whole in shares.values()):
        of_whole = [percentage for percentage, share in shares.items() if share[1] == whole]
        amount = pd.concat([wrong[percentage] for percentage in of_whole], axis=1).sum(axis=1)
        tested = lines[of_whole].notna().sum(axis=1)
        blamed = is_local & amount.ge(3) & amount.gt(tested / 2)
        found += [contradicted(lines[blamed], shares[of_whole[0]], of_whole[0], whole, quarantine=True)]
        for percentage in of_whole:
            odd = wrong[percentage] & ~blamed
            found += [
                contradicted(lines[odd & is_local], shares[percentage], percentage, figure, quarantine=True)
                for figure in (percentage, shares[percentage][0])
            ]
            above = lines[odd & ~is_local]
            found += [contradicted(above, shares[percentage], percentage, percentage, quarantine=False)]
    return pd.concat(found, ignore_index=True)[FINDING_COLUMNS]


def percentages_of_parts(
    tidy: pd.DataFrame,
    context: Context,
    *,
    parts: tuple[str, ...],
    exact: bool = True,
    tolerance: float = 0.1,
) -> pd.DataFrame:
    """A part whose `<part>_percent` is not its share of the parts' sum, where the whole is not printed.

    With `exact` false the whole may hold cases of no part, and only percentages that are too large are found, by more
    than `tolerance` beyond rounding. Withheld and noted as in `percentages`.
    """
    shares = {f"{part}_percent": part for part in parts}
    lines = wide(tidy, [*parts, *shares])
    lines["sum"] = lines[list(parts)].sum(axis=1, skipna=False)
    found = [no_findings()]
    for percentage, part in shares.items():
        off = lines[percentage] - 100 * lines[part] / lines["sum"].where(lines["sum"] > 0)
        odd = (off.abs() if exact else off).gt(tolerance + ROUNDING)
        is_local = lines["geographic_level"].eq(LOCAL)
        for figure, rows in ((percentage, odd), (part, odd & is_local)):
            found += [
                contradicted(lines[rows & level], (part, "sum"), percentage, figure, quarantine)
                for level, quarantine in ((is_local, True), (~is_local, False))
            ]
    return pd.concat(found, ignore_index=True)[FINDING_COLUMNS]


def disagrees(lines: pd.DataFrame, percentage: str, part: str, whole: str, decimals: int) -> pd.Series:
    """Whether a percentage differs from 100 x part / whole by more than rounding can."""
    share = 100 * lines[part] / lines[whole].where(lines[whole] > 0)
    return (share - lines[percentage]).abs().gt(0.5 * 10**-decimals + 1e-6)


def contradicted(
    lines: pd.DataFrame, share: tuple[str, str], percentage: str, figure: str, quarantine: bool
) -> pd.DataFrame:
    """Findings on one figure of rows whose percentage does not follow from its counts."""
    part, whole = share
    finding = [
        f"{number(printed)} % is printed, but {number(k)} of {number(n)} is {100 * k / n:.1f} %."
        for printed, k, n in lines[[percentage, part, whole]].to_numpy()
    ]
    return findings(
        cells(lines, figure), "percentages", pd.Series(finding, index=lines.index, dtype="str"), quarantine
    )
