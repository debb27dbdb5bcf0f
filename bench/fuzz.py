"""Sends rubbish of every class to every address and callback: python -m bench.fuzz [--rounds 5] [--seed 1]

The site is served as `make run` serves it, by one worker, and asked over real connections. No answer may be an error of
ours, show a trace, lack the headers that protect readers, tell back a script as one, or be given to an address that has
a postcode in the place of a name; and the worker may not grow.
What was sent is the same for the same seed. Counts for each class are printed and written to dist/fuzz.json.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit

from bench import headers
from bench.request import Request
from bench.rubbish import CLASSES, ELSEWHERE, IS_POSTCODE, MARK, misplaced
from bench.serve import PATIENCE, memory_mb, served
from layouts import answers, compression, links, problems, safety
from layouts.exhibit import EMBED

OUT = Path("dist/fuzz.json")
MOST_GROWTH = (sum(answers.ROOMS.values()) + compression.MOST) / answers.MEGABYTE
"""MB that a worker may grow once it has answered each good request: some rubbish is no rubbish to some address, and its
answers fill the rooms of `layouts.answers` and what `layouts.compression` keeps of static files. Both are bounded, and
no reader's words are kept elsewhere."""
BEGINNING = 512 * 1024
"""Bytes of an answer that are read."""
TRACE = re.compile(
    rb'Traceback \(most recent|File "/|site-packages|werkzeug|gunicorn/\d|Python/3|dash_version'
)
AWAY = re.compile(rb'(?:="|": ?")(?:https?:)?[\\/]{2,}[^/"?#]*' + re.escape(ELSEWHERE.encode()))
"""A link, or a component's, to another site: browsers take slashes either way round."""
OURS = b"This page could not be made"
"""A callback that fails answers with these words, and with 200."""
POSTCODE = "postcode in the address"
"""The class of rubbish that is the same each time, and so is sent once."""
COUNTED = "Anonymous"
"""The memory that is counted: what files are mapped changes as other programs on the machine come and go."""
BY_GUNICORN = re.compile(rb"^<html>\s*<head>\s*<title>")
"""How gunicorn answers what is no HTTP, before any of our code."""


