"""One file on its way from a publisher into its place: resumed, checked, and moved there in one step."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests

from ingest import wholeness
from ingest.answers import BY_HAND, Kept, Refused, Transient, conditions, require_file
from ingest.bodies import chunks, coding, measured

RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
NOT_SATISFIABLE, PARTIAL, UNCHANGED = 416, 206, 304


@dataclass(frozen=True)
class Downloaded:
    """A file that is in its place: where from, and whether it is another than was there before.

    `note` is what a person must know of it though it can be used, '' for nothing.
    """

    path: Path
    address: str
    sha256: str
    size: int
    changed: bool
    note: str = ""


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
    md5: bool = False

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
        held = whole.get("sha256")
        if held and digest(self.to) == held and self.sha256 in ("", held):
            return headers | conditions(whole.get("etag", ""), whole.get("modified", ""))
        return headers

    def held(self) -> Downloaded:
        """The file that is in its place already."""
        return Downloaded(self.to, self.address, digest(self.to), self.to.stat().st_size, changed=False)

    def received(
        self, response: requests.Response, progress: Callable[[str, int, int | None], None]
    ) -> Downloaded:
        """Take an answer in: the file moved into its place, or Transient or Refused and its place untouched."""
        if response.status_code == UNCHANGED:
            return self._unchanged(response)
        require_file(response, self.to.suffix)
        start, total = self._start(response)
        validators = {name: response.headers.get(header, "") for name, header in VALIDATORS.items()}
        # what is written of a coded answer is not what a range would count
        self.kept.note(
            self.address, "part", dict.fromkeys(VALIDATORS, "") if coding(response) else validators
        )
        self.to.parent.mkdir(parents=True, exist_ok=True)
        with self.part.open("ab" if start else "wb") as file:
            for chunk in chunks(response):
                file.write(chunk)
                progress(self.to.name, file.tell(), total)
        if response.status_code == PARTIAL and self.part.stat().st_size != total:
            self.part.unlink()
            raise Transient("sent less than the rest of the file")
        is_measured = measured(response) or bool(self.sha256) or self.size is not None
        etag = validators["etag"] if self.md5 else ""
        done = self.placed(str(response.url), start > 0, is_measured, etag)
        self.kept.note(self.address, "whole", {**validators, "sha256": done.sha256})
        return done

    def _unchanged(self, response: requests.Response) -> Downloaded:
        """The file that is held, when the host was asked whether it changed."""
        asked = response.request.headers
        if not self.to.is_file() or not {"If-None-Match", "If-Modified-Since"} & set(asked):
            raise Refused(
                f"answered 304, unchanged, though nothing was asked of a change: run again later, or {BY_HAND}"
            )
        return self.held()

    def placed(
        self, address: str, resumed: bool = False, is_measured: bool = True, etag: str = ""
    ) -> Downloaded:
        """Move what has come into its place, if it is sound; else it is thrown away and its place untouched."""
        sha256, size = self._sound(resumed, is_measured, etag), self.part.stat().st_size
        changed = digest(self.to) != sha256
        with self.part.open("rb") as file:
            os.fsync(file.fileno())
        self.part.replace(self.to)
        return Downloaded(self.to, address, sha256, size, changed)

    def _start(self, response: requests.Response) -> tuple[int, int | None]:
        """The byte at which an answer begins, and that at which the file ends, where known.

        Transient, and all begun anew, when it is not the rest of what was begun.
        """
        if response.status_code not in (NOT_SATISFIABLE, PARTIAL):
            length = response.headers.get("Content-Length", "")
            return 0, int(length) if length.isdigit() and not coding(response) else self.size
        if "Range" not in response.request.headers:
            raise Refused(
                f"answered with a part where the whole was asked for: run again later, or {BY_HAND}"
            )
        begun = self.part.stat().st_size if self.part.is_file() else 0
        unfinished = self.kept.validators(self.address, "part")
        kind, header = ("etag", "ETag") if unfinished.get("etag") else ("modified", "Last-Modified")
        is_same = response.headers.get(header, "") == unfinished.get(kind) != ""
        given = RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
        first, last, total = map(int, given.groups()) if given else (-1, -1, -1)
        if response.status_code == PARTIAL and is_same and first == begun and last + 1 == total:
            return begun, total
        self.part.unlink(missing_ok=True)
        raise Transient("cannot go on where the file was cut")

    def _sound(self, resumed: bool, is_measured: bool, etag: str) -> str:
        """The hash of what has come; raises, and throws it away, unless it is the file that was announced."""
        found, size = digest(self.part), self.part.stat().st_size
        try:
            wholeness.require_kind(self.part, self.to.suffix)
            wrong = self._unlike(found, size)
            if wrong and resumed:
                raise Transient(wrong)
            if wrong:
                raise Refused(
                    f"{wrong}: the publisher may have replaced it while it was fetched, so run again; if it stays so, "
                    "compare it by hand with what its dataset declares"
                )
            wholeness.require_end(self.part, self.to.suffix, is_measured)
            wholeness.require_md5(self.part, etag)
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
