"""Figures of England that anyone can look up in the 2025 release, through the command line."""

import csv
import io

import pytest

from metrics.__main__ import main


def shown(capsys: pytest.CaptureFixture, metric: str, period: str, area: str = "England") -> dict[str, str]:
    """The one row that `python -m metrics show` prints."""
    assert main(["show", metric, "--area", area, "--period", period]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    return row


@pytest.mark.parametrize(
    ("metric", "period", "numerator", "denominator"),
    [
        ("personal_budgets_per_1000", "January 2025", 19_596, 638_745),
        ("work_based_placements", "January 2025", 4_376, None),
        ("supported_internships", "January 2025", 2_673, None),
        ("ehc_plans_ceased_per_1000", "2024", 44_862, 576_474),
        ("placements_independent_special", "January 2025", 29_647, 638_745),
        ("need_autism", "January 2025", 201_183, 638_745),
    ],
)
def test_a_count_of_england_is_as_published(
    capsys: pytest.CaptureFixture, metric: str, period: str, numerator: int, denominator: int | None
) -> None:
    row = shown(capsys, metric, period)
    assert float(row["numerator"]) == numerator
    assert denominator is None or float(row["denominator"]) == denominator


def test_reviews_told_within_four_weeks(capsys: pytest.CaptureFixture) -> None:
    row = shown(capsys, "reviews_told_within_4_weeks", "2024")
    assert f"{float(row['value']):.1f}" == "44.4"
    assert float(row["numerator"]) == 154_924


def test_residential_placements_of_2023_are_the_sum_of_their_parts(capsys: pytest.CaptureFixture) -> None:
    """4,488 is printed for England as the total of 1,415 and 781."""
    assert float(shown(capsys, "residential_placements", "January 2023")["numerator"]) == 1_415 + 781


def test_surreys_severe_learning_difficulty_is_withheld_with_the_reason(
    capsys: pytest.CaptureFixture,
) -> None:
    assert main(["show", "need_severe_learning_difficulty", "--area", "Surrey"]) == 0
    captured = capsys.readouterr()
    (row,) = csv.DictReader(io.StringIO(captured.out))
    assert (row["value"], row["symbol"]) == ("", "withheld")
    assert "Published: 595" in captured.err
    assert "3.7 %" in captured.err


def test_supported_internships_are_of_plans_at_16_to_25(capsys: pytest.CaptureFixture) -> None:
    """The denominator by hand: caseload.csv, England, 2024/25, ages 16 to 25."""
    ages = (42_005, 36_484, 28_598, 20_815, 14_495, 9_805, 6_258, 4_030, 2_221, 371)
    row = shown(capsys, "supported_internships", "2025-01")
    assert float(row["denominator"]) == sum(ages)
    assert float(row["value"]) == pytest.approx(1000 * 2_673 / sum(ages))
