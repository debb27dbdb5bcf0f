"""One council over time, small: its line and interval, England's dashed, breaks drawn, gaps left open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from layouts import svg, theme, words
from layouts.format import is_missing
from layouts.options import Options
from layouts.scale import extent
from layouts.series import pieces, year

WIDTH, HEIGHT = 240, 96
LEFT, RIGHT, TOP, BOTTOM = 6, 52, 12, 74
ALONE = 24
"""Units more over and under the line where it stands alone and its first, highest and lowest figure are written."""
LETTER, LINE = 7, 14
"""Units that a letter of a figure takes across, and a figure down."""

Place = Callable[..., tuple[float, float]]


def draw(rows: Sequence[Any], metric: Any, options: Options, alone: bool = False) -> str:
    """An SVG of the marked council and of England; both have rows of `metrics.trends.series`.

    With `alone` the first, the highest and the lowest figure are written too: no page stands around it to tell them.
    """
    rows = [row for row in rows if words.has_value(row)]
    if not rows:
        return ""
    first, last = min(rows, key=_start), max(rows, key=_start)
    low, high = extent([value for row in rows for value in _reach(row, options)], metric.unit)
    step = (WIDTH - LEFT - RIGHT) / max(year(last.period_start) - year(first.period_start), 1)

    height = HEIGHT + (ALONE if alone else 0)
    top, bottom = TOP + (ALONE / 2 if alone else 0), BOTTOM + (ALONE / 2 if alone else 0)

    def across(start: str) -> float:
        return LEFT + (year(start) - year(first.period_start)) * step

    def place(row: Any, value: float | None = None) -> tuple[float, float]:
        share = ((row.value if value is None else value) - low) / (high - low)
        return across(row.period_start), bottom - share * (bottom - top)

    foot = bottom + (LINE if alone else 0)
    parts = [f'<path d="M{LEFT} {foot:g}H{WIDTH - RIGHT}" stroke="{theme.ROLES["line"]}"/>']
    parts += [
        _break(across(start) - step / 2, top, foot)
        for start, _ in options.breaks
        if _start(first) < start <= _start(last)
    ]
    for role in ("england", "area"):
        mine = [row for row in rows if (row.area_code == options.area) == (role == "area")]
        parts += _series(mine, role, place, metric)
    if alone:
        mine = [row for row in rows if row.area_code == options.area]
        parts += _scale(mine, place, metric)
    parts += _ends(first, last, height)
    return svg.drawing(WIDTH, height, parts, alternative(rows, metric, options))


def alternative(rows: Sequence[Any], metric: Any, options: Options) -> str:
    """The council's figures in order, in words."""
    mine = [row for row in rows if row.area_code == options.area and words.has_value(row)]
    told = [
        f"{words.value(row, metric)} in {row.period}{' (read with care)' if words.is_caveated(row) else ''}"
        for row in mine
    ]
    return f"Over time: {', '.join(told)}." if told else "No figures over time."


def _reach(row: Any, options: Options) -> list[float]:
    """The figures of a row that the picture must have room for."""
    limits = [row.lci_95, row.uci_95] if row.area_code == options.area else []
    return [value for value in (row.value, *limits) if not is_missing(value)]


def _start(row: Any) -> str:
    return str(row.period_start)


def _break(x: float, top: float, bottom: float) -> str:
    return svg.path([(x, top - 4), (x, bottom)], "edge", 1, "2 3")


def _scale(rows: list[Any], place: Place, metric: Any) -> list[str]:
    """The highest, the lowest and the first figure beside their points; a figure that would cover one is left out."""
    ordered = sorted(rows, key=_start)
    highest, lowest = max(ordered, key=lambda row: row.value), min(ordered, key=lambda row: row.value)
    taken = [_newest(ordered[-1], place, metric)]
    parts = []
    for row, sides in ((highest, (-1,)), (lowest, (1,)), (ordered[0], (-1, 1))):
        told = [_label(row, place, metric, side * (LINE / 2 + 5)) for side in sides]
        free = next((each for each in told if not any(_meet(each, other) for other in taken)), None)
        told_already = any(_meet(told[0], other) and told[0][3] == other[3] for other in taken)
        if free and not told_already and row is not ordered[-1]:
            taken.append(free)
            left, middle, _, text = free
            parts.append(svg.text(left, middle + 4, text, "area"))
    return parts


def _newest(row: Any, place: Place, metric: Any) -> tuple[float, float, float, str]:
    """The place of the newest figure, which stands beside its dot."""
    x, y = place(row)
    text = words.bare(row.value, metric)
    return x - 5, y, 13 + LETTER * len(text), text


def _label(row: Any, place: Place, metric: Any, down: float) -> tuple[float, float, float, str]:
    """Left, middle from the top, and width of a figure over or under its point, and the figure."""
    x, y = place(row)
    text = words.bare(row.value, metric)
    width = LETTER * len(text)
    return max(x - width / 2, 0), y + down, width, text


def _meet(one: tuple[float, float, float, str], other: tuple[float, float, float, str]) -> bool:
    beside = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return beside and abs(one[1] - other[1]) < LINE


def _ends(first: Any, last: Any, height: float) -> list[str]:
    newest = svg.text(WIDTH - RIGHT, height - 6, last.period, "quiet", "end")
    return (
        [newest]
        if first.period == last.period
        else [svg.text(LEFT, height - 6, first.period, "quiet"), newest]
    )


def _series(rows: list[Any], role: str, place: Place, metric: Any) -> list[str]:
    """The lines of one area, and for the marked one its newest figure beside the end."""
    parts = []
    for run in pieces(rows):
        points = [place(row) for row in run]
        parts += [_band(run, place)] if role == "area" else []
        parts += [svg.path(points, role, 2.5 if role == "area" else 1.2, "" if role == "area" else "4 2")]
        parts += [svg.dot(*points[0], role, 3)] if len(points) == 1 else []
    if rows and role == "area":
        newest = max(rows, key=_start)
        x, y = place(newest)
        parts += [svg.dot(x, y, role, 4.5)]
        parts += [svg.text(x + 8, y + 4, words.bare(newest.value, metric), role, weight="bold")]
    return parts


def _band(run: list[Any], place: Place) -> str:
    limited = [row for row in run if not is_missing(row.lci_95) and not is_missing(row.uci_95)]
    if not limited:
        return ""
    outline = [place(row, row.uci_95) for row in limited] + [place(row, row.lci_95) for row in limited][::-1]
    course = "L".join(f"{x:.1f} {y:.1f}" for x, y in outline)
    return f'<path d="M{course}Z" fill="{theme.ROLES["area-tint"]}" stroke="{theme.ROLES["area-tint"]}"/>'
