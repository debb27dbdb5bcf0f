"""Counts of requests for Prometheus, of all worker processes together.

Each worker writes its own into files in PROMETHEUS_MULTIPROC_DIR, which `deploy/gunicorn.py` sets before this is
imported; whichever is asked adds them up. Labels are few: addresses as the code has them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, make_wsgi_app
from prometheus_client.multiprocess import MultiProcessCollector

REQUESTS = Counter("send_requests", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram("send_request_seconds", "Seconds until the last byte of an answer.", ["route"])
HELD = Counter("send_answers", "Answers, by whether they were held already.", ["held"])
MEMORY = Gauge("send_worker_bytes", "Memory of a worker, shared pages too.", multiprocess_mode="liveall")
STATM = Path("/proc/self/statm")


def count(method: str, route: str, status: int, took: float, held: bool) -> None:
    """Count one request."""
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(route).observe(took)
    HELD.labels("yes" if held else "no").inc()
    if STATM.exists():
        MEMORY.set(int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE"))


def told(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """All counts, in the form of Prometheus."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return make_wsgi_app(registry)(environ, start_response)
