"""A reader on a very slow line: the request is sent a few bytes at a time, and the answer taken so."""

from __future__ import annotations

import gzip
import io
import random
import socket
import time
from http.client import HTTPException, HTTPResponse
from typing import Any, cast
from urllib.parse import urlsplit

from bench.serve import PATIENCE
from bench.soak.pages import Ask
from bench.soak.readers import World

SENT, TAKEN = 8, 4096
"""Bytes at a time."""
KIND = "page on a slow line"


def slow(world: World) -> None:
    """Opens pages slowly, one after the other."""
    while not world.stop.is_set():
        address, start = random.choice(world.addresses), time.perf_counter()
        try:
            content, wrong = whole(_taken(world, address))
        except OSError as error:
            content, wrong = b"", type(error).__name__
        if wrong:
            world.tally.failed(KIND, wrong, address)
        else:
            world.tally.answered(KIND, time.perf_counter() - start)
            world.states(Ask("page", address), content, KIND)
        world.pause(0, 1)


def whole(answer: bytes) -> tuple[bytes, str]:
    """The content of a raw answer of HTTP/1.1, and what is wrong with it; '' for nothing."""

    class Taken:
        def makefile(self, _: str) -> io.BytesIO:
            return io.BytesIO(answer)

    read = HTTPResponse(cast(Any, Taken()), method="GET")
    try:
        read.begin()
        content = read.read()
        if read.getheader("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
    except (HTTPException, EOFError) as error:
        return b"", "no answer" if not answer else f"cut short ({type(error).__name__})"
    return content, "" if read.status == 200 else f"status {read.status}"


def _taken(world: World, address: str) -> bytes:
    place = urlsplit(world.site)
    asked = f"GET {address} HTTP/1.1\r\nHost: {place.netloc}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    with socket.create_connection((place.hostname, place.port), timeout=PATIENCE) as line:
        raw = asked.encode("ascii")
        for at in range(0, len(raw), SENT):
            line.sendall(raw[at : at + SENT])
            time.sleep(0.05)
        answer = b""
        while part := line.recv(TAKEN):
            answer += part
            time.sleep(0.02)
    return answer
