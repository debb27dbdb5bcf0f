"""Figures that anyone can look up at the publisher's, reproduced: each row of `published_figures.csv`."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from metrics import areas, compute, periods, tables

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "published_figures.csv"
with FILE.open(encoding="utf-8", newline="") as opened:
    FIGURES = list(csv.DictReader(opened))


def as_printed(value: float, printed: str) -> Decimal:
    """A figure rounded half up to the decimals of the printed one."""
    return Decimal(str(round(value, 6))).quantize(Decimal(printed), ROUND_HALF_UP)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda row: f"{row['metric']}-{row['area']}-{row['period']}")
def test_a_published_figure_is_reproduced(figure: dict[str, str]) -> None:
    kind = tables.describe(compute.registry.metric(figure["metric"]).formula.dataset)["period_kind"]
    rows = compute.values(figure["metric"])
    found = rows[
        (rows["area_code"] == areas.find(figure["area"]))
        & (rows["period"] == periods.label(figure["period"], kind))
    ].squeeze()
    for column in ("value", "numerator", "denominator"):
        if figure[column]:
            assert as_printed(found[column], figure[column]) == Decimal(figure[column]), column
    assert figure["address"].startswith("https://")


def test_every_row_has_a_figure_to_reproduce() -> None:
    assert FIGURES
    assert all(row["value"] or row["numerator"] for row in FIGURES)
