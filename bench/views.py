"""What a reader asks the server for: the document of an address, or the change Dash asks for inside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from bench.load import Request
from bench.serve import PATIENCE
from layouts import changes, ids
from layouts.safety import CALLBACK


def documents(site: str, addresses: Sequence[str]) -> Request:
    """Opening the addresses in turn, as a first visit or a search engine does."""
    turn = cycle(addresses)
    return lambda session: session.get(urljoin(site, next(turn)), timeout=PATIENCE)


def posted(site: str, addresses: Sequence[str]) -> Request:
    """Going to the addresses in turn inside the page, as Dash's own script asks: one callback each."""
    known = requests.get(urljoin(site, "/_dash-dependencies"), timeout=PATIENCE).json()
    bodies, callback = cycle([body_of(router_of(known), each) for each in addresses]), urljoin(site, CALLBACK)
    return lambda session: session.post(callback, json=next(bodies), timeout=PATIENCE)


def turned(site: str, addresses: Sequence[str]) -> Request:
    """Going to the addresses in turn inside the page, as the dashboard's script asks."""
    return documents(site, [f"{CALLBACK}?{changes.asked('page', each)}" for each in addresses])


def follows(site: str, addresses: Sequence[str]) -> Request:
    """Choosing another year or council for the chart on show, which follows without another page."""
    return documents(site, [f"{CALLBACK}?{changes.asked('chart', each)}" for each in addresses])


def router_of(callbacks: list[dict[str, Any]]) -> dict[str, Any]:
    """The callback that answers a change of address."""
    return next(
        each for each in callbacks if any(given["property"] == "pathname" for given in each["inputs"])
    )


def chart_of(callbacks: list[dict[str, Any]]) -> dict[str, Any]:
    """The callback that answers when other filters are chosen for the chart of a measure."""
    return next(each for each in callbacks if any(given["id"] == ids.ADDRESS for given in each["inputs"]))


def body_of(router: dict[str, Any], address: str) -> dict[str, Any]:
    """What the browser would send when the address changes."""
    parts = urlsplit(address)
    search = f"?{parts.query}" if parts.query else ""
    known = {"pathname": parts.path, "search": search, "data": parts.path + search}
    output = router["output"]
    names = output.strip(".").split("...") if output.startswith("..") else [output]
    outputs = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in names]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": [given | {"value": known.get(given["property"])} for given in router["inputs"]],
        "state": [given | {"value": None} for given in router["state"]],
        "changedPropIds": [f"{given['id']}.{given['property']}" for given in router["inputs"]],
    }
