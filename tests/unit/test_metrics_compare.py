"""Verdicts: only with an interval, only beyond chance, and only where the comparison is fair."""

import pandas as pd
import pytest
from scipy import stats

from metrics import areas, compare
from tests.fixtures.small_data import SmallData

ENGLAND, YORKSHIRE, LEEDS = "E92000001", "E12000003", "E08000035"
METRIC = "ehc_requests_refused"
OTHERS = [code for code in areas.authorities_in("2024-12-31") if code != LEEDS][:10]


@pytest.fixture
def requests(small_data: SmallData):
    """Writes requests of a year: `requests(LEEDS=..., ...)` maps area codes to (refused, requests)."""

    def write(counts: dict[str, tuple]) -> SmallData:
        lines = [
            f"2025 2024 {area} {name} {cell}"
            for area, (part, whole) in counts.items()
            for name, cell in (("requests_refused", part), ("requests", whole))
        ]
        small_data.observations("ehc_plan_requests", "\n".join(lines))
        ranked = [
            {"area_code": LEEDS, "rank": rank, "neighbour_code": code, "closeness": ""}
            for rank, code in enumerate(OTHERS, start=1)
        ]
        small_data.register("statistical_neighbours_2025", ranked)
        return small_data

    return write


def against(comparator: str, metric: str = METRIC) -> pd.Series:
    return all_against(metric).query("comparator == @comparator").squeeze()


def all_against(metric: str = METRIC) -> pd.DataFrame:
    return pd.DataFrame(compare.against(metric, LEEDS, "2024"))


def newcombe_by_hand(k1: float, n1: float, k2: float, n2: float) -> tuple[float, float]:
    """Newcombe's method 10 from scipy's own Wilson limits."""
    first = stats.binomtest(k1, n1).proportion_ci(method="wilson")
    second = stats.binomtest(k2, n2).proportion_ci(method="wilson")
    p1, p2 = k1 / n1, k2 / n2
    low = p1 - p2 - ((p1 - first.low) ** 2 + (second.high - p2) ** 2) ** 0.5
    return 100 * low, 100 * (p1 - p2 + ((first.high - p1) ** 2 + (p2 - second.low) ** 2) ** 0.5)


def test_against_england_the_interval_is_newcombes(requests) -> None:
    requests({ENGLAND: (250, 1000), LEEDS: (40, 100), YORKSHIRE: (30, 100)})
    england = against("england")
    low, high = newcombe_by_hand(40, 100, 250, 1000)
    assert england["difference"] == pytest.approx(15)
    assert (england["difference_lci_95"], england["difference_uci_95"]) == (
        pytest.approx(low),
        pytest.approx(high),
    )
    assert (england["verdict"], england["with_figure"], england["existed"]) == ("higher", 1, 153)
    assert "England includes Leeds" in england["note"]
    region = against("region")
    assert (region["comparator_name"], region["verdict"]) == ("Yorkshire and the Humber", "similar")
    assert region["existed"] == 15


def test_lower_needs_the_whole_interval_below_zero(requests) -> None:
    requests({ENGLAND: (250, 1000), LEEDS: (10, 100)})
    assert against("england")["verdict"] == "lower"
    assert against("region")["verdict"] == ""
    assert "There is no figure" in against("region")["note"]


def test_a_doubted_figure_is_not_called_lower(requests) -> None:
    """No refusals of 749 requests: true, or not recorded."""
    noted = {"dataset": "ehc_plan_requests", "release": "2025", "time_period": "2024", "area_code": LEEDS}
    data = requests({ENGLAND: (250, 1000), LEEDS: (0, 749)})
    assert against("england")["verdict"] == "lower"
    data.quarantine(noted | {"indicator": "requests_refused", "check": "zero_beside", "status": "noted"})
    found = against("england")
    assert (found["verdict"], found["note"]) == ("", "A check doubts the published figure of Leeds.")


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [(0.1, 5, "higher"), (0, 5, "similar"), (-0.1, 5, "similar"), (-5, 0, "similar"), (-5, -0.1, "lower")],
)
def test_a_verdict_needs_an_interval_without_zero(low: float, high: float, word: str) -> None:
    assert compare.verdict(low, high) == word


