"""A page asks nothing of any other host, and offers no button that would send a chart to one."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

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
def hosts(page: Page) -> list[str]:
    """The hosts of all requests that the tab makes, in order."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    return asked


def test_pages_ask_only_their_own_host(
    visit: Callable[[str], Page], addresses: list[str], hosts: list[str], site: str
) -> None:
    for address in addresses:
        hosts.clear()
        page = visit(address)
        assert set(hosts) - {""} == {urlsplit(site).netloc}, address
        assert not page.locator("[data-title*='Share'], [data-title*='loud']").count(), address


def test_the_full_plotly_is_never_fetched(
    visit: Callable[[str], Page], addresses: list[str], page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in addresses:
        visit(address)
    assert any("0-plotly" in url for url in asked)
    assert not [url for url in asked if "package_data/plotly" in url or "topojson" in url]


def test_even_a_careless_map_neither_shares_nor_fetches_the_world(
    visit: Callable[[str], Page], hosts: list[str], site: str
) -> None:
    page = visit("/")
    hosts.clear()
    buttons = page.evaluate(PLAIN_MAP)
    page.wait_for_load_state("networkidle")
    assert any("Download" in button for button in buttons), "the menu itself is drawn"
    assert not [button for button in buttons if "hare" in button or "loud" in button]
    assert not hosts
    assert page.locator("path.choroplethlayer, .choroplethlayer path").count() == 1
