"""The first view is the same page as React's, as HTML that cannot be broken out of."""

import pytest
from dash import dcc, html

from layouts.bound import bound
from layouts.first_view import render
from layouts.parts.fragment import fragment


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (None, ""),
        ("a < b & c", "a &lt; b &amp; c"),
        (3, "3"),
        (["a", html.B("b"), None], "a<b>b</b>"),
        (html.P("x", className="lead", id="p", n_clicks=3), '<p class="lead" id="p">x</p>'),
        (html.Label("x", htmlFor="y"), '<label for="y">x</label>'),
        (html.Img(src="/a.svg", alt='say "x"'), '<img alt="say &quot;x&quot;" src="/a.svg">'),
        (html.Div("x", **{"aria-label": "y"}), '<div aria-label="y">x</div>'),
        (html.Div("x", **{"data-z": "1"}), '<div data-z="1">x</div>'),
        (html.Option("A", value="a", selected=True), '<option selected value="a">A</option>'),
        (html.Option("A", value="a", selected=False), '<option value="a">A</option>'),
        (
            html.Div(style={"minHeight": "3px", "color": "red"}),
            '<div style="min-height:3px;color:red"></div>',
        ),
        (dcc.Store(id="s", data={"a": 1}), ""),
        (dcc.Location(id="l"), ""),
    ],
)
def test_components_as_html(part, text: str) -> None:
    assert render(part) == text


def test_a_chart_keeps_its_place_and_says_what_it_needs() -> None:
    drawn = render(dcc.Graph(figure={}, style={"height": "300px"}))
    assert 'style="height:300px"' in drawn
    assert "<noscript>" in drawn


def test_a_fragment_is_whole_in_the_first_view_and_empty_for_react() -> None:
    part = fragment("/table/x", lambda: "<table></table>")
    address = bound("/table/x")
    assert render(html.Div(part)) == f'<div><div data-fragment="{address}"><table></table></div></div>'
    assert part.to_plotly_json()["props"]["children"] is None
