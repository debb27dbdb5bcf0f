"""How often one address may ask: generous, since a whole newsroom may stand behind one, and stated in every answer.

`API_REQUESTS_A_MINUTE` in the environment sets it, 0 for no limit. Each worker process counts for itself, so that
nothing is shared or stored; addresses are forgotten within a minute.
"""

from __future__ import annotations

import os
from http import HTTPStatus

from flask import Flask, Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

USUAL = 1200


class WrongLimit(ValueError):
    """`API_REQUESTS_A_MINUTE` is no number."""


def a_minute() -> int:
    """How many requests one address may make in a minute; 0 for any number. Raises WrongLimit."""
    given = os.environ.get("API_REQUESTS_A_MINUTE", "").strip() or str(USUAL)
    if not given.isdecimal():
        raise WrongLimit(f"API_REQUESTS_A_MINUTE is {given!r}: write a whole number, or 0 for no limit")
    return int(given)


def said() -> str:
    """The limit in words."""
    if not a_minute():
        return "There is no limit to the number of requests."
    return f"One address may make {a_minute():,} requests a minute: headers that begin with RateLimit say what is left."


def limit(server: Flask) -> None:
    """Count the requests to the API, and refuse those beyond the limit with 429."""
    server.after_request(_in_seconds)  # before the limiter's own, so that it runs after that
    server.config.update(
        RATELIMIT_HEADER_LIMIT="RateLimit-Limit",
        RATELIMIT_HEADER_REMAINING="RateLimit-Remaining",
        RATELIMIT_HEADER_RESET="RateLimit-Reset",
        RATELIMIT_HEADER_RETRY_AFTER_VALUE="delta-seconds",
    )
    limiter = Limiter(get_remote_address, app=server, storage_uri="memory://", headers_enabled=True)
    limited = limiter.shared_limit(
        lambda: f"{a_minute()} per minute", scope="api", exempt_when=lambda: not a_minute()
    )
    limited(server.blueprints["api_v1"])  # type: ignore[call-overload]


def _in_seconds(response: Response) -> Response:
    """The seconds until requests are counted anew, as RateLimit-Reset tells them; what to wait only where one must."""
    if "RateLimit-Reset" in response.headers:
        response.headers["RateLimit-Reset"] = response.headers["Retry-After"]
        if response.status_code not in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            del response.headers["Retry-After"]
    return response
