"""Who asks, where others stand between the reader and this server.

`TRUSTED_PROXIES` in the environment says how many do, 1 for nginx alone: so many of the addresses that they wrote into
X-Forwarded-For are believed. Without it none is, because a reader may write there too.
"""

from __future__ import annotations

import os

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


class WrongNumber(ValueError):
    """`TRUSTED_PROXIES` is no number."""


def number() -> int:
    """How many proxies are believed. Raises WrongNumber."""
    given = os.environ.get("TRUSTED_PROXIES", "").strip() or "0"
    if not given.isdecimal():
        raise WrongNumber(f"TRUSTED_PROXIES is {given!r}: write how many stand in front, 1 for nginx alone")
    return int(given)


def trust(server: Flask) -> None:
    """Take the reader's address, which requests are counted by, from the proxies that are believed."""
    if number():
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=number(), x_proto=number())  # type: ignore[method-assign]
