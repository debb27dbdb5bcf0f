"""What an address asks for is checked against what there is."""

import pytest

from layouts import selection as selections
from layouts.selection import select

ON_TIME = "ehc_plans_in_20_weeks"


def test_an_empty_address_is_the_newest_year_of_every_council() -> None:
    chosen = select(ON_TIME, {})
    assert chosen.is_newest
    assert chosen.view == "spread"
    assert not chosen.is_filtered
    assert chosen.address() == f"/measure/{ON_TIME}"


def test_an_address_leads_back_to_the_same_state() -> None:
    asked = {
        "view": "map",
        "year": "2023",
        "region": "london",
        "type": "london-borough",
        "area": "barnet",
        "near": "yes",
    }
    chosen = select(ON_TIME, asked)
    assert chosen.state() == asked | {"by": ""}
    assert not chosen.problems


@pytest.mark.parametrize("name", ["year", "view", "region", "type", "area", "near", "by"])
@pytest.mark.parametrize(
    "value", ["1066", "nowhere", "<b>", "' or 1=1", ["2023", "2024"], 7, {"a": 1}, "x" * 5000]
)
def test_what_is_not_there_becomes_the_default_with_a_plain_message(name: str, value: object) -> None:
    chosen = select(ON_TIME, {name: value})
    assert chosen.address() == f"/measure/{ON_TIME}"
    assert len(chosen.problems) == 1
    assert str(value)[:40] not in chosen.problems[0]


def test_groups_have_years_of_their_own_and_a_control_for_what_they_are_by() -> None:
    chosen = select(ON_TIME, {"view": "groups", "by": "ethnicity", "area": "bristol"})
    assert (chosen.by, chosen.period) == ("Ethnicity", "2024"), "2025 is published for everyone only"
    assert chosen.is_newest
    assert chosen.state() == select(ON_TIME, {}).state(view="groups", by="ethnicity", area="bristol")
    found = selections.in_view(chosen)
    assert {row.area_name for row in found} == {"Bristol", "England"}
    assert {"Pakistani", "White British"} < {row.group for row in found}
    assert min(row.denominator for row in found if row.denominator == row.denominator) >= 10


def test_only_measures_that_are_published_by_group_offer_them() -> None:
    assert "groups" not in selections.views_of("tribunal_appeal_rate")
    assert selections.views_of("ehc_plans_caseload")[-1] == "groups"


def test_unknown_names_in_an_address_mean_nothing() -> None:
    assert not select(ON_TIME, {"utm_source": "x", "__class__": "y"}).problems


def test_a_filter_keeps_england_the_regions_and_the_marked_council() -> None:
    chosen = select(ON_TIME, {"region": "london", "area": "bristol"})
    found = selections.in_period(chosen)
    levels = {row.geographic_level for row in found}
    names = {row.area_name for row in found if row.geographic_level == "local_authority"}
    assert levels == {"england", "region", "local_authority"}
    assert "Bristol" in names
    assert "Leeds" not in names
    assert len(names) == 34


def test_counts_are_not_set_side_by_side() -> None:
    assert selections.views_of("ehc_requests") == ("trend", "table", "groups")
    assert {row.area_code for row in selections.over_time(select("ehc_requests", {}))} == {"E92000001"}