def test_the_neighbours_median_needs_most_of_them_clear_of_the_council(requests) -> None:
    far, near = (10, 100), (38, 100)
    requests({LEEDS: (40, 100)} | dict.fromkeys(OTHERS[:6], far) | dict.fromkeys(OTHERS[6:], near))
    found = against("neighbours")
    assert (found["value"], found["difference"], found["verdict"]) == (10, 30, "higher")
    assert (found["with_figure"], found["existed"]) == (10, 10)
    requests({LEEDS: (40, 100)} | dict.fromkeys(OTHERS[:5], far) | dict.fromkeys(OTHERS[5:], near))
    assert against("neighbours")["verdict"] == "similar"
    requests({LEEDS: (1, 100)} | dict.fromkeys(OTHERS, near))
    assert against("neighbours")["verdict"] == "lower"


def test_too_few_neighbours_give_no_verdict(requests) -> None:
    requests(
        {LEEDS: (90, 100)} | dict.fromkeys(OTHERS[:5], (10, 100)) | dict.fromkeys(OTHERS[5:], ("x", 100))
    )
    found = against("neighbours")
    assert (found["verdict"], found["with_figure"]) == ("", 5)
    assert found["note"].startswith("Median of the 5 of 10 councils with a figure.")


@pytest.mark.parametrize(
    ("ours", "said"),
    [(("x", 100), "did not publish"), ((5, 9), "too few to compare"), ((0, 0), "nothing to take a share of")],
)
def test_no_verdict_on_a_gap_or_a_handful(requests, ours: tuple, said: str) -> None:
    requests({ENGLAND: (250, 1000), LEEDS: ours} | dict.fromkeys(OTHERS, (10, 100)))
    rows = all_against()
    assert set(rows["verdict"]) == {""}
    assert said in against("england")["note"]
    assert said in against("neighbours")["note"]


def test_counts_are_never_compared(requests) -> None:
    requests({ENGLAND: (250, 1000), LEEDS: (40, 100)} | dict.fromkeys(OTHERS, (10, 10)))
    rows = all_against("ehc_requests")
    assert set(rows["verdict"]) == {""}
    assert rows["difference"].isna().all()
    assert "grows with the size" in against("england", "ehc_requests")["note"]


def test_a_measure_without_an_interval_gets_no_verdict(small_data: SmallData) -> None:
    lines = [
        f"2025 {year} {area} plans {count}"
        for area in (ENGLAND, LEEDS)
        for year, count in ((202324, 10), (202425, 90))
    ]
    small_data.observations("ehc_plan_caseload", "\n".join(lines), kind="january")
    rows = pd.DataFrame(compare.against("ehc_plans_growth", LEEDS, "January 2025"))
    england = rows[rows["comparator"] == "england"].squeeze()
    assert (england["verdict"], england["value"]) == ("", 800)
    assert "both of them" in england["note"]


def test_england_and_places_without_a_row_have_nothing_to_stand_beside(requests) -> None:
    requests({ENGLAND: (250, 1000), LEEDS: (40, 100), YORKSHIRE: (30, 100)})
    assert compare.against(METRIC, ENGLAND, "2024") == ()
    assert compare.against(METRIC, "E10000009", "2024") == ()
    assert compare.against(METRIC, LEEDS, "1999") == ()
    assert [each.comparator for each in compare.against(METRIC, YORKSHIRE, "2024")] == ["england"]


def test_without_the_neighbours_table_the_row_says_so(small_data: SmallData) -> None:
    small_data.observations(
        "ehc_plan_requests", f"2025 2024 {LEEDS} requests 9\n2025 2024 {LEEDS} requests_refused 1"
    )
    assert "not loaded" in against("neighbours")["note"]
