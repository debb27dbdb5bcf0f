"""What differs between two versions of a table, counted by hand."""

from itertools import pairwise

from metrics import version_changes, versions
from tests.fixtures.made_up import NORTHERN, table, together

ONE, TWO, THREE = NORTHERN


def test_cells_are_compared_as_each_version_shows_them() -> None:
    older = table(
        (ONE, "plans", 10.0), (TWO, "plans", 5.0), (THREE, "plans", 7.0), period="2021", release="2022"
    )
    newer = together(
        table((ONE, "plans", 10.0), (TWO, "plans", 5.0), period="2021", release="2022"),
        table((ONE, "plans", 12.0), (TWO, "plans", 5.0), period="2021", release="2023"),
        table((ONE, "plans", 20.0), period="2022", release="2023"),
    )
    before, now = (version_changes.shown(rows, "calendar") for rows in (older, newer))
    assert version_changes.compared(before, now) == (2, 1, 1, 1)
    assert version_changes.compared(before, before) == (3, 0, 0, 0)


def test_a_symbol_for_a_figure_is_a_change() -> None:
    before, now = (
        version_changes.shown(table((ONE, "plans", cell), period="2021", release="2022"), "calendar")
        for cell in (10.0, "x")
    )
    assert version_changes.compared(before, now) == (1, 1, 0, 0)


def test_there_is_a_step_between_each_two_versions() -> None:
    known = [each.name for each in versions.known()]
    steps = version_changes.steps()
    assert [(each.older, each.newer) for each in steps] == list(pairwise(known))
    assert all(each.both > each.changed for each in steps)
