"""Each general check finds the error it is for in a made-up table, and nothing in a clean one."""

from functools import partial

import pandas as pd
import pytest

from ingest.checks import (
    equals_region,
    exchanged,
    few_known,
    general,
    jumps,
    percentages,
    percentages_of_parts,
    possible,
    revised,
    sums_to,
    sums_to_total,
    unequal_coverage,
    within,
    zero_beside,
    zero_between,
)
from ingest.dataset import Indicator
from tests.fixtures.made_up import (
    COUNCILS,
    ENGLAND,
    NORTH,
    NORTHERN,
    SOUTH,
    adding_up,
    context,
    found,
    table,
    together,
    years,
)

ONE, TWO, THREE = NORTHERN
PLANS = ("plans",)


def test_councils_that_print_their_regions_total() -> None:
    check = partial(equals_region, indicators=PLANS)
    assert found(check, table(*adding_up())) == []
    repeated = table(*adding_up(E06000001=600.0, E06000003=600.0))
    assert found(check, repeated) == [(ONE, "plans", True), (THREE, "plans", True)]
    assert "total of North" in check(repeated, context())["finding"][0]


def test_a_council_with_all_cases_of_its_region_or_with_few_is_not_one_of_them() -> None:
    check = partial(equals_region, indicators=PLANS)
    assert found(check, table(*adding_up(E06000001=600.0, E06000002=0.0, E06000003=0.0))) == []
    assert found(check, table(*adding_up(E06000001=7.0, E12000001=7.0))) == []


@pytest.mark.parametrize("total", [NORTH, ENGLAND])
@pytest.mark.parametrize(("times", "withheld"), [(0.4, True), (2.0, True), (1.0005, False)])
def test_totals_that_are_not_their_parts(total: str, times: float, withheld: bool) -> None:
    check = partial(sums_to_total, indicators=PLANS)
    assert found(check, table(*adding_up())) == []
    figures = {area: figure for area, _, figure in adding_up()}
    wrong = found(check, table(*adding_up(**{total: figures[total] * times})))
    assert (total, "plans", withheld) in wrong


def test_a_total_may_exceed_the_councils_that_are_there_but_not_fall_short_of_them() -> None:
    check = partial(sums_to_total, indicators=PLANS)
    assert found(check, table(*adding_up(E06000003="x"))) == []
    without_row = [cell for cell in adding_up() if cell[0] != THREE]
    assert found(check, table(*without_row)) == []
    assert found(check, table(*adding_up(E06000003="x", E12000001=250.0, E92000001=1750.0))) == [
        (NORTH, "plans", True)
    ]


def test_councils_are_englands_parts_in_a_table_without_regions() -> None:
    check = partial(sums_to_total, indicators=PLANS)
    councils = [cell for cell in adding_up() if cell[0] in COUNCILS]
    assert found(check, table(*councils, (ENGLAND, "plans", 2100.0))) == []
    assert found(check, table(*councils, (ENGLAND, "plans", 2000.0))) == [(ENGLAND, "plans", True)]


def test_a_rate_whose_figures_rest_on_different_councils() -> None:
    check = partial(unequal_coverage, shares=(("on_time", "issued"),))
    issued, on_time = adding_up("issued"), adding_up("on_time")
    assert found(check, table(*issued, *on_time)) == []
    lacking = adding_up("on_time", E06000002="x", E12000001=400.0, E92000001=1900.0)
    assert found(check, table(*issued, *lacking)) == [(ENGLAND, "on_time", False), (NORTH, "on_time", False)]
    both_hidden = adding_up("on_time", E06000002="x")
    assert found(check, table(*adding_up("issued", E06000002="x"), *both_hidden)) == []


def test_a_total_that_its_parts_contradict() -> None:
    exact = partial(sums_to, total="all", parts=("some", "others"))
    row = [(ONE, "all", 500.0), (ONE, "some", 300.0)]
    assert found(exact, table(*row, (ONE, "others", 200.0))) == []
    assert found(exact, table(*row, (ONE, "others", "x"))) == []
    assert found(exact, table(*row, (ONE, "others", 100.0))) == [(ONE, "all", True)]
    assert found(exact, table(*row, (ONE, "others", 201.0))) == [(ONE, "all", False)]


