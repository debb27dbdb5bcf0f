"""What stops a new table from taking the place of the last good one, and what does not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from ingest import absences, last_good, store
from ingest.dataset import Dataset, Indicator, Register, Release, Unreadable
from ingest.groups import PLACE, Groups

COUNCILS = sorted(absences.there("2024-12-31", "Local authority"))[:100]
DATASET = Dataset(
    "plans", "", "", "", "", "", "", (Release("2025", "plans.csv", "", "", ("2023", "2024")),),
    (Indicator("plans", "Plans", "plans"),),
)  # fmt: skip


def table(*periods: str, release: str = "2025") -> pd.DataFrame:
    """A figure of each council in each period."""
    rows = pd.MultiIndex.from_product([periods, COUNCILS], names=["time_period", "area_code"]).to_frame(
        index=False
    )
    rest = {
        "time_identifier": "Calendar year",
        "geographic_level": "Local authority",
        "published_area_code": None,
    }
    rest |= {"breakdown_topic": "Total", "breakdown": "Total", "indicator": "plans", "symbol": None}
    return store.sorted_observations(
        rows.assign(release=release, value=range(1000, 1000 + len(rows)), **rest)
    )


OLD = table("2023", "2024")


def changed(councils: int) -> pd.DataFrame:
    """OLD with other figures of so many councils in 2024."""
    these = OLD["time_period"].eq("2024") & OLD["area_code"].isin(COUNCILS[:councils])
    return OLD.assign(value=OLD["value"].mask(these, OLD["value"] + 7))


def withdrawn(councils: int) -> pd.DataFrame:
    """OLD without the figures of so many councils in 2024."""
    these = OLD["time_period"].eq("2024") & OLD["area_code"].isin(COUNCILS[:councils])
    return OLD.assign(value=OLD["value"].mask(these), symbol=OLD["symbol"].mask(these, "c"))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (
            lambda: changed(26),
            r"plans\.csv: 26 of 100 councils' figures of plans in 2024 \(Total\) are not those of",
        ),
        (
            lambda: withdrawn(26),
            r"26 of 100 councils' figures .*: 1,100 -> no figure\): fetch .* --accept-changes",
        ),
        (lambda: table("2023"), "the newest year is 2023, that of the last good table 2024"),
        (lambda: table("2023", "2024", release="2022"), "release 2025 of the last good table is gone"),
        (
            lambda: pd.concat([OLD, table("2025", release="2026").head(74)]),
            r"plans \(Total\) has figures of 74 councils in its newest year, the last good table of 100",
        ),
    ],
    ids=["other figures", "no figures", "older", "no release", "fewer councils"],
)
def test_what_a_publisher_hardly_means_is_refused(new: Callable[[], pd.DataFrame], said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        last_good.require_like(OLD, new(), DATASET)


@pytest.mark.parametrize(
    "new",
    [
        lambda: OLD,
        lambda: changed(25),
        lambda: withdrawn(25),
        lambda: pd.concat([OLD, table("2025", release="2026").head(76)]),
    ],
    ids=["the same", "some others", "some withdrawn", "a release more"],
)
def test_what_publishers_do_passes(new: Callable[[], pd.DataFrame]) -> None:
    last_good.require_like(OLD, new(), DATASET)
    last_good.require_like(None, new(), DATASET)


def test_a_register_may_not_lose_a_quarter_of_its_rows() -> None:
    dataset = replace(DATASET, register=Register({"area_code": "str"}, ("area_code",)))
    old = pd.DataFrame({"area_code": COUNCILS})
    last_good.require_like(old, old[25:], dataset)
    with pytest.raises(Unreadable, match=f"26 of the 100 rows .* are gone .first, {COUNCILS[0]}"):
        last_good.require_like(old, old[26:], dataset)


def test_a_release_may_not_lose_a_quarter_of_its_figures_by_group(tmp_path: Path) -> None:
    path = tmp_path / "by_group.parquet"
    path.write_bytes(store.parquet(OLD, {}))

    def groups(figures: int) -> Groups:
        value = pd.DataFrame({"plans": OLD["value"].where(OLD.index < figures)})
        return Groups(OLD[PLACE], value, value.isna())

    last_good.require_groups_like(pq.ParquetFile(path), groups(150), DATASET)
    last_good.require_groups_like(None, groups(0), DATASET)
    for new, left in ((groups(149), 149), (None, 0)):
        with pytest.raises(Unreadable, match=f"plans of release 2025 has {left} figures by group, .* 200"):
            last_good.require_groups_like(pq.ParquetFile(path), new, DATASET)
