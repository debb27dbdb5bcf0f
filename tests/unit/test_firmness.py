"""How firm figures are: each figure's first printing beside its newest, with counts and sizes by hand."""

import pandas as pd
import pytest

from metrics import firmness, registry

COUNTED = registry.metric("ehc_plans_in_20_weeks")
PRINTED = registry.metric("sen_services_spending")


def printed(*rows: tuple[str, str, str, float | None]) -> pd.DataFrame:
    """(area, period, release, value) as `_row` takes them, the oldest release first."""
    return pd.DataFrame(rows, columns=["area_code", "period", "release", "value"])


def test_first_and_newest_printing_are_compared_whatever_stood_between() -> None:
    rows = printed(
        ("A", "2020", "2021", 50.0), ("B", "2020", "2021", 40.0), ("C", "2020", "2021", 30.0),
        ("A", "2020", "2022", 80.0), ("B", "2020", "2022", 41.0), ("C", "2020", "2022", None),
        ("A", "2020", "2023", 50.0), ("B", "2020", "2023", 43.5), ("D", "2020", "2023", 10.0),
        ("A", "2021", "2023", 55.0),
    )  # fmt: skip
    found = firmness._row(rows, COUNTED)
    assert (found["compared"], found["councils"], found["periods"], found["once"]) == (3, 3, "2020", "2021")
    assert (found["changed"], found["changed_councils"], found["changed_periods"]) == (1, 1, "2020")
    assert (found["withdrawn"], found["withdrawn_periods"]) == (1, "2020")
    assert found["releases"] == "2021;2022;2023"
    assert [found[name] for name in ("median", "p90", "largest")] == [3.5, 3.5, 3.5]


def test_sizes_are_points_of_a_percentage_and_per_cent_of_anything_else() -> None:
    rows = printed(*(("ABCD"[at], "2020", "2021", 200.0) for at in range(4)),
                   *(("ABCD"[at], "2020", "2022", 200.0 + 10 * at) for at in range(4)))  # fmt: skip
    points, per_cent = (firmness._sizes(moved(rows), of) for of in ("points", "%"))
    assert points == {"median": 20.0, "p90": 28.0, "largest": 30.0}
    assert per_cent == {"median": 10.0, "p90": 14.0, "largest": 15.0}
    assert firmness.unit(COUNTED) == "points"


def moved(rows: pd.DataFrame) -> pd.DataFrame:
    """The changed figures beside their first printing."""
    old, new = (rows[rows["release"] == release] for release in ("2021", "2022"))
    both = old.merge(new, on=["area_code", "period"], suffixes=("_old", ""))
    return both[both["value"] != both["value_old"]]


def test_other_decimals_of_a_printed_figure_are_no_change() -> None:
    rows = printed(("A", "2020", "2021", 3.82), ("B", "2020", "2021", 3.86),
                   ("A", "2020", "2022", 3.8), ("B", "2020", "2022", 3.8))  # fmt: skip
    assert [firmness._row(rows, PRINTED)[name] for name in ("changed", "rounded")] == [1, 1]
    assert [firmness._row(rows, COUNTED)[name] for name in ("changed", "rounded")] == [2, 0]


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(registry.UnknownMetric):
        firmness.firmness("nothing")
