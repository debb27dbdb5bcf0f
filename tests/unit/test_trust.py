"""A file is refused whole for what no slip of a publisher explains, and not for what one does."""

import warnings

import pandas as pd
import pytest

from ingest import symbols, trust
from ingest.checks import jumps
from ingest.dataset import Context, Dataset, Indicator, Release, Unreadable

COUNCILS = [f"E0600{number:04}" for number in range(1, 101)]
NONE = pd.DataFrame(columns=trust.CELL, dtype="str")


def dataset(**indicator: bool) -> Dataset:
    release = Release("2025", "plans.csv", "Plans", "https://example.org", ("2024",))
    about = dict.fromkeys(("title", "publisher", "publication", "landing_page", "licence", "attribution"), "")
    figures = (Indicator("plans", "Plans", "plans", **indicator), Indicator("rate", "Rate", "%"))  # type: ignore[arg-type]
    return Dataset(name="made_up", releases=(release,), indicators=figures, **about)  # type: ignore[arg-type]


def cells(codes: list[str], value: float, level: str = "Local authority", **columns: str) -> pd.DataFrame:
    printed = {
        "release": "2025",
        "time_period": "2024",
        "time_identifier": "Calendar year",
        "geographic_level": level,
        "area_code": codes,
        "breakdown_topic": "Total",
        "breakdown": "Total",
        "indicator": "plans",
        "value": value,
    }
    return pd.DataFrame(printed | columns)


def doubted(rows: pd.DataFrame, status: str = "quarantined") -> pd.DataFrame:
    return rows.assign(status=status, finding="12 is more than 10.")


def test_a_figure_below_zero_is_refused_unless_the_indicator_is_known_for_it() -> None:
    rows = cells(COUNCILS[:3], 5).assign(value=[5, -3, 0])
    with pytest.raises(Unreadable, match=r"plans\.csv: -3 at E06000002 2024 plans is below 0 .*`below_zero`"):
        symbols.require_not_below_zero(rows, dataset(), "plans.csv")
    symbols.require_not_below_zero(rows, dataset(below_zero=True), "plans.csv")


def test_a_known_figure_below_zero_raises_no_warning_in_the_checks() -> None:
    years = [cells(COUNCILS, 200 + year, time_period=str(year)) for year in range(2020, 2025)]
    rows = pd.concat(years, ignore_index=True)
    rows.loc[rows["area_code"].eq(COUNCILS[0]) & rows["time_period"].eq("2024"), "value"] = -7.0
    context = Context(pd.DataFrame(), None, lambda name: pd.DataFrame())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert jumps(rows, context, indicators=("plans",)).empty


def test_a_council_cannot_have_more_than_england_unless_a_correction_says_so() -> None:
    rows = pd.concat([cells(COUNCILS[:2], 10), cells(["E92000001"], 20, "National")], ignore_index=True)
    trust.require_within_england(rows, NONE, dataset())
    rows.loc[1, "value"] = 1e9
    with pytest.raises(Unreadable, match=r"plans\.csv: 1,000,000,000 at E06000002 .* more than England's 20"):
        trust.require_within_england(rows, NONE, dataset())
    trust.require_within_england(rows, rows.loc[[1], trust.CELL], dataset())
    trust.require_within_england(rows.assign(indicator="rate"), NONE, dataset())


def test_doubts_about_a_quarter_of_the_councils_are_a_fault_of_the_file() -> None:
    rows = cells(COUNCILS, 12)
    trust.require_few_doubts(rows, doubted(rows.head(25)), dataset())
    with pytest.raises(
        Unreadable, match=r"plans\.csv: 26 figures of plans in 2024 .*two columns have changed names"
    ):
        trust.require_few_doubts(rows, doubted(rows.head(26)), dataset())
    trust.require_few_doubts(rows, doubted(rows.head(26), "withheld"), dataset())
    trust.require_few_doubts(rows.head(9), doubted(rows.head(9)), dataset())


def test_a_doubt_about_england_is_a_fault_of_the_file() -> None:
    rows = cells(["E92000001"], 12, "National")
    with pytest.raises(
        Unreadable, match=r"plans\.csv: England's figure of plans in 2024 .*12 is more than 10"
    ):
        trust.require_few_doubts(rows, doubted(rows), dataset())
    trust.require_few_doubts(rows, doubted(rows, "accepted"), dataset())
