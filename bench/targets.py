"""Every address and callback of the site, each as one request that is right: what rubbish is made from."""

from __future__ import annotations

import re
from typing import Any

import dash

from bench.request import FORM, Request
from layouts import changes, vocabulary
from layouts.api.boundaries import address as boundaries
from layouts.safety import CALLBACK

MEASURE, PLACE = "ehc_plans_in_20_weeks", "kent"
SAMPLES = {
    "metric_id": MEASURE,
    "filename": "site.js",
    "ending": "csv",
    "theme": "getting-assessed",
    "package_name": "dash",
    "fingerprinted_path": "deps/react@18.3.1.min.js",
    "rest": "nothing",
    "path": f"measure/{MEASURE}",
}
"""What stands in the place of a name in an address; PLACE for all others."""
OF_PATHS = {
    "/data/": {"name": "caveats"},
    "/api/v1/metrics/": {"name": MEASURE},
    "/api/v1/tables/": {"name": "caveats"},
    "/api/v1/areas/": {"name": "E10000016"},
}
BODIES: dict[str, dict[str, Any]] = {
    "/find": {"said": {"place": "Kent"}, "kind": FORM},
    "/compare/places": {"said": {"a": "Kent", "b": "Leeds"}, "kind": FORM},
    "/compare/surprise": {"said": {"a": "kent"}, "kind": FORM},
    "/api/v1/postcode": {"said": {"postcode": "SW1A 1AA"}},
}
NAME = re.compile(r"<(?:[a-z]+:)?([a-z_]+)>")


def every(server: Any, app: Any) -> list[Request]:
    """One request for each address, method, page and callback there is."""
    asks = _asks(server)
    return [*_addresses(server, asks), *_pages(asks), *_callbacks(app), *_by_get(asks)]


def _addresses(server: Any, asks: tuple[str, ...]) -> list[Request]:
    return [
        _filled(rule.rule, method, asks)
        for rule in sorted(server.url_map.iter_rules(), key=str)
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
        if rule.rule not in ("/", "/<path:path>", CALLBACK)
    ]


def _filled(rule: str, method: str, asks: tuple[str, ...]) -> Request:
    """An address with something in the place of each name."""
    if rule.startswith("/boundaries/"):
        year, _, rest = boundaries("2025").removeprefix("/boundaries/").partition("-")
        return Request(f"{method} {rule}", f"/boundaries/{year}-{rest}", method, (year,), asks=asks)
    own = next((names for start, names in OF_PATHS.items() if rule.startswith(start)), {})
    names = {name: own.get(name, SAMPLES.get(name, PLACE)) for name in NAME.findall(rule)}
    path = NAME.sub(lambda found: names[found[1]], rule)
    sent = BODIES.get(rule, {}) if method == "POST" else {}
    return Request(f"{method} {rule}", path, method, tuple(names.values()), asks=asks, **sent)


def _pages(asks: tuple[str, ...]) -> list[Request]:
    """The pages, which Dash answers all at one address of its own."""
    found = [page["path_template"] or page["path"] for page in dash.page_registry.values()]
    return [_filled(template, "GET", asks) for template in sorted(found)]


def _callbacks(app: Any) -> list[Request]:
    """The callbacks, each with what a page would say; those that run in the browser too."""
    values = {
        "pathname": f"/measure/{MEASURE}",
        "search": "?year=2024",
        "data": f"/measure/{MEASURE}?year=2024",
    }
    return [
        Request(
            f"callback of {each['inputs'][0]['id']}",
            CALLBACK,
            "POST",
            said={
                "output": output,
                "outputs": _outputs(output),
                "inputs": [known | {"value": values[known["property"]]} for known in each["inputs"]],
                "changedPropIds": [f"{known['id']}.{known['property']}" for known in each["inputs"]],
            },
        )
        for output, each in app.callback_map.items()
    ]


def _by_get(asks: tuple[str, ...]) -> list[Request]:
    """What a page gets of an address; the query, which has one spelling, stands in the path."""
    return [
        Request(
            f"callback of a {kind} by GET",
            f"{CALLBACK}?{changes.asked(kind, f'/measure/{MEASURE}?year=2024')}",
            steps=(kind, MEASURE, "2024", "measure", "year"),
            asks=asks,
        )
        for kind in changes.KINDS
    ]


def _outputs(output: str) -> Any:
    """What a callback changes, as Dash's script names it."""
    parts = [part.rpartition(".") for part in output.strip(".").split("...")]
    named = [{"id": name, "property": of} for name, _, of in parts]
    return named if output.startswith("..") else named[0]


def _asks(server: Any) -> tuple[str, ...]:
    """Every name that a query of the site or of its API knows."""
    paths = server.test_client().get("/api/v1/openapi.json").get_json()["paths"]
    of_api = {
        each["name"] for path in paths.values() for way in path.values() for each in way.get("parameters", ())
    }
    return tuple(sorted({*vocabulary.WORDS, *of_api, "of", "problem", "from", "place", "m", "v"}))
