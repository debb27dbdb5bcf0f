"""What Dash's script says of a change of address inside a page, brought into one spelling.

A request may bear anything beside what a callback reads. In one spelling, requests that mean the same are one answer,
and nothing that was only put in beside is worked with or kept.
"""

from __future__ import annotations

import json
from typing import Any

import dash

LONGEST = 4096
"""The most bytes of what is looked at; the longest that a page says is shorter."""


def spelt(told: bytes) -> tuple[bytes, str]:
    """The body as one of our pages would send it, and the address that it tells; nothing of any other body."""
    if len(told) >= LONGEST:
        return b"", ""
    try:
        given = json.loads(told)
        output, known = given["output"], dash.get_app().callback_map
        values = {(each["id"], each["property"]): each["value"] for each in given["inputs"]}
        inputs = [each | {"value": values[each["id"], each["property"]]} for each in known[output]["inputs"]]
        changed = set(given.get("changedPropIds", ()))
        address = "".join(each["value"] or "" for each in inputs)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return b"", ""
    return json.dumps(_body(output, inputs, changed)).encode(), address


def is_sound(told: Any) -> bool:
    """Whether what is told as an address has the form of one, as it has from any browser."""
    try:
        values = [(each["property"], each["value"]) for each in told["inputs"]]
    except (TypeError, KeyError):
        return False
    are = {
        "pathname": lambda value: isinstance(value, str) and value.startswith("/"),
        "search": lambda value: value is None or isinstance(value, str),
    }
    return all(are[of](value) for of, value in values if of in are)


def _body(output: str, inputs: list[dict[str, Any]], changed: set[str]) -> dict[str, Any]:
    """What the script sends for a callback; those of pages read no state."""
    parts = [part.rpartition(".") for part in output.strip(".").split("...")]
    outputs = [{"id": name, "property": of} for name, _, of in parts]
    names = [f"{each['id']}.{each['property']}" for each in inputs]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": inputs,
        "changedPropIds": [name for name in names if name in changed],
    }
