"""One council against six comparators: who they are, what is said, and what the choice of neighbours changes."""

import pandas as pd
import pytest

from metrics import comparators
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import COUNCILS, ENGLAND, ON_TIME, REFUSED, plans, requests, spread

LEEDS, YORKSHIRE, CUMBRIA, LONDON_CITY = "E08000035", "E12000003", "E10000006", "E09000001"
CHARNWOOD, CARDIFF, BELFAST = "E07000130", "W06000015", "N09000003"
OTHERS = [code for code in COUNCILS if code != LEEDS]


def listed(data: SmallData, name: str, codes: list[str], closeness: str = "Close") -> None:
    rows = [
        {"area_code": LEEDS, "rank": rank, "neighbour_code": code, "closeness": closeness}
        for rank, code in enumerate(codes, start=1)
    ]
    data.register(name, rows)


@pytest.fixture
def loaded(small_data: SmallData) -> SmallData:
    """Leeds refuses a half; the first ten others a tenth, the next ten as many as Leeds."""
    counts = dict.fromkeys(OTHERS, (40, 400)) | dict.fromkeys(OTHERS[10:20], (200, 400)) | {LEEDS: (200, 400)}
    requests(small_data, {"2024": counts | {YORKSHIRE: (100, 400), LONDON_CITY: (2, 5)}})
    listed(small_data, "statistical_neighbours_2025", OTHERS[:10])
    listed(small_data, "statistical_neighbours_2021", [*OTHERS[10:19], CUMBRIA], "Very close")
    listed(small_data, "ons_neighbours", [CHARNWOOD, CARDIFF, CARDIFF[:-1] + "4", BELFAST, *OTHERS[:5]])
    return small_data


def strip() -> tuple[comparators.Strip, pd.DataFrame]:
    found = comparators.verdict_strip(REFUSED, LEEDS, "2024")
    return found, table_of(found)


def table_of(found: comparators.Strip) -> pd.DataFrame:
    return pd.DataFrame([vars(each) for each in found.comparators]).set_index("comparator")


def test_the_six_comparators_and_what_is_said_of_them(loaded: SmallData) -> None:
    found, rows = strip()
    assert list(rows.index) == ["england", "region", "type", "dfe_2025", "dfe_2021", "ons"]
    assert list(rows["verdict"]) == ["higher", "higher", "higher", "higher", "similar", ""]
    assert found.summary == "Higher than 4 of 5 comparators and similar to 1."
    assert found.effect == (
        "The verdict depends on the list of neighbours: higher than DfE’s statistical neighbours of 2025 but "
        "similar to DfE’s statistical neighbours of 2021."
    )
    assert rows.at["type", "comparator_name"] == "other metropolitan boroughs"
    assert rows.at["type", "existed"] == 35
    assert LEEDS not in rows.at["type", "members"]


def test_who_was_left_out_of_a_list_is_said(loaded: SmallData) -> None:
    _, rows = strip()
    assert rows.at["ons", "dropped"] == (
        "Left out, without figures here: the district Charnwood; 2 in Wales; 1 in Northern Ireland."
    )
    assert "5 of 5 councils" in rows.at["ons", "note"]
    assert "A verdict needs at least 6" in rows.at["ons", "note"]
    assert rows.at["dfe_2021", "dropped"] == "Left out, without figures here: Cumbria, which is no more."
    assert rows.at["dfe_2025", "dropped"] == ""
    assert (rows.at["dfe_2025", "closeness"], rows.at["dfe_2021", "closeness"]) == (
        "10 close",
        "9 very close",
    )
    kept = comparators.neighbours("dfe_2021", LEEDS, "2022")
    assert all(each.kept for each in kept), "Cumbria answered for 2022"


def test_the_same_verdict_with_each_list_is_said(loaded: SmallData) -> None:
    listed(loaded, "statistical_neighbours_2021", OTHERS[:10])
    found, _ = strip()
    assert found.effect == "The verdict is the same with each of the 2 lists of neighbours."


def test_a_list_that_is_not_loaded_has_no_verdict(small_data: SmallData) -> None:
    requests(small_data, {"2024": spread(10, 90)})
    found, rows = strip()
    assert rows.loc[["dfe_2025", "dfe_2021", "ons"], "verdict"].eq("").all()
    assert found.effect == ""
    assert comparators.neighbours("ons", LEEDS, "2024") == []


def test_what_is_not_compared(loaded: SmallData) -> None:
    small = comparators.verdict_strip(REFUSED, LONDON_CITY, "2024")
    assert (small.summary, small.refusal) == ("", "Fewer than 10 cases: too few to compare.")
    assert {each.verdict for each in small.comparators} == {""}
    assert "abolished" in comparators.verdict_strip(REFUSED, CUMBRIA, "2024").refusal
    assert comparators.verdict_strip(REFUSED, ENGLAND, "2024").comparators == ()
    assert "size of the council" in comparators.verdict_strip("ehc_requests", LEEDS, "2024").refusal


def test_on_time_is_refused_above_the_limit_of_exceptions(small_data: SmallData) -> None:
    others = dict.fromkeys(OTHERS, (40, 400, 400))
    plans(small_data, "2024", others | {LEEDS: (200, 350, 400), ENGLAND: (7000, 60000, 60400)})
    assert comparators.verdict_strip(ON_TIME, LEEDS, "2024").beside == (
        "12.5% of its plans were classed as exceptions."
    )
    plans(small_data, "2024", others | {LEEDS: (200, 300, 400), ENGLAND: (7000, 60000, 60400)})
    assert "left out 25.0%" in comparators.verdict_strip(ON_TIME, LEEDS, "2024").refusal


def test_the_city_of_london_is_no_borough_beside_other_ones(loaded: SmallData) -> None:
    found = table_of(comparators.verdict_strip(REFUSED, LONDON_CITY, "2024"))
    assert found.at["type", "comparator_name"] == "London boroughs"
