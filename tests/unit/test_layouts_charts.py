"""Charts say what the rows say: nothing joined across a gap or a break, nothing hidden, nothing on top of another."""

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layouts import theme
from layouts.charts import beeswarm, choropleth, groups, ranked, sparkline, strip, trend
from layouts.options import Options
from layouts.scale import edges, extent, round_step
from layouts.series import pieces, spread
from metrics.groups import FEW as TOO_FEW
from tests.fixtures.chart_rows import COUNT, PERCENT, row

ENGLAND = row("E92000001", 46.1)
FEW = [
    ENGLAND,
    row("E06000001", 10.0),
    row("E06000002", 90.0),
    row("E06000003"),
    row("E06000004", 50.0, ranked=False),
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(0, beeswarm.WIDTH), max_size=60).map(sorted))
def test_dots_of_a_beeswarm_never_overlap(positions: list[float]) -> None:
    heights = beeswarm.stack(positions)
    placed = list(zip(positions, heights, strict=True))
    apart = [(x - p) ** 2 + (y - q) ** 2 for index, (x, y) in enumerate(placed) for p, q in placed[:index]]
    assert min(apart, default=beeswarm.DOT**2) >= beeswarm.DOT**2 - 0.01


def test_a_beeswarm_shows_ranked_councils_only_and_names_the_marked_one() -> None:
    drawn = beeswarm.draw(FEW, PERCENT, Options(area="E06000002"))
    assert sorted(x for trace in drawn["data"] for x in trace["x"]) == [10.0, 90.0]
    said = [note["text"] for note in drawn["layout"]["annotations"]]
    assert said == ["England 46.1%", "<b>Council E06000002 90.0%</b>"]


def test_ranked_bars_and_a_beeswarm_draw_england_as_a_line() -> None:
    bars, swarm = (chart.draw(FEW, PERCENT, Options()) for chart in (ranked, beeswarm))
    assert [(line["x0"], line["x1"]) for line in swarm["layout"]["shapes"]] == [(46.1, 46.1)]
    kinds = [trace.get("mode", "bars") for trace in bars["data"]]
    assert kinds == ["bars", "lines", "text", "bars"], "the figures stand in front of England"
    assert bars["data"][1]["x"] == [46.1, 46.1]
    for drawn in (bars, swarm):
        assert "England 46.1%" in [note["text"] for note in drawn["layout"]["annotations"]]


def test_ranked_bars_put_the_highest_first_and_name_the_gaps_below() -> None:
    drawn = ranked.draw(FEW, PERCENT, Options())
    assert drawn["layout"]["yaxis"]["ticktext"] == [
        "Council E06000002",
        "Council E06000001",
        "Council E06000003",
    ]
    bars, *_, stubs = drawn["data"]
    assert bars["error_x"]["array"] == [2.0, 2.0]
    assert stubs["text"] == ["not available"]
    assert "Not sent" in stubs["hovertext"][0]
    assert stubs["marker"]["pattern"]["shape"]


def test_every_bar_has_its_label() -> None:
    many = [row(f"E0600{number:04}", float(number % 100)) for number in range(153)]
    drawn = ranked.draw(many, PERCENT, Options())
    assert drawn["layout"]["yaxis"]["dtick"] == 1
    assert drawn["layout"]["height"] >= 16 * 153


def test_a_map_has_round_steps_and_shows_gaps_apart() -> None:
    drawn = choropleth.draw(
        FEW, PERCENT, Options(boundaries="/boundaries/x.json", london=frozenset({"E06000001"}))
    )
    figures, gaps, enlarged = drawn["data"]
    assert figures["geojson"] == "/boundaries/x.json"
    assert figures["colorbar"]["ticktext"] == ["0%", "20%", "40%", "60%", "80%", "100%"]
    assert gaps["locations"] == ["E06000003"]
    assert enlarged["locations"] == ["E06000001"]
    assert enlarged["geo"] == "geo2"


def test_a_line_that_stands_alone_has_the_figures_of_its_scale() -> None:
    figures = (50.0, 90.0, 20.0, 60.0)
    years = [row("E06000001", value, str(2020 + at)) for at, value in enumerate(figures)]
    small, alone = (
        sparkline.draw(years, PERCENT, Options(area="E06000001"), alone=each) for each in (False, True)
    )
    told = re.findall(r">(\d+\.\d%)<", alone)
    assert sorted(told) == ["20.0%", "50.0%", "60.0%", "90.0%"]
    assert re.findall(r">(\d+\.\d%)<", small) == ["60.0%"]
    crowded = [row("E06000001", value, str(2000 + at)) for at, value in enumerate([50.0, 50.1, *[50.0] * 20])]
    close = sparkline.draw(crowded, PERCENT, Options(area="E06000001"), alone=True)
    assert re.findall(r">(\d+\.\d%)<", close).count("50.0%") <= 2, "no figure is told twice in one place"
    assert "50.1%" in close


