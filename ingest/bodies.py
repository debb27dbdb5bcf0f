"""The body of an answer, decoded here, so that one that is cut, swollen or coded otherwise is seen and not written."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import requests
import urllib3

from ingest.answers import BY_HAND, Refused, Transient

CHUNK, MOST_AT_ONCE = 1 << 16, 1 << 20
GZIP = zlib.MAX_WBITS | 16
MOST_BYTES = 4 << 30
PLAIN, ZIPPED = ("", "identity"), ("gzip", "x-gzip")


def coding(response: requests.Response) -> str:
    """How the body is coded, '' when it is not; raises Refused for a coding that was not asked for."""
    named = response.headers.get("Content-Encoding", "").strip().lower()
    if named not in PLAIN + ZIPPED:
        raise Refused(
            f"answered in the coding {named!r}, which was not asked for: run again later; if it stays so, {BY_HAND}"
        )
    return "gzip" if named in ZIPPED else ""


def chunks(response: requests.Response) -> Iterator[bytes]:
    """The decoded body in pieces; raises Transient when its coding is broken off, Refused when it swells too far."""
    coded = coding(response)
    length = response.headers.get("Content-Length", "0")
    if not length.strip().isdecimal():
        raise Refused(
            f"gave {length!r} as the length of its answer: run again later; if it stays so, {BY_HAND}"
        )
    try:
        raw = response.raw.stream(CHUNK, decode_content=False)
        total = 0
        for piece in inflated(raw) if coded else raw:
            total += len(piece)
            if total > MOST_BYTES:
                raise Refused(
                    f"sends more than {MOST_BYTES:,} bytes: look at the file in a browser; if it is really so large, "
                    "raise MOST_BYTES in ingest/bodies.py"
                )
            yield piece
    except urllib3.exceptions.HTTPError as problem:
        raise requests.ConnectionError(problem) from problem
    except zlib.error as problem:
        raise Transient(f"sent a body that is not the gzip it says it is ({problem})") from None


def inflated(raw: Iterator[bytes]) -> Iterator[bytes]:
    """What gzip members decode to, never much at once; raises Transient unless the last of them has its end."""
    decoder, has_begun = zlib.decompressobj(GZIP), False
    for piece in raw:
        is_full = False
        while piece or is_full:
            if decoder.eof:
                decoder = zlib.decompressobj(GZIP)
            given = decoder.decompress(piece, MOST_AT_ONCE)
            has_begun, is_full = True, len(given) == MOST_AT_ONCE and not decoder.eof
            piece = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
            yield given
    if has_begun and not decoder.eof:
        raise Transient("sent a gzip without its end")


def taken(response: requests.Response) -> None:
    """Read the body whole, so that `content`, `text` and `json` of the answer are what is decoded here."""
    response._content = b"".join(chunks(response))


def measured(response: requests.Response) -> bool:
    """Whether an end of the body that came too early would have been seen: its length, chunks or gzip tell."""
    headers = response.headers
    chunked = "chunked" in headers.get("Transfer-Encoding", "").lower()
    return chunked or "Content-Length" in headers or bool(coding(response))
