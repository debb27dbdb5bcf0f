"""Rows of frames as named tuples."""

import pandas as pd

from layouts.rows import named


def test_rows_are_those_of_the_frame_and_of_one_class_for_the_same_columns() -> None:
    first, other = (
        pd.DataFrame({"year": ["2024", "2025"], "value": [1.5, None]}),
        pd.DataFrame({"value": [1]}),
    )
    told, again = list(named(first)), list(named(first.tail(1)))
    assert [row.year for row in told] == ["2024", "2025"]
    assert [str(row.value) for row in told] == ["1.5", "nan"]
    assert type(told[0]) is type(again[0])
    assert next(named(other)).value == 1
