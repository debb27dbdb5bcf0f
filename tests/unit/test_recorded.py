"""Zeros that are missing records are gaps: placements nobody recorded, reviews without an outcome or a date."""

import pytest

from metrics import compute
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_figures import DORSET, LEEDS, LEICESTER, row


@pytest.mark.parametrize(
    ("dataset", "kind", "period", "metric_id", "label"),
    [
        ("new_ehc_plans", "calendar", "2024", "new_plans", "2024"),
        ("ehc_plan_caseload", "january", "202425", "placements", "January 2025"),
    ],
)
def test_no_placement_is_shown_where_more_than_a_quarter_are_not_recorded(
    small_data: SmallData, dataset: str, kind: str, period: str, metric_id: str, label: str
) -> None:
    returned = {LEEDS: (0, 739, 739), DORSET: (150, 50, 200), LEICESTER: (149, 51, 200)}
    lines = [
        f"2025 {period} {area} {name} {count}"
        for area, counts in returned.items()
        for name, count in zip(("special_independent", "placement_unknown", "plans"), counts, strict=True)
    ]
    small_data.observations(dataset, "\n".join(lines), kind=kind)
    name = f"{metric_id}_independent_special"
    rows = compute.values(name).set_index("area_code")
    assert rows["symbol"][[LEEDS, LEICESTER]].tolist() == ["not_shown"] * 2
    assert "The placement of 739 of 739 plans is not recorded" in rows.at[LEEDS, "reason"]
    assert rows.loc[LEEDS, ["value", "numerator"]].isna().all()
    assert not rows.at[LEEDS, "ranked"]
    assert rows.at[DORSET, "value"] == 75, "just a quarter is not more than a quarter"
    assert row(f"{metric_id}_not_recorded", LEEDS, label)["value"] == 100


def test_a_placement_stays_where_no_release_tells_how_many_are_not_recorded(small_data: SmallData) -> None:
    small_data.observations(
        "new_ehc_plans",
        f"2025 2019 {LEEDS} mainstream 40\n2025 2019 {LEEDS} plans 100\n2025 2019 {LEEDS} placement_unknown x",
    )
    assert row("new_plans_mainstream", LEEDS, "2019")["value"] == 40


def test_reviews_without_an_outcome_on_record_are_not_called_no_reviews(small_data: SmallData) -> None:
    held = {LEEDS: 3733, DORSET: 0}
    outcomes = ("amend", "cease", "maintain")
    small_data.observations(
        "ehc_plan_reviews",
        "\n".join(
            f"2025 2024 {area} reviews_held {count}\n"
            + "\n".join(f"2025 2024 {area} decided_to_{each} 0" for each in outcomes)
            + f"\n2025 2024 {area} told_within_4_weeks 0\n2025 2024 {area} told_after_4_weeks 0"
            for area, count in held.items()
        ),
    )
    for metric_id, said in (
        ("reviews_plan_amended", "recorded no outcome for its 3,733 reviews"),
        ("reviews_told_within_4_weeks", "for none of its 3,733 reviews when the family was told"),
    ):
        leeds, dorset = row(metric_id, LEEDS, "2024"), row(metric_id, DORSET, "2024")
        assert (leeds["symbol"], dorset["symbol"]) == ("not_recorded", "no_cases")
        assert said in leeds["reason"]
        assert "nothing to take a share of" in dorset["reason"]
