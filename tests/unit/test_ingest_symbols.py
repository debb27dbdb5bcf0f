"""A published cell is a figure or a symbol with a reason, never both and never nothing."""

import pandas as pd
import pytest

from ingest.dataset import Unreadable
from ingest.symbols import split


def rows(*cells: str) -> pd.DataFrame:
    return pd.DataFrame(
        {"area_code": "E09000003", "time_period": "2024", "indicator": "plans", "cell": cells}
    )


def test_figures_are_read_exactly() -> None:
    parted = split(rows("12", "0", " 96.72", "57.900000000000", "1,234,567", "-3"), "file.csv")
    assert parted["value"].tolist() == [12, 0, 96.72, 57.9, 1_234_567, -3]
    assert parted["symbol"].isna().all()


def test_symbols_keep_their_kind() -> None:
    parted = split(rows("x", " Z ", "c", "low", "u"), "file.csv")
    assert parted["symbol"].tolist() == ["x", "z", "c", "low", "u"]
    assert parted["value"].isna().all()


@pytest.mark.parametrize("cell", ["", "-", "n/a", ":", "12%", "1,23", "withheld", "nan", "1e5"])
def test_anything_else_stops_the_dataset(cell: str) -> None:
    with pytest.raises(Unreadable) as error:
        split(rows("12", cell), "file.csv")
    assert f"file.csv: unknown symbol {cell!r} at E09000003 2024 plans" in str(error.value)
    assert "data/reference/symbols.csv" in str(error.value)
