"""The maps, borders and postcodes that ship with the project."""

import gzip
import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import shapely

from ingest import boundaries, postcodes
from ingest.areas import table
from ingest.boundaries import epochs
from metrics import areas, layers, tables

EPOCHS = epochs(table("areas"))
FOLDER = layers.folder() / "reference" / "boundaries"
SMALLEST = {"E09000001": "City of London", "E06000053": "Isles of Scilly"}


@cache
def drawn(first: int) -> dict[str, shapely.Geometry]:
    features = tables.boundaries(str(first))["features"]
    return {shape["id"]: shapely.from_geojson(json.dumps(shape["geometry"])) for shape in features}


def test_there_is_one_map_for_each_set_of_authorities() -> None:
    assert (
        set(tables.boundary_years()) == {str(first) for first in EPOCHS} == {"2014", "2019", "2021", "2023"}
    )


@pytest.mark.parametrize("first", EPOCHS)
def test_a_map_is_whole_valid_and_small(first: int) -> None:
    shapes = drawn(first)
    assert set(shapes) == EPOCHS[first][1]
    assert all(shape.is_valid for shape in shapes.values())
    assert shapely.coverage_is_valid(list(shapes.values()))
    rings = [part.exterior for shape in shapes.values() for part in shapely.get_parts(shape)]
    assert not any(ring.is_ccw for ring in rings)
    assert len(gzip.compress((FOLDER / f"boundaries_{first}.json").read_bytes())) < 150_000


@pytest.mark.parametrize("first", EPOCHS)
def test_the_land_is_that_of_england(first: int) -> None:
    areas_km2 = {
        code: shapely.transform(shape, boundaries.to_metres).area / 1e6
        for code, shape in drawn(first).items()
    }
    assert sum(areas_km2.values()) == pytest.approx(130_060, rel=0.005)
    assert areas_km2["E09000001"] == pytest.approx(2.9, rel=0.1)
    assert areas_km2["E06000053"] == pytest.approx(16, rel=0.25)
    others = set(areas_km2) - set(SMALLEST)
    assert min(areas_km2[code] for code in others) > 10


@pytest.mark.parametrize("first", EPOCHS)
def test_borders_are_between_areas_that_touch_on_the_map(first: int) -> None:
    listed = tables.reference("adjacency")
    listed = listed[listed["epoch"] == str(first)]
    shapes = drawn(first)
    assert (listed["area_code"] < listed["neighbour_code"]).all()
    assert not listed.duplicated(["area_code", "neighbour_code"]).any()
    assert set(listed["area_code"]) | set(listed["neighbour_code"]) <= set(shapes)
    lengths = listed["shared_km"].astype(float)
    long = listed[lengths > 1]
    assert len(long) > 340
    assert all(shapes[row.area_code].touches(shapes[row.neighbour_code]) for row in long.itertuples())
    without = set(shapes) - set(listed["area_code"]) - set(listed["neighbour_code"])
    assert {areas.name(code) for code in without} == {"Isle of Wight", "Isles of Scilly"}


def test_the_shortest_county_border_is_there() -> None:
    listed = tables.reference("adjacency").set_index(["area_code", "neighbour_code", "epoch"])["shared_km"]
    lincolnshire, north_northamptonshire = areas.find("Lincolnshire"), areas.find("North Northamptonshire")
    assert float(listed[north_northamptonshire, lincolnshire, "2023"]) == pytest.approx(0.02, abs=0.01)


@pytest.mark.published
def test_maps_and_borders_are_rebuilt_byte_for_byte(published: Path, tmp_path: Path) -> None:
    written = boundaries.build(published, tmp_path)
    assert len(written) == 5
    for path in written:
        assert path.read_bytes() == (layers.folder() / path.relative_to(tmp_path)).read_bytes()


def test_every_authority_with_a_figure_is_on_a_map_of_its_year() -> None:
    """In the year of a reorganisation a figure may be of a body before it or after it, so both maps count.

    Old bodies that a publisher still prints years later (LAIT does) are on no map: they are shown without one.
    """
    end = areas.areas()["end"]
    names = [path.stem for path in (layers.folder() / "tidy").glob("*.parquet")]
    observed = {name: tables.table(name) for name in names if tables.describe(name).get("indicators")}
    if not observed:
        pytest.skip("needs data/tidy: make data")
    for name, frame in observed.items():
        local = frame[(frame["geographic_level"] == "Local authority") & frame["value"].notna()]
        local = local.drop_duplicates(["time_period", "area_code"])
        for period, codes in local.groupby("time_period")["area_code"]:
            year = max(int(period[:4]), min(EPOCHS))
            ends = year + (len(period) == 6)  # 201819 ends in 2019, after that April's new councils began
            maps = [
                set(drawn(first)) for first, (last, _) in EPOCHS.items() if first <= ends and last >= year - 1
            ]
            there = {code for code in codes if not end[code] or end[code] >= f"{year}-01-01"}
            assert there <= set().union(*maps), (name, period)


def test_every_council_there_now_has_postcodes() -> None:
    column = tables.reference_arrow("postcodes")["area_code"]
    found = {code.as_py() for code in column.unique()}
    assert found - {None} == set(areas.authorities_in("2025-11-01")) | {"S92000003", "W92000004"}


def test_postcodes_are_sorted_and_told_once() -> None:
    column = tables.reference_arrow("postcodes")["postcode"].to_pylist()
    assert all(here < there for here, there in pairwise(column))
    assert len(column) > 2_200_000


@pytest.mark.slow
def test_the_look_up_is_that_of_the_directory() -> None:
    directory = postcodes.directory()
    directory = directory[directory["laua"].str.startswith("E", na=False)]
    expected = postcodes.areas_of(directory["laua"]).set_axis(directory["pcd"].str.encode("ascii"))
    held = tables.reference_arrow("postcodes").to_pandas().set_index("postcode")["area_code"].astype("str")
    assert (held.reindex(expected.index) == expected).all()
    assert len(directory) > 2_200_000
