"""Charts that can leave the site, ONE FILE PER FAMILY: each has its PATHS and `exhibit(path, query)`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import Any

from layouts.exhibit import Exhibit
from metrics.memory import remembered

Maker = Callable[..., Exhibit | None]


@remembered()
def makers() -> tuple[Maker, ...]:
    """`at(path, query)` of every module of this folder."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").at for name in names)


def find(path: str, query: Mapping[str, Any]) -> Exhibit | None:
    """The chart at an address of its own; None where there is none."""
    found = (make(path, query) for make in makers())
    return next((each for each in found if each), None)
