"""A chart of groups is titled with the range between them."""

from layouts import findings, words
from layouts import selection as selections
from metrics import groups

ON_TIME = "ehc_plans_in_20_weeks"


def test_the_title_is_the_range_between_groups_of_children_that_are_large_enough() -> None:
    chosen = selections.select(ON_TIME, {"view": "groups", "by": "age"})
    drawn = [
        row for row in selections.in_view(chosen) if words.has_value(row) and row.area_code == "E92000001"
    ]
    values = [
        row.value for row in drawn if row.denominator >= 50 and not row.group.endswith(groups.NOT_KNOWN)
    ]
    assert 2 < len(values) <= len(drawn)
    low, high = (words.figure(edge(values), chosen.metric) for edge in (min, max))
    assert findings.title(chosen).endswith(f": from {low} to {high} between groups in England")


def test_of_a_count_only_the_place_is_named() -> None:
    chosen = selections.select("ehc_requests", {"view": "groups", "by": "age"})
    assert findings.title(chosen).endswith(f", {chosen.period}: England")
