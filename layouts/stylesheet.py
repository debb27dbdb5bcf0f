"""The tokens of `layouts/theme.py` as custom properties, and figures and drawings in the colours of the moment.

A page is light or dark as the reader's device is, or as the reader has chosen (`data-theme` on the root element);
paper and exported pictures are light. Plotly and the drawn pictures know nothing of it: what they write in a role's
light colour is given that role's property here, so that nothing is drawn again when the colours change.
"""

from __future__ import annotations

import re
from functools import cache

from layouts import theme

Colours = dict[str, str]
CHART = ".js-plotly-plot"
"""Within it Plotly writes colours into styles, and those of a map and its key into `fill` and `stop-color`."""


def css(follows: bool = True) -> str:
    """All of it for the head of a page; without `follows` for one that stays light, as a chart in another's page."""
    fixed = {"font": theme.FONT, "heading": theme.HEADING, "measure": f"{theme.MEASURE}rem"}
    fixed |= {f"size-{name}": f"{size}rem" for name, size in theme.SIZES.items()}
    fixed |= {f"space-{name}": f"{size}rem" for name, size in theme.SPACES.items()}
    base = f":root{{color-scheme:light;{_declared(fixed)}{_declared(colours())}}}"
    if not follows:
        return base
    dark = f"color-scheme:dark;{_declared(colours(dark=True))}"
    return (
        f"{base}@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}"
        f"@media (forced-colors:active){{:root:root:root{{{_declared(theme.FORCED)}}}}}{_figures()}"
    )


def colours(dark: bool = False) -> Colours:
    """Every colour by its property's name: the roles, and the steps of a map as 'step-0' upwards."""
    roles, steps = (theme.DARK, theme.DARK_STEPS) if dark else (theme.ROLES, theme.STEPS)
    return roles | {f"step-{at}": colour for at, colour in enumerate(steps)}


@cache
def _pairs() -> Colours:
    """Each light colour with that of the dark."""
    dark = colours(dark=True)
    return {light: dark[name] for name, light in colours().items()}


def in_both(svg: str) -> str:
    """A drawing that turns dark with its page by a style of its own: an image sees nothing of the page."""
    used = {light: now for light, now in _pairs().items() if f'"{light}"' in svg}
    rules = "".join(
        f"[{part}='{light}']{{{part}:{now}}}"
        for light, now in used.items()
        for part in ("fill", "stroke")
        if f'{part}="{light}"' in svg
    )
    return re.sub(
        r"(<svg[^>]*>)",
        rf"\1<style>@media screen and (prefers-color-scheme:dark){{{rules}}}</style>",
        svg,
        count=1,
    )


def _declared(values: Colours) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())


def _figures() -> str:
    """A rule for each light colour: what Plotly has filled or drawn in it has the property's colour."""
    named = {light: name for name, light in reversed(colours().items())}
    drawn = "".join(
        f'{CHART} [style*="{part}: {_written(light)}"]{{{part}:var(--{name})!important}}'
        for light, name in named.items()
        for part in ("fill", "stroke")
        if light not in theme.STEPS
    )
    scale = [*theme.STEPS, theme.ROLES["withheld"]]
    areas = "".join(
        f'{CHART} [{part}="{_written(light)}"]{{{part}:var(--{named[light]})}}'
        for light in scale
        for part in ("fill", "stop-color")
    )
    return drawn + areas


def _written(colour: str) -> str:
    """A colour as browsers write it in a style: '#16212b' -> 'rgb(22, 33, 43)'."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"
