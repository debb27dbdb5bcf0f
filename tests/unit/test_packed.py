"""A packed frame gives back what was put in, in much less memory."""

import numpy as np
import pandas as pd
import pytest

from metrics.packed import Packed

ROWS = pd.DataFrame(
    {
        "area": pd.array(["Kent", "Leeds", None, "Kent"], dtype="str"),
        "value": [1.5, np.nan, 3.0, 4.0],
        "ranked": [True, False, True, False],
    }
)
MANY = 300
"""More texts than one byte can number."""


def test_the_frame_comes_back_as_it_was() -> None:
    pd.testing.assert_frame_equal(Packed(ROWS).frame(), ROWS)


@pytest.mark.parametrize(
    "rows",
    [
        ROWS.iloc[:0],
        pd.DataFrame({"a": pd.array([str(n) for n in range(MANY)], dtype="str")}),
    ],
)
def test_so_do_no_rows_and_many_texts(rows: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(Packed(rows).frame(), rows.reset_index(drop=True))


def test_texts_of_any_type_come_back_as_texts() -> None:
    rows = pd.DataFrame({"a": ["b", np.nan]}, dtype="object")
    pd.testing.assert_frame_equal(Packed(rows).frame(), rows.astype("str"))


def test_rows_are_plain_and_found_by_their_text() -> None:
    packed = Packed(ROWS)
    where = packed.indices("area")
    assert {text: list(places) for text, places in where.items()} == {"Kent": [0, 3], "Leeds": [1]}
    first, last = packed.rows(where["Kent"])
    assert (first, last) == (
        {"area": "Kent", "value": 1.5, "ranked": True},
        {"area": "Kent", "value": 4.0, "ranked": False},
    )
    assert {type(value) for value in first.values()} == {str, float, bool}
    assert packed.distinct("area") == ["Kent", "Leeds"]


def test_it_takes_a_fraction_of_the_memory() -> None:
    frame = pd.DataFrame({"area": pd.array(["Bournemouth, Christchurch and Poole"] * 5000, dtype="str")})
    held = sum(column.nbytes for column in Packed(frame)._columns.values())
    assert held * 20 < frame.memory_usage(deep=True).sum()
