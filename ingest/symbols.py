"""Symbols that stand in place of a figure, and the one step that parts figures from symbols.

The words for each symbol are in `data/reference/symbols.csv`; those marked `publisher` may stand in a
published cell.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from ingest.dataset import Dataset, Unreadable

SYMBOLS = Path(__file__).resolve().parent.parent / "data" / "reference" / "symbols.csv"
WITHHELD = "withheld"
NUMBER = r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?"


@lru_cache(maxsize=1)
def publishers() -> frozenset[str]:
    """The symbols publishers use."""
    listed = pd.read_csv(SYMBOLS, dtype="str", keep_default_na=False)
    return frozenset(listed.loc[listed["whose"] == "publisher", "symbol"])


def split(rows: pd.DataFrame, file: str) -> pd.DataFrame:
    """Tidy rows with their text `cell` parted into `value` and `symbol`, exactly one of them null.

    Numbers may have thousands commas. Anything else that is no publisher's symbol, an empty cell too, raises
    Unreadable.
    """
    value, symbol = parted(rows["cell"])
    unknown = rows[value.isna() & symbol.isna()]
    if len(unknown):
        first = unknown.iloc[0]
        raise Unreadable(
            f"{file}: unknown symbol {first['cell']!r} at {first['area_code']} {first['time_period']} "
            f"{first['indicator']} "
            f"({len(unknown)} such cells); if the publisher explains it, add it to data/reference/symbols.csv"
        )
    return rows.drop(columns="cell").assign(value=value, symbol=symbol)


def parted(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The number and the symbol of each published cell; both null where it is neither."""
    places, texts = pd.factorize(cells.str.strip().str.lower())
    each = pd.Series(texts, dtype="str")
    number = each.where(each.str.fullmatch(NUMBER)).str.replace(",", "").astype("float64")
    symbol = each.where(each.isin(publishers()))
    return tuple(  # type: ignore[return-value]
        kind.reindex(places).set_axis(cells.index) for kind in (number, symbol)
    )


def require_possible(rows: pd.DataFrame, dataset: Dataset, file: str) -> None:
    """Raise on a figure below 0 and on a count that is not whole, unless its indicator declares such figures."""
    below = [each.name for each in dataset.indicators if each.below_zero]
    parts = [each.name for each in dataset.indicators if each.fractions or not each.is_count]
    faults = (
        ("is below 0", "below_zero", rows["value"].lt(0) & ~rows["indicator"].isin(below)),
        (
            "is a count and not whole",
            "fractions",
            rows["value"].mod(1).gt(0) & ~rows["indicator"].isin(parts),
        ),
    )
    for what, declaration, is_odd in faults:
        if is_odd.any():
            first = rows[is_odd].iloc[0]
            raise Unreadable(
                f"{file}: {first['value']:.10g} at {first['area_code']} {first['time_period']} {first['indicator']} "
                f"{what} ({is_odd.sum()} such cells): fetch the file again; if the publisher means it, declare "
                f"`{declaration}` for the indicator in ingest/datasets/{dataset.name}.py"
            )
