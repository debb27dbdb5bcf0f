"""A family makes a metric of each row; groups stand side by side, and gaps say how far one is from another."""

from types import MappingProxyType

import pytest

from metrics import compute, registry
from metrics.family import NO_COUNTS, Row, by_sen_status, family
from metrics.metric import Metric, Published
from tests.fixtures.small_data import SmallData

DERBY, LEEDS, BRISTOL = "E06000015", "E08000035", "E06000023"
DOC = """First line.

    **What it counts.** The share of {of} who passed.

    **Why it matters.** It does.

    **Read with care.** {care} Mind.
    """
SHARED = MappingProxyType(
    {
        "title": "Passed: {who}",
        "short": "Passed, {group}",
        "unit": "%",
        "theme": "Results",
        "order": 10,
        "direction": "higher",
        "whose": "schools",
    }
)


def made(**changed: object) -> dict[str, Metric]:
    formula = Published("exam", "passed_{status}", no_interval=NO_COUNTS)
    rows = by_sen_status("passed", formula, **changed)
    return {metric.id: metric for metric in family(DOC, rows, **SHARED)}


def test_three_groups_and_two_gaps_in_the_order_of_their_rows() -> None:
    found = made()
    assert {name: metric.order for name, metric in found.items()} == {
        "passed_ehc_plan": 10,
        "passed_sen_support": 11,
        "passed_no_sen": 12,
        "passed_gap_ehc_plan": 13,
        "passed_gap_sen_support": 14,
    }
    assert found["passed_ehc_plan"].formula.figure == "passed_ehc_plan"
    assert found["passed_ehc_plan"].title == "Passed: pupils with an EHC plan"
    assert found["passed_sen_support"].short == "Passed, SEN support"


def test_a_gap_is_the_group_without_sen_less_the_other_and_better_when_small() -> None:
    gap = made()["passed_gap_sen_support"]
    assert gap.formula.figure == "passed_no_sen - passed_sen_support"
    assert (gap.unit, gap.direction) == ("points", "lower")
    assert gap.title == "Passed: gap for pupils on SEN support"
    counts = "The share of pupils without SEN, less that of pupils on SEN support, who passed."
    assert gap.note["What it counts"] == counts
    assert gap.note["Read with care"].startswith("A gap can close because")


def test_a_gap_of_something_unwanted_is_turned_about() -> None:
    gap = made(higher_is_behind=True)["passed_gap_ehc_plan"]
    assert gap.formula.figure == "passed_ehc_plan - passed_no_sen"
    assert "The share of pupils with an EHC plan, less that of pupils without SEN," in gap.doc


@pytest.mark.parametrize("changed", [{"gap_unit": ""}, {"statuses": ("ehc_plan", "sen_support")}])
def test_there_is_no_gap_without_a_unit_or_without_the_group_to_compare_with(changed: dict) -> None:
    assert not any("gap" in name for name in made(**changed))


def test_what_differs_in_a_row_stands_before_what_is_shared() -> None:
    formula = Published("exam", "passed", no_interval=NO_COUNTS)
    rows = [
        Row(
            "one",
            formula,
            {"who": "all", "of": "all", "group": "all", "care": ""},
            {"unit": "points", "order": 3},
        )
    ]
    (metric,) = family(DOC, rows, **SHARED)
    assert (metric.id, metric.unit, metric.order, metric.formula) == ("one", "points", 3, formula)


def test_a_word_that_a_row_does_not_give_is_an_error() -> None:
    with pytest.raises(KeyError, match="care"):
        family(DOC, [Row("one", Published("exam", "passed"), {"who": "", "of": "", "group": ""})], **SHARED)


def test_a_name_that_two_metrics_bear_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = made()["passed_ehc_plan"]
    monkeypatch.setattr(registry, "_load_family", lambda name: (twice,))
    with pytest.raises(ValueError, match="two metrics are called 'passed_ehc_plan'"):
        registry.all_metrics.__wrapped__()


def test_figures_of_a_family_and_their_gap(small_data: SmallData) -> None:
    small_data.observations(
        "lait_send_outcomes",
        f"""2026-04 202425 {DERBY} phonics_ehc_plan 20
            2026-04 202425 {DERBY} phonics_sen_support 52
            2026-04 202425 {DERBY} phonics_no_sen 88
            2026-04 202425 {LEEDS} phonics_ehc_plan no_reason
            2026-04 202425 {LEEDS} phonics_no_sen 90""",
        kind="academic",
    )
    gap = compute.values("phonics_gap_ehc_plan").set_index("area_code")
    assert gap.at[DERBY, "value"] == 68
    assert gap.at[DERBY, "period"] == "2024/25"
    assert (gap.at[LEEDS, "symbol"], gap.at[BRISTOL, "symbol"]) == ("no_reason", "absent")
    assert "does not say why" in gap.at[LEEDS, "reason"]
    assert gap[["lci_95", "uci_95", "numerator", "denominator"]].isna().all(axis=None)


def test_a_rate_of_fewer_than_about_ten_is_a_gap_that_says_so(small_data: SmallData) -> None:
    small_data.observations(
        "neet_by_send",
        "\n".join(
            f"""2023 2023 {area} neet_or_not_known_sen_support {rate}
                2023 2023 {area} neet_or_not_known_no_sen 5
                2023 2023 {area} sen_support_share {share}
                2023 2023 {area} young_people 16000"""
            for area, rate, share in ((DERBY, 35.3, 0.0), (LEEDS, 9.1, 0.1), (BRISTOL, "z", "z"))
        ),
        kind="january",
    )
    for metric_id in ("neet_or_not_known_sen_support", "neet_or_not_known_gap_sen_support"):
        rows = compute.values(metric_id).set_index("area_code")
        assert rows["symbol"][[DERBY, BRISTOL]].tolist() == ["not_shown", "z"]
        assert rows.at[DERBY, "reason"] == "Fewer than about ten young people stand behind it: 0 % of 16,000."
        assert rows.at[DERBY, "value"] != rows.at[DERBY, "value"]
        assert rows.at[LEEDS, "value"] == pytest.approx(9.1 if "gap" not in metric_id else 4.1)


def test_the_condition_follows_the_group() -> None:
    formulas = {
        name: registry.metric(f"neet_or_not_known_{name}").formula for name in ("ehc_plan", "gap_ehc_plan")
    }
    assert {each.shown_where.share for each in formulas.values()} == {"ehc_plan_share"}
    assert registry.metric("neet_or_not_known_no_sen").formula.shown_where.share == "no_sen_share"
