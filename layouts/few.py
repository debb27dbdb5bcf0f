"""Whole tables, workbooks and papers to print: made for few readers at a time, so that pages never wait for them.

One of them takes a worker process seconds, in one of its four threads. Where as many are being made as may be, the next
reader is told to come again in a moment; nginx asks the replica that stands by instead.
"""

from __future__ import annotations

import re
from threading import BoundedSemaphore
from weakref import finalize

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue

from layouts import problems, safety

HEAVY = re.compile(rf"/data/[^/]+\.(csv|parquet|xlsx)|{problems.ROOT}/\w+\.csv|/briefing/[^/]+\.pdf")
AT_ONCE = 2
"""Of the threads of `deploy/gunicorn.py`; the others are for pages."""
SOON = {"Retry-After": "10"}

free = BoundedSemaphore(AT_ONCE)


def ration(server: Flask) -> None:
    """Let each worker process make few heavy answers at once, from the request to the last byte."""

    @server.before_request
    def take() -> ResponseReturnValue | None:
        if not HEAVY.fullmatch(request.path):
            return None
        g.holds_place = free.acquire(blocking=False)
        if g.holds_place:
            return None
        if problems.is_ours(request.path):
            return problems.of_status(503, SOON)
        return safety.page(503), 503, SOON

    @server.after_request
    def give_back(response: Response) -> Response:
        if g.pop("holds_place", False):
            response.call_on_close(finalize(response, free.release))  # once, closed or forgotten
        return response
