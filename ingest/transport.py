"""The way of every request: allowed by robots.txt, paced, counted, and led to a stand-in where a test names one.

All of it happens below `requests`, so that redirects and repeats are held to it as well.
"""

from __future__ import annotations

import os
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests
from protego import Protego
from requests.adapters import HTTPAdapter

MOST_HOPS = 5
STAND_INS, PACE = "SEND_STAND_INS", "SEND_REQUESTS_A_SECOND"


class Disallowed(requests.RequestException):
    """The host's robots.txt asks programs not to fetch this address."""


def stand_ins(text: str | None = None) -> dict[str, str]:
    """Host -> address of the server that stands in for it, out of 'host=address host=address'."""
    given = os.environ.get(STAND_INS, "") if text is None else text
    pairs = [entry.partition("=") for entry in given.split()]
    for host, _, address in pairs:
        if not host or not address.startswith("http"):
            raise ValueError(f"{STAND_INS}: {host!r} has no address: write host=http://127.0.0.1:8101")
    return {host: address.rstrip("/") for host, _, address in pairs}


def requests_a_second(has_stand_ins: bool, per_second: float) -> float:
    """The pace for each host; SEND_REQUESTS_A_SECOND overrides it, and 0, no pause at all, is for stand-ins only."""
    text = os.environ.get(PACE, "")
    try:
        pace = float(text) if text else per_second
    except ValueError:
        raise ValueError(f"{PACE}={text!r} is not a number: write for instance {PACE}=0.5") from None
    if pace < 0 or (pace == 0 and not has_stand_ins):
        raise ValueError(f"{PACE}={text} would not leave publishers in peace: give a number above 0")
    return pace


@dataclass
class Host:
    """What is known of a host during a run: when it may be asked again, and what its robots.txt allows."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    robots: Protego | None = None


class Transport(HTTPAdapter):
    """At most `connections` at a time and `per_second` requests a second to a host; `requests` counts them all."""

    def __init__(self, agent: str, per_second: float, connections: int, stand_ins: dict[str, str]) -> None:
        super().__init__(pool_connections=32, pool_maxsize=connections, pool_block=True)
        self.agent = agent
        self.pause = 1 / per_second if per_second else 0.0
        self.stand_ins = stand_ins
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self._hosts: defaultdict[str, Host] = defaultdict(Host)
        self._counting = threading.Lock()

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):  # type: ignore[no-untyped-def, override]
        """Send one request, redirects apart; raises Disallowed where robots.txt says no."""
        options = {"timeout": timeout, "verify": verify, "cert": cert, "proxies": proxies}
        host = self._hosts[urlsplit(request.url).netloc]
        with host.lock:
            if host.robots is None:
                host.robots = self._robots(request.url, host, options)
        if not host.robots.can_fetch(request.url, self.agent):
            raise Disallowed(request=request)
        return self._sent(request, host, stream=stream, **options)

    def _robots(self, address: str, host: Host, options: dict) -> Protego:
        """What the robots.txt of a host allows: everything where it has none."""
        at = urljoin(address, "/robots.txt")
        for _ in range(MOST_HOPS):
            asked = requests.Request("GET", at, headers={"User-Agent": self.agent}).prepare()
            response = self._sent(asked, host, **options)
            text = response.text  # read whole, so that its connection is free again
            if not response.is_redirect:
                break
            at = urljoin(at, response.headers["location"])
        if response.status_code == 429 or response.status_code >= 500:
            raise requests.HTTPError(f"robots.txt answered {response.status_code}", response=response)
        return Protego.parse(text if response.ok else "")

    def _sent(self, request: requests.PreparedRequest, host: Host, **options) -> requests.Response:  # type: ignore[no-untyped-def]
        """One exchange after the pause, counted; the answer bears the real address also when a stand-in gave it."""
        self._await_turn(host)
        real = str(request.url)
        name = urlsplit(real).netloc
        if stand_in := self.stand_ins.get(name):
            request = request.copy()
            request.url = stand_in + real.split(name, 1)[1]
            request.headers["Host"] = name
            options["proxies"] = {}
        response = super().send(request, **options)
        response.url = real
        with self._counting:
            self.requests[str(request.method), name, response.status_code] += 1
        return response

    def _await_turn(self, host: Host) -> None:
        """Sleep until this host may be asked again."""
        delay = float(host.robots.crawl_delay(self.agent) or 0) if host.robots and self.pause else 0.0
        with self._counting:
            now = time.monotonic()
            turn = max(now, host.free_at)
            host.free_at = turn + max(self.pause, delay)
        if turn > now:
            time.sleep(turn - now)
