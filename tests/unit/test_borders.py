"""Councils on two sides of one border: which gaps can be defended, and where the line runs."""

import json

import pandas as pd
import pytest

from metrics import border_lines, borders, compute
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import ON_TIME, REFUSED, plans, requests

LEEDS, BRADFORD, WAKEFIELD, CUMBRIA = "E08000035", "E08000032", "E08000036", "E10000006"
CUMBERLAND, LANCASHIRE, HARROW = "E06000063", "E10000017", "E09000015"
YORKSHIRE, NORTH_WEST = "E12000003", "E12000002"
ADJACENCY = f"""area_code,neighbour_code,shared_km,epoch
{BRADFORD},{LEEDS},37.75,2014
{LEEDS},{WAKEFIELD},21.80,2014
{CUMBRIA},{LANCASHIRE},50.00,2014
{BRADFORD},{LEEDS},37.75,2023
{LEEDS},{WAKEFIELD},21.80,2023
{CUMBERLAND},{LANCASHIRE},9.00,2023
"""


@pytest.fixture
def mapped(small_data: SmallData) -> SmallData:
    (small_data.folder / "reference" / "adjacency.csv").write_text(ADJACENCY, encoding="utf-8")
    return small_data


def test_pairs_are_ordered_by_what_is_left_of_the_gap_after_chance(mapped: SmallData) -> None:
    requests(mapped, {"2024": {LEEDS: (40, 400), BRADFORD: (200, 400), WAKEFIELD: (32, 60)}})
    found = borders.borders(REFUSED, "2024", YORKSHIRE)
    assert list(found) == borders.COLUMNS
    first, second = found.iloc[0], found.iloc[1]
    assert (first["high_area_name"], first["low_area_name"]) == ("Bradford", "Leeds")
    assert first["border"] == f"{BRADFORD}-{LEEDS}"
    assert (second["high_area_name"], second["gap"] > first["gap"]) == ("Wakefield", True)
    assert second["gap_lci_95"] < first["gap_lci_95"]
    assert found["defensible"].all()
    assert (first["high_lci_95"], first["low_uci_95"]) > (first["low_uci_95"], 0)


def test_why_a_gap_cannot_be_defended(mapped: SmallData) -> None:
    requests(mapped, {"2024": {LEEDS: (40, 400), BRADFORD: (45, 400), WAKEFIELD: (30, 49)}})
    why = borders.borders(REFUSED, "2024").set_index("border")["why_not"]
    assert why[f"{BRADFORD}-{LEEDS}"] == "The intervals overlap: the gap may be chance."
    assert why[f"{LEEDS}-{WAKEFIELD}"] == "Wakefield: fewer than 50 cases."
    assert "has no row for Cumberland" in why[f"{CUMBERLAND}-{LANCASHIRE}"]
    requests(mapped, {"2024": {LEEDS: (40, 400), BRADFORD: (200, 400), WAKEFIELD: (0, 0)}})
    mapped.quarantine(
        {"dataset": "ehc_plan_requests", "release": "2025", "time_period": "2024", "area_code": BRADFORD,
         "indicator": "requests_refused", "published": 200.0, "finding": "0.", "check": "zero_beside",
         "status": "noted"}
    )  # fmt: skip
    compute.forget()
    found = borders.borders(REFUSED, "2024")
    assert not found["defensible"].any()
    why = found.set_index("border")["why_not"]
    assert why[f"{BRADFORD}-{LEEDS}"] == "Bradford: a check doubts the published figure."
    assert "no requests" in why[f"{LEEDS}-{WAKEFIELD}"].lower()


def test_on_time_exceptions_stand_on_both_sides_and_refuse_above_the_limit(mapped: SmallData) -> None:
    plans(mapped, "2024", {LEEDS: (36, 360, 400), BRADFORD: (300, 390, 400), WAKEFIELD: (60, 60, 400)})
    found = borders.borders(ON_TIME, "2024").set_index("border")
    fair = found.loc[f"{BRADFORD}-{LEEDS}"]
    assert (fair["high_beside"], fair["low_beside"], fair["defensible"]) == (2.5, 10, True)
    claimed = found.loc[f"{LEEDS}-{WAKEFIELD}"]
    assert claimed["why_not"] == "Wakefield: more than 20% of plans left out as exceptions."


