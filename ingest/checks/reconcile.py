"""A figure against what other datasets say it is made of."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ingest.checks.rows import newest, number
from ingest.dataset import LOCAL, TOTAL, Context, findings


@dataclass(frozen=True)
class Part:
    """A figure of another dataset, or for years without it the one that stood in its place (`otherwise`).

    `ahead`: so many years later than what it is part of (a January stock that ends a year).
    """

    dataset: str
    indicator: str
    otherwise: str = ""
    ahead: int = 0


def council_years(tidy: pd.DataFrame, indicator: str, ahead: int = 0) -> pd.Series:
    """One indicator's newest totals for councils, by (area_code, year); symbols left out."""
    rows = tidy[
        tidy["indicator"].eq(indicator) & tidy["geographic_level"].eq(LOCAL) & tidy["breakdown"].eq(TOTAL)
    ]
    rows = newest(rows).dropna(subset="value")
    return rows.assign(year=rows["year"] - ahead).set_index(["area_code", "year"])["value"]


def parts_of(context: Context, parts: tuple[Part, ...]) -> pd.DataFrame:
    """The parts side by side, by (area_code, year), where every one has a figure."""
    columns = []
    for part in parts:
        tidy = context.built(part.dataset)
        figures = council_years(tidy, part.indicator, part.ahead)
        columns.append(figures.combine_first(council_years(tidy, part.otherwise, part.ahead)))
    return pd.concat(columns, axis=1, keys=[part.indicator for part in parts]).dropna()


def rebuilt(
    tidy: pd.DataFrame,
    context: Context,
    *,
    total: str,
    parts: tuple[Part, ...],
    tolerance: float = 0.05,
    least: float = 10,
) -> pd.DataFrame:
    """A council's total that the parts published in other datasets contradict, by `tolerance` and `least` cases.

    Withheld where the totals of two councils fit each other's parts and not their own: they were exchanged. Otherwise
    noted: the publisher may have used a later return for one of the parts. Passed over where a part has no figure.
    """
    rows = tidy[
        tidy["indicator"].eq(total) & tidy["geographic_level"].eq(LOCAL) & tidy["breakdown"].eq(TOTAL)
    ]
    made_of = parts_of(context, parts)
    made_of["made"] = made_of.sum(axis=1)
    lines = newest(rows).merge(made_of, on=["area_code", "year"]).dropna(subset="value")
    odd = lines[misses(lines["value"], lines["made"], tolerance, least)]
    odd = odd.join(partners(odd, tolerance, least), on=["area_code", "year"])
    called = context.areas.set_index("area_code")["name"]
    words = ", ".join(part.indicator.replace("_", " ") for part in parts)
    finding = [
        f"{number(row.value)} is printed, but {' + '.join(number(getattr(row, part.indicator)) for part in parts)} "
        f"({words}) make {number(row.made)}"
        + ("." if pd.isna(row.partner) else f"; {called[row.partner]} has {number(row.partner_value)}.")
        for row in odd.itertuples()
    ]
    sentences = pd.Series(finding, index=odd.index, dtype="str")
    return findings(odd, "rebuilt", sentences, quarantine=odd["partner"].notna())


def partners(odd: pd.DataFrame, tolerance: float, least: float) -> pd.DataFrame:
    """For councils whose total misses its parts, another of the year so that each total fits the other's parts."""
    pairs = odd.merge(odd[["area_code", "year", "value", "made"]], on="year", suffixes=("", "_other"))
    fits = ~misses(pairs["value_other"], pairs["made"], tolerance, least)
    fits &= ~misses(pairs["value"], pairs["made_other"], tolerance, least)
    found = pairs[fits & pairs["area_code"].ne(pairs["area_code_other"])]
    found = found.drop_duplicates(["area_code", "year"]).set_index(["area_code", "year"])
    return found[["area_code_other", "value_other"]].set_axis(["partner", "partner_value"], axis=1)


def misses(printed: pd.Series, made: pd.Series, tolerance: float, least: float) -> pd.Series:
    """Whether a printed figure is further from what it is made of than tolerance and least allow."""
    return (printed - made).abs().gt((tolerance * made).clip(lower=least))


