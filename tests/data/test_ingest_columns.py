"""Values of two columns in each other's place under the same header stop their dataset."""

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.fixtures.corrupted import Change, fails

TIMELINESS_2026 = "dfe/ehc-plans/timeliness_20_week_2026_extract.csv"
REQUESTS_2026 = "dfe/ehc-plans/requests_2026_extract.csv"


def values_exchanged(*pairs: tuple[str, str]) -> Change:
    """A file with the values of two columns in each other's place, for each pair, under the same header."""

    def change(content: bytes) -> bytes:
        table = pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False)
        for first, second in pairs:
            table[[first, second]] = table[[second, first]].to_numpy()
        return table.to_csv(index=False).encode()

    return change


BANDS = (("within_20_weeks", "gt20weeks_ltyear"), ("20_weeks_ex", "gt20weeks_ltyear_ex"))
# Dataset -> file, pairs of columns, what must be said of it.
EXCHANGED = [
    (
        "ehc_plan_requests",
        REQUESTS_2026,
        [("request_outcome_six_weeks", "request_outcome_over_6_weeks")],
        "figures of outcomes_within_6_weeks",
    ),
    (
        "ehc_plan_requests",
        REQUESTS_2026,
        [("mediation_related_request", "tribunal_related_request")],
        "requests_mediation and requests_tribunal in 2025",
    ),
    (
        "ehc_plan_timeliness",
        TIMELINESS_2026,
        [tuple(f"{kind}plans_issued_{name}" for name in pair) for kind in ("", "pc_") for pair in BANDS],
        "plans_issued_20_to_52_weeks and plans_issued_within_20_weeks in 2025",
    ),
]


@pytest.mark.parametrize(("failing", "file", "pairs", "words"), EXCHANGED)
def test_values_of_two_columns_in_each_others_place_stop_their_dataset(
    corrupted: Callable[[str, Change], Path],
    last_good: Path,
    capsys: pytest.CaptureFixture[str],
    failing: str,
    file: str,
    pairs: list[tuple[str, str]],
    words: str,
) -> None:
    folder = corrupted(file, values_exchanged(*pairs))
    said = fails(folder, last_good, failing, "statistical_neighbours_2025", capsys)
    for part in (file, words, "two columns have changed names"):
        assert part in said
