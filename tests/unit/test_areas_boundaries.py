"""The map is decoded, simplified, snapped and turned as it should be; shown on a topology of four squares."""

import json

import numpy as np
import pandas as pd
import pytest
import shapely

from ingest import boundaries
from ingest.boundaries import WrongBoundaries, arcs_of, borders, epochs, geojson, shapes_in, simplified

# A west square and an east square share arc 0, twenty steps of 0.01 degrees going north; an islet lies apart.
EAST = [[[~0, 2]], [[3]]]
TOPOLOGY = {
    "transform": {"scale": [0.01, 0.01], "translate": [-2, 52]},
    "arcs": [
        [[0, 0], [0, 10], [0, 10]],
        [[0, 20], [-20, 0], [0, -20], [20, 0]],
        [[0, 20], [20, 0], [0, -20], [-20, 0]],
        [[60, 60], [0, 5], [5, 0], [0, -5], [-5, 0]],
    ],
    "objects": {
        "utla": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"areacd": "E10000030"}},
                {"type": "MultiPolygon", "arcs": EAST, "properties": {"areacd": "E10000002", "end": 2019}},
                {"type": "MultiPolygon", "arcs": EAST, "properties": {"areacd": "E06000060", "start": 2020}},
                {"type": "Polygon", "arcs": [[3]], "properties": {"areacd": "W06000001"}},
            ]
        }
    },
}
SURREY, BUCKS = "E10000030", "E06000060"


@pytest.fixture
def shapes() -> dict[str, list]:
    return shapes_in(TOPOLOGY, 2021, {SURREY, BUCKS})


def test_metres_and_degrees_are_inverse_and_to_scale() -> None:
    degrees = np.array([[-6.4, 49.9], [-2.0, 52.0], [1.7, 55.8]])
    metres = boundaries.to_metres(degrees)
    assert np.allclose(boundaries.to_degrees(metres), degrees)
    north = boundaries.to_metres(np.array([[-2.0, 53.0]])) - metres[1]
    assert north == pytest.approx(np.array([[0, 111_195]]), abs=5)


def test_arcs_are_running_sums() -> None:
    last = boundaries.to_degrees(arcs_of(TOPOLOGY)[0])[-1]
    assert last == pytest.approx([-2.0, 52.2])


@pytest.mark.parametrize("year", [2018, 2021])
def test_a_year_has_its_own_codes_and_ours_in_the_result(year: int) -> None:
    assert set(shapes_in(TOPOLOGY, year, {SURREY, BUCKS})) == {SURREY, BUCKS}


def test_a_missing_authority_is_named() -> None:
    with pytest.raises(WrongBoundaries, match=r"2021.*E10000014.*areas\.csv"):
        shapes_in(TOPOLOGY, 2021, {SURREY, BUCKS, "E10000014"})


def test_a_border_is_the_length_of_the_shared_arc(shapes: dict[str, list]) -> None:
    lengths = borders(shapes, arcs_of(TOPOLOGY))
    assert lengths == {(BUCKS, SURREY): pytest.approx(22_239, rel=0.001)}


def test_the_map_is_a_coverage_with_clockwise_outer_rings(shapes: dict[str, list]) -> None:
    drawn = simplified(shapes, arcs_of(TOPOLOGY))
    assert shapely.coverage_is_valid(list(drawn.values()))
    parts = [part for area in drawn.values() for part in shapely.get_parts(area)]
    assert len(parts) == 3
    assert not any(part.exterior.is_ccw for part in parts)
    collection = json.loads(geojson(drawn, {SURREY: "Surrey", BUCKS: "Buckinghamshire"}))
    assert {shape["id"]: shape["properties"] for shape in collection["features"]} == {
        SURREY: {"name": "Surrey"},
        BUCKS: {"name": "Buckinghamshire"},
    }
    corners = {tuple(point) for point in collection["features"][1]["geometry"]["coordinates"][0]}
    assert corners == {(-2.2, 52.0), (-2.2, 52.2), (-2.0, 52.2), (-2.0, 52.0)}
    assert "OS data ©" in collection["attribution"]


def test_a_crossing_ring_is_mended_and_no_land_is_lost_or_doubled() -> None:
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    beside = shapely.Polygon([(10, 0), (20, 0), (20, 10), (10, 10)])
    mended = boundaries.coverage([shapely.make_valid(bow), beside])
    assert shapely.coverage_is_valid(mended)
    assert [area.area for area in mended] == pytest.approx([50, 100])


def test_epochs_follow_the_lives_of_authorities() -> None:
    areas = pd.DataFrame(
        [
            ("old", "County", "", "2019-03-31"),
            ("new", "Unitary authority", "2019-04-01", ""),
            ("same", "County", "", ""),
            ("district", "District", "2021-04-01", ""),
        ],
        columns=["area_code", "type", "start", "end"],
    )
    assert epochs(areas) == {2014: (2018, {"old", "same"}), 2019: (9999, {"new", "same"})}
