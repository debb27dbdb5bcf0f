"""What is wrong in the newer files of the EHC plan releases, found by the checks unaided: totals, needs, reviews."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from ingest import areas, build, groups
from ingest.checks.groups import add_up, of_groups
from ingest.dataset import Context
from ingest.groups import Groups
from ingest.read import Source
from ingest.registry import all_datasets
from tests.data.conftest import Tables

NEW = (
    "ehc_plan_mediation",
    "ehc_plan_moves",
    "ehc_plan_needs",
    "ehc_plan_personal_budgets",
    "ehc_plan_personal_budgets_to_2022",
    "ehc_plan_residential",
    "ehc_plan_reviews",
    "ehc_plan_work_based",
    "new_ehc_plan_needs",
    "statements_of_sen",
)
SENTENCE = "{} is printed, but the {} councils with a figure add up to {}."
WITH_GROUPS = sorted(name for name, each in all_datasets().items() if each.groups)


@pytest.fixture(scope="session")
def in_groups(published: Path) -> Callable[[str], Groups]:
    """Name -> a dataset's groups as published."""

    @cache
    def parts(name: str) -> Groups:
        dataset = all_datasets()[name]
        sources: list[Source] = build.read(dataset, published)
        found = groups.gathered(dataset, build.published(dataset, sources))
        assert found
        return found

    return parts


@pytest.fixture(scope="session")
def found_in_groups(in_groups: Callable[[str], Groups], as_published: Tables) -> Tables:
    """Name -> everything that the checks find in a dataset's groups, and in its totals because of them."""
    context = Context(areas=areas.table("areas"), previous=None, built=as_published)
    names = context.areas.set_index("area_code")["name"]

    @cache
    def findings(name: str) -> pd.DataFrame:
        dataset, parts = all_datasets()[name], in_groups(name)
        rows = pd.concat([*of_groups(parts, dataset, context), add_up(parts, as_published(name), dataset)])
        return rows.assign(area=rows["area_code"].map(names))

    return findings


def places(rows: pd.DataFrame) -> set[str]:
    return set(rows["area"])


def test_the_residential_total_of_2023_in_england_and_every_region(found: Tables) -> None:
    withheld = found("ehc_plan_residential").query("quarantine")
    assert set(withheld[["time_period", "indicator"]].itertuples(index=False, name=None)) == {
        ("202223", "residential")
    }
    by_sum = withheld[withheld["check"] == "sums_to"].set_index("area")
    assert len(by_sum) == 10
    assert by_sum.loc["England", "finding"] == "4,488 is printed, but its parts add up to 2,196."
    by_councils = withheld[withheld["check"] == "sums_to_total"]
    assert places(by_councils) == places(withheld) - {"England"}
    assert not set(withheld["geographic_level"]) & {"Local authority"}


def test_surreys_needs_of_2025_contradict_their_percentages(found: Tables) -> None:
    rows = found("ehc_plan_needs").query("check == 'percentages'")
    assert places(rows) == {"Surrey"}
    assert set(rows["finding"]) == {
        "7.8 % is printed, but 595 of 16,069 is 3.7 %.",
        "0.1 % is printed, but 665 of 16,069 is 4.1 %.",
    }
    region = found("ehc_plan_needs").query("check == 'sums_to_total'").set_index("indicator")
    assert places(region) == {"South East"}
    assert region["quarantine"].to_dict() == {
        "severe_learning_difficulty": True,
        "specific_learning_difficulty": True,
        "social_emotional_mental_health": False,
        "speech_language_communication": False,
    }


def test_remainders_of_reviews_below_nothing_and_above_their_region(found: Tables) -> None:
    rows = found("ehc_plan_reviews")
    below = rows[rows["check"] == "possible"].groupby("indicator").size().to_dict()
    assert below == {"decisions_outstanding": 33, "no_outcome_recorded": 4}
    regions = rows[rows["check"] == "sums_to_total"]
    assert set(regions[["area", "indicator", "finding"]].itertuples(index=False, name=None)) == {
        ("East of England", "decisions_outstanding", SENTENCE.format("9,120", 10, "9,278")),
        ("South West", "decisions_outstanding", SENTENCE.format("4,313", 14, "4,316")),
        ("South East", "no_outcome_recorded", SENTENCE.format("13,824", 17, "14,892")),
    }  # fmt: skip