def exchanged_beside(
    tidy: pd.DataFrame,
    context: Context,
    *,
    figure: str,
    beside: Part,
    factor: float,
    close: float,
    least: float = 100,
) -> pd.DataFrame:
    """Two councils whose figures fit those of another dataset only when exchanged, as those of exchanged rows do.

    What is to be expected is the other figure, times the median council's ratio of the year: both councils are off by
    `factor`, and exchanged within `close`. Noted, not withheld: a third council may fit as well by chance. It cannot
    find councils of about one size, or with fewer than `least` cases, nor a year that the other dataset does not have.
    """
    rows = tidy[
        tidy["indicator"].eq(figure) & tidy["geographic_level"].eq(LOCAL) & tidy["breakdown"].eq(TOTAL)
    ]
    lines = newest(rows).merge(parts_of(context, (beside,)), on=["area_code", "year"])
    lines = lines[lines[["value", beside.indicator]].min(axis=1).ge(least)]
    ratio = lines["value"] / lines[beside.indicator]
    lines["made"] = lines[beside.indicator] * ratio.groupby(lines["year"]).transform("median")
    odd = lines[apart(lines["value"], lines["made"]).gt(factor)]
    pairs = odd.merge(odd, on="year", suffixes=("", "_other"))
    fits = apart(pairs["value_other"], pairs["made"]).lt(close)
    fits &= apart(pairs["value"], pairs["made_other"]).lt(close)
    found = pairs[fits & pairs["area_code"].ne(pairs["area_code_other"])]
    called = context.areas.set_index("area_code")["name"]
    words = beside.indicator.replace("_", " ")
    finding = [
        f"{number(row.value)}, where {number(getattr(row, beside.indicator))} {words} lead to about {row.made:,.0f}, "
        f"while {called[row.area_code_other]} has {number(row.value_other)} in place of about {row.made_other:,.0f}: "
        "changed about, both would fit."
        for row in found.itertuples()
    ]
    sentences = pd.Series(finding, index=found.index, dtype="str")
    return findings(found, "exchanged_beside", sentences, quarantine=False)


def apart(one: pd.Series, other: pd.Series) -> pd.Series:
    """How many times the smaller of two figures the larger is."""
    return (one / other).where(one.gt(other), other / one)


def rolled_forward(
    tidy: pd.DataFrame,
    context: Context,
    *,
    stock: str,
    came: Part,
    went: Part,
    tolerance: float = 0.15,
    least: float = 100,
) -> pd.DataFrame:
    """A council's stock far from last year's stock plus those who came less those who went in between.

    The median council's residual (moves between councils, late returns) is taken off first. Noted, not withheld: one of
    four figures is wrong and the sum does not say which.
    """
    rows = tidy[
        tidy["indicator"].eq(stock) & tidy["geographic_level"].eq(LOCAL) & tidy["breakdown"].eq(TOTAL)
    ]
    lines = newest(rows).dropna(subset="value")
    before = council_years(tidy, stock, ahead=-1).rename("before")
    flows = parts_of(context, (came, went)).set_axis(["came", "went"], axis=1)
    flows.index = flows.index.set_levels(flows.index.levels[1] + 1, level=1)
    known = pd.concat([before, flows], axis=1, join="inner")
    lines = lines.join(known, on=["area_code", "year"], how="inner")
    residual = (lines["value"] - lines["before"] - lines["came"] + lines["went"]) / lines["before"]
    usual = residual.groupby(lines["year"]).transform("median")
    off = (residual - usual) * lines["before"]
    found = lines[(residual - usual).abs().gt(tolerance) & off.abs().gt(least)]
    finding = [
        f"{number(row.value)} is printed, but {number(row.before)} the year before, {number(row.came)} that came and "
        f"{number(row.went)} that went lead to about {row.value - more:,.0f}."
        for row, more in zip(found.itertuples(), off[found.index], strict=True)
    ]
    return findings(
        found, "rolled_forward", pd.Series(finding, index=found.index, dtype="str"), quarantine=False
    )
