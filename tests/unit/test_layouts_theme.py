"""Colours are said once, and can be told apart."""

import re
from pathlib import Path

import pytest

from layouts import theme

STYLE = (Path(__file__).resolve().parents[2] / "layouts" / "assets" / "site.css").read_text()
TEXT = ("ink", "quiet", "link", "area", "england", "region", "neighbours", "better", "worse", "withheld-ink")
MARKS = ("area", "others", "england", "region", "neighbours", "edge")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["page", "paper", "similar-tint"])
@pytest.mark.parametrize("role", TEXT)
def test_text_can_be_read(role: str, ground: str) -> None:
    assert contrast(theme.ROLES[role], theme.ROLES[ground]) >= 4.5


@pytest.mark.parametrize("role", MARKS)
def test_marks_can_be_seen(role: str) -> None:
    assert contrast(theme.ROLES[role], theme.ROLES["paper"]) >= 3


@pytest.mark.parametrize("verdict", ["better", "worse"])
def test_a_verdict_can_be_read_on_its_tint(verdict: str) -> None:
    assert contrast(theme.ROLES[verdict], theme.ROLES[f"{verdict}-tint"]) >= 4.5


def test_steps_darken_evenly() -> None:
    lights = [luminance(step) for step in theme.STEPS]
    assert lights == sorted(lights, reverse=True)
    ratios = [contrast(one, other) for one, other in zip(theme.STEPS, theme.STEPS[1:], strict=False)]
    assert min(ratios) > 1.25


def test_the_style_sheet_names_roles_and_no_colours() -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", re.sub(r"#[\w-]+\s*[~{,.:\[]", "", STYLE))
    declared = set(re.findall(r"(--[\w-]+):", theme.css()))
    used = set(re.findall(r"var\((--[\w-]+)\)", STYLE))
    assert used <= declared
