"""Readers of many kinds, each in a thread of its own until told to stop; what they find goes into the tally."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event
from urllib.parse import quote

import requests

from bench.serve import PATIENCE
from bench.soak import pages
from bench.soak.pages import Ask
from bench.soak.tally import Known, Tally

ROUNDS = 5
"""How often a page is loaded anew because its figures were replaced, before that counts as a failure."""
PARTS_AT_ONCE = 4
FIGURES = "Figures"
"""The header that names the figures with which an answer was made."""


class Replaced(Exception):
    """The figures of the page are not read any more; `figures` names those that are."""

    def __init__(self, figures: str) -> None:
        super().__init__(figures)
        self.figures = figures


@dataclass(frozen=True)
class World:
    """What all readers share."""

    site: str
    addresses: Sequence[str]
    known: Known
    tally: Tally
    stop: Event

    def pause(self, least: float, most: float) -> None:
        self.stop.wait(random.uniform(least, most))

    def ask(self, session: requests.Session, ask: Ask, allowed: Sequence[int] = (200,)) -> bytes | None:
        """The answer to one request; None where it failed, which is counted. Raises Replaced."""
        start = time.perf_counter()
        try:
            answer = session.request(
                "GET" if ask.body is None else "POST",
                self.site + ask.address,
                json=ask.body,
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            self.tally.failed(ask.kind, type(error).__name__, f"{ask.address} {str(error)[:200]}")
            return None
        self.tally.answered(ask.kind, time.perf_counter() - start)
        bound = pages.BOUND.fullmatch(ask.address)
        named = answer.headers.get(FIGURES, "")
        if answer.status_code == 404 and bound and named and bound[1] != named:
            raise Replaced(named)
        if answer.status_code not in allowed:
            self.tally.failed(ask.kind, f"status {answer.status_code}", ask.address)
            return None
        return answer.content


def browser(world: World) -> None:
    """Opens pages with all that they ask for, stays a while, opens folds and changes charts."""
    while not world.stop.is_set():
        with requests.Session() as session:
            for _ in range(random.randint(1, 5)):
                if world.stop.is_set():
                    return
                visit(world, session, random.choice(world.addresses))
                world.pause(0, 0.6)


def visit(world: World, session: requests.Session, address: str) -> None:
    """One page, loaded anew as its own script does where its figures have been replaced meanwhile."""
    document = Ask("page", address)
    for _ in range(ROUNDS):
        states: dict[str, frozenset[str]] = {}
        try:
            _look(world, session, document, address, states)
            world.tally.visited(address, states)
            return
        except Replaced as replaced:
            world.tally.visited(address, states)
            world.tally.happened("pages loaded anew because their figures were replaced")
            document = Ask("page", f"/~{replaced.figures}{address}")
    world.tally.failed("page", f"replaced {ROUNDS} times", address)


def _look(
    world: World, session: requests.Session, document: Ask, address: str, states: dict[str, frozenset[str]]
) -> None:
    def take(ask: Ask) -> bytes | None:
        content = world.ask(session, ask)
        if content is not None and world.known.names(ask):
            found = world.known.states(ask, content)
            if found:
                states[ask.name] = found
            else:
                world.tally.failed(ask.kind, "an answer of neither state of the data", ask.address)
        return content

    content = take(document)
    if content is None:
        return
    text = content.decode("utf-8")
    once = [take(ask) for ask in pages.at_once(text)]
    callbacks = json.loads(once[1]) if once[1] else []
    parts = pages.parts(text)
    random.shuffle(parts)
    if callbacks:
        take(pages.drawn(text, callbacks, address))
    for ask in parts[:PARTS_AT_ONCE]:
        take(ask)
    world.pause(0, 3)
    change = pages.changed(text, callbacks, address) if callbacks else None
    later = [*parts[PARTS_AT_ONCE:][:2], *([change] if change else [])]
    for ask in later:
        take(ask)
        world.pause(0, 1)


def program(places: Sequence[str], measures: Sequence[str]) -> Callable[[World], None]:
    """Asks the API, and looks for places by name."""

    def run(world: World) -> None:
        with requests.Session() as session:
            while not world.stop.is_set():
                place, measure = random.choice(places), random.choice(measures)
                world.ask(session, Ask("API", f"/api/v1/values?area={place}&metric={measure}"))
                world.pause(0, 0.5)
                world.ask(session, Ask("API file", f"/api/v1/values.csv?area={place}&metric={measure}"))
                found = f"/find?place={quote(place.replace('-', ' '))}"
                world.ask(session, Ask("search", found), (200, 302, 303))
                world.pause(0, 1)

    return run


def downloader(files: Sequence[str]) -> Callable[[World], None]:
    """Takes whole files."""

    def run(world: World) -> None:
        with requests.Session() as session:
            while not world.stop.is_set():
                world.ask(session, Ask("file", random.choice(files)))
                world.pause(0.5, 3)

    return run


def aborter(files: Sequence[str]) -> Callable[[World], None]:
    """Begins files and goes away in the middle."""

    def run(world: World) -> None:
        while not world.stop.is_set():
            address, start = random.choice(files), time.perf_counter()
            try:
                with requests.get(world.site + address, stream=True, timeout=PATIENCE) as answer:
                    answer.raise_for_status()
                    answer.raw.read(random.randint(1, 20_000))
                world.tally.answered("file, left in the middle", time.perf_counter() - start)
            except requests.RequestException as error:
                world.tally.failed("file, left in the middle", type(error).__name__, address)
            world.pause(0.2, 2)

    return run
