"""A file is refused whole for what no slip of a publisher explains, and not for what one does."""

import warnings
from collections.abc import Callable

import pandas as pd
import pytest

from ingest import symbols, trust
from ingest.checks import jumps
from ingest.dataset import Context, Dataset, Indicator, Release, Unreadable

COUNCILS = [f"E0600{number:04}" for number in range(1, 101)]
NONE = pd.DataFrame(columns=trust.CELL, dtype="str")


def dataset(**indicator: bool | str) -> Dataset:
    release = Release("2025", "plans.csv", "Plans", "https://example.org", ("2024",))
    about = dict.fromkeys(("title", "publisher", "publication", "landing_page", "licence", "attribution"), "")
    figures = (
        Indicator("plans", "Plans", "plans", **indicator),  # type: ignore[arg-type]
        Indicator("other", "Other plans", "plans"),
        Indicator("rate", "Rate", "%"),
    )
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
        symbols.require_possible(rows, dataset(), "plans.csv")
    symbols.require_possible(rows, dataset(below_zero=True), "plans.csv")


def test_a_part_of_a_case_is_refused_unless_the_indicator_is_known_for_it() -> None:
    rows = cells(COUNCILS[:3], 5).assign(value=[5, 2921.4, 0])
    with pytest.raises(Unreadable, match=r"plans\.csv: 2921\.4 at E06000002 .* not whole .*`fractions`"):
        symbols.require_possible(rows, dataset(), "plans.csv")
    symbols.require_possible(rows, dataset(fractions=True), "plans.csv")
    symbols.require_possible(rows.assign(indicator="rate"), dataset(), "plans.csv")


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


def test_other_figures_of_a_quarter_of_the_councils_than_an_older_release_had_are_a_fault_of_the_file() -> (
    None
):
    rows = cells(COUNCILS, 12)

    def revised(count: int, published: float = 12.0) -> pd.DataFrame:
        return doubted(rows.head(count), "noted").assign(check="revised", published=published)

    trust.require_few_revisions(rows, revised(25), dataset())
    trust.require_few_revisions(rows, revised(26, float("nan")), dataset())
    trust.require_few_revisions(rows, revised(26).assign(check="jumps"), dataset())
    with pytest.raises(Unreadable, match=r"26 figures of plans in 2024 .* are not those of an older release"):
        trust.require_few_revisions(rows, revised(26), dataset())
    trust.require_few_revisions(rows, revised(26), dataset(redefined="2025"))


def two_years(after: Callable[[int], tuple[float, float]]) -> pd.DataFrame:
    """Two counts of councils, early 100 and more and late 300 and less, and what becomes of them a year later."""
    before = [(100.0 + place, 300.0 - place) for place in range(len(COUNCILS))]
    later = [after(place) for place in range(len(COUNCILS))]
    return pd.concat(
        [
            cells(COUNCILS, 0, indicator=name, time_period=period).assign(value=[row[at] for row in figures])
            for period, figures in (("2023", before), ("2024", later))
            for at, name in enumerate(("plans", "other"))
        ],
        ignore_index=True,
    )


def test_two_columns_that_go_on_only_in_each_others_place_are_a_fault_of_the_file() -> None:
    trust.require_columns_in_place(two_years(lambda place: (110.0 + place, 310.0 - place)), dataset())
    # One replaces the other, but the large councils stay the large ones.
    trust.require_columns_in_place(two_years(lambda place: (300.0 + place, 100.0 - place)), dataset())
    swapped = two_years(lambda place: (310.0 - place, 110.0 + place))
    with pytest.raises(Unreadable, match=r"plans\.csv: .*other.* in 2024 .* only in each other's place"):
        trust.require_columns_in_place(swapped, dataset())
    few = swapped[swapped["area_code"].isin(COUNCILS[:29])]
    trust.require_columns_in_place(few, dataset())
    trust.require_columns_in_place(swapped[swapped["time_period"].eq("2024")], dataset())