def test_a_line_bridges_neither_a_gap_nor_a_break() -> None:
    years = [
        row("E92000001", 40.0, str(year), segment=segment)
        for year, segment in ((2018, 0), (2019, 0), (2021, 1), (2022, 2))
    ]
    gap = row("E92000001", period="2020")
    drawn = trend.draw([*years, gap], PERCENT, Options(breaks=(("2022-01-01", "new records"),)))
    assert [trace["x"] for trace in drawn["data"]] == [[2018, 2019], [2021], [2022]]
    assert [shape["x0"] for shape in drawn["layout"]["shapes"]] == [2021.5]
    assert "new method" in drawn["layout"]["annotations"][0]["text"]


def test_pieces_are_the_segments() -> None:
    rows = [
        row("E06000001", 1.0, str(year), segment=segment)
        for year, segment in ((2019, 0), (2020, 0), (2022, 1))
    ]
    assert [[each.period for each in piece] for piece in pieces(rows)] == [["2019", "2020"], ["2022"]]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8))
def test_labels_are_kept_apart_and_in_order(places: list[float]) -> None:
    moved = spread(places, 5)
    ordered = [moved[index] for index in sorted(range(len(places)), key=lambda index: places[index])]
    assert all(high - low > 4.9 for low, high in pairwise(ordered))


def in_groups(code: str, *values: float) -> list:
    """A row for each group: Girls, Boys, Boys at school; a gap where a figure is not a number."""
    named = (("Girls", ""), ("Boys", ""), ("Boys at school", "Boys"))
    return [
        row(code, value, group=group, part_of=whole, order=at, reason=TOO_FEW if value != value else "")
        for at, (value, (group, whole)) in enumerate(zip(values, named, strict=False))
    ]


def test_groups_of_a_council_stand_beside_englands_with_intervals_and_words_for_gaps() -> None:
    rows = in_groups("E06000001", 20.0, float("nan")) + in_groups("E92000001", 40.0, 50.0, 60.0)
    drawn = groups.draw(rows, PERCENT, Options(area="E06000001"))
    council, england = drawn["data"]
    assert (council["x"], england["x"]) == ([20.0], [40.0, 50.0, 60.0])
    assert council["y"][0] < 0 < england["y"][0], "one above the other"
    assert england["error_x"]["array"] == [2.0, 2.0, 2.0]
    assert drawn["layout"]["yaxis"]["ticktext"] == ["Girls", "Boys", "\u2013 Boys at school"]
    assert [note["text"] for note in drawn["layout"]["annotations"]] == ["fewer than 10"]


def test_counts_of_groups_are_of_one_place() -> None:
    rows = in_groups("E06000001", 20.0, 30.0) + in_groups("E92000001", 4000.0, 5000.0)
    drawn = groups.draw(rows, COUNT, Options(area="E06000001"))
    assert [trace["x"] for trace in drawn["data"]] == [[20.0, 30.0]]


def test_small_drawings_carry_their_words() -> None:
    drawing = strip.draw(FEW, PERCENT, Options(area="E06000002"))
    assert "<title>2 councils, from 10.0% to 90.0%. Council E06000002: 90.0%.</title>" in drawing
    years = [row("E06000001", float(year - 2000), str(year)) for year in (2022, 2023)]
    assert "22.0% in 2022, 23.0% in 2023" in sparkline.draw(years, PERCENT, Options(area="E06000001"))
    assert sparkline.draw([row("E06000001")], PERCENT, Options(area="E06000001")) == ""


@pytest.mark.parametrize("draw", [beeswarm.draw, ranked.draw, choropleth.draw, trend.draw, groups.draw])
def test_a_figure_is_plain_and_does_not_take_the_thumb(draw) -> None:
    rows = in_groups("E06000001", 20.0, float("nan")) if draw is groups.draw else FEW
    drawn = draw(rows, PERCENT, Options(area="E06000001"))
    assert json.loads(json.dumps(drawn)) == json.loads(json.dumps(drawn, allow_nan=False))
    assert drawn["layout"]["dragmode"] is False
    assert draw([], PERCENT, Options())["data"] == []
    assert min(font_sizes(drawn)) >= 12


def font_sizes(part: object, of_font: bool = False) -> list[float]:
    """The sizes of all text in a figure."""
    if isinstance(part, list | tuple):
        return [size for each in part for size in font_sizes(each)]
    if not isinstance(part, dict):
        return []
    sizes = [part["size"]] if of_font and "size" in part else []
    return sizes + [size for name, each in part.items() for size in font_sizes(each, "font" in name)]


@given(st.lists(st.integers(-50_000, 500_000).map(lambda each: each / 100), min_size=1, max_size=20))
def test_axis_limits_hold_every_value(values: list[float]) -> None:
    low, high = extent(values, "plans")
    assert low <= min(values)
    assert high >= max(values)
    assert low < high
    assert len(edges(low, high)) <= 8
    assert edges(low, high)[-1] >= high


def test_steps_are_round() -> None:
    assert [round_step(span) for span in (1, 6, 7, 100, 0.3)] == [0.2, 1, 2, 20, 0.05]
    assert extent([5, 61], "%") == (0.0, 100.0)
    assert extent([-3, 20], "%") == (-5.0, 20.0)


def test_step_colours_are_flat_and_cover_the_ramp() -> None:
    scale = choropleth.step_scale(5)
    assert scale[0] == [0, theme.STEPS[0]]
    assert scale[-1] == [1, theme.STEPS[-1]]
    assert [first[1] for first in scale[::2]] == [second[1] for second in scale[1::2]]
