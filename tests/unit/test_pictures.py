"""Nothing in a chart covers a figure: words stand clear of marks, and the enlargement of London clear of the coast."""

import re
from collections.abc import Iterator
from math import log, pi, radians, tan
from typing import Any

import pytest

from layouts import spread_pictures
from layouts.charts import choropleth, years
from layouts.exhibits import find
from layouts.options import Options
from metrics import tables
from tests.fixtures.chart_rows import PERCENT

LINE = 14
"""Pixels of a line of text of 12."""
SOCIAL = 342
"""Pixels down for a chart in a picture for social media."""
MEASURES = ["ehc_plans_in_20_weeks", "attainment_8_ehc_plan", "placements_elsewhere", "tribunal_appeal_rate"]
Span = tuple[float, float]


def spans(figure: dict[str, Any], tall: float, with_breaks: bool) -> tuple[list[Span], list[Span]]:
    """What the words and what the marks of a figure take from top to bottom, in pixels."""
    layout = figure["layout"]
    bottom, top = layout["yaxis"]["range"]
    pixel = (tall - layout["margin"]["t"] - layout["margin"]["b"]) / (bottom - top)
    noted = [each for each in layout["annotations"] if with_breaks or each.get("name") != years.BREAK]
    words = []
    for each in noted:
        foot = each["y"] * pixel + (0 if each.get("yanchor") == "bottom" else LINE / 2)
        words.append((foot - LINE, foot))
        assert "bgcolor" not in each, "a ground of its own would cover marks"
    bars = figure["data"][0]
    marks = [((base + y) * pixel, base * pixel) for base, y in zip(bars["base"], bars["y"], strict=True)]
    marks += [(shape["y0"] * pixel,) * 2 for shape in layout["shapes"]]
    return words, marks


def meet(words: list[Span], marks: list[Span]) -> Iterator[tuple[Span, Span]]:
    return ((a, b) for a in words for b in marks if a[0] < b[1] - 0.5 and b[0] < a[1] - 0.5)


@pytest.mark.parametrize("metric_id", MEASURES)
def test_no_words_meet_a_mark_between_the_years(metric_id: str) -> None:
    figure = spread_pictures.by_year(metric_id, "")
    tall = figure["layout"]["height"]
    words, marks = spans(figure, tall, with_breaks=True)
    notes = [
        each for each, said in zip(words, figure["layout"]["annotations"], strict=True) if "name" in said
    ]
    numbers = [each for each in words if each not in notes]
    assert notes
    assert not list(meet(notes, [*marks, *numbers]))
    assert tall > SOCIAL / 0.6, "the picture for social media leaves out the words between the years"
    words, marks = spans(figure, SOCIAL, with_breaks=False)
    assert not list(meet(words, marks))


def test_where_the_words_between_the_years_are_left_out_they_stand_above() -> None:
    shown = find("/lottery/years", {"measure": "ehc_plans_in_20_weeks", "area": "kent"})
    assert shown
    assert "Under each year" in shown.explained
    assert "Under each year" not in shown.explained_closer
    assert shown.explained_closer.endswith("Dotted line: counted in a new way from 2022.")
    assert shown.key == (("Kent", "area"),)


def test_each_mark_between_the_years_tells_its_figures() -> None:
    """Whoever goes through the chart by keys hears what its height and place show: the range of a bar, the middle."""
    bars, *others = spread_pictures.by_year("ehc_plans_in_20_weeks", "")["data"]
    ends = [
        re.match(r"<b>20\d\d: [\d,]+ councils?, ([\d.]+)%(?: to ([\d.]+)%)?</b>", each)
        for each in bars["hovertext"]
    ]
    assert all(each and float(each[1]) <= float(each[2] or each[1]) for each in ends)
    [middles] = [each for each in others if each.get("marker", {}).get("symbol") == "diamond"]
    told = [float(re.findall(r"below ([\d.]+)%", each)[0]) for each in middles["hovertext"]]
    assert told == pytest.approx(middles["x"], abs=0.051)


def places(part: Any) -> Iterator[list[float]]:
    """Every point of a GeoJSON geometry."""
    if isinstance(part[0], int | float):
        yield part
    else:
        for each in part:
            yield from places(each)


def north(latitude: float) -> float:
    return log(tan(pi / 4 + radians(latitude) / 2))


def drawn(frame: dict[str, Any], points: list[list[float]], width: float, height: float) -> list[Span]:
    """Places as pixels: Mercator, as large as it fits into its part of the figure, in the middle of it."""
    (west, east), (south, top) = frame["lonaxis"]["range"], frame["lataxis"]["range"]
    (left, right), (low, high) = frame["domain"]["x"], frame["domain"]["y"]
    wide, tall = radians(east - west), north(top) - north(south)
    scale = min((right - left) * width / wide, (high - low) * height / tall)
    middle = ((left + right) / 2 * width, (1 - (low + high) / 2) * height)
    return [
        (
            middle[0] + (radians(x) - radians(west) - wide / 2) * scale,
            middle[1] - (north(y) - north(south) - tall / 2) * scale,
        )
        for x, y in points
    ]


@pytest.fixture(scope="module")
def coast() -> dict[str, list[list[float]]]:
    """Every point of each council's outline."""
    newest = tables.boundaries(tables.boundary_years()[-1])
    return {each["id"]: list(places(each["geometry"]["coordinates"])) for each in newest["features"]}


@pytest.mark.parametrize("width", [300, 352, 416, 600, 1100])
@pytest.mark.parametrize("shape", [0.7, 1.36, 1.6])
def test_london_enlarged_stands_clear_of_the_coast(
    coast: dict[str, list[list[float]]], width: int, shape: float
) -> None:
    layout = choropleth.draw([], PERCENT, Options())["layout"]
    room = (width, width * shape - layout["margin"]["t"] - layout["margin"]["b"])
    england = drawn(layout["geo"], [point for mine in coast.values() for point in mine], *room)
    london = [point for code, mine in coast.items() if code.startswith("E09") for point in mine]
    inset = drawn(layout["geo2"], london, *room)
    left, right = min(x for x, _ in inset), max(x for x, _ in inset)
    top, bottom = min(y for _, y in inset), max(y for _, y in inset)
    assert right <= width + 1
    assert top >= -1
    assert not [(x, y) for x, y in england if left - 4 <= x <= right + 4 and top - 4 <= y <= bottom + 4]
