"""Colours are said once, and can be told apart."""

import itertools
import re
from pathlib import Path

import pytest

from layouts import stylesheet, svg, theme

ASSETS = Path(__file__).resolve().parents[2] / "layouts" / "assets"
STYLE = "".join(path.read_text() for path in sorted(ASSETS.glob("*.css")))
TEXT = ("ink", "quiet", "link", "area", "england", "region", "neighbours", "better", "worse", "withheld-ink")
ON_TINTS = [
    ("better", "better-tint"), ("worse", "worse-tint"), ("area", "area-tint"), ("ink", "notice"), ("ink", "area-tint"),
    ("ink", "better-tint"), ("ink", "worse-tint"), ("quiet", "worse-tint"), ("quiet", "better-tint"),
]  # fmt: skip
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


both = pytest.mark.parametrize("roles", [theme.ROLES, theme.DARK], ids=["light", "dark"])


@both
@pytest.mark.parametrize("ground", ["page", "paper", "similar-tint"])
@pytest.mark.parametrize("role", TEXT)
def test_text_can_be_read(role: str, ground: str, roles: dict[str, str]) -> None:
    assert contrast(roles[role], roles[ground]) >= 4.5


@both
@pytest.mark.parametrize("role", MARKS)
def test_marks_can_be_seen(role: str, roles: dict[str, str]) -> None:
    assert contrast(roles[role], roles["paper"]) >= 3


@both
@pytest.mark.parametrize(("text", "ground"), ON_TINTS)
def test_words_can_be_read_on_a_tint(text: str, ground: str, roles: dict[str, str]) -> None:
    assert contrast(roles[text], roles[ground]) >= 4.5


@pytest.mark.parametrize("steps", [theme.STEPS, theme.DARK_STEPS], ids=["light", "dark"])
def test_steps_darken_evenly(steps: list[str]) -> None:
    """Darker means higher in both, as the words beside a map say."""
    lights = [luminance(step) for step in steps]
    assert lights == sorted(lights, reverse=True)
    ratios = [contrast(one, other) for one, other in itertools.pairwise(steps)]
    assert min(ratios) > 1.2


def test_no_step_is_lost_in_a_dark_ground() -> None:
    assert min(contrast(step, theme.DARK["paper"]) for step in theme.DARK_STEPS) >= 3


def test_every_role_has_a_dark_colour() -> None:
    """Roles that share a light colour share a dark one: a finished figure holds colours, not roles."""
    assert theme.DARK.keys() == theme.ROLES.keys()
    assert len(theme.DARK_STEPS) == len(theme.STEPS)
    assert len({(light, theme.DARK[role]) for role, light in theme.ROLES.items()}) == len(
        set(theme.ROLES.values())
    )
    assert not set(theme.STEPS) & set(theme.ROLES.values())


def test_type_keeps_its_order_and_is_never_tiny() -> None:
    sizes = [
        theme.SIZES[name] for name in ("tiny", "small", "note", "body", "h3", "lead", "h2", "h1", "hero")
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] * 16 >= 12
    assert theme.SIZES["body"] * 16 >= 16
    assert theme.CHART_TEXT >= 12


def test_a_page_is_light_on_paper_and_a_chart_in_anothers_page_always() -> None:
    whole, light = stylesheet.css(), stylesheet.css(follows=False)
    assert whole.startswith(light)
    assert theme.DARK["paper"] not in light
    for rules in re.findall(r"@media([^{]*)\{[^@]*?" + theme.DARK["page"], whole):
        assert "screen" in rules


def test_a_drawing_turns_dark_with_its_page() -> None:
    drawn = svg.drawing(9, 9, [svg.path([(0, 0), (1, 1)], "area", 1), svg.text(0, 0, "a", "quiet")], "words")
    both = stylesheet.in_both(drawn)
    assert f"[stroke='{theme.ROLES['area']}']{{stroke:{theme.DARK['area']}}}" in both
    assert f"[fill='{theme.ROLES['quiet']}']{{fill:{theme.DARK['quiet']}}}" in both
    assert re.sub("<style>.*</style>", "", both) == drawn


def test_the_style_sheet_names_roles_and_no_colours() -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", re.sub(r"#[\w-]+\s*[~{,.:\[]", "", STYLE))
    declared = set(re.findall(r"(--[\w-]+):", stylesheet.css() + STYLE))
    used = set(re.findall(r"var\((--[\w-]+)\)", STYLE))
    assert used <= declared