def test_exactly_the_limit_of_exceptions_is_still_fair(mapped: SmallData) -> None:
    for kept, fair in ((320, True), (319, False)):
        plans(mapped, "2024", {LEEDS: (36, 360, 400), BRADFORD: (300, kept, 400), WAKEFIELD: (60, 60, 400)})
        found = borders.borders(ON_TIME, "2024").set_index("border")
        assert found.loc[f"{BRADFORD}-{LEEDS}", "defensible"] == fair


def test_intervals_apart_ask_for_more_than_a_difference_that_is_more_than_chance(mapped: SmallData) -> None:
    """0.30 and 0.37 of 400: Newcombe's interval leaves out 0, and the two intervals overlap."""
    requests(mapped, {"2024": {LEEDS: (120, 400), BRADFORD: (148, 400), WAKEFIELD: (30, 49)}})
    pair = borders.borders(REFUSED, "2024").set_index("border").loc[f"{BRADFORD}-{LEEDS}"]
    assert pair["gap_lci_95"] > 0
    assert pair["high_lci_95"] < pair["low_uci_95"]
    assert not pair["defensible"]


def test_a_region_keeps_pairs_with_a_council_in_it(mapped: SmallData) -> None:
    counts = {LEEDS: (40, 400), BRADFORD: (200, 400), CUMBERLAND: (10, 100), LANCASHIRE: (20, 100)}
    requests(mapped, {"2024": counts})
    here = [f"{BRADFORD}-{LEEDS}", f"{LEEDS}-{WAKEFIELD}"]
    assert list(borders.borders(REFUSED, "2024", YORKSHIRE)["border"]) == here
    assert list(borders.borders(REFUSED, "2024", NORTH_WEST)["border"]) == [f"{CUMBERLAND}-{LANCASHIRE}"]


def test_borders_are_those_of_the_councils_that_answered(mapped: SmallData) -> None:
    assert CUMBRIA in set(borders.adjacent("2022")["area_code"])
    assert CUMBERLAND in set(borders.adjacent("2023")["area_code"])
    assert CUMBRIA in set(borders.adjacent("January 2023")["area_code"])


def test_surprise_is_the_same_for_the_same_seed_and_starts_where_asked(mapped: SmallData) -> None:
    requests(mapped, {"2024": {LEEDS: (40, 400), BRADFORD: (200, 400), WAKEFIELD: (300, 400)}})
    seen = [borders.surprise(REFUSED, "2024", seed)["border"] for seed in range(4)]
    assert seen[0] != seen[1]
    assert seen[:2] == seen[2:]
    near = borders.surprise(REFUSED, "2024", 1, BRADFORD)
    assert {near["high_area_code"], near["low_area_code"]} == {LEEDS, BRADFORD}
    assert borders.surprise(REFUSED, "2024", 0, HARROW) is None
    assert isinstance(near, pd.Series)


def square(*corners: tuple[float, float]) -> dict:
    return {"type": "Polygon", "coordinates": [[list(corner) for corner in (*corners, corners[0])]]}


def test_the_line_is_what_both_shapes_share(mapped: SmallData) -> None:
    left = square((0, 0), (0, 2), (1, 2), (1, 1), (1, 0))
    right = {
        "type": "MultiPolygon",
        "coordinates": [square((1, 0), (1, 1), (1, 2), (2, 2), (2, 0))["coordinates"]],
    }
    shapes = [{"id": BRADFORD, "geometry": left}, {"id": LEEDS, "geometry": right}]
    shapes.append({"id": WAKEFIELD, "geometry": square((5, 5), (5, 6), (6, 6))})
    folder = mapped.folder / "reference" / "boundaries"
    folder.mkdir()
    (folder / "boundaries_2014.json").write_text(json.dumps({"features": shapes}), encoding="utf-8")
    compute.forget()
    assert border_lines.line(f"{BRADFORD}-{LEEDS}", "2024") == [[(1, 0), (1, 1), (1, 2)]]
    assert border_lines.line(f"{LEEDS}-{WAKEFIELD}", "2024") == []
    assert border_lines.line(f"{LEEDS}-{HARROW}", "2024") == []
