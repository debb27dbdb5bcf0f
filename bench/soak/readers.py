"""Readers of many kinds, each in a thread of its own until told to stop; what they find goes into the tally."""

from __future__ import annotations

import json
import random
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

import requests

from bench.serve import PATIENCE
from bench.soak import pages
from bench.soak.pages import Ask
from bench.soak.posted import Posted
from bench.soak.tally import Known, Tally

ROUNDS = 5
"""How often a page is loaded anew because its figures were replaced, before that counts as a failure."""
PARTS_AT_ONCE = 4
POSTED = 0.3
FIGURES = "Figures"
"""The header that names the figures with which an answer was made."""


class Replaced(Exception):
    """The figures of the page are not read any more; `figures` names those that are."""

    def __init__(self, figures: str) -> None:
        super().__init__(figures)
        self.figures = figures


@dataclass(frozen=True)
class Told:
    """An answer that came, and with which data it is what was sent; none where that was not worked out."""

    content: bytes
    states: frozenset[str]
    status: int
    location: str


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

    def ask(self, session: requests.Session, ask: Ask, allowed: Sequence[int] = (200,)) -> Told | None:
        """The answer to one request; None where it failed, which is counted. Raises Replaced."""
        start = time.perf_counter()
        sent = {} if ask.body is None else {"data" if ask.is_form else "json": ask.body}
        try:
            answer = session.request(
                "POST" if sent else "GET",
                self.site + ask.address,
                **sent,
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
        states = self.states(ask, answer.content, ask.kind)
        return Told(answer.content, states, answer.status_code, answer.headers.get("Location", ""))

    def states(self, ask: Ask, content: bytes, kind: str) -> frozenset[str]:
        """With which data an answer is what was sent. What neither explains is counted as a failure of its kind."""
        if not self.known.names(ask):
            return frozenset()
        found = self.known.states(ask, content)
        if found:
            self.tally.matched(kind)
        else:
            self.tally.failed(kind, "an answer of neither state of the data", ask.address)
        return found


def steady(name: str, work: Callable[[World], None]) -> Callable[[World], None]:
    """A reader who goes on after an exception, which is counted as a failure, as is going before the end."""

    def run(world: World) -> None:
        while not world.stop.is_set():
            try:
                work(world)
                if not world.stop.is_set():
                    world.tally.failed(f"reader {name}", "went before the end", "")
            except Exception as error:
                at = traceback.extract_tb(error.__traceback__)[-1]
                world.tally.failed(f"reader {name}", type(error).__name__, f"{error}: {at.name}, {at.lineno}")
            world.stop.wait(1)

    return run


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
        told = world.ask(session, ask)
        if told and told.states:
            states[ask.name] = told.states
        return told.content if told else None

    content = take(document)
    if content is None:
        return
    text = content.decode("utf-8")
    once = [take(ask) for ask in pages.at_once(text)]
    callbacks = json.loads(once[1]) if once[1] else []
    parts = pages.parts(text)
    random.shuffle(parts)
    if callbacks:
        take(one_way(pages.drawn(text, callbacks, address)))
    for ask in parts[:PARTS_AT_ONCE]:
        take(ask)
    world.pause(0, 3)
    change = pages.changed(text, callbacks, address) if callbacks else []
    later = [*parts[PARTS_AT_ONCE:][:2], *([one_way(change)] if change else [])]
    for ask in later:
        take(ask)
        world.pause(0, 1)


def one_way(ways: Sequence[Ask]) -> Ask:
    """By GET, or now and then posted, as where a script of the site was not loaded."""
    got, posted = ways
    return posted if random.random() < POSTED else got


def program(asks: Sequence[Ask]) -> Callable[[World], None]:
    """Asks the API."""

    def run(world: World) -> None:
        with requests.Session() as session:
            while not world.stop.is_set():
                world.ask(session, random.choice(asks))
                world.pause(0, 0.5)

    return run


def poster(forms: Sequence[Posted]) -> Callable[[World], None]:
    """Types places and postcodes, and goes where the answer leads."""

    def run(world: World) -> None:
        with requests.Session() as session:
            while not world.stop.is_set():
                form = random.choice(forms)
                told = world.ask(session, form.ask, (form.status,))
                if told:
                    wrong = form.wrong(told.status, told.location, told.content)
                    if wrong:
                        world.tally.failed(form.ask.kind, wrong, form.ask.address)
                    elif told.location:
                        world.ask(session, Ask("page after a form", told.location))
                world.pause(0, 0.5)

    return run


def downloader(files: Sequence[Ask]) -> Callable[[World], None]:
    """Takes whole files."""

    def run(world: World) -> None:
        with requests.Session() as session:
            while not world.stop.is_set():
                world.ask(session, random.choice(files))
                world.pause(0.5, 3)

    return run


def aborter(files: Sequence[Ask]) -> Callable[[World], None]:
    """Begins files and goes away in the middle."""

    def run(world: World) -> None:
        while not world.stop.is_set():
            address, start = random.choice(files).address, time.perf_counter()
            try:
                with requests.get(world.site + address, stream=True, timeout=PATIENCE) as answer:
                    answer.raise_for_status()
                    answer.raw.read(random.randint(1, 20_000))
                world.tally.answered("file, left in the middle", time.perf_counter() - start)
            except requests.RequestException as error:
                world.tally.failed("file, left in the middle", type(error).__name__, address)
            world.pause(0.2, 2)

    return run
