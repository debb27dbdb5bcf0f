"""Where two files, or two releases, print the same thing, they agree, or it is known where they do not."""

from collections.abc import Callable

import pandas as pd
import pytest

from ingest.checks.rows import year

Published = Callable[[str], pd.DataFrame]


def councils(rows: pd.DataFrame, indicator: str, release: str = "") -> pd.Series:
    """One indicator's totals by (area_code, year), symbols left out; regions and England too."""
    rows = rows[(rows["indicator"] == indicator) & (rows["breakdown"] == "Total")]
    rows = rows[rows["release"] == release] if release else rows
    rows = rows.assign(year=year(rows["time_period"])).sort_values("release")
    rows = rows.drop_duplicates(["area_code", "year"], keep="last")
    return rows.set_index(["area_code", "year"])["value"].dropna()


def differing(one: pd.Series, other: pd.Series) -> pd.DataFrame:
    """Where both have a figure and they differ; at least a hundred must be compared."""
    both = pd.concat([one, other], axis=1, keys=["one", "other"], join="inner")
    assert len(both) > 100
    return both[both["one"] != both["other"]]


@pytest.mark.parametrize("name", ["ehc_plan_needs", "ehc_plan_reviews"])
def test_tables_of_january_2025_are_about_the_plans_in_place(as_published: Published, name: str) -> None:
    plans = councils(as_published("ehc_plan_caseload"), "plans")
    others = councils(as_published(name), "plans")
    if name == "ehc_plan_reviews":
        others.index = others.index.set_levels(others.index.levels[1] + 1, level=1)
    assert differing(plans, others).empty


@pytest.mark.parametrize("indicator", ["personal_budgets", "organised_arrangements"])
def test_budgets_of_a_year_became_those_of_the_january_after(as_published: Published, indicator: str) -> None:
    years = councils(as_published("ehc_plan_personal_budgets_to_2022"), indicator)
    years.index = years.index.set_levels(years.index.levels[1] + 1, level=1)
    januaries = councils(as_published("ehc_plan_personal_budgets"), indicator)
    assert differing(januaries, years).empty
    assert set(januaries.index.intersection(years.index).get_level_values("year")) == {2020, 2021, 2022, 2023}


@pytest.mark.parametrize(
    ("now", "before"),
    [("for_education", "direct_payments_education"), ("for_several", "direct_payments_integrated")],
)
def test_what_budgets_cover_was_direct_payments_until_2022(
    as_published: Published, now: str, before: str
) -> None:
    years = councils(as_published("ehc_plan_personal_budgets_to_2022"), before)
    years.index = years.index.set_levels(years.index.levels[1] + 1, level=1)
    januaries = councils(as_published("ehc_plan_personal_budgets"), now)
    assert differing(januaries[januaries.index.get_level_values("year") < 2023], years).empty


def test_new_plans_are_the_assessments_with_a_plan_until_2021_only(as_published: Published) -> None:
    plans = councils(as_published("new_ehc_plans"), "plans")
    assessed = councils(as_published("ehc_plan_assessments"), "assessments_plan_issued")
    odd = differing(plans, assessed)
    years = odd.index.get_level_values("year")
    assert {2022, 2023, 2024} <= set(years)
    assert set(years[years < 2022]) <= {2014, 2015, 2016, 2017, 2018}


def test_new_plans_by_need_are_fewer_than_new_plans(as_published: Published) -> None:
    plans = councils(as_published("new_ehc_plans"), "plans")
    by_need = councils(as_published("new_ehc_plan_needs"), "plans")
    assert (plans["E92000001", 2024], by_need["E92000001", 2024]) == (97_747, 97_563)
    odd = differing(plans, by_need)
    assert (odd["one"] > odd["other"]).mean() > 0.5


@pytest.mark.parametrize("length", ["residential_38_to_51_weeks", "residential_52_weeks"])
def test_residential_places_are_the_same_in_both_releases(as_published: Published, length: str) -> None:
    rows = as_published("ehc_plan_residential")
    older, newer = (councils(rows, length, release) for release in ("2022", "2025"))
    assert differing(older, newer).empty


def test_ceased_plans_of_2022_are_the_same_in_both_releases(as_published: Published) -> None:
    rows = as_published("ehc_plans_ceased")
    older, newer = (councils(rows, "ceased_other", "2025"), councils(rows, "ceased_other_school_age", "2023"))
    more = councils(rows, "ceased_other_outside_school_age", "2023")
    assert newer["E92000001", 2022] + more["E92000001", 2022] == older["E92000001", 2022] == 2_193
    assert councils(rows, "ceased_reason_not_recorded", "2023")["E92000001", 2022] == 5
    assert councils(rows, "ceased_reason_not_recorded", "2025")["E92000001", 2022] == 5


def test_mediations_are_the_same_in_both_releases(as_published: Published) -> None:
    rows = as_published("ehc_plan_mediation")
    older, newer = (councils(rows, "mediations", release) for release in ("2022", "2023"))
    assert differing(older, newer).empty
    assert newer["E92000001", 2022] == 5_484
