"""Each kind of formula worked out over its published cells: value, numerator, denominator and interval.

Frames hold a row for each place and period: the cells' key, `level`, `period`, `numerator`, `denominator`,
`value`, `lci_95`, `uci_95`, `symbol` (null for a figure) and `reason` (what is known of a gap so far, or '').
Percentages are between 0 and 100.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import cells, gaps, periods, tables, totals
from metrics.breaks import between
from metrics.intervals import byar, wilson
from metrics.metric import (
    TOTAL,
    Change,
    Count,
    Enough,
    KnownShare,
    Metric,
    Proportion,
    Published,
    RatePerHead,
    RatePerStock,
    Recorded,
    indicators,
)

PERCENT = 100


def work_out(metric: Metric) -> pd.DataFrame:
    """The figures and published gaps of a metric, before the councils without a row are added."""
    match metric.formula:
        case Proportion() as formula:
            return proportion(formula)
        case Count() as formula:
            return count(formula)
        case RatePerHead() as formula:
            return rate_per_head(formula)
        case Change() as formula:
            return change(formula, metric)
        case RatePerStock() as formula:
            return rate_per_stock(formula)
        case Published() as formula:
            return published(formula)


def proportion(formula: Proportion) -> pd.DataFrame:
    """Percentages with Wilson's interval; a denominator of 0 is a gap, `no_cases`."""
    columns = {"numerator": formula.numerator, "denominator": formula.denominator}
    rows = cells.newest(formula.dataset, columns, formula.breakdown).assign(reason="")
    match formula.shown_where:
        case KnownShare() as rule:
            rows = _only_where_known(rows, rule, formula.dataset)
        case Recorded() as rule:
            rows = _only_where_recorded(rows, rule, formula)
    rows = _without_contradictions(_without_cases(rows, formula))
    if " - " in formula.numerator + formula.denominator:
        rows = totals.hide_mixed(rows, formula.dataset, formula.breakdown, indicators(formula))
    shown = rows["symbol"].isna()
    top, bottom = (rows[name].where(shown) for name in columns)
    low, high = wilson(top, bottom)
    return rows.assign(value=PERCENT * top / bottom, lci_95=PERCENT * low, uci_95=PERCENT * high)


def count(formula: Count) -> pd.DataFrame:
    """Counts with Byar's interval; the count is its own numerator and there is no denominator."""
    rows = cells.newest(formula.dataset, {"value": formula.numerator}, formula.breakdown)
    low, high = byar(rows["value"])
    return rows.assign(lci_95=low, uci_95=high, numerator=rows["value"], denominator=np.nan, reason="")


def rate_per_head(formula: RatePerHead) -> pd.DataFrame:
    """Rates of the newest period over the one population that is held, with Byar's interval."""
    rows = cells.newest(formula.dataset, {"numerator": formula.numerator}, formula.breakdown)
    rows = rows[rows["period"] == max(rows["period"], key=periods.start, default="")].reset_index(drop=True)
    people = tables.table(formula.register).set_index("area_code")["population"].astype("float64")
    rows["denominator"] = rows["area_code"].map(people)
    unknown = rows["denominator"].isna() & rows["symbol"].isna()
    rows["symbol"] = rows["symbol"].mask(unknown, "not_shown")
    said = f"No {formula.denominator_is} is held for this area, and none is made by adding councils up."
    top = rows["numerator"].where(rows["symbol"].isna())
    low, high = byar(top, rows["denominator"])
    return rows.assign(
        value=formula.per * top / rows["denominator"],
        lci_95=formula.per * low,
        uci_95=formula.per * high,
        reason=np.where(unknown, said, ""),
    )


def rate_per_stock(formula: RatePerStock) -> pd.DataFrame:
    """Rates over another dataset's stock in the January within each period, with Byar's interval.

    A period whose January is not held has no rows.
    """
    column = formula.stock_column
    if formula.stock_groups:
        stock = cells.sum_of_groups(formula.stock, column, formula.stock_groups)
    else:
        stock = cells.newest(formula.stock, {column: column}, TOTAL)
    stock = stock[["level", "area_code", "period", column]]
    stock = stock.rename(columns={"period": "january", column: "denominator"})
    rows = cells.newest(formula.dataset, {"numerator": formula.numerator}, formula.breakdown)
    rows["january"] = rows["period"].map(periods.january_in)
    held = rows["january"].isin(stock["january"])
    rows = rows[held].merge(stock, how="left", on=["level", "area_code", "january"])
    unknown = rows["symbol"].isna() & ~(rows["denominator"] > 0)
    said = f"There is no number of {formula.denominator_is} to divide by in " + rows["january"] + "."
    places = zip(rows["level"], rows["area_code"], rows["january"], strict=True)
    why = _why_no_stock(formula)
    more = [f" {why[place]}" if place in why else "" for place in places]
    said = said.astype("str") + pd.Series(more, index=rows.index, dtype="str")
    rows["symbol"] = rows["symbol"].mask(unknown, "not_shown")
    top = rows["numerator"].where(rows["symbol"].isna())
    low, high = byar(top, rows["denominator"])
    return rows.drop(columns="january").assign(
        value=formula.per * top / rows["denominator"],
        lci_95=formula.per * low,
        uci_95=formula.per * high,
        reason=said.where(unknown, ""),
    )