def test_the_remainders_are_what_is_left_of_the_meetings(as_published: Tables) -> None:
    """Meetings held are decisions not due, decisions recorded and those 'outstanding', in every row."""
    wide = as_published("ehc_plan_reviews").pivot(index="area_code", columns="indicator", values="value")
    wide = wide[wide["reviews_held"].notna()]
    decided = wide["decisions_in_year"] + wide["decisions_after_year"] + wide["decisions_before_year"]
    rest = wide["reviews_held"] - decided - wide["decisions_not_due"]
    assert len(wide) == 146 + 9 + 1
    assert rest.equals(wide["decisions_outstanding"])
    outcomes = wide["decided_to_amend"] + wide["decided_to_cease"] + wide["decided_to_maintain"]
    assert (wide["reviews_held"] - outcomes).equals(wide["no_outcome_recorded"])


def test_personal_budgets_of_2023_with_parts_larger_than_the_whole(found: Tables) -> None:
    rows = found("ehc_plan_personal_budgets").query("quarantine")
    assert set(rows["check"]) == {"within"}
    assert set(rows["time_period"]) == {"202223"}
    councils = (
        "Barnsley; Bexley; Bristol; Durham; Hackney; Hammersmith and Fulham; Hartlepool; "
        "Kensington and Chelsea; Norfolk; St Helens; Waltham Forest; Westminster"
    )
    assert places(rows) == {"East of England", *councils.split("; ")}
    jumped = found("ehc_plan_personal_budgets").query("check == 'jumps' and time_period == '202324'")
    assert "Waltham Forest" in places(jumped), "from 2,880 back to 22"


def test_nothing_else_is_withheld_in_them(found: Tables) -> None:
    withheld = {
        (name, row.time_period) for name in NEW for row in found(name).query("quarantine").itertuples()
    }
    assert withheld == {
        ("ehc_plan_needs", "202425"),
        ("ehc_plan_personal_budgets", "202223"),
        ("ehc_plan_residential", "202223"),
        ("ehc_plan_reviews", "2024"),
    }


@pytest.mark.parametrize("name", WITH_GROUPS)
def test_groups_add_up_to_their_total_but_for_what_is_known(found_in_groups: Tables, name: str) -> None:
    rows = found_in_groups(name)
    rows = rows[rows["check"] == "add_up"]
    known = {
        "ehc_plan_caseload": {"Hackney", "Peterborough", "England", "London", "East of England"},
        "ehc_plans_ceased": {"Bath and North East Somerset", "South West", "England"},
        "new_ehc_plans": {
            "England", "Yorkshire and the Humber", "Barnsley", "Bradford", "Calderdale", "Doncaster",
            "East Riding of Yorkshire", "Kingston upon Hull", "Kirklees", "Leeds", "North East Lincolnshire",
            "North Lincolnshire", "North Yorkshire", "Rotherham", "Sheffield", "Wakefield", "York",
        },
    }  # fmt: skip
    assert places(rows) == known.get(name, set())
    assert not rows["quarantine"].any()


@pytest.mark.parametrize("name", WITH_GROUPS)
def test_in_groups_only_the_remainders_of_reviews_are_withheld(found_in_groups: Tables, name: str) -> None:
    withheld = found_in_groups(name).query("quarantine")
    known = {"ehc_plan_reviews": {"decisions_outstanding", "no_outcome_recorded"}}
    assert set(withheld["indicator"]) == known.get(name, set())


def test_the_leeds_of_2022_is_known_by_its_groups(found_in_groups: Tables) -> None:
    """The region's 6,078 is printed for Leeds, and its groups add up to 357."""
    leeds = found_in_groups("new_ehc_plans").query("area == 'Leeds' and check == 'add_up'")
    assert leeds["finding"].tolist() == [
        "6,078 is printed, but its groups add up to 357 by age when plan started, 357 by ethnicity, 357 by sex."
    ]


def test_six_ceased_plans_of_essex_have_no_reason(found: Tables) -> None:
    rows = found("ehc_plans_ceased").query("check == 'sums_to' and area == 'Essex'")
    assert rows.set_index("time_period")["finding"].to_dict() == {
        "2023": "606 is printed, but its parts add up to 600.",
        "2024": "896 is printed, but its parts add up to 895.",
    }
