"""Addresses that answer with something other than a page: one module each, with a Flask `blueprint`."""

from __future__ import annotations

import importlib
import pkgutil

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    """Those of every module in this folder."""
    return [
        importlib.import_module(f"{__name__}.{found.name}").blueprint
        for found in pkgutil.iter_modules(__path__)
    ]
