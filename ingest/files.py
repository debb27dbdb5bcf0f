"""One file on its way from a publisher into its place: resumed, checked, and moved there in one step."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests

from ingest.answers import (
    BY_HAND,
    HTML,
    Kept,
    Refused,
    Transient,
    conditions,
    require_file,
    require_no_challenge,
)

CHUNK = 1 << 16
NOT_SATISFIABLE, PARTIAL, UNCHANGED = 416, 206, 304


@dataclass(frozen=True)
class Downloaded:
    """A file that is in its place: where from, and whether it is another than was there before."""

    path: Path
    address: str
    sha256: str
    size: int
    changed: bool


def digest(path: Path) -> str:
    """The SHA-256 of a file, '' where there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True)
class Download:
    """A file that is wanted at `to`; what has come of it so far is in `.<name>.part` beside its place."""

    address: str
    to: Path
    kept: Kept
    sha256: str = ""
    size: int | None = None
    check: Callable[[Path], None] | None = None

    @property
    def part(self) -> Path:
        """Where the file grows."""
        return self.to.with_name(f".{self.to.name}.part")

    def headers(self) -> dict[str, str]:
        """Ask for the rest of what was begun, or else for the file if it is another than the one that is held."""
        headers = {"Accept-Encoding": "identity"}
        begun = self.part.stat().st_size if self.part.is_file() else 0
        unfinished = self.kept.validators(self.address, "part")
        if begun and (same := strong(unfinished)):
            return headers | {"Range": f"bytes={begun}-", "If-Range": same}
        whole = self.kept.validators(self.address, "whole")
        if whole and digest(self.to) == whole["sha256"] and self.sha256 in ("", whole["sha256"]):
            return headers | conditions(whole["etag"], whole["modified"])
        return headers

    def held(self) -> Downloaded:
        """The file that is in its place already."""
        return Downloaded(self.to, self.address, digest(self.to), self.to.stat().st_size, changed=False)

    def received(
        self, response: requests.Response, progress: Callable[[str, int, int | None], None]
    ) -> Downloaded:
        """Take an answer in: the file moved into its place, or Transient or Refused and its place untouched."""
        if response.status_code == UNCHANGED:
            return self.held()
        require_file(response, self.to.suffix)
        start = self._start(response)
        validators = {name: response.headers.get(header, "") for name, header in VALIDATORS.items()}
        if response.headers.get("Content-Encoding", "identity") != "identity":
            validators = dict.fromkeys(VALIDATORS, "")  # what is written is not what a range would count
        self.kept.note(self.address, "part", validators)
        length = response.headers.get("Content-Length")
        total = start + int(length) if length else self.size
        self.to.parent.mkdir(parents=True, exist_ok=True)
        with self.part.open("ab" if start else "wb") as file:
            for chunk in response.iter_content(CHUNK):
                file.write(chunk)
                progress(self.to.name, file.tell(), total)
        done = self.placed(str(response.url), resumed=start > 0)
        self.kept.note(self.address, "whole", {**validators, "sha256": done.sha256})
        return done

    def placed(self, address: str, resumed: bool = False) -> Downloaded:
        """Move what has come into its place, if it is sound; else it is thrown away and its place untouched."""
        sha256, size = self._sound(resumed), self.part.stat().st_size
        changed = digest(self.to) != sha256
        self.part.replace(self.to)
        return Downloaded(self.to, address, sha256, size, changed)

    def _start(self, response: requests.Response) -> int:
        """The byte at which an answer begins; Transient, and all begun anew, when it is not where we stopped."""
        begun = self.part.stat().st_size if self.part.is_file() else 0
        if response.status_code not in (NOT_SATISFIABLE, PARTIAL):
            return 0
        first = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
        if response.status_code == PARTIAL and first and int(first[1]) == begun:
            return begun
        self.part.unlink(missing_ok=True)
        raise Transient("cannot go on where the file was cut")

    def _sound(self, resumed: bool) -> str:
        """The hash of what has come; raises, and throws it away, unless it is the file that was announced."""
        found, size = digest(self.part), self.part.stat().st_size
        with self.part.open("rb") as file:
            beginning = file.read(CHUNK)
        try:
            if self.to.suffix not in (".html", ".htm") and HTML.match(beginning):
                require_no_challenge(beginning.decode("utf-8", errors="replace"))
                raise Refused(f"sent a page instead of a file: open it in a browser, or {BY_HAND}")
            if not size:
                raise Refused("sent an empty file: run again later")
            wrong = self._unlike(found, size)
            if wrong and resumed:
                raise Transient(wrong)
            if wrong:
                raise Refused(
                    f"{wrong}: the publisher may have replaced it while it was fetched, so run again; if it stays so, "
                    "compare it by hand with what its dataset declares"
                )
            if self.check:
                self.check(self.part)
        except (Refused, Transient):
            self.part.unlink()
            raise
        return found

    def _unlike(self, sha256: str, size: int) -> str:
        """How the file differs from what was announced, '' when it does not."""
        if self.size is not None and size != self.size:
            return f"sent {size:,} bytes where {self.size:,} were announced"
        if self.sha256 and sha256 != self.sha256:
            return f"sent a file with the SHA-256 {sha256} where {self.sha256} was announced"
        return ""


VALIDATORS = {"etag": "ETag", "modified": "Last-Modified"}


def strong(validators: dict[str, str]) -> str:
    """A validator by which a part may be completed, '' where the host gave none that is sure."""
    etag = validators.get("etag", "")
    return etag if etag and not etag.startswith("W/") else validators.get("modified", "")