def _why_no_stock(formula: RatePerStock) -> dict[tuple, str]:
    """Why the stock of everyone is a gap, by level, area and January."""
    column = formula.stock_column
    rows = cells.newest(formula.stock, {column: column}, TOTAL)
    rows = rows[rows["symbol"].notna()]
    words = tables.reference("symbols").set_index("symbol")["explanation"]
    withheld = gaps.findings(formula.stock, [column], TOTAL)
    keys = rows[cells.KEY].itertuples(index=False, name=None)
    places = rows[["level", "area_code", "period"]].itertuples(index=False, name=None)
    return {
        place: withheld.get(key, words[symbol])
        for place, key, symbol in zip(places, keys, rows["symbol"], strict=True)
    }


def published(formula: Published) -> pd.DataFrame:
    """Figures as printed; an interval scaled from Byar's where there are cases and their count is named."""
    columns = {"value": formula.figure} | ({"numerator": formula.numerator} if formula.numerator else {})
    if formula.shown_where:
        columns |= {"whole": formula.shown_where.whole, "share": formula.shown_where.share}
    rows = cells.newest(formula.dataset, columns, formula.breakdown).assign(denominator=np.nan, reason="")
    if formula.shown_where:
        rows = _only_where_enough(rows, formula.shown_where)
    if not formula.numerator:
        return rows.assign(numerator=np.nan, lci_95=np.nan, uci_95=np.nan)
    cases = rows["numerator"].where(rows["symbol"].isna() & (rows["numerator"] > 0))
    low, high = byar(cases)
    return rows.assign(lci_95=rows["value"] * low / cases, uci_95=rows["value"] * high / cases)


def change(formula: Change, metric: Metric) -> pd.DataFrame:
    """Percent change of a count on a year earlier, both from the release that covers the later one."""
    everything = cells.every_release(formula.dataset, {"now": formula.numerator}, formula.breakdown)
    places = ["level", "area_code", "release", "period"]
    earlier = everything[[*places, "now", "symbol"]].rename(
        columns={"period": "earlier", "now": "denominator", "symbol": "symbol_before"}
    )
    rows = cells.newest(formula.dataset, {"now": formula.numerator}, formula.breakdown)
    rows["earlier"] = rows["period"].map(periods.year_before)
    rows = rows.merge(earlier, how="left", on=[*places[:3], "earlier"])
    rows = _comparable(rows, metric)
    shown = rows["symbol"].isna()
    rows["numerator"] = (rows["now"] - rows["denominator"]).where(shown)
    rows["denominator"] = rows["denominator"].where(shown)
    return rows.assign(value=PERCENT * rows["numerator"] / rows["denominator"], lci_95=np.nan, uci_95=np.nan)


