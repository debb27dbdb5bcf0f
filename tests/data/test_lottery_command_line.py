"""The lottery's published figures through the command line, and places that are hard to compare.

The Gini, standard deviation and percentiles were worked out by others from the published counts, City of London and
Isles of Scilly left out, with linear percentiles and without small-sample correction. They counted the few councils
whose return may lack most of its cases, which are left out here.
"""

import csv
import io

import numpy as np
import pytest

from metrics import compute
from metrics.__main__ import main
from metrics.doubts import COLLAPSED
from metrics.intervals import newcombe

TIMELINESS = "ehc_plans_in_20_weeks"


@pytest.fixture(scope="module")
def years() -> dict[str, dict[str, float]]:
    rows, _ = answer("variation", TIMELINESS)
    numbers = {row.pop("period"): row for row in rows}
    return {
        year: {name: float(cell) for name, cell in row.items() if name != "metric" and cell}
        for year, row in numbers.items()
    }


def answer(*arguments: str) -> tuple[list[dict[str, str]], str]:
    """What a command prints, as rows, and what it says beside them."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stderr", err)
        assert main(list(arguments)) == 0
    return list(csv.DictReader(io.StringIO(out.getvalue()))), err.getvalue()


@pytest.mark.parametrize(
    ("year", "areas", "gini"),
    [
        ("2021", 150, 0.217),
        ("2022", 146, 0.287),
        ("2023", 148, 0.311),
        ("2024", 150, 0.315),
        ("2025", 147, 0.316),
    ],
)
def test_gini_of_plans_on_time(years, year: str, areas: int, gini: float) -> None:
    doubted = [row for row in compute.in_period(TIMELINESS, year).values() if COLLAPSED in row["caveats"]]
    assert years[year]["areas"] == areas - len(doubted)
    assert years[year]["gini"] == pytest.approx(gini, abs=0.003)
    assert years[year]["gini_lci_95"] < gini < years[year]["gini_uci_95"]


def test_spread_in_points(years) -> None:
    assert years["2021"]["sd"] == pytest.approx(24.9, abs=0.05)
    assert years["2021"]["p90_minus_p10"] == pytest.approx(67, abs=0.5)
    assert years["2024"]["p90_minus_p10"] == pytest.approx(82, abs=0.5)
    assert years["2024"]["england"] == pytest.approx(46.4, abs=0.05)
    assert years["2024"]["real_share"] > 0.99


def test_spread_is_what_others_found_when_the_doubted_are_counted_and_else_of_the_others(years) -> None:
    rows = compute.in_period(TIMELINESS, "2024").values()
    counted = [row for row in rows if row["ranked"] or COLLAPSED in row["caveats"]]
    everyone, ranked = (
        [row["value"] for row in which] for which in (counted, [r for r in rows if r["ranked"]])
    )
    assert len(everyone) == 150
    assert np.std(everyone, ddof=1) == pytest.approx(29.2, abs=0.05)
    assert 12.5 <= np.percentile(everyone, 10) <= 12.6
    assert np.percentile(everyone, 90) == pytest.approx(94.9, abs=0.05)
    said = years["2024"]
    found = [np.std(ranked, ddof=1), *np.percentile(ranked, [10, 90])]
    assert [said["sd"], said["p10"], said["p90"]] == pytest.approx(found, abs=1e-6)


def test_the_break_of_2022_is_named() -> None:
    _, err = answer("variation", TIMELINESS)
    assert "break before 2022: " in err


def test_a_difference_has_newcombes_limits() -> None:
    rows, _ = answer("compare", "Leeds", "Bradford", "--metric", TIMELINESS)
    leeds, bradford = rows
    assert (leeds["period"], leeds["difference"], bradford["compared_with"]) == (
        "2025",
        "",
        leeds["area_code"],
    )
    counts = [float(row[name]) for row in (bradford, leeds) for name in ("numerator", "denominator")]
    expected = [100 * float(limit) for limit in newcombe(*counts)]
    printed = [float(bradford[name]) for name in ("difference", "difference_lci_95", "difference_uci_95")]
    assert printed == pytest.approx(expected)
    assert bradford["verdict"] == "higher"


def test_four_places_with_a_withheld_figure_an_abolished_council_and_city_of_london() -> None:
    """Cambridgeshire's appeal rate of 2024 is withheld; Cumbria ended in 2023."""
    places = ("Cambridgeshire", "Leeds", "City of London", "Cumbria")
    rows, err = answer("compare", *places)
    assert {row["area_name"] for row in rows} == set(places)
    for metric in {row["metric"] for row in rows}:
        assert len({row["period"] for row in rows if row["metric"] == metric}) == 1
    assert "Cumbria was abolished" in err
    withheld, err = answer("compare", "Leeds", "Cambridgeshire", "--metric", "tribunal_appeal_rate")
    row = next(row for row in withheld if row["area_name"] == "Cambridgeshire")
    assert (row["symbol"], row["value"], row["difference"], row["verdict"]) == ("withheld", "", "", "")
    assert "Withheld" in err
