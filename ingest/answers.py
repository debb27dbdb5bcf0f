"""What hosts answer: told apart into what is wanted, what to try again and what to refuse; and kept on disk."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError

from ingest.store import write_bytes
from ingest.transport import Disallowed

MOST_PATIENCE = 300.0
LEAST_WORDS = 5
BY_HAND = "save the file by hand into data/raw under its name there and run again with --offline"
# What stands on the pages by which hosts ask whether a person is there; their status is often 200.
CHALLENGE = re.compile(
    r"<title>[^<]*(just a moment|attention required|access denied|captcha|are you (a robot|human)|"
    r"security check|verify you are human|request unsuccessful)|id=.challenge-form|_incapsula_resource|cf-chl-",
    re.IGNORECASE,
)
HTML = re.compile(
    rb"(\xef\xbb\xbf)?\s*((<!--.*?-->|<\?xml.*?\?>)\s*)*(<!doctype html|<html|<head|<body)",
    re.IGNORECASE | re.DOTALL,
)


class Refused(ValueError):
    """A publisher's answer that cannot be used; the message names the host, what was fetched and the mend.

    `status` and `problem` are the HTTP status and the decoded body of an answer that says what was wrong with the
    question. After a refusal that `closes_host`, the host is asked nothing more in this run.
    """

    def __init__(
        self, reason: str, *, status: int | None = None, problem: Any = None, closes_host: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason, self.status, self.problem, self.closes_host = reason, status, problem, closes_host

    def named(self, host: str, what: str, address: str) -> Refused:
        """The same refusal with its message whole."""
        about = f" {what}:" if what else ""
        whole = Refused(self.reason, status=self.status, problem=self.problem, closes_host=self.closes_host)
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
        """The last answer that was kept."""
        path = self._path("answers", address)
        return Answer(**json.loads(gzip.decompress(path.read_bytes()))) if path.is_file() else None

    def keep_answer(self, address: str, answer: Answer) -> None:
        """Keep an answer for `answer`."""
        content = json.dumps(asdict(answer), ensure_ascii=False).encode()
        write_bytes(self._path("answers", address), gzip.compress(content, mtime=0))

    def validators(self, address: str, of: str) -> dict[str, Any]:
        """What was noted of the file from an address; `of` is 'whole' or 'part'."""
        path = self._path(of, address)
        return json.loads(path.read_bytes()) if path.is_file() else {}

    def note(self, address: str, of: str, validators: dict[str, Any]) -> None:
        """Note validators for `validators`."""
        write_bytes(self._path(of, address), json.dumps({"address": address, **validators}).encode())

    def _path(self, kind: str, address: str) -> Path:
        return self.folder / kind / hashlib.sha256(address.encode()).hexdigest()[:32]


def understood(problem: requests.RequestException) -> Refused | Transient:
    """What a failed exchange means."""
    words = f"did not answer properly ({type(problem).__name__}: {problem})"
    if isinstance(problem, Disallowed):
        return Refused(f"is closed to programs by the host's robots.txt: ask the publisher, or {BY_HAND}")
    if isinstance(problem, requests.exceptions.SSLError):
        return Refused(f"{words}: if your network has its own certificates, name them in REQUESTS_CA_BUNDLE")
    if isinstance(problem, requests.TooManyRedirects | ValueError) and not isinstance(
        problem, requests.JSONDecodeError
    ):
        return Refused(f"{words}: the publisher has moved it; correct the address in its dataset")
    reason = getattr(problem.args[0], "reason", None) if problem.args else None
    unreachable = isinstance(problem.args[0] if problem.args else None, MaxRetryError) and isinstance(
        reason, NewConnectionError
    )
    return Transient(words, closes_host=unreachable or isinstance(problem, requests.ConnectTimeout))


def require_welcome(response: requests.Response, allowed: tuple[int, ...] = ()) -> None:
    """Raise unless the status is one that the caller can use."""
    status = response.status_code
    if status < 300 or status == 304 or status in allowed:
        return
    if status in (408, 425, 429) or status >= 500:
        delay = retry_after(response.headers.get("Retry-After", ""))
        if delay > MOST_PATIENCE:
            raise Refused(
                f"answered {status} and asks to wait {delay / 60:.0f} minutes: run again after that",
                closes_host=True,
            )
        raise Transient(f"answered {status}", delay, closes_host=status == 429)
    if status in (401, 403, 451):
        raise Refused(
            f"answered {status}, it is not open to us: ask the publisher, or {BY_HAND}", status=status
        )
    if status in (404, 410):
        raise Refused(
            f"answered {status}, nothing is there now: look where the publisher has moved it and correct its "
            f"dataset, or {BY_HAND}",
            status=status,
        )
    problem = said(response)
    raise Refused(f"answered {status} ({problem}): correct the question", status=status, problem=problem)


def retry_after(header: str) -> float:
    """The seconds that a Retry-After header asks for: a number or a date; 0 when it says neither."""
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0


def said(response: requests.Response) -> Any:
    """The body of an error: decoded if it is JSON, else the beginning of its text."""
    try:
        return response.json()
    except ValueError:
        return response.text[:200]


def read(response: requests.Response) -> Answer:
    """The whole answer; a body that does not name its encoding is UTF-8."""
    encoding = response.encoding if "charset" in response.headers.get("Content-Type", "") else "utf-8"
    return Answer(
        response.status_code,
        str(response.url),
        response.content.decode(encoding or "utf-8", errors="replace"),
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
    if CHALLENGE.search(text[:50_000]):
        raise Refused(
            "answered with a check for robots instead of what was asked: it is not evaded; run again another day, "
            f"ask the publisher, or {BY_HAND}",
            closes_host=True,
        )


def require_file(response: requests.Response, suffix: str) -> None:
    """Raise when a page came instead of a file."""
    if "text/html" in response.headers.get("Content-Type", "") and suffix not in (".html", ".htm"):
        require_no_challenge(response.text)
        raise Refused(f"answered with a page instead of a file: open it in a browser, or {BY_HAND}")
