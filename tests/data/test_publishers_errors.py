"""The general checks, on the publishers' own files and without corrections, find what is known to be wrong there."""

import pandas as pd
import pytest

from tests.data.conftest import Tables

EHC_PLANS = (
    "ehc_plan_assessments",
    "ehc_plan_caseload",
    "ehc_plan_requests",
    "ehc_plan_timeliness",
    "ehc_plans_ceased",
    "new_ehc_plans",
)


def cells(findings: pd.DataFrame, check: str, *columns: str) -> set[tuple]:
    """The distinct cells that a check found, by these columns."""
    return set(findings.loc[findings["check"] == check, list(columns)].itertuples(index=False, name=None))


def test_new_plans_of_2022_in_yorkshire_and_the_humber_repeat_the_regions_total(found: Tables) -> None:
    repeated = cells(
        found("new_ehc_plans"), "equals_region", "time_period", "area", "published", "quarantine"
    )
    assert len(repeated) == 15
    assert {"Barnsley", "Leeds", "Wakefield", "York"} < {area for _, area, _, _ in repeated}
    assert {(period, value, withheld) for period, _, value, withheld in repeated} == {("2022", 6078, True)}
    blamed = found("new_ehc_plans").query("check == 'percentages' and quarantine")
    assert set(blamed["indicator"]) == {"plans"}
    assert len(blamed) == 14, (
        "all but Wakefield print percentages, which contradict the total and not the parts"
    )


def test_the_exchanged_tribunal_decisions_of_2024(found: Tables) -> None:
    decisions = found("tribunal_appeals").query("indicator == 'decisions'")
    both = {("2024", "Cambridgeshire", 4410.0), ("2024", "Central Bedfordshire", 8246.0)}
    assert cells(decisions, "exchanged", "time_period", "area", "published") == both
    withheld = decisions[decisions["quarantine"]]
    assert cells(withheld, "rebuilt", "time_period", "area", "published") == both
    assert len(withheld) == 2
    assert {("Newham",), ("Cambridgeshire",), ("Central Bedfordshire",)} == cells(decisions, "jumps", "area")


def test_the_zero_requests_of_west_berkshire_in_both_releases(found: Tables) -> None:
    impossible = cells(
        found("ehc_plan_requests"), "zero_between", "release", "time_period", "area", "quarantine"
    )
    assert impossible == {(release, "2022", "West Berkshire", True) for release in ("2023", "2025")}


@pytest.mark.parametrize(
    ("release", "period", "councils"),
    [
        (
            "2025",
            "2022",
            "Bath and North East Somerset; Bracknell Forest; Lancashire; Leicester; St Helens; Tower Hamlets",
        ),
        ("2025", "2023", "Milton Keynes; Plymouth; St Helens"),
        ("2025", "2024", "Milton Keynes; Waltham Forest"),
        ("2026", "2025", "Leicester; Milton Keynes; Waltham Forest"),
    ],
)
def test_refusals_of_nothing_beside_hundreds_of_requests(
    found: Tables, release: str, period: str, councils: str
) -> None:
    rows = found("ehc_plan_requests").query("release == @release and time_period == @period")
    refused = rows[rows["indicator"] == "requests_refused"]
    noted = cells(refused, "zero_beside", "area", "published", "quarantine")
    assert noted == {(name, 0.0, False) for name in councils.split("; ")}


def test_appeals_of_nothing_where_the_tribunal_counts_a_hundred(found: Tables) -> None:
    noted = cells(found("ehc_plan_requests"), "zero_beside", "time_period", "area", "indicator", "finding")
    assert ("2025", "Hackney", "requests_tribunal", "0 beside 267 requests refused.") in noted
    assert ("2025", "Barnet", "requests_mediation", "0 beside 297 requests refused.") in noted


def test_outcomes_of_few_reviews(found: Tables) -> None:
    noted = cells(found("ehc_plan_reviews"), "few_known", "area", "indicator", "finding")
    assert ("Harrow", "decided_to_amend", "Recorded for 49 of 1,988 reviews held.") in noted


def test_dorset_called_every_plan_of_2024_an_exception(found: Tables) -> None:
    noted = cells(found("ehc_plan_timeliness"), "zero_beside", "time_period", "area", "finding", "quarantine")
    assert ("2024", "Dorset", "0 beside 585 plans issued.", False) in noted
    assert {period for period, *_ in noted} == {"2024", "2015"}, "and Lancashire in 2015, of 408"


