"""A briefing as a PDF of one A4 page, the same bytes whenever it is made from the same data.

The PDF has no tags for screen readers: it names the page of the site, which has the same words, as the accessible one.
"""

from __future__ import annotations

import io
from html import escape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from layouts import theme
from layouts.briefing.drawing import Picture
from layouts.briefing.sheet import CARE, COMPLAIN, LACKING, Briefing, Told
from metrics.memory import remembered

FONTS = ("Vera", "VeraBd")
"""Free fonts that come with the library, and have every character we use."""
MARGIN, GUTTER = 11 * mm, 6 * mm
WIDTH = A4[0] - 2 * MARGIN
PICTURE, PICTURE_HEIGHT = 60 * mm, 20 * mm
LEFT = 0.36 * (WIDTH - GUTTER)
"""The width of the questions; how to complain, which is longer, has the rest."""
INK, QUIET, AREA, LINE = (HexColor(theme.ROLES[role]) for role in ("ink", "quiet", "area", "line"))


def style(size: float, **changes: Any) -> ParagraphStyle:
    """A style of text; `size` in points."""
    given: dict[str, Any] = {
        "fontName": FONTS[0],
        "fontSize": size,
        "leading": size * 1.28,
        "textColor": INK,
    } | changes
    return ParagraphStyle("", **given)


TITLE = style(14.5, fontName=FONTS[1], spaceAfter=3)
LEAD = style(8.2, textColor=QUIET)
MEASURE = style(9, fontName=FONTS[1], textColor=AREA)
SENTENCE = style(9)
HEADING = style(9.6, fontName=FONTS[1], spaceBefore=8, spaceAfter=2.5)
SMALL = style(8, spaceAfter=2.4)
ITEM = style(8, spaceAfter=2.4, leftIndent=12, bulletFontName=FONTS[0], bulletFontSize=8)
FOOT = style(6.8, textColor=QUIET, spaceBefore=2)
LAST_LINES = ("Of a long address. " * 11,) * 2
"""As long as the last lines of a site whose name and address are long."""
FLAT = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


def made(found: Briefing, foot: tuple[str, ...], author: str, day: str) -> bytes:
    """The file. `foot` are its last lines, `author` who publishes the site, `day` the data's date: '2026-06-25'."""
    _fonts()
    file = io.BytesIO()
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        title=found.title,
        author=author,
        subject=f"SEND statistics of {found.place.name} on one page",
        creator="",
        lang="en-GB",
        invariant=1,
    )

    def dated(canvas: Canvas, _: Any) -> None:
        canvas.setDateFormatter(lambda *_: f"D:{day.replace('-', '')}000000Z")

    frame = Frame(
        MARGIN,
        MARGIN,
        WIDTH,
        A4[1] - 2 * MARGIN,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=dated))
    document.build(_parts(found, foot))
    return file.getvalue()


def fits(found: Briefing) -> bool:
    """Whether all of it fits on one page, over last lines of a usual length."""
    _fonts()
    height = after = 0.0
    for part in _parts(found, LAST_LINES):
        height += max(part.getSpaceBefore(), after) + part.wrap(WIDTH, A4[1])[1]
        after = part.getSpaceAfter()
    return bool(height <= A4[1] - 2 * MARGIN)


def _parts(found: Briefing, foot: tuple[str, ...]) -> list[Flowable]:
    """What stands on the page, from its title to its last lines."""
    return [
        *_head(found),
        _figures(found.told),
        *_less(found),
        _columns(found),
        *_under(found),
        *_foot(found, foot),
    ]


@remembered()
def _fonts() -> None:
    for name in FONTS:
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily(
        FONTS[0], normal=FONTS[0], bold=FONTS[1], italic=FONTS[0], boldItalic=FONTS[1]
    )


def _head(found: Briefing) -> list[Flowable]:
    return [
        Paragraph(escape(found.title), TITLE),
        Paragraph(escape(" ".join(found.about)), LEAD),
        Spacer(1, 4),
    ]


def _figures(told: tuple[Told, ...]) -> Table | Spacer:
    """A line for each sentence: the words, and the drawing beside them."""
    if not told:
        return Spacer(1, 1)
    cells = [
        [
            [Paragraph(escape(each.title), MEASURE), Paragraph(escape(each.text), SENTENCE)],
            Picture(each.drawing, (PICTURE, PICTURE_HEIGHT), FONTS) if each.drawing else "",
        ]
        for each in told
    ]
    rules: list[Any] = [
        *FLAT,
        ("RIGHTPADDING", (0, 0), (0, -1), GUTTER),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, LINE),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, LINE),
    ]
    return Table(cells, [WIDTH - PICTURE, PICTURE], style=TableStyle(rules), hAlign="LEFT")


def _less(found: Briefing) -> list[Paragraph]:
    return [Paragraph(escape(found.less), LEAD)] if found.less else []


def _columns(found: Briefing) -> Table:
    """What to ask, beside how to complain."""
    left = [Paragraph(escape(found.ask), HEADING)]
    left += [Paragraph(escape(each), ITEM, bulletText=f"{at}.") for at, each in enumerate(found.questions, 1)]
    right = [Paragraph(COMPLAIN, HEADING), *_led(found.ways)]
    rules: list[Any] = [
        *FLAT,
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("RIGHTPADDING", (0, 0), (0, 0), GUTTER),
    ]
    return Table(
        [[left, right]], [LEFT + GUTTER, WIDTH - GUTTER - LEFT], style=TableStyle(rules), hAlign="LEFT"
    )


def _under(found: Briefing) -> list[Paragraph]:
    """What is missing, and what to read with care."""
    parts = [Paragraph(LACKING, HEADING), *[Paragraph(escape(each), SMALL) for each in found.missing]]
    return [*parts, Paragraph(CARE, HEADING), *_led(found.care)] if found.care else parts


def _led(pairs: tuple[tuple[str, str], ...]) -> list[Paragraph]:
    """Each text after its lead in bold; a per cent sign stays with its number."""
    leads = [f"<b>{escape(lead)}:</b> " if lead else "" for lead, _ in pairs]
    texts = [escape(text.replace(" %", "\u00a0%")) for _, text in pairs]
    return [Paragraph(lead + text, SMALL) for lead, text in zip(leads, texts, strict=True)]


def _foot(found: Briefing, lines: tuple[str, ...]) -> list[Paragraph]:
    return [Paragraph(escape(each), FOOT) for each in (found.sources, *lines)]