def test_parts_that_may_fall_short_may_not_exceed() -> None:
    check = partial(sums_to, total="all", parts=("some",), exact=False)
    assert found(check, table((ONE, "all", 500.0), (ONE, "some", 300.0))) == []
    assert found(check, table((ONE, "all", 500.0), (ONE, "some", 600.0))) == [(ONE, "all", True)]


def test_a_region_that_takes_the_fault_over_from_a_council_is_noted_and_alone_withheld() -> None:
    check = partial(sums_to, total="all", parts=("some",))
    region = [(NORTH, "all", 4488.0), (NORTH, "some", 2196.0)]
    sound, faulty = [(ONE, "some", 80.0), (ONE, "all", 80.0)], [(ONE, "some", 80.0), (ONE, "all", 90.0)]
    assert found(check, table(*region, *sound)) == [(NORTH, "all", True)]
    assert sorted(found(check, table(*region, *faulty))) == [(ONE, "all", True), (NORTH, "all", False)]


def test_a_part_larger_than_its_whole() -> None:
    check = partial(within, pairs=(("part", "whole"),))
    assert found(check, table((ONE, "part", 5.0), (ONE, "whole", 5.0))) == []
    assert found(check, table((ONE, "part", 6.0), (ONE, "whole", 5.0))) == [
        (ONE, "part", True),
        (ONE, "whole", True),
    ]


def test_figures_that_cannot_be() -> None:
    check = partial(possible, counts=PLANS, percentages=("share",))
    assert found(check, table((ONE, "plans", 0.0), (ONE, "share", 100.0), (ONE, "weeks", 20.5))) == []
    wrong = table((ONE, "plans", -1.0), (ONE, "share", 113.5), (TWO, "share", -0.1))
    assert len(found(check, wrong)) == 3


def shares(area: str, whole: float, *printed: float) -> list[tuple]:
    """A row with three parts of 10, 20 and 30 and their percentages."""
    parts = [(area, f"part_{at}", 10.0 * at) for at in (1, 2, 3)]
    return [
        (area, "whole", whole),
        *parts,
        *((area, f"share_{at}", share) for at, share in enumerate(printed, 1)),
    ]


SHARES = {f"share_{at}": (f"part_{at}", "whole") for at in (1, 2, 3)}


def test_a_percentage_that_its_counts_contradict() -> None:
    check = partial(percentages, shares=SHARES)
    assert found(check, table(*shares(ONE, 70.0, 14.3, 28.6, 42.9))) == []
    assert found(check, table(*shares(ONE, 70.0, 14.3, 28.6, 43.0))) == [
        (ONE, "share_3", True),
        (ONE, "part_3", True),
    ]
    assert found(check, table(*shares(NORTH, 70.0, 14.3, 28.6, 43.0))) == [(NORTH, "share_3", False)]


def test_the_whole_is_blamed_when_most_percentages_of_a_row_disagree() -> None:
    check = partial(percentages, shares=SHARES)
    assert found(check, table(*shares(ONE, 6078.0, 14.3, 28.6, 42.9))) == [(ONE, "whole", True)]


def steady(**changed: list[float | str]) -> pd.DataFrame:
    """Six councils that grow by a tenth a year, give or take, but for what is `changed`."""
    grown = {
        code: [round(size * 1.1**year * (1 + 0.01 * ((place + year) % 3))) for year in range(4)]
        for place, (code, size) in enumerate(zip(COUNCILS, range(1000, 7000, 1000), strict=True))
    }
    return years(grown | changed)


def test_a_percentage_that_the_parts_of_its_whole_contradict() -> None:
    def answers(late: float, percent: float) -> pd.DataFrame:
        return table((ONE, "soon", 30.0), (ONE, "late", late), (ONE, "soon_percent", percent))

    check = partial(percentages_of_parts, parts=("soon", "late"))
    short = partial(check, exact=False)
    assert found(check, answers(10.0, 75.0)) == []
    assert found(check, answers(10.0, 75.2)) == [(ONE, "soon_percent", True), (ONE, "soon", True)]
    assert len(found(check, answers(10.0, 70.0))) == len(found(short, answers(90.0, 75.0))) == 2
    assert found(short, answers(10.0, 70.0)) == found(check, answers(0.0, float("nan"))) == []