@dataclass(frozen=True)
class Answered:
    """What came back; status 0 for a connection that was closed without an answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Send = Callable[[Request], Answered]


@dataclass
class Found:
    """Of each class and each address how often it was sent, with what statuses, what was wrong, and the slowest."""

    sent: Counter[tuple[str, str]] = field(default_factory=Counter)
    statuses: dict[str, Counter[int]] = field(default_factory=dict)
    slowest: dict[str, float] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    memory: list[float | None] = field(default_factory=list)


def rounds(
    targets: Iterable[Request], send: Send, seed: int, found: Found, classes: Iterable[str] = CLASSES
) -> None:
    """Send each target once in each class."""
    for good in targets:
        for name in classes:
            _sent(name, CLASSES[name](Random(f"{seed} {name} {good.name}"), good), send, found)


def postcodes(targets: Iterable[Request], send: Send, found: Found) -> None:
    """Send each target with a postcode wherever its address has a name."""
    for good in targets:
        for request in misplaced(good):
            _sent(POSTCODE, request, send, found)


def _sent(name: str, request: Request, send: Send, found: Found) -> None:
    start = time.monotonic()
    answered = send(request)
    took = time.monotonic() - start
    found.sent[name, request.name] += 1
    found.statuses.setdefault(name, Counter())[answered.status] += 1
    found.slowest[name] = max(found.slowest.get(name, 0.0), took)
    for fault in faults(request, answered):
        found.wrong.setdefault(
            f"{fault}: {name}, {request.name}",
            f"{request.method} {request.target[:300]!r} {request.body[:300]!r}",
        )


def faults(request: Request, answered: Answered) -> list[str]:
    """What is wrong with an answer; none is right where the server refused to read so much, and the rest was lost."""
    kind, location = answered.headers.get("content-type", ""), answered.headers.get("location", "")
    seen = {
        f"status {answered.status}": answered.status >= 500,
        "no answer": not answered.status and len(request.body) <= safety.MOST_BYTES,
        "words of an error of ours": OURS in answered.body,
        "a trace or a version": bool(TRACE.search(answered.body)) and "javascript" not in kind,
        "a script told back": MARK.encode() in answered.body and kind.startswith(("text/html", "image/svg")),
        "a way elsewhere": bool(AWAY.search(answered.body) or AWAY.search(f'="{location}'.encode())),
        "an answer to a postcode in an address": _is_misplaced(request, answered),
    }
    return [*(name for name, is_so in seen.items() if is_so), *_headers(request, answered)]


def _is_misplaced(request: Request, answered: Answered) -> bool:
    """Whether a path with a postcode in it is answered, though it is no spelling of a file that nobody keeps.

    A query may have one: it is written down nowhere.
    """
    path = unquote(request.path.partition("?")[0])
    is_forgotten = path.startswith(compression.STATIC) and "no-" in answered.headers.get("cache-control", "")
    return bool(IS_POSTCODE.search(path)) and answered.status in (200, 206, 304) and not is_forgotten


def _headers(request: Request, answered: Answered) -> list[str]:
    """What is wrong with the headers of an answer that is ours; others may bear fewer."""
    if not answered.status:
        return []
    if BY_GUNICORN.match(answered.body):
        return [f"header {name}" for name in headers.NEVER if name.lower() in answered.headers]
    path, allowed = unquote(request.path), [(headers.OWN, headers.NOBODY)]
    if problems.ROOT in path:
        allowed.append((headers.OPEN, headers.NOBODY))
    if f"{EMBED}/" in path and answered.status == HTTPStatus.OK:
        allowed.append((headers.OPEN, headers.ANYBODY))
    return [
        f"header {name}"
        for name in min((headers.wrong(answered.headers, *each) for each in allowed), key=len)
    ]


def over_http(site: str) -> Send:
    """Sends what no client library would, over a connection of its own."""
    where = urlsplit(site)

    def send(request: Request) -> Answered:
        with socket.create_connection((where.hostname, where.port), timeout=PATIENCE) as connection:
            with suppress(OSError):  # refused before all of it was sent: the answer may be there all the same
                connection.sendall(wire(request))
            return _read(connection, request.method)

    return send


def wire(request: Request) -> bytes:
    """A request as it goes over the wire, the target percent-encoded no more than it is."""
    own = {"Host": "localhost", "Connection": "close"} | dict(request.headers)
    body = request.body
    if body and request.kind:
        own["Content-Type"] = request.kind
    own |= {"Transfer-Encoding": "chunked"} if request.chunked else {"Content-Length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in own.items())
    sent = b"%x\r\n%s\r\n" % (len(body), body) if request.chunked and body else body
    end = b"0\r\n\r\n" if request.chunked else b""
    first = f"{request.method} {request.target} HTTP/1.1\r\n{head}\r\n"
    return first.encode("utf-8", "surrogatepass") + sent + end


def _read(connection: socket.socket, method: str) -> Answered:
    answer = HTTPResponse(connection, method=method)
    try:
        answer.begin()
        told: dict[str, str] = {}
        for name, value in answer.getheaders():
            told[name.lower()] = "\n".join([*filter(None, [told.get(name.lower())]), value])
        return Answered(answer.status, told, answer.read(BEGINNING))
    except (HTTPException, OSError):
        return Answered(0, {}, b"")


def errors(log: str) -> list[str]:
    """Lines of a log that tell of an error of ours; that a request was no HTTP is none."""
    return [
        line
        for line in log.splitlines()
        if "Traceback" in line or re.search(r'"level": "(error|critical)"', line)
    ]


def report(found: Found) -> dict[str, Any]:
    """All that was found, in counts for each class and each address."""
    of_classes, of_addresses = Counter[str](), Counter[str]()
    for (name, address), count in found.sent.items():
        of_classes[name] += count
        of_addresses[address] += count
    return {
        "requests": sum(found.sent.values()),
        "classes": {
            name: {
                "requests": of_classes[name],
                "addresses": sum(1 for each, _ in found.sent if each == name),
                "statuses": dict(sorted(found.statuses[name].items())),
                "slowest_seconds": round(found.slowest[name], 2),
            }
            for name in of_classes
        },
        "addresses": dict(of_addresses),
        "memory_mb": [each and round(each, 1) for each in found.memory],
        "wrong": found.wrong,
    }


def growth(memory: Sequence[float | None]) -> str:
    """What is wrong with the memory before the first round and after each, in MB; '' for nothing."""
    read = [each for each in memory if each is not None]
    if len(read) < max(2, len(memory)):
        return "the memory of the worker cannot be read here, so that nobody knows whether it grows"
    grown = read[-1] - read[0]
    return f"the worker grew by {grown:.1f} MB, more than {MOST_GROWTH:.0f}" if grown > MOST_GROWTH else ""


def main() -> None:
    asked = argparse.ArgumentParser(description="Send rubbish to every address and callback.")
    asked.add_argument("--rounds", type=int, default=5, help="times that each is sent each class (default 5)")
    asked.add_argument("--seed", type=int, default=1, help="the first round's chance; the next are beside it")
    said = asked.parse_args()
    from app import app, server
    from bench.targets import every

    targets, found = every(server, app), Found()
    with served("app:server", workers=1, API_REQUESTS_A_MINUTE="0") as site:
        ready = over_http(site.address)(Request("ready", links.READY))
        if ready.status != HTTPStatus.OK:
            sys.exit(f"The site is not ready to be asked: {ready.body.decode(errors='replace')}")
        send = over_http(site.address)
        for good in targets:
            send(good)
        found.memory.append(memory_mb(site.pid, COUNTED))
        postcodes(targets, send, found)
        for number in range(said.rounds):
            rounds(targets, send, said.seed + number, found)
            found.memory.append(memory_mb(site.pid, COUNTED))
            print(f"round {number + 1} of {said.rounds}", flush=True)
        found.wrong |= {f"a line in the log, {line[:300]}": "" for line in errors(site.said())}
    told = report(found)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"{'class':28}{'requests':>9}{'addresses':>10}{'slowest s':>10}  statuses")
    for name, each in told["classes"].items():
        statuses = ", ".join(f"{status}: {count}" for status, count in each["statuses"].items())
        print(f"{name:28}{each['requests']:9}{each['addresses']:10}{each['slowest_seconds']:10}  {statuses}")
    for fault, request in found.wrong.items():
        print(f"\nWRONG {fault}\n{request}")
    print(f"{told['requests']} requests, {len(found.wrong)} wrong")
    print(f"memory in MB before the first round and after each: {told['memory_mb']}")
    if grown := growth(found.memory):
        print(f"WRONG {grown}")
    sys.exit(bool(found.wrong or grown))


if __name__ == "__main__":
    main()
