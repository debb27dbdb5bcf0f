"""Every colour of every chart is a role's or a map's step: others would stay as they are when a page turns dark."""

import json
import re

import pytest

from layouts import stylesheet, theme
from layouts.exhibits import find
from layouts.selection import VIEWS

ON_TIME = "/measure/ehc_plans_in_20_weeks"
ADDRESSES = [
    *((ON_TIME, {"view": view, "area": "kent"}) for view in VIEWS if view != "table"),
    (ON_TIME, {"view": "ranked", "area": "kent", "near": "yes"}),
    ("/lottery/years", {"area": "kent"}),
    ("/lottery/spread", {}),
    ("/lottery/luck", {"measure": "tribunal_appeals_per_1000_plans"}),
    ("/lottery/borders", {}),
    ("/lottery/persistence/own", {"area": "kent"}),
    ("/lottery/persistence/above", {}),
    ("/lottery/persistence/moves", {}),
    ("/complaints/all-councils", {}),
    ("/area/kent/over-time/ehc_plans_in_20_weeks", {}),
    ("/area/kent/among-councils/ehc_plans_in_20_weeks", {}),
    ("/compare", {"a": "kent", "b": "bromley"}),
]


@pytest.mark.parametrize(("path", "query"), ADDRESSES, ids=lambda part: str(part))
def test_a_chart_has_the_colours_of_roles_alone(path: str, query: dict[str, str]) -> None:
    found = find(path, query)
    assert found is not None
    drawn = json.dumps(found.figure) + found.drawing
    used = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", drawn))
    assert used
    assert used <= {*theme.ROLES.values(), *theme.STEPS}
    assert set(re.findall(r"rgba?\([^)]*\)", drawn)) <= {"rgba(0,0,0,0)"}


def test_each_colour_of_a_figure_has_a_rule_for_the_page() -> None:
    rules = stylesheet.css()
    for colour in theme.ROLES.values():
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        for part in ("fill", "stroke"):
            assert f'[style*="{part}: rgb({red}, {green}, {blue})"]' in rules
