"""Dash's elements, made quickly: the same on a page as Dash's own, and as strict about the names of properties."""

from __future__ import annotations

import pytest
from dash import html

from layouts import elements

elements.quicken()


def test_an_element_says_of_itself_what_dash_says():
    made = html.Td(
        "12.4%", id="a", className="number", colSpan=2, **{"data-head": "Share", "aria-label": "b"}
    )
    properties = {
        "children": "12.4%",
        "id": "a",
        "className": "number",
        "colSpan": 2,
        "data-head": "Share",
        "aria-label": "b",
    }
    told = {"props": properties, "type": "Td", "namespace": "dash_html_components"}
    assert made.to_plotly_json() == told


def test_an_empty_element_has_no_children():
    assert html.Div().to_plotly_json()["props"] == {"children": None}


def test_a_property_that_dash_does_not_know_is_refused():
    with pytest.raises(TypeError, match=r"html\.Td has no property 'classname'"):
        html.Td("12.4%", classname="number")


@pytest.mark.parametrize("name", html.__all__)
def test_every_element_knows_its_properties(name):
    made = getattr(html, name)("text", id="place", className="lead")
    assert made.to_plotly_json()["props"] == {"children": "text", "id": "place", "className": "lead"}


def test_quickening_twice_changes_nothing():
    elements.quicken()
    assert html.Div("a", id="b").to_plotly_json()["props"] == {"children": "a", "id": "b"}
