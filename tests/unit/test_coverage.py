"""The intervals of the lottery hold the truth about as often as they say, on simulated councils.

A hundred data sets show only what is badly wrong; `python -m bench.coverage` draws a thousand.
"""

import pytest

from bench import coverage

SETS = 100
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("process", ["timeliness", "appeals", "hardly differ"])
def test_intervals_of_the_spread(process):
    assert min(coverage.spread(process, SETS).values()) >= 0.9


def test_changes_and_how_often_one_is_said_where_there_is_none():
    held = coverage.change("timeliness, same", SETS)
    assert held.pop("said") <= 0.03
    assert min(held.values()) >= 0.9


@pytest.mark.parametrize("process", ["appeals", "chance alone"])
def test_intervals_of_ranks(process):
    assert min(coverage.rank(process, SETS).values()) >= 0.9
