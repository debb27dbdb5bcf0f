"""A small drawing of the site (`layouts.svg`) as vectors in a PDF: the page and the paper show the same picture."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

SVG = "{http://www.w3.org/2000/svg}"
ANCHORS = {"start": "drawString", "middle": "drawCentredString", "end": "drawRightString"}
TEXT_SIZE = 12


class UnknownMark(ValueError):
    """A drawing has an element or a step of a path that is not drawn here; it must be added or left out there."""


class Picture(Flowable):
    """A drawing as large as fits in `most`, a width and a height in points; `fonts` are a plain and a bold one."""

    def __init__(self, svg: str, most: tuple[float, float], fonts: tuple[str, str]) -> None:
        super().__init__()
        self.root = ElementTree.fromstring(svg)
        width, height = (float(self.root.attrib[name]) for name in ("width", "height"))
        self.scale = min(most[0] / width, most[1] / height)
        self.width, self.height = width * self.scale, height * self.scale
        self.fonts = fonts

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.translate(0, self.height)
        canvas.scale(self.scale, -self.scale)
        for mark in self.root:
            kind = mark.tag.removeprefix(SVG)
            if kind not in MARKS:
                raise UnknownMark(f"<{kind}> is not drawn in a PDF: add it to layouts/briefing/drawing.py")
            canvas.saveState()
            MARKS[kind](canvas, mark.attrib | {"text": mark.text or ""}, self.fonts)
            canvas.restoreState()


def _path(canvas: Canvas, mark: dict[str, str], fonts: tuple[str, str]) -> None:
    course = canvas.beginPath()
    x = y = 0.0
    for step, inside in re.findall(r"([A-Za-z])([^A-Za-z]*)", mark["d"]):
        numbers = [float(each) for each in inside.split()]
        if step == "Z":
            course.close()
            continue
        if step not in "MLHV":
            raise UnknownMark(f"a path has the step {step!r}: add it to layouts/briefing/drawing.py")
        x = numbers[0] if step != "V" else x
        y = numbers[-1] if step != "H" else y
        (course.moveTo if step == "M" else course.lineTo)(x, y)
    stroke, fill = (_colour(canvas, mark, name) for name in ("stroke", "fill"))
    canvas.setLineWidth(float(mark.get("stroke-width", 1)))
    canvas.setDash([float(each) for each in mark.get("stroke-dasharray", "").split()])
    canvas.drawPath(course, stroke=stroke, fill=fill)


def _circle(canvas: Canvas, mark: dict[str, str], fonts: tuple[str, str]) -> None:
    stroke, fill = (_colour(canvas, mark, name) for name in ("stroke", "fill"))
    x, y, radius = (float(mark[name]) for name in ("cx", "cy", "r"))
    canvas.circle(x, y, radius, stroke=stroke, fill=fill)


def _text(canvas: Canvas, mark: dict[str, str], fonts: tuple[str, str]) -> None:
    _colour(canvas, mark, "fill")
    canvas.setFont(fonts[mark.get("font-weight") == "bold"], TEXT_SIZE)
    canvas.translate(float(mark["x"]), float(mark["y"]))
    canvas.scale(1, -1)
    getattr(canvas, ANCHORS[mark.get("text-anchor", "start")])(0, 0, mark["text"])


def _title(canvas: Canvas, mark: dict[str, str], fonts: tuple[str, str]) -> None:
    """The drawing in words: the page has it as the text of the image."""


def _colour(canvas: Canvas, mark: dict[str, str], name: str) -> int:
    """Set a colour with its opacity; 1 where there is one to draw with, else 0."""
    colour = mark.get(name, "none")
    if colour == "none":
        return 0
    alpha = float(mark.get(f"{name}-opacity", 1))
    set_colour = canvas.setStrokeColor if name == "stroke" else canvas.setFillColor
    set_colour(HexColor(colour), alpha)
    return 1


MARKS = {"path": _path, "circle": _circle, "text": _text, "title": _title}
