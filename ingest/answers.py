"""What hosts answer: told apart into what is wanted, what to try again and what to refuse; and kept on disk."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import json
import logging
import re
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import requests
from urllib3.exceptions import MaxRetryError, NameResolutionError, NewConnectionError

from ingest.manners import A_DAY, MOST_PATIENCE, Elsewhere, is_challenge, retry_after
from ingest.store import write_bytes
from ingest.transport import Disallowed

LEAST_WORDS = 5
BY_HAND = "save the file by hand into data/raw under its name there and run again with --offline"
HTML = re.compile(
    rb"(\xef\xbb\xbf)?\s*((<!--.*?-->|<\?xml.*?\?>)\s*)*(<!doctype html|<html|<head|<body)",
    re.IGNORECASE | re.DOTALL,
)
UNREADABLE = (OSError, EOFError, ValueError, TypeError, zlib.error)
LOG = logging.getLogger(__name__)


class Refused(ValueError):
    """A publisher's answer that cannot be used; the message names the host, what was fetched and the mend.

    `status` and `problem` are the HTTP status and the decoded body of an answer that says what was wrong with the
    question. After a refusal that `closes_host`, the host is asked nothing more in this run.
    `host` is named in the message of one that is `named`.
    """

    host = ""

    def __init__(
        self, reason: str, *, status: int | None = None, problem: Any = None, closes_host: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason, self.status, self.problem, self.closes_host = reason, status, problem, closes_host

    def named(self, host: str, what: str, address: str) -> Refused:
        """The same refusal with its message whole."""
        about = f" {what}:" if what else ""
        whole = Refused(self.reason, status=self.status, problem=self.problem, closes_host=self.closes_host)
        whole.host = host
        whole.args = (f"{host}:{about} {address} {self.reason}",)
        return whole


class Transient(Exception):
    """Something that may go better at another try, after `retry_after` seconds if the host said so."""

    def __init__(self, reason: str, retry_after: float = 0.0, closes_host: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.retry_after, self.closes_host = reason, retry_after, closes_host

    def given_up(self, tries: int) -> Refused:
        """The refusal after the last try."""
        return Refused(
            f"{self.reason}, {tries} times in a row: run again later, what was fetched is kept",
            closes_host=self.closes_host,
        )


@dataclass(frozen=True)
class Answer:
    """A whole answer in text; `address` is where redirects led."""

    status: int
    address: str
    text: str
    etag: str = ""
    modified: str = ""

    def conditions(self) -> dict[str, str]:
        """The headers that ask for another answer only if there is one."""
        return conditions(self.etag, self.modified)


def conditions(etag: str, modified: str) -> dict[str, str]:
    """The headers that ask for an answer only if it is another than the one of these."""
    headers = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in headers.items() if value}


@dataclass(frozen=True)
class Kept:
    """Answers on disk, and what hosts said of files, by address."""

    folder: Path

    def answer(self, address: str) -> Answer | None:
        """The last answer that was kept, None also where what is kept cannot be read."""
        try:
            return Answer(**json.loads(gzip.decompress(self._path("answers", address).read_bytes())))
        except UNREADABLE:
            return None

    def keep_answer(self, address: str, answer: Answer) -> None:
        """Keep an answer for `answer`."""
        content = json.dumps(asdict(answer), ensure_ascii=False).encode()
        write_bytes(self._path("answers", address), gzip.compress(content, mtime=0))

    def validators(self, address: str, of: str) -> dict[str, Any]:
        """What was noted of the file from an address; `of` is 'whole' or 'part'."""
        try:
            noted = json.loads(self._path(of, address).read_bytes())
            return noted if isinstance(noted, dict) else {}
        except UNREADABLE:
            return {}

    def note(self, address: str, of: str, validators: dict[str, Any]) -> None:
        """Note validators for `validators`."""
        write_bytes(self._path(of, address), json.dumps({"address": address, **validators}).encode())

    def _path(self, kind: str, address: str) -> Path:
        return self.folder / kind / hashlib.sha256(address.encode()).hexdigest()[:32]


def understood(problem: requests.RequestException) -> Refused | Transient:
    """What a failed exchange means, in words; what the libraries said is in the log."""
    LOG.info("%s: %s", type(problem).__name__, problem)
    if isinstance(problem, Disallowed):
        return Refused(f"is closed to programs by the host's robots.txt: ask the publisher, or {BY_HAND}")
    if isinstance(problem, Elsewhere):
        return Refused(f"{problem}: look at it in a browser and correct the address in its dataset")
    if isinstance(problem, requests.HTTPError) and problem.response is not None:
        return of_robots(problem.response)
    words = f"did not answer properly ({type(problem).__name__}: {problem})"
    if isinstance(problem, requests.exceptions.SSLError):
        return Refused(f"{words}: if your network has its own certificates, name them in REQUESTS_CA_BUNDLE")
    if isinstance(problem, requests.TooManyRedirects | ValueError) and not isinstance(
        problem, requests.JSONDecodeError
    ):
        return Refused(f"{words}: the publisher has moved it; correct the address in its dataset")
    first = problem.args[0] if problem.args else None
    reason = getattr(first, "reason", None)
    unreachable = isinstance(first, MaxRetryError) and isinstance(reason, NewConnectionError)
    if isinstance(reason, NameResolutionError):
        words = "no connection: this machine may have no network, its name is not found"
    elif unreachable or isinstance(problem, requests.ConnectTimeout):
        words = "no connection: nothing answers there, or this machine may have no network"
    elif isinstance(problem, requests.Timeout) or "timed out" in str(problem):
        words = "did not answer in time"
    elif isinstance(problem, requests.ConnectionError | requests.exceptions.ChunkedEncodingError):
        words = "broke the connection off"
    return Transient(words, closes_host=unreachable or isinstance(problem, requests.ConnectTimeout))


def of_robots(response: requests.Response) -> Refused | Transient:
    """What it means that robots.txt was answered so."""
    try:
        require_no_challenge(response.text)
        require_welcome(response)
    except (Refused, Transient) as said:
        said.reason = f"robots.txt {said.reason}"
        return said
    return Transient(f"robots.txt answered {response.status_code}")


def require_welcome(response: requests.Response, allowed: tuple[int, ...] = ()) -> None:
    """Raise unless the status is one that the caller can use."""
    status = response.status_code
    if status < 300 or status == 304 or status in allowed:
        return
    if status >= 400:
        require_no_challenge(response.text)
    if status in (408, 425, 429) or status >= 500:
        delay = retry_after(response.headers.get("Retry-After", ""))
        if delay > MOST_PATIENCE:
            raise Refused(
                f"answered {status} and asks to wait {in_words(delay)}: run again after that",
                closes_host=True,
            )
        raise Transient(f"answered {status}", delay, closes_host=status == 429)
    if status in (401, 403, 451):
        problem = said(response)
        raise Refused(
            f"answered {status}, it is not open to us: ask the publisher, or {BY_HAND}",
            status=status,
            problem=problem,
            closes_host=True,
        )
    if status in (404, 410):
        raise Refused(
            f"answered {status}, nothing is there now: look where the publisher has moved it and correct its "
            f"dataset, or {BY_HAND}",
            status=status,
        )
    problem = said(response)
    raise Refused(f"answered {status} ({problem}): correct the question", status=status, problem=problem)


def in_words(seconds: float) -> str:
    """A wait as a person says it."""
    return "a day or more" if seconds >= A_DAY else f"{seconds / 60:.0f} minutes"


def said(response: requests.Response) -> Any:
    """The body of an error: decoded if it is JSON, else the beginning of its text."""
    try:
        return response.json()
    except ValueError:
        return response.text[:200]


def read(response: requests.Response) -> Answer:
    """The whole answer; a body that does not name its encoding is UTF-8, with or without its mark."""
    named = response.encoding if "charset" in response.headers.get("Content-Type", "") else ""
    try:
        encoding = codecs.lookup(named or "utf-8").name
    except LookupError:
        raise Refused(
            f"answered in the character set {named!r}, which is none: open it in a browser; if it reads well there, "
            "tell the publisher"
        ) from None
    return Answer(
        response.status_code,
        str(response.url),
        response.content.decode("utf-8-sig" if encoding == "utf-8" else encoding, errors="replace"),
        response.headers.get("ETag", ""),
        response.headers.get("Last-Modified", ""),
    )


def json_answer(response: requests.Response) -> Answer:
    """An answer that is JSON; raises Refused for anything else."""
    answer = read(response)
    try:
        json.loads(answer.text)
    except ValueError:
        require_no_challenge(answer.text)
        kind = response.headers.get("Content-Type", "no type")
        raise Refused(
            f"answered something that is not JSON ({kind}): open it in a browser; if the site has changed, its "
            "reader here needs correcting"
        ) from None
    return answer


def page_answer(response: requests.Response) -> Answer:
    """An answer that is a page with something on it, or none at all (404, 410); raises Refused for an empty shell."""
    answer = read(response)
    require_no_challenge(answer.text)
    shown = re.sub(r"(?s)<(script|style|head)\b.*?</\1>|<[^>]*>", " ", answer.text)
    if answer.status < 300 and len(shown.split()) < LEAST_WORDS:
        raise Refused("answered an empty page: run again later; if it stays so, open it in a browser")
    return answer


def require_no_challenge(text: str) -> None:
    """Raise for a page by which a host asks whether a person is there: we are not, and do not pretend."""
    if is_challenge(text):
        raise Refused(
            "answered with a check for robots instead of what was asked: it is not evaded; run again another day, "
            f"ask the publisher, or {BY_HAND}",
            closes_host=True,
        )


def unwritten(problem: OSError) -> Refused:
    """What it means that something could not be read or written here."""
    where = f" at {problem.filename}" if problem.filename else ""
    return Refused(
        f"could not be put down{where} ({problem.strerror or problem}): make room on the disk or mend the folder's "
        "rights, and run again: what was fetched is kept"
    )


def require_file(response: requests.Response, suffix: str) -> None:
    """Raise when a page came instead of a file."""
    if "text/html" in response.headers.get("Content-Type", "") and suffix not in (".html", ".htm"):
        require_no_challenge(response.text)
        raise Refused(f"answered with a page instead of a file: open it in a browser, or {BY_HAND}")