def test_a_jump_against_the_councils_own_history_is_noted_once() -> None:
    check = partial(jumps, indicators=PLANS)
    assert found(check, steady()) == []
    assert found(check, steady(E06000001=[1000.0, 1100.0, 1200.0, 500.0])) == [(ONE, "plans", False)]
    there_and_back = check(steady(E06000001=[1000.0, 300.0, 1200.0, 1300.0]), context())
    assert there_and_back["time_period"].tolist() == ["2019"]
    assert found(check, steady(E06000001=[5.0, 60.0, 2.0, 70.0])) == []


def test_a_jump_that_every_council_makes_is_none() -> None:
    doubled = years({code: [100.0 * place, 200.0 * place] for place, code in enumerate(COUNCILS, 1)})
    assert found(partial(jumps, indicators=PLANS), doubled) == []


def test_two_councils_whose_figures_are_exchanged() -> None:
    check = partial(exchanged, indicators=PLANS)
    assert found(check, steady()) == []
    swapped = steady(E06000001=[1000.0, 1100.0, 1210.0, 4000.0], E06000003=[3000.0, 3300.0, 3630.0, 1331.0])
    assert found(check, swapped) == [(ONE, "plans", False), (THREE, "plans", False)]
    assert found(check, steady(E06000001=[1000.0, 1100.0, 1210.0, 4000.0])) == []


def test_a_cell_that_a_newer_release_prints_otherwise_or_not_at_all() -> None:
    older = table((ONE, "plans", 100.0), (TWO, "plans", 50.0), (THREE, "plans", 7.0), release="2023")
    same = table((ONE, "plans", 100.0), (TWO, "plans", 50.0), (THREE, "plans", 7.0))
    assert found(revised, together(older, same)) == []
    newer = table((ONE, "plans", 101.0), (TWO, "plans", "x"), (THREE, "plans", 7.0))
    assert found(revised, together(older, newer)) == [(ONE, "plans", False), (TWO, "plans", False)]
    dropped = table((ONE, "plans", "x"), (TWO, "plans", "x"), (THREE, "plans", "x"))
    assert found(revised, together(older, dropped)) == []


def test_a_volume_of_nothing_between_years_of_hundreds_in_every_release_that_prints_it() -> None:
    check = partial(zero_between, indicators=PLANS)
    around = years({ONE: [270.0, 0.0, 407.0], TWO: [50.0, 0.0, 407.0], THREE: [270.0, 0.0, "x"]})
    older = table((ONE, "plans", 0.0), period="2019", release="2023")
    assert found(check, together(older, around)) == [(ONE, "plans", True)] * 2


def test_an_outcome_of_nothing_beside_hundreds_of_cases() -> None:
    check = partial(zero_beside, pairs=(("refused", "requests"),))
    clean = table(
        (ONE, "refused", 1.0), (ONE, "requests", 300.0), (TWO, "refused", 0.0), (TWO, "requests", 99.0)
    )
    assert found(check, clean) == []
    assert found(check, table((ONE, "refused", 0.0), (ONE, "requests", 199.0))) == [(ONE, "refused", False)]


def test_outcomes_that_fewer_than_half_of_the_cases_have() -> None:
    check = partial(few_known, total="reviews", parts=("amended", "kept"))
    half = table(
        (ONE, "reviews", 400.0), (ONE, "amended", 150.0), (ONE, "kept", 50.0), (TWO, "reviews", 400.0)
    )
    assert found(check, half) == []
    few = table((ONE, "reviews", 401.0), (ONE, "amended", 150.0), (ONE, "kept", 50.0))
    assert found(check, few) == [(ONE, "amended", False), (ONE, "kept", False)]


def test_the_general_checks_add_up_counts_and_leave_percentages_and_weeks() -> None:
    indicators = (
        Indicator("plans", "", "plans"),
        Indicator("share", "", "%"),
        Indicator("weeks", "", "weeks"),
    )
    means = [
        (area, name, 50.0) for name in ("share", "weeks") for area in (*COUNCILS[1:], NORTH, SOUTH, ENGLAND)
    ]
    right = [row for check in general(indicators) for row in found(check, table(*adding_up(), *means))]
    assert right == []
    wrong = table(*adding_up(E12000001=700.0), *means, (ONE, "share", 101.0))
    names = {row[:2] for check in general(indicators) for row in found(check, wrong)}
    assert names == {(NORTH, "plans"), (ENGLAND, "plans"), (ONE, "share")}