def _comparable(rows: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Growth rows with a symbol and a reason where there is nothing sound to compare with."""
    broken = {
        each: bool(between(metric, periods.year_before(each), each)) for each in rows["period"].unique()
    }
    across, missing = rows["period"].map(broken).astype(bool), ~(rows["denominator"] > 0)
    method = "How it is counted changed between " + rows["earlier"] + " and " + rows["period"]
    nothing = "There is no figure for " + rows["earlier"] + " in the same release to compare with."
    published = rows["symbol"].notna()
    reason = np.select(
        [published, across, missing], ["", method + ", so no growth is worked out.", nothing], ""
    )
    return rows.assign(
        symbol=rows["symbol"].mask(~published & (across | missing), "not_shown"), reason=reason
    )


def _only_where_enough(rows: pd.DataFrame, rule: Enough) -> pd.DataFrame:
    """Rows with a figure as a gap where too few cases stand behind it, as far as a rounded share can tell."""
    few = rows["symbol"].isna() & (rows["whole"] * rows["share"] / PERCENT < rule.least)
    said = [
        rule.unmet.format(share=f"{share:g}", whole=f"{whole:,.0f}") if hidden else ""
        for share, whole, hidden in zip(rows["share"], rows["whole"], few, strict=True)
    ]
    rows = rows.assign(
        value=rows["value"].mask(few), symbol=rows["symbol"].mask(few, "not_shown"), reason=said
    )
    return rows.drop(columns=["whole", "share"])


def _without_cases(rows: pd.DataFrame, formula: Proportion) -> pd.DataFrame:
    """Rows whose denominator is 0 as gaps; what was left out of a wider count is said."""
    empty = rows["symbol"].isna() & (rows["denominator"] == 0)
    symbol = rows["symbol"].mask(empty, "no_cases")
    nothing = (
        f"There were no {formula.denominator_is} in "
        + rows["period"]
        + ": there is nothing to take a share of."
    )
    if formula.wider:
        held = cells.figures(formula.dataset, formula.breakdown)[formula.wider.column]
        whole = held.reindex(pd.MultiIndex.from_frame(rows.loc[empty, cells.KEY])).set_axis(rows.index[empty])
        some = whole[whole > 0]
        said = [
            formula.wider.emptied.format(plans=_all_plans(count), count=f"{count:,.0f}") for count in some
        ]
        nothing.update(pd.Series(said, index=some.index, dtype="str"))
        symbol.update(pd.Series(formula.wider.symbol, index=some.index, dtype="str"))
    return rows.assign(symbol=symbol, reason=rows["reason"].mask(empty, nothing))


def _all_plans(count: float) -> str:
    if count == 1:
        return "the only plan it issued as an exception"
    return f"all {count:,.0f} plans it issued as exceptions"


def _without_contradictions(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows whose part is larger than its whole, or negative, as gaps: neither count can be believed."""
    top, bottom = rows["numerator"], rows["denominator"]
    wrong = rows["symbol"].isna() & ((top > bottom) | (top < 0))
    said = [
        f"The published counts contradict each other: {part:,.0f} of {whole:,.0f}."
        for part, whole in zip(top[wrong], bottom[wrong], strict=True)
    ]
    reason = rows["reason"].mask(wrong, pd.Series(said, index=rows.index[wrong], dtype="str"))
    return rows.assign(symbol=rows["symbol"].mask(wrong, "not_shown"), reason=reason)


def _only_where_known(rows: pd.DataFrame, rule: KnownShare, dataset: str) -> pd.DataFrame:
    """Rows of a part of the cases, with a gap for each place where too few cases have a known part.

    A part without a row or a figure counts as unknown. Places that print no part at all get a row here.
    """
    whole = cells.newest(dataset, {"total": rule.column}, TOTAL)
    whole = whole.merge(rows[["period", "release"]].drop_duplicates(), on=["period", "release"])
    key = pd.MultiIndex.from_frame(whole[cells.KEY])
    parts = [
        cells.newest(dataset, {"part": rule.column}, part).set_index(cells.KEY)["part"] for part in rule.parts
    ]
    known = np.sum([part.reindex(key).fillna(0).to_numpy() for part in parts], axis=0)
    hidden = ~(known >= rule.at_least * whole["total"])
    gaps = whole.assign(symbol=whole["symbol"].fillna("not_shown"), numerator=np.nan, denominator=np.nan)
    gaps["reason"] = [
        "" if np.isnan(total) else rule.unmet.format(known=f"{part:,.0f}", total=f"{total:,.0f}")
        for part, total in zip(known, whole["total"], strict=True)
    ]
    kept = ~pd.MultiIndex.from_frame(rows[cells.KEY]).isin(key[hidden])
    return pd.concat([rows[kept], gaps.loc[hidden, rows.columns]], ignore_index=True)


def _only_where_recorded(rows: pd.DataFrame, rule: Recorded, formula: Proportion) -> pd.DataFrame:
    """Rows with a figure as a gap where too many of the cases are without a record of what is counted."""
    held = cells.figures(formula.dataset, formula.breakdown)[rule.unknown]
    unknown = held.reindex(pd.MultiIndex.from_frame(rows[cells.KEY])).set_axis(rows.index)
    hidden = rows["symbol"].isna() & (unknown > (1 - rule.at_least) * rows["denominator"])
    said = [
        rule.unmet.format(unknown=f"{part:,.0f}", total=f"{total:,.0f}")
        for part, total in zip(unknown[hidden], rows.loc[hidden, "denominator"], strict=True)
    ]
    reason = rows["reason"].mask(hidden, pd.Series(said, index=rows.index[hidden], dtype="str"))
    symbol = rows["symbol"].mask(hidden, "not_shown")
    return rows.assign(numerator=rows["numerator"].mask(hidden), symbol=symbol, reason=reason)
