"""The map: boundaries of the upper-tier authorities as small GeoJSON, and who borders whom.

`python -m ingest.boundaries --from DIR` reads the ONS topology `ons/areas.topo.json` and writes
`reference/boundaries/boundaries_<year>.json` and `reference/adjacency.csv`. There is one file for each set of
authorities since 2014, named after its first year and drawn as the set stood in its last.

Areas are simplified together, so that a border stays one line for both sides. Outer rings run clockwise, as
Plotly wants them. Distances are on a sphere (transverse Mercator on England's meridian): right to 0.5 %.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from ingest.areas import AUTHORITY_TYPES, area_for_code, table
from ingest.store import write_bytes

SOURCE = "ons/areas.topo.json"
ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Contains OS data © Crown copyright and database right 2025."
)
FIRST_YEAR, LAST_YEAR = 2014, 9999
TOLERANCE = 500.0
DEGREES = 0.0001
RADIUS, MERIDIAN = 6_371_008.8, -2.0


class WrongBoundaries(ValueError):
    """A topology that lacks an authority or holds an unknown one."""


def to_metres(degrees: np.ndarray) -> np.ndarray:
    """Longitude and latitude to metres east and north."""
    east, north = np.radians(degrees[:, 0] - MERIDIAN), np.radians(degrees[:, 1])
    return RADIUS * np.column_stack(
        [np.arctanh(np.cos(north) * np.sin(east)), np.arctan2(np.tan(north), np.cos(east))]
    )


def to_degrees(metres: np.ndarray) -> np.ndarray:
    """Metres east and north to longitude and latitude."""
    east, north = metres[:, 0] / RADIUS, metres[:, 1] / RADIUS
    longitude = np.radians(MERIDIAN) + np.arctan2(np.sinh(east), np.cos(north))
    return np.degrees(np.column_stack([longitude, np.arcsin(np.sin(north) / np.cosh(east))]))


def arcs_of(topology: dict) -> list[np.ndarray]:
    """Every arc of a quantised topology in metres."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    return [to_metres(np.cumsum(np.array(arc), axis=0) * scale + shift) for arc in topology["arcs"]]


def epochs(areas: pd.DataFrame) -> dict[int, tuple[int, set[str]]]:
    """For the first year of each set of authorities, its last year and their codes."""
    upper = areas[areas["type"].isin(AUTHORITY_TYPES)]
    firsts = [FIRST_YEAR, *sorted({int(start[:4]) for start in upper["start"] if start})]
    found = {}
    for first, following in zip(firsts, [*firsts[1:], LAST_YEAR + 1], strict=True):
        day = f"{following - 1}-12-31"
        there = (upper["start"] <= day) & ((upper["end"] == "") | (upper["end"] >= day))
        found[first] = (following - 1, set(upper.loc[there, "area_code"]))
    return found


def shapes_in(topology: dict, year: int, expected: set[str]) -> dict[str, list[list[list[int]]]]:
    """The polygons of every English authority in a year as rings of arc numbers; raises WrongBoundaries."""
    found = {}
    for shape in topology["objects"]["utla"]["geometries"]:
        about = shape["properties"]
        if about["areacd"].startswith("E") and about.get("start", 0) <= year <= about.get("end", LAST_YEAR):
            polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            found[area_for_code(about["areacd"])] = polygons
    if set(found) != expected:
        raise WrongBoundaries(
            f"{SOURCE} and data/reference/areas.csv disagree on the authorities of {year}: "
            f"{sorted(set(found) ^ expected)} is in only one of them. Mend the start and end in areas.csv, "
            "or fetch a newer topology."
        )
    return dict(sorted(found.items()))


def polygons_of(rings_of_arcs: list[list[list[int]]], arcs: list[np.ndarray]) -> shapely.MultiPolygon:
    """The polygons that rings of arc numbers make; `~n` is arc n backwards."""

    def ring(numbers: list[int]) -> np.ndarray:
        return np.vstack([arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers])

    made = [shapely.Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for rings in rings_of_arcs]
    return shapely.make_valid(shapely.MultiPolygon(made), method="structure", keep_collapsed=False)


