"""Borders between councils as lines on a map: the wider the gap across a border, the darker and thicker its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians
from typing import Any

from layouts import theme
from layouts.scale import edges, suffix

TALL = 1800
"""Height of the drawing in its own units; it is shown at whatever width there is."""
LETTERS = 0.042
"""Size of the words as a share of the drawing's width: 12 pixels on the narrowest phone, which shows 288 of them."""
UNDER = 4.2
"""Room for the key under the map, in sizes of its words."""
NUMBERED = 10
"""The widest gaps bear a number, which the list beside the map repeats."""
WIDTHS = (4, 7, 11, 15, 20)
INSET = (0.65, 0.015, 0.345)
"""Where London stands enlarged: left and top as shares of the map, and its width as a share of the map's."""

Point = tuple[float, float]
Window = tuple[float, float, float, float]
ENGLAND: Window = (-6.45, 49.85, 1.85, 55.85)
"""West, south, east and north of what is shown."""


@dataclass(frozen=True)
class Frame:
    """How places on the globe become places in the drawing: flat, true to shape in the middle."""

    window: Window
    left: float
    top: float
    width: float
    whole: float = 0
    """Width of the whole drawing, where this is a part of it."""

    @property
    def across(self) -> float:
        """Units to a degree of longitude."""
        return self.width / (self.window[2] - self.window[0])

    @property
    def down(self) -> float:
        """Units to a degree of latitude."""
        return self.across / cos(radians((self.window[1] + self.window[3]) / 2))

    @property
    def letters(self) -> float:
        """Size of the words: the same in a part of a drawing as in the whole."""
        return LETTERS * (self.whole or self.width)

    @property
    def height(self) -> float:
        return (self.window[3] - self.window[1]) * self.down

    def at(self, point: Sequence[float]) -> tuple[int, int]:
        x = self.left + (point[0] - self.window[0]) * self.across
        y = self.top + (self.window[3] - point[1]) * self.down
        return round(x), round(y)


@dataclass(frozen=True)
class Border:
    """One border: its lines, the gap across it, and its number in the list or 0."""

    lines: Sequence[Sequence[Point]]
    gap: float
    number: int = 0


def draw(
    shapes: Sequence[Mapping[str, Any]],
    borders: Sequence[Border],
    metric: Any,
    words: str,
    window: Window = ENGLAND,
    london: frozenset[str] = frozenset(),
) -> str:
    """A map of the councils' shapes (GeoJSON features) with the borders on top, the widest gap last.

    `london` are the councils of an enlargement; none where the window is a region's own.
    """
    frame = _frame(window)
    width, height = size(window)
    steps = edges(0, max((border.gap for border in borders), default=1), len(WIDTHS))
    parts = [_land(shapes, frame), *_drawn(borders, steps, frame)]
    if london:
        parts += _enlarged([shape for shape in shapes if shape["id"] in london], borders, steps, frame)
    parts += _key(steps, frame, metric)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="{escape(theme.FONT)}"><title>{escape(words)}</title>{"".join(parts)}</svg>'
    )


def window_of(shapes: Iterable[Mapping[str, Any]]) -> Window:
    """The window that holds these shapes, with a little room."""
    points = [point for shape in shapes for ring in _rings(shape) for point in ring]
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    room = 0.06 * max(east - west, north - south)
    return west - room, south - room, east + room, north + room


def size(window: Window = ENGLAND) -> tuple[int, int]:
    """Width and height of the drawing of a window, its key included."""
    frame = _frame(window)
    return round(frame.width), round(frame.height + UNDER * frame.letters)


def _frame(window: Window) -> Frame:
    """A frame of the usual height for a window; a wide window is made as wide as England is tall."""
    middle = cos(radians((window[1] + window[3]) / 2))
    width = TALL * (window[2] - window[0]) * middle / (window[3] - window[1])
    return Frame(window, 0, 0, min(width, TALL))


def _rings(shape: Mapping[str, Any]) -> list[Any]:
    geometry = shape["geometry"]
    several = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if several else [geometry["coordinates"]]
    return [ring for polygon in polygons for ring in polygon]


def _path(points: Iterable[Sequence[float]], frame: Frame, closed: bool) -> str:
    """A line in whole units, each point told by its way from the last."""
    placed = (
        list(dict.fromkeys(frame.at(point) for point in points))
        if closed
        else [frame.at(each) for each in points]
    )
    if len(placed) < 2:
        return ""
    (x, y), steps = placed[0], []
    for here in placed[1:]:
        steps.append(f"{here[0] - x} {here[1] - y}")
        x, y = here
    return f"M{placed[0][0]} {placed[0][1]}l{' '.join(steps)}{'z' if closed else ''}"


def _land(shapes: Iterable[Mapping[str, Any]], frame: Frame) -> str:
    outline = "".join(_path(ring, frame, True) for shape in shapes for ring in _rings(shape))
    fill, line = theme.ROLES["similar-tint"], theme.ROLES["bars"]
    return f'<path d="{outline}" fill="{fill}" stroke="{line}" stroke-width="1.5" stroke-linejoin="round"/>'


