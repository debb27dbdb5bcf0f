"""A polite, patient and suspicious client for publishers' sites: pages, JSON and files.

Polite: it says who asks (SEND_CONTACT), keeps robots.txt, one request a second and two connections for a host, asks
only whether a file has changed where the host can tell, and stops asking a host that shows a check for robots.
Patient: 429, 5xx, cut connections and silence are tried again, later each time; a cut file goes on where it stopped.
Suspicious: a page instead of a file or of JSON, a file of another size or hash, an empty page are refused. What is
refused is a `Refused` that names the host, what was being fetched and what to do. Nothing here evades a block.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
import tenacity

from ingest import answers, bodies, transport
from ingest.answers import Answer, Refused, Transient
from ingest.files import NOT_SATISFIABLE, Download, Downloaded
from ingest.manners import require_same_publisher

T = TypeVar("T")
Progress = Callable[[str, int, int | None], None]
Check = Callable[[Path], None]

CONTACT = "SEND_CONTACT"
TIMEOUTS = (10, 60)
TRIES, FIRST_WAIT, LONGEST_WAIT = 5, 1.0, 60.0
GONE = (404, 410)
STREAMED: dict[str, Any] = {"stream": True, "allowed": (NOT_SATISFIABLE,)}

LOG = logging.getLogger(__name__)
_about: ContextVar[str] = ContextVar("about", default="")


@dataclass(frozen=True)
class Page:
    """An HTML page as text; `address` is where redirects led."""

    status: int
    address: str
    text: str


def agent(contact: str) -> str:
    """The User-Agent: what asks, and whom to write to about it."""
    return f"send-outcomes-ingest/1.0 (public statistics on SEND; contact: {contact or 'not given'})"


class Client:
    """See the module; `cache` keeps what the hosts answered, for questions whether it changed and for `offline`."""

    def __init__(
        self,
        cache: Path,
        *,
        per_second: float = 1.0,
        connections: int = 2,
        contact: str | None = None,
        offline: bool = False,
        progress: Progress | None = None,
        stand_ins: Mapping[str, str] | None = None,
        say: Callable[[str], None] | None = None,
    ) -> None:
        standing = transport.stand_ins() if stand_ins is None else dict(stand_ins)
        name = agent(os.environ.get(CONTACT, "") if contact is None else contact)
        pace = transport.requests_a_second(bool(standing), per_second)
        self.offline, self.progress = offline, progress or (lambda name, done, total: None)
        self.answers = answers.Kept(cache)
        self.transport = transport.Transport(name, pace, connections, standing, say or LOG.info)
        self.requests = self.transport.requests
        self.session = requests.Session()
        self.session.headers.update({"User-Agent": name, "Accept-Encoding": "gzip"})
        self.session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, self.transport)
        self.session.hooks["response"].append(require_same_publisher)
        self._closed: dict[str, str] = {}
        self._once: dict[str, Any] = {}
        self._locks: dict[str, Lock] = {}
        self._asking = Lock()

    @contextmanager
    def about(self, what: str) -> Iterator[None]:
        """Say, for messages, what is being fetched: a dataset and its release."""
        token = _about.set(what)
        try:
            yield
        finally:
            _about.reset(token)

    def json(self, address: str, params: Mapping[str, Any] | None = None) -> Any:
        """What a GET answers, as JSON."""
        got = lambda: json.loads(self._got(address, params, answers.json_answer).text)  # noqa: E731
        return self._named(address, got, is_api=True)

    def posted(self, address: str, body: Any, params: Mapping[str, Any] | None = None) -> Any:
        """What a POST of JSON answers, as JSON; what a 4xx said is in the `problem` of the Refused."""

        def exchange() -> Any:
            with self._open("POST", address, params=params, json=body) as response:
                return json.loads(answers.json_answer(response).text)

        return self._named(address, lambda: patiently(exchange), is_api=True)

    def page(self, address: str, params: Mapping[str, Any] | None = None) -> Page:
        """An HTML page. 404 and 410 are answers, told in `status`; an empty page or a check for robots is refused."""

        def found() -> Page:
            answer = self._got(address, params, answers.page_answer, allowed=GONE)
            return Page(answer.status, answer.address, answer.text)

        return self._named(address, found)

    def download(
        self,
        address: str,
        to: Path,
        *,
        sha256: str = "",
        size: int | None = None,
        params: Mapping[str, Any] | None = None,
        check: Check | None = None,
        md5: bool = False,
    ) -> Downloaded:
        """A file in its place, whole or not at all; `changed` says whether it is another than was there.

        A file that is there already is asked for only on condition that it changed. `sha256` and `size` are what the
        publisher or an earlier fetch says of it, and `md5` that its ETag is its MD5; `check` raises Refused for a file
        that is not what it should be, before it is put in its place.
        """
        full = str(requests.Request("GET", address, params=params).prepare().url)
        wanted = Download(full, to, self.answers, sha256, size, check, md5)

        def exchange() -> Downloaded:
            with self._open("GET", full, headers=wanted.headers(), **STREAMED) as response:
                return wanted.received(response, self._going_on)

        def fetched() -> Downloaded:
            return wanted.held() if self.offline and to.is_file() else patiently(exchange)

        return self._named(address, fetched)

    def placed(self, address: str, to: Path, content: bytes, check: Check | None = None) -> Downloaded:
        """A file in its place whose content was fetched otherwise; as `download`, without asking for it."""
        wanted = Download(address, to, self.answers, check=check)
        to.parent.mkdir(parents=True, exist_ok=True)
        wanted.part.write_bytes(content)
        return self._named(address, lambda: wanted.placed(address))

    def once(self, address: str, params: Mapping[str, Any] | None = None) -> Any:
        """As `json`, but asked only once in a run: several files are found through the same list."""
        key = json.dumps([address, params], sort_keys=True)
        with self._asking:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            if key not in self._once:
                self._once[key] = self.json(address, params)
        return self._once[key]

    def stop(self) -> None:
        """Ask nobody any more, and go on with nothing that is on its way."""
        self.transport.is_stopped = True

    def _named(self, address: str, action: Callable[[], T], is_api: bool = False) -> T:
        """What an action gives; its refusal names the host, what was being fetched and the address.

        An API that says that something is not open says so of that thing, a site of all of it.
        """
        host = urlsplit(address).netloc
        try:
            if host in self._closed:
                raise Refused(self._closed[host], closes_host=True)
            return action()
        except Refused as refusal:
            if refusal.closes_host and not (is_api and refusal.status):
                self._closed.setdefault(host, refusal.reason)
            raise refusal.named(host, _about.get(), address) from None
        except OSError as problem:
            raise answers.unwritten(problem).named(host, _about.get(), address) from problem

    def _going_on(self, name: str, done: int, total: int | None) -> None:
        """Tell the progress of a file, unless the run was stopped."""
        if self.transport.is_stopped:
            raise Refused("was stopped: run again, what was fetched is kept")
        self.progress(name, done, total)

    def _got(
        self,
        address: str,
        params: Mapping[str, Any] | None,
        understand: Callable[[requests.Response], Answer],
        allowed: tuple[int, ...] = (),
    ) -> Answer:
        """The answer to a GET: as kept where the host says that it is unchanged, and always when offline."""
        full = str(requests.Request("GET", address, params=params).prepare().url)
        kept = self.answers.answer(full)
        if self.offline:
            if kept is None:
                raise Refused("was never fetched and this run is offline: run again without --offline")
            return kept

        def exchange() -> Answer:
            headers = kept.conditions() if kept else {}
            with self._open("GET", address, params=params, headers=headers, allowed=allowed) as response:
                if response.status_code == 304:
                    if kept:
                        return kept
                    raise Refused(
                        "answered 304, unchanged, though nothing is kept of it here: run again later"
                    )
                return understand(response)

        answer = patiently(exchange)
        self.answers.keep_answer(full, answer)
        return answer

    @contextmanager
    def _open(
        self,
        method: str,
        address: str,
        *,
        allowed: tuple[int, ...] = (),
        stream: bool = False,
        **options: Any,
    ) -> Iterator[requests.Response]:
        """One exchange, in words: Transient when it may go better later, Refused when it will not."""
        if self.transport.is_stopped:
            raise Refused("was not asked for, the run was stopped: run again")
        if self.offline:
            raise Refused("is not here and this run is offline: run again without --offline")
        try:
            with self.session.request(method, address, timeout=TIMEOUTS, stream=True, **options) as response:
                if not stream or response.status_code >= 400:
                    bodies.taken(response)
                answers.require_welcome(response, allowed)
                yield response
        except requests.RequestException as problem:
            raise answers.understood(problem) from problem


def patiently(exchange: Callable[[], T]) -> T:
    """The outcome of an exchange, tried again while there is hope."""
    retrying = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(TRIES),
        wait=wait,
        retry=tenacity.retry_if_exception_type(Transient),
        reraise=True,
    )
    try:
        return retrying(exchange)
    except Transient as last:
        raise last.given_up(TRIES) from None


def wait(state: tenacity.RetryCallState) -> float:
    """Seconds until the next try: as the host asked, else longer each time, with chance in it."""
    problem = state.outcome.exception() if state.outcome else None
    own = tenacity.wait_random_exponential(FIRST_WAIT, LONGEST_WAIT)(state)
    return max(own, problem.retry_after) if isinstance(problem, Transient) else own