def coverage(owners: list[shapely.Geometry], grid: float = 0) -> list[shapely.Geometry]:
    """The same areas drawn on one net of lines, noded on a grid: no gaps, overlaps or invalid rings."""
    net = shapely.union_all([shapely.boundary(owner) for owner in owners], grid_size=grid or None)
    faces = shapely.get_parts(shapely.polygonize([net]))
    inside, owner = shapely.STRtree(owners).query(shapely.point_on_surface(faces), predicate="within")
    by_owner = pd.Series(inside).groupby(owner).agg(list)
    return [shapely.coverage_union_all(faces[by_owner[number]]) for number in range(len(owners))]


def simplified(
    shapes: dict[str, list[list[list[int]]]], arcs: list[np.ndarray]
) -> dict[str, shapely.Geometry]:
    """Each area in degrees with four decimals, outer rings clockwise."""
    exact = coverage([polygons_of(shape, arcs) for shape in shapes.values()])
    fewer = shapely.transform(shapely.coverage_simplify(exact, TOLERANCE), to_degrees)
    snapped = shapely.orient_polygons(coverage(list(fewer), grid=DEGREES), exterior_cw=True)
    return dict(zip(shapes, snapped, strict=True))


def geojson(geometries: dict[str, shapely.Geometry], names: dict[str, str]) -> bytes:
    """A feature collection whose feature ids are area codes, without a byte to spare."""

    def feature(code: str, geometry: shapely.Geometry) -> dict:
        shape = json.loads(shapely.to_geojson(geometry), parse_float=lambda text: round(float(text), 4))
        return {"type": "Feature", "id": code, "properties": {"name": names[code]}, "geometry": shape}

    features = [feature(code, geometry) for code, geometry in geometries.items()]
    collection = {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def borders(shapes: dict[str, list[list[list[int]]]], arcs: list[np.ndarray]) -> dict[tuple[str, str], float]:
    """The length of each shared land border in metres: the arcs that two areas both use."""
    users: dict[int, set[str]] = {}
    for code, polygons in shapes.items():
        for number in (number for rings in polygons for ring in rings for number in ring):
            users.setdefault(max(number, ~number), set()).add(code)
    lengths: Counter[tuple[str, str]] = Counter()
    for number, codes in users.items():
        metres = float(np.hypot(*np.diff(arcs[number], axis=0).T).sum())
        lengths.update(dict.fromkeys(combinations(sorted(codes), 2), metres))
    return dict(sorted(lengths.items()))


def build(source_dir: Path, data_dir: Path) -> list[Path]:
    """Write the maps and the borders; the paths that changed."""
    topology = json.loads((source_dir / SOURCE).read_text("utf-8"))
    areas = table("areas")
    arcs, names = arcs_of(topology), dict(zip(areas["area_code"], areas["name"], strict=True))
    lines, files = ["area_code,neighbour_code,shared_km,epoch"], {}
    for first, (last, expected) in epochs(areas).items():
        shapes = shapes_in(topology, last, expected)
        files[f"boundaries/boundaries_{first}.json"] = geojson(simplified(shapes, arcs), names)
        shared = borders(shapes, arcs).items()
        lines += [f"{here},{there},{metres / 1000:.2f},{first}" for (here, there), metres in shared]
    files["adjacency.csv"] = "\n".join([*lines, ""]).encode()
    paths = {data_dir / "reference" / name: content for name, content in files.items()}
    return [path for path, content in paths.items() if write_bytes(path, content)]


def main(argv: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--from", dest="source", type=Path, required=True, help="the folder of published files"
    )
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "data", help="the data folder")
    options = parser.parse_args(argv)
    for path in build(options.source, options.to):
        print(path)


if __name__ == "__main__":
    main()
