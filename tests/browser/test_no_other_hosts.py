"""A page asks nothing of any other host, and offers no button that would send a chart to one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

SHARE = "[data-title*='hare'], [data-title*='loud']"

# A map as Plotly makes one when nothing is said about its menu or the world outline.
PLAIN_MAP = """async () => {
    const square = [[[-1, 52], [-1, 53], [0, 53], [0, 52], [-1, 52]]];
    const geojson = {type: 'FeatureCollection', features: [
        {type: 'Feature', id: 'a', properties: {}, geometry: {type: 'Polygon', coordinates: square}}]};
    const place = document.body.appendChild(document.createElement('div'));
    await Plotly.newPlot(place, [{type: 'choropleth', geojson, locations: ['a'], z: [1]}],
                         {geo: {visible: true}}, {displayModeBar: true});
    return [...place.querySelectorAll('.modebar-btn')].map(button => button.dataset.title);
}"""


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The addresses of all requests that the tab makes, in order."""
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    return urls


def elsewhere(urls: list[str], site: str) -> list[str]:
    return [url for url in urls if not url.startswith((f"{site}/", "data:", "blob:"))]


def test_pages_ask_only_their_own_host(
    visit: Callable[[str], Page], addresses: list[str], asked: list[str], site: str
) -> None:
    for address in addresses:
        page = visit(address)
        assert not page.locator(SHARE).count(), address
    assert not elsewhere(asked, site)
    assert any("/0-plotly" in url for url in asked)
    assert not [url for url in asked if "plotly.min.js" in url and "/0-plotly" not in url]
    assert not [url for url in asked if "topojson" in url or "world_" in url]


def test_even_a_careless_map_neither_shares_nor_fetches_the_world(
    visit: Callable[[str], Page], asked: list[str]
) -> None:
    page = visit("/")
    asked.clear()
    buttons = page.evaluate(PLAIN_MAP)
    page.wait_for_load_state("networkidle")
    assert any("Download" in button for button in buttons), "the menu itself is drawn"
    assert not page.locator(SHARE).count()
    assert not asked
    assert page.locator("path.choroplethlayer, .choroplethlayer path").count() == 1