def _drawn(borders: Sequence[Border], steps: list[float], frame: Frame) -> list[str]:
    """Every border's line, the narrowest gap first, and the numbers on top."""
    parts = []
    for border in sorted(borders, key=lambda each: each.gap):
        step = _step(border.gap, steps)
        course = "".join(_path(line, frame, False) for line in border.lines)
        halo = f'<path d="{course}" fill="none" stroke="{theme.ROLES["paper"]}" stroke-width="{WIDTHS[step] + 5}"/>'
        line = (
            f'<path d="{course}" fill="none" stroke="{_colour(step)}" stroke-width="{WIDTHS[step]}" {ROUND}/>'
        )
        parts += [halo if border.number else "", line]
    numbered = [border for border in borders if border.number and border.lines]
    places = _apart([_middle(border, frame) for border in numbered], 1.7 * frame.letters)
    return parts + [
        _badge(border.number, place, frame) for border, place in zip(numbered, places, strict=True)
    ]


ROUND = 'stroke-linecap="round" stroke-linejoin="round"'


def _step(gap: float, steps: list[float]) -> int:
    """Which of the classes a gap falls into."""
    found = sum(gap >= edge for edge in steps[1:-1])
    return min(found, len(WIDTHS) - 1)


def _colour(step: int) -> str:
    return theme.STEPS[min(step + 1, len(theme.STEPS) - 1)]


def _middle(border: Border, frame: Frame) -> tuple[float, float]:
    """The middle of the longest of a border's lines."""
    line = max(border.lines, key=len)
    x, y = frame.at(line[len(line) // 2])
    return float(x), float(y)


def _apart(places: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """The same places moved until no two are closer than `least`."""
    moved = list(places)
    for _ in range(60):
        for one in range(len(moved)):
            for two in range(one):
                (x1, y1), (x2, y2) = moved[one], moved[two]
                away = max(((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5, 1)
                if away < least:
                    push = (least - away) / 2
                    dx, dy = ((x1 - x2) / away or 0.7) * push, ((y1 - y2) / away or 0.7) * push
                    moved[one], moved[two] = (x1 + dx, y1 + dy), (x2 - dx, y2 - dy)
    return moved


def _badge(number: int, place: tuple[float, float], frame: Frame) -> str:
    (x, y), size = place, frame.letters
    ink, paper = theme.ROLES["ink"], theme.ROLES["paper"]
    ring = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{0.78 * size:.0f}" fill="{ink}" stroke="{paper}" stroke-width="5"/>'
    return ring + _text(x, y + 0.35 * size, str(number), frame, "paper", "middle", "bold")


def _enlarged(
    shapes: Sequence[Mapping[str, Any]], borders: Sequence[Border], steps: list[float], frame: Frame
) -> list[str]:
    """London four times as large, in the sea: the borders that lie wholly inside it."""
    west, south, east, north = window_of(shapes)
    inset = Frame(
        (west, south, east, north),
        INSET[0] * frame.width,
        INSET[1] * frame.height + frame.letters,
        INSET[2] * frame.width,
        frame.width,
    )
    inside = [
        border
        for border in borders
        if border.lines
        and all(west < x < east and south < y < north for line in border.lines for x, y in line)
    ]
    title = _text(inset.left + inset.width / 2, inset.top - 8, "London, enlarged", frame, "quiet", "middle")
    return [title, _land(shapes, inset), *_drawn(inside, steps, inset)]


def _key(steps: list[float], frame: Frame, metric: Any) -> list[str]:
    """What the lines mean, in a row under the map."""
    unit = "points" if suffix(metric.unit) == "%" else metric.unit
    size, each = frame.letters, frame.width / (len(steps) - 1)
    top = frame.height + 1.3 * size
    width, height, paper = frame.width, UNDER * size, theme.ROLES["paper"]
    ground = f'<rect y="{frame.height:.0f}" width="{width:.0f}" height="{height:.0f}" fill="{paper}"/>'
    parts = [ground, _text(10, top, f"Gap across the border, in {unit}", frame, weight="bold")]
    for at in range(len(steps) - 1):
        left, last = 10 + each * at, at == len(steps) - 2
        said = f"{steps[at]:g}+" if last else f"{steps[at]:g} to {steps[at + 1]:g}"
        width = WIDTHS[min(at, len(WIDTHS) - 1)]
        parts.append(f'<path d="M{left + 6:.0f} {top + 0.8 * size:.0f}h{each * 0.62:.0f}" stroke="{_colour(at)}" '
                     f'stroke-width="{width}" {ROUND}/>')  # fmt: skip
        parts.append(_text(left, top + 2.2 * size, said, frame))
    return parts


def _text(
    x: float,
    y: float,
    words: str,
    frame: Frame,
    role: str = "ink",
    anchor: str = "start",
    weight: str = "normal",
) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{frame.letters:.0f}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{theme.ROLES[role]}">{escape(words)}</text>'
    )
