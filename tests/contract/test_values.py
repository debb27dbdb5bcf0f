"""The long table of figures is that of the measures: no row more, none less, and the same in each."""

import pandas as pd
import pytest

from metrics import areas, compute, registry, values

METRICS = registry.all_metrics()


@pytest.fixture(scope="module")
def long() -> dict[str, pd.DataFrame]:
    return dict(list(values.frame().groupby("metric")))


@pytest.mark.parametrize("metric_id", METRICS)
def test_the_rows_of_a_measure_are_those_it_is_worked_out_to(
    long: dict[str, pd.DataFrame], metric_id: str
) -> None:
    worked = compute.values(metric_id)
    if worked.empty:
        assert metric_id not in long
        return
    rows = long[metric_id]
    for name in compute.COLUMNS:
        mine, theirs = (
            each[name].tolist()
            if name == "ranked"
            else each[name].fillna(-9e9 if name in values.NUMBERS else "")
            for each in (rows, worked)
        )
        assert list(mine) == list(theirs), name
    metric = METRICS[metric_id]
    assert {tuple(each) for each in rows[["title", "theme", "unit"]].to_numpy()} == {
        (metric.title, metric.theme, metric.unit)
    }


def test_a_region_is_that_of_the_place(long: dict[str, pd.DataFrame]) -> None:
    places = pd.concat(long.values()).drop_duplicates("area_code").set_index("area_code")
    told = areas.areas().loc[places.index]
    assert places["region_code"].fillna("").tolist() == told["region_code"].tolist()
    assert places["region"].fillna("").tolist() == told["region"].tolist()
