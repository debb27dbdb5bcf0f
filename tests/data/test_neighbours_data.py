"""The lists of statistical neighbours as published: who is on them, and how far they agree."""

from pathlib import Path

import pandas as pd
import pytest

from ingest import areas, build
from ingest.registry import all_datasets

KNOWN = areas.table("areas")
AUTHORITIES = KNOWN[KNOWN["type"].isin(areas.AUTHORITY_TYPES)].set_index("area_code")
CURRENT = set(AUTHORITIES.index[AUTHORITIES["end"] == ""])
BEGAN_LATER = {"E06000063", "E06000064"}


@pytest.fixture(scope="module")
def lists(published: Path) -> dict[str, pd.DataFrame]:
    names = ("statistical_neighbours_2021", "statistical_neighbours_2025", "ons_neighbours")
    found = all_datasets()
    return {name: build.registered(found[name], build.read(found[name], published)) for name in names}


def test_every_authority_of_2021_has_ten_neighbours_and_no_other_has(lists) -> None:
    rows = lists["statistical_neighbours_2021"]
    assert set(rows["area_code"]) == CURRENT - BEGAN_LATER | {"E10000006"}
    assert rows.groupby("area_code")["neighbour_code"].nunique().eq(10).all()
    assert (rows["area_code"] != rows["neighbour_code"]).all()
    assert set(rows["neighbour_code"]) <= set(AUTHORITIES.index)
    assert set(rows["closeness"]) == set(lists["statistical_neighbours_2025"]["closeness"])


def test_the_two_lists_of_the_department_share_little_more_than_half(lists) -> None:
    old, new = (
        lists[f"statistical_neighbours_{year}"].groupby("area_code")["neighbour_code"].agg(set)
        for year in (2021, 2025)
    )
    both = sorted(set(old.index) & set(new.index))
    shared = pd.Series({code: len(old[code] & new[code]) for code in both})
    assert 5.2 <= shared.mean() <= 5.7
    assert shared["E08000033"] == 1, "Calderdale keeps one"


def test_of_the_twenty_of_the_ons_3_to_20_are_english_authorities_with_figures(lists) -> None:
    rows = lists["ons_neighbours"]
    ours = rows[rows["area_code"].isin(CURRENT)]
    assert set(ours["area_code"]) == CURRENT
    assert ours.groupby("area_code").size().eq(20).all()
    kept = ours[ours["neighbour_code"].isin(CURRENT)].groupby("area_code").size()
    assert (kept.min(), kept.max(), len(kept)) == (3, 20, 153)
