"""The tab says what the page is, after its scripts have run as before: it is what a screen reader says first."""

import re
from collections.abc import Callable
from html import unescape

import pytest
import requests
from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/data/table/nothing", "Page not found"),
        ("/figure/ehc_plans_in_20_weeks/nowhere", "Page not found"),
        ("/data/table/symbols", "ymbol"),
        ("/compare?a=kent&b=surrey", "Surrey"),
        ("/data/figures?area=kent&theme=reviews", "The figures you chose"),
        ("/?problem=council&near=bristol", "Problem: "),
    ],
)
def test_the_tab_keeps_what_the_server_wrote(
    visit: Callable[[str], Page], site: str, address: str, said: str
) -> None:
    served = re.search(r"<title>(.*?)</title>", requests.get(site + address, timeout=60).text)
    assert served
    assert said in served[1]
    assert visit(address).title() == unescape(served[1])
