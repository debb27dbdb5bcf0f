"""A reader on a very slow line: the request is sent a few bytes at a time, and the answer taken so."""

from __future__ import annotations

import random
import socket
import time
from urllib.parse import urlsplit

from bench.serve import PATIENCE
from bench.soak.readers import World

SENT, TAKEN = 8, 4096
"""Bytes at a time."""
KIND = "page on a slow line"


def slow(world: World) -> None:
    """Opens pages slowly, one after the other."""
    while not world.stop.is_set():
        address, start = random.choice(world.addresses), time.perf_counter()
        try:
            told = is_whole(_taken(world, address))
        except OSError as error:
            told = type(error).__name__
        if told:
            world.tally.failed(KIND, told, address)
        else:
            world.tally.answered(KIND, time.perf_counter() - start)
        world.pause(0, 1)


def is_whole(answer: bytes) -> str:
    """What is wrong with a raw answer of HTTP/1.1; '' for nothing."""
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    if " 200 " not in f"{status} ":
        return status or "no answer"
    headers = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in lines)}
    if "content-length" in headers:
        return "" if len(body) == int(headers["content-length"]) else "cut short"
    return "" if body.endswith(b"0\r\n\r\n") else "cut short"


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
