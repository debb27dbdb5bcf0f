"""The gap between two places in words: it agrees with the two figures as they are printed."""

import pytest

from metrics import pairs
from tests.fixtures import small_england
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import REFUSED

EAST_RIDING, KENT = "E06000011", "E10000016"


@pytest.mark.parametrize(
    ("first", "second", "gap"),
    [
        (
            (1116, 100000),
            (1216, 100000),
            "The East Riding of Yorkshire is 0.1 points lower than Kent (95% interval under 0.1 to 0.2): more than",
        ),
        ((1140, 100000), (1060, 100000), "The East Riding of Yorkshire and Kent have the same figure, 1.1%."),
        (
            (305, 1000),
            (3142, 10000),
            "The difference between the East Riding of Yorkshire and Kent, 0.9 points, may be chance.",
        ),
        (
            (1734, 10000),
            (3045, 10000),
            "The East Riding of Yorkshire is about 13.1 points lower than Kent (95% ",
        ),
    ],
)
def test_a_gap_is_that_of_the_printed_figures_or_about(
    small_data: SmallData, first: tuple[int, int], second: tuple[int, int], gap: str
) -> None:
    small_england.requests(small_data, {"2024": {EAST_RIDING: first, KENT: second}})
    found = pairs.pair(REFUSED, EAST_RIDING, KENT, "2024").gap
    assert found.startswith(gap), found
