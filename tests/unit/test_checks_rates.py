"""The checks of rates without counts find the error they are for in a made-up table, and nothing in a clean one."""

from dataclasses import replace
from functools import partial

import pandas as pd

from ingest.checks import before_it_began, spikes, zero_without_parts
from ingest.dataset import Check
from tests.fixtures.made_up import COUNCILS, context, table, together, years

ONE, TWO, *_ = COUNCILS


def found(check: Check, tidy: pd.DataFrame, **starts: str) -> list[tuple]:
    """(area, period, quarantine) of what a check finds where councils began on the days of `starts`."""
    here = context()
    areas = here.areas.assign(start=[starts.get(code, "") for code in here.areas["area_code"]])
    frame = check(tidy, replace(here, areas=areas))
    return list(frame[["area_code", "time_period", "quarantine"]].itertuples(index=False, name=None))


def test_a_figure_for_a_council_that_began_later() -> None:
    rows = together(
        *(table((ONE, "rate", 5.0), (TWO, "rate", 5.0), period=year) for year in ("2018", "2019"))
    )
    assert found(before_it_began, rows) == []
    assert found(before_it_began, rows, **{ONE: "2019-04-01"}) == [(ONE, "2018", True)]
    academic = rows.assign(time_period=rows["time_period"] + "19", time_identifier="Academic year")
    academic = academic[academic["time_period"] == "201819"]
    assert found(before_it_began, academic, **{ONE: "2019-08-31"}) == []
    assert found(before_it_began, academic, **{ONE: "2019-09-01"}) == [(ONE, "201819", True)]
    financial = academic.assign(time_identifier="Financial year")
    assert found(before_it_began, financial, **{ONE: "2019-04-01"}) == [(ONE, "201819", True)]
    assert found(before_it_began, rows.assign(value=float("nan")), **{ONE: "2019-04-01"}) == []


def test_nought_of_a_whole_whose_parts_are_not_given() -> None:
    check = partial(zero_without_parts, pairs=(("level_2", "level_3"), ("level_2", "with_maths")))

    def row(whole: float | str, *parts: float | str) -> pd.DataFrame:
        named = zip(("level_2", "level_3", "with_maths"), (whole, *parts), strict=True)
        return table(*((ONE, name, figure) for name, figure in named))

    assert found(check, row(0.0, "x", "x")) == [(ONE, "2024", True)]
    assert found(check, row(0.0, 0.0, "x")) == []
    assert found(check, row(0.0, 0.0, 0.0)) == []
    assert found(check, row(0.1, "x", "x")) == []
    assert found(check, row("x", "x", "x")) == []


LEVEL = [50.0, 51.0, 50.0, 50.5, 50.0, 51.0, 50.0, 50.5, 50.0]
STEADY = {code: [*LEVEL[:8], 50.0 + place] for place, code in enumerate(COUNCILS)}


def with_year(figure: float | str, at: int = 4) -> list[float | str]:
    return [*LEVEL[:at], figure, *LEVEL[at + 1 :]]


def test_a_year_far_from_both_years_beside_it() -> None:
    check = partial(spikes, indicators=("plans",))
    assert found(check, years(STEADY)) == []
    assert found(check, years(STEADY | {ONE: with_year(90.0)})) == [(ONE, "2022", False)]
    assert found(check, years(STEADY | {ONE: [*LEVEL[:4], *[90.0] * 5]})) == []
    assert found(check, years(STEADY | {ONE: [*[50.0, 90.0] * 4, 50.0]})) == []
    assert found(check, years({code: with_year(90.0 + place) for place, code in enumerate(COUNCILS)})) == []
    beside_a_gap: list[float | str] = [*with_year(90.0)[:3], "x", *with_year(90.0)[4:]]
    assert found(check, years(STEADY | {ONE: beside_a_gap})) == []


def test_a_spike_is_told_with_the_years_beside_it() -> None:
    said = spikes(years(STEADY | {TWO: with_year(90.0)}), context(), indicators=("plans",))["finding"]
    assert said.tolist() == ["90, between 50.5 the year before and 51 the year after."]
