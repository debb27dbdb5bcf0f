"""The way of every request: allowed by robots.txt, paced, counted, and led to a stand-in where a test names one.

All of it happens below `requests`, so that redirects and repeats are held to it as well.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests
from protego import Protego
from requests.adapters import HTTPAdapter

from ingest.manners import MOST_PATIENCE, is_challenge, require_same_publisher, retry_after

MOST_HOPS = 5
MOST_A_SECOND, LONGEST_DELAY = 1.0, 60.0
MOST_OF_ROBOTS = 500_000
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
    """The pace for each host; SEND_REQUESTS_A_SECOND overrides it, faster, or 0 for no pause, is for stand-ins."""
    text = os.environ.get(PACE, "")
    try:
        pace = float(text) if text else per_second
    except ValueError:
        raise ValueError(f"{PACE}={text!r} is not a number: write for instance {PACE}=0.5") from None
    if not math.isfinite(pace) or pace < 0 or (not has_stand_ins and not 0 < pace <= MOST_A_SECOND):
        raise ValueError(
            f"{PACE}={text} would not leave publishers in peace: give a number above 0 and at most {MOST_A_SECOND:g}"
        )
    return pace


@dataclass
class Host:
    """What is known of a host during a run: when it may be asked again, and what its robots.txt allows."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    held_until: float = 0.0
    delay: float = 0.0
    robots: Protego | None = None


class Transport(HTTPAdapter):
    """At most `connections` at a time and `per_second` requests a second to a host; `requests` counts them all."""

    def __init__(
        self,
        agent: str,
        per_second: float,
        connections: int,
        stand_ins: dict[str, str],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(pool_connections=32, pool_maxsize=connections, pool_block=True)
        self.agent, self.say = agent, say
        self.is_stopped = False
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
                host.delay = self._delay(host.robots, urlsplit(request.url).netloc)
        if not host.robots.can_fetch(request.url, self.agent):
            raise Disallowed(request=request)
        return self._sent(request, host, stream=stream, **options)

    def _robots(self, address: str, host: Host, options: dict) -> Protego:
        """What the robots.txt of a host allows: everything where it has none."""
        at = urljoin(address, "/robots.txt")
        for _ in range(MOST_HOPS):
            asked = requests.Request("GET", at, headers={"User-Agent": self.agent}).prepare()
            response = self._sent(asked, host, **options)
            text = response.content[:MOST_OF_ROBOTS].decode("utf-8-sig", errors="replace")
            require_same_publisher(response)
            if not response.is_redirect:
                break
            at = urljoin(at, response.headers["location"])
        if response.status_code == 429 or response.status_code >= 500 or is_challenge(text):
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
            if response.status_code >= 400:
                wait = min(MOST_PATIENCE, retry_after(response.headers.get("Retry-After", "")))
                host.held_until = max(host.held_until, time.monotonic() + wait)
        return response

    def _delay(self, robots: Protego, name: str) -> float:
        """The seconds between requests that robots.txt asks for, within reason; said when they are many."""
        asked = float(robots.crawl_delay(self.agent) or 0) if self.pause else 0.0
        kept = min(asked, LONGEST_DELAY) if math.isfinite(asked) else LONGEST_DELAY
        if kept > self.pause:
            less = (
                f": we wait {kept:g}, so leave it out with --only if that is too fast for it"
                if kept < asked
                else ""
            )
            self.say(f"{name} asks in its robots.txt for {asked:,.0f} seconds between requests{less}.")
        return kept

    def _await_turn(self, host: Host) -> None:
        """Sleep until this host may be asked again; if it asks for more patience meanwhile, queue again."""
        now = time.monotonic()
        while True:
            with self._counting:
                turn = max(now, host.free_at, host.held_until)
                host.free_at = turn + max(self.pause, host.delay)
            if turn > now:
                time.sleep(turn - now)
            now = turn
            if host.held_until <= turn:
                return
