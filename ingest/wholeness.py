"""Whether a file that has come is one of its kind, and whole: a page, an error or a piece may bear its name."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zipfile
from pathlib import Path

from ingest.answers import BY_HAND, HTML, Refused, Transient, require_no_challenge

BEGINNING = 1 << 16
PAGES, TABLES = (".html", ".htm"), (".csv",)
ARCHIVES = (".zip", ".xlsx", ".ods")
PARQUET = b"PAR1"
SELF_EVIDENT = (*ARCHIVES, ".parquet")


def require_kind(path: Path, suffix: str) -> None:
    """Raise Refused unless a file begins as one of its suffix does."""
    with path.open("rb") as file:
        require_beginning(file.read(BEGINNING), suffix)


def require_beginning(beginning: bytes, suffix: str) -> None:
    """Raise Refused for a page, JSON, nothing at all or another kind than the suffix says."""
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not beginning:
        raise Refused("sent an empty file: run again later")
    if suffix not in PAGES and HTML.match(beginning):
        require_no_challenge(beginning.decode("utf-8", errors="replace"))
        raise Refused(f"sent a page instead of a file: open it in a browser, or {BY_HAND}")
    if suffix in (*TABLES, *SELF_EVIDENT) and text[:1] in (b"{", b"["):
        said = " ".join(text[:200].decode("utf-8", errors="replace").split())
        raise Refused(f"sent JSON instead of a file, which says {said}: run again later, or {BY_HAND}")
    signed = b"PK" if suffix in ARCHIVES else PARQUET if suffix == ".parquet" else b""
    if not beginning.startswith(signed):
        raise Refused(
            f"sent something that is no {suffix[1:]} file, it begins with {beginning[:20]!r}: open it in a browser, "
            f"or {BY_HAND}"
        )


def require_end(path: Path, suffix: str, is_measured: bool) -> None:
    """Raise unless a file has its end: Transient if it may have been cut on its way to us.

    That a CSV's last line ends does not prove that it is the last one, so its length must have been measured too.
    """
    problem = without_end(path, suffix)
    if not problem and not is_measured and suffix not in SELF_EVIDENT:
        problem = "did not say how long the file is, so that nobody can tell whether it is whole"
    if not problem:
        return
    if is_measured:
        raise Refused(f"{problem}: run again later; if it stays so, tell the publisher, or {BY_HAND}")
    raise Transient(problem)


def without_end(path: Path, suffix: str) -> str:
    """What is wrong with the end of a file, '' when nothing is."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - len(PARQUET)))
        ending = file.read()
    if suffix in TABLES and not ending.endswith((b"\n", b"\r")):
        return "sent a table whose last line does not end, so that it was cut somewhere"
    if suffix in ARCHIVES and not zipfile.is_zipfile(path):
        return f"sent a {suffix[1:]} that does not open, its end is missing"
    if suffix == ".parquet" and ending != PARQUET:
        return "sent a file that does not open as Parquet, its end is missing"
    return ""


def require_md5(path: Path, etag: str) -> None:
    """Raise Transient when an ETag that is an MD5 is not that of the file."""
    announced = md5_of(etag)
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "md5").digest()
    if announced and announced != found:
        raise Transient(f"sent a file with the MD5 {found.hex()} where {announced.hex()} was announced")


def md5_of(etag: str) -> bytes:
    """The MD5 that an ETag is, in hexadecimal digits or base64; empty when it is something else."""
    text = etag.removeprefix("W/").strip('"')
    if re.fullmatch(r"[0-9a-fA-F]{32}", text):
        return bytes.fromhex(text)
    try:
        digest = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return digest if len(digest) == 16 else b""
