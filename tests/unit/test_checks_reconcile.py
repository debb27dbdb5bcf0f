"""The checks against other datasets find the error they are for, and nothing in a clean table."""

from functools import partial

import pandas as pd

from ingest.checks import Part, exchanged_beside, rebuilt, rolled_forward
from tests.fixtures.made_up import COUNCILS, NORTHERN, context, found, table, together

ONE, TWO, THREE = NORTHERN


DECISIONS = (
    Part("refusals", "refused"),
    Part("stock", "plans", ahead=1),
    Part("ceased", "met", otherwise="met_once"),
)


def made_of(one: float, two: float) -> dict[str, pd.DataFrame]:
    """Parts that make `one` for the first council and `two` for the second."""
    return {
        "refusals": table((ONE, "refused", one / 10), (TWO, "refused", two / 10)),
        "stock": table((ONE, "plans", one * 0.9 - 5), (TWO, "plans", two * 0.9 - 5), period="202425"),
        "ceased": table((ONE, "met", 5.0), (TWO, "met", "x"), (TWO, "met_once", 5.0)),
    }


def test_a_total_against_its_parts_in_other_datasets() -> None:
    check = partial(rebuilt, total="decisions", parts=DECISIONS)
    printed = table((ONE, "decisions", 8246.0), (TWO, "decisions", 4410.0))
    assert found(check, printed, **made_of(8238, 4410)) == []
    assert found(check, printed, **made_of(8238, 3000)) == [(TWO, "decisions", False)]
    swapped = check(printed, context(**made_of(4410, 8238)))
    assert swapped["quarantine"].tolist() == [True, True]
    assert "make 4,410; Council 2 has 4,410." in swapped["finding"][0]


def test_two_councils_that_fit_another_dataset_only_when_exchanged() -> None:
    beside = Part("requests", "agreed")
    check = partial(exchanged_beside, figure="plans", beside=beside, factor=1.8, close=1.3)
    figures = dict(zip(COUNCILS, (300.0, 900.0, 400.0, 500.0, 600.0, 700.0), strict=True))
    agreed = table(*((code, "agreed", size * 1.5) for code, size in figures.items()))
    plans = [
        table(*((code, "plans", size) for code, size in (figures | changed).items()))
        for changed in ({}, {ONE: 900.0}, {ONE: 900.0, TWO: 300.0})
    ]
    assert found(check, plans[0], requests=agreed) == found(check, plans[1], requests=agreed) == []
    assert found(check, plans[2], requests=agreed) == [(ONE, "plans", False), (TWO, "plans", False)]


def test_a_total_is_not_rebuilt_where_a_part_is_missing() -> None:
    check = partial(rebuilt, total="decisions", parts=DECISIONS)
    parts = made_of(8238, 4410) | {"refusals": table((ONE, "refused", "x"))}
    assert found(check, table((ONE, "decisions", 1.0)), **parts) == []


def test_a_stock_that_last_years_stock_and_the_flows_do_not_lead_to() -> None:
    check = partial(rolled_forward, stock="plans", came=Part("new", "new"), went=Part("gone", "gone"))
    flows = {
        "new": table(*((code, "new", 300.0) for code in COUNCILS), period="2023"),
        "gone": table(*((code, "gone", 100.0) for code in COUNCILS), period="2023"),
    }
    before = table(*((code, "plans", 2000.0) for code in COUNCILS), period="202223")
    after = dict.fromkeys(COUNCILS, 2200.0)
    stock = [
        together(before, table(*((code, "plans", size) for code, size in sizes.items()), period="202324"))
        for sizes in (after, after | {ONE: 1200.0})
    ]
    assert found(check, stock[0], **flows) == []
    assert found(check, stock[1], **flows) == [(ONE, "plans", False)]