def test_decisions_on_reviews_that_a_council_did_not_record(found: Tables) -> None:
    noted = cells(found("ehc_plan_reviews"), "zero_beside", "indicator", "area")
    assert noted == {
        *(("decisions_in_year", name) for name in ("Brighton and Hove", "Greenwich", "Lewisham", "Thurrock")),
        ("decided_to_amend", "Brighton and Hove"),
        *(("decided_to_maintain", name) for name in ("Bromley", "Milton Keynes", "North Tyneside")),
    }


def test_new_plans_without_a_placement_that_a_council_must_have_used(found: Tables) -> None:
    noted = cells(found("new_ehc_plans"), "zero_beside", "time_period", "area", "indicator")
    assert ("2024", "Cambridgeshire", "mainstream") in noted


def test_englands_rates_that_rest_on_different_councils(found: Tables) -> None:
    england = found("ehc_plan_timeliness").query("area_code == 'E92000001' and time_period == '2022'")
    said = " ".join(england.loc[england["check"] == "unequal_coverage", "finding"])
    assert "49.2 %, but 49.8 % on the 148 councils with both figures" in said
    assert "47.7 %, but 48.3 % on the 148 councils with both figures" in said
    tribunal = found("tribunal_appeals").query("check == 'unequal_coverage' and time_period == '2024'")
    assert "6.1 %, but 5.7 % on the" in tribunal["finding"].iloc[0]


def test_a_return_that_lost_half_of_newhams_plans(found: Tables) -> None:
    rolled = found("ehc_plan_caseload").query("check == 'rolled_forward' and area == 'Newham'")
    assert (
        "1,199 is printed, but 2,705 the year before, 379 that came and 42 that went"
        in rolled["finding"].iloc[-1]
    )
    jumped = found("ehc_plan_caseload").query(
        "check == 'jumps' and time_period == '202425' and area == 'Newham'"
    )
    assert {"plans", "mainstream", "special", "further_education"} == set(jumped["indicator"])


def test_wakefields_assessments_of_2022_contradict_each_other(found: Tables) -> None:
    withheld = found("ehc_plan_assessments").query("quarantine")
    assert set(withheld["area"]) == {"Wakefield"}
    assert set(withheld["check"]) == {"possible", "sums_to", "within"}
    assert "113.51 cannot be a percentage." in set(withheld["finding"])


def test_nothing_else_is_withheld(found: Tables) -> None:
    """What the checks withhold unaided is short enough to be known by name: a new entry is a find or a false alarm."""
    withheld = {
        (name, row.time_period, row.area)
        for name in (*EHC_PLANS, "tribunal_appeals")
        for row in found(name)
        .query("quarantine and check != 'equals_region' and check != 'percentages'")
        .itertuples()
    }
    assert withheld == {
        ("ehc_plan_assessments", "2022", "Wakefield"),
        ("ehc_plan_requests", "2022", "Plymouth"),
        ("ehc_plan_requests", "2022", "West Berkshire"),
        ("tribunal_appeals", "2024", "Cambridgeshire"),
        ("tribunal_appeals", "2024", "Central Bedfordshire"),
    }


@pytest.mark.parametrize("name", [*EHC_PLANS, "tribunal_appeals"])
def test_the_notes_are_few_enough_to_be_read(found: Tables, as_published: Tables, name: str) -> None:
    noted = found(name).query("not quarantine")
    noted = noted.drop_duplicates(
        ["time_period", "area", "indicator", "check"]
    )  # several releases print one figure
    assert 0 < noted["check"].value_counts().max() < 160
    assert len(noted) < 0.004 * len(as_published(name))


def test_what_the_department_says_was_wrong_is_put_right(as_published: Tables) -> None:
    """Data guidance of the 2022 release, notes 2 and 4: no later file has been corrected."""
    corrections = pd.read_csv("data/reference/corrections.csv", dtype=str, keep_default_na=False)
    replaced = corrections[corrections["action"] == "replace"].set_index(["release", "indicator"])["ours"]
    assert {replaced[release, "requests_refused"] for release in ("2022", "2023", "2025")} == {"107"}
    assert {replaced[release, "assessments_no_plan"] for release in ("2022", "2023", "2025")} == {"16"}
    medway = as_published("ehc_plan_assessments").query("area_code == 'E06000035' and time_period == '2021'")
    issued = medway.set_index(["release", "indicator"])["value"]["2022", "assessments_plan_issued"]
    assert issued + 16 == int(replaced["2022", "assessments_decided"])
    assert round(100 * 16 / 319) == float(replaced["2022", "assessments_no_plan_percent_of_decided"])
