"""Holds the API to its own document: python -m bench.contract [--examples 100]

schemathesis makes requests that the document allows and requests that it forbids, and runs every check it has on the
answers. Counts are printed for each operation and each check.

Three bounds keep a run finite. It tries every text of a list that a parameter takes: of a long list the generator is
given some, while answers are held to the whole document. A page for which no number of
rows is asked has FEW. Of a file the beginning is read, as by a client that hangs up.
"""

from __future__ import annotations

import argparse
import copy
import logging
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis import engine
from schemathesis.engine import events

ADDRESS = "/api/v1/openapi.json"
PHASES = ("examples", "coverage", "fuzzing", "stateful")
LISTED, FEW = 3, 20
"""Texts of a list that are asked for, and rows of a page where no number of them is."""
BEGINNING = 32 * 1024
"""Bytes of a file that are read."""


@dataclass
class Result:
    """How often each operation was asked and each check was run, and what failed."""

    operations: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    phases: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def held_to_its_document(
    server: Any,
    examples: int,
    phases: tuple[str, ...] = PHASES,
    listed: int = LISTED,
    paths: str = ".",
    methods: tuple[str, ...] = (),
) -> Result:
    """Ask a WSGI application, with so many random requests for each operation and phase beside those of the limits.

    `paths`, a pattern, leaves out the others; `methods` are tried where the document has none, all there are unless
    some are named.
    """
    found = Result()
    with _unlimited():
        whole = schemathesis.openapi.from_wsgi(ADDRESS, server).raw_schema
        schema = schemathesis.openapi.from_dict(bounded(whole, listed))
        schema.app, schema.location = _short(server, _lists(whole)), ADDRESS
        schema.config.generation.max_examples = examples
        schema.config.generation.deterministic = True
        schema.config.generation.database = "none"
        schema.config.phases.update(phases=list(phases))
        if methods:
            schema.config.phases.coverage.unexpected_methods = set(methods)
        chosen = schema.include(path_regex=paths)  # unasked, it leaves out the address of the document itself
        for event in engine.from_schema(chosen).execute():
            _note(found, event)
    return found


def operations(server: Any) -> set[str]:
    """Every operation of the document, as results name it."""
    told = server.test_client().get(ADDRESS).get_json()["paths"]
    return {f"{method.upper()} {path}" for path, methods in told.items() for method in methods}


def bounded(document: dict[str, Any], listed: int) -> dict[str, Any]:
    """The document with short lists in what may be asked; what is answered is described as before."""
    told = copy.deepcopy(document)
    lists = told["components"]["schemas"]
    asked = {name: {**each, "enum": each["enum"][:listed]} for name, each in lists.items() if "enum" in each}
    lists |= {f"Asked{name}": each for name, each in asked.items()}
    for methods in told["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                parameter["schema"] = _of_few(parameter["schema"], set(asked))
    return told


def _of_few(part: Any, asked: set[str]) -> Any:
    """A part of the schema of a parameter, in which each list is the short one of its name."""
    if isinstance(part, list):
        return [_of_few(each, asked) for each in part]
    if not isinstance(part, dict):
        return part
    start, _, name = part.get("$ref", "").rpartition("/")
    if name in asked:
        return {"$ref": f"{start}/Asked{name}"}
    return {key: _of_few(each, asked) for key, each in part.items()}


@contextmanager
def _unlimited() -> Iterator[None]:
    """As many requests as it takes."""
    before = os.environ.get("API_REQUESTS_A_MINUTE")
    os.environ["API_REQUESTS_A_MINUTE"] = "0"
    try:
        yield
    finally:
        os.environ.pop("API_REQUESTS_A_MINUTE")
        if before is not None:
            os.environ["API_REQUESTS_A_MINUTE"] = before


def _short(server: Any, lists: set[str]) -> Any:
    """The application with short answers, and not compressed: the client undoes that only behind a wire."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        query = environ.get("QUERY_STRING", "")
        if environ["PATH_INFO"] in lists and "per_page" not in query:
            environ["QUERY_STRING"] = f"{query}&per_page={FEW}".lstrip("&")
        return _beginning(server(environ, start_response))

    return answer


def _beginning(parts: Any) -> Iterator[bytes]:
    """The first parts of an answer; JSON is one part, however long."""
    size = 0
    try:
        for part in parts:
            yield part
            size += len(part)
            if size > BEGINNING:
                return
    finally:
        getattr(parts, "close", lambda: None)()


def _lists(document: dict[str, Any]) -> set[str]:
    """The addresses that answer with a page of rows."""
    return {
        path
        for path, methods in document["paths"].items()
        if not path.endswith(".csv")
        and any(each["name"] == "per_page" for each in methods.get("get", {}).get("parameters", ()))
    }


def _note(found: Result, event: Any) -> None:
    """Count what an event of the run tells."""
    if isinstance(event, events.NonFatalError | events.FatalError):
        found.errors.append(str(getattr(event, "value", None) or getattr(event, "exception", event)))
    if not isinstance(event, events.ScenarioFinished):
        return
    recorder = event.recorder
    for case_id, node in recorder.cases.items():
        label = node.value.operation.label
        interaction = recorder.interactions.get(case_id)
        if interaction is None or interaction.response is None:
            continue
        found.operations[label] += 1
        found.phases[event.phase.value] += 1
        found.statuses[interaction.response.status_code] += 1
        for check in recorder.checks.get(case_id, []):
            found.checks[check.name] += 1
            if check.failure_info is not None:
                said = f"{interaction.request.method} {interaction.request.uri}: {check.failure_info.failure}"
                found.failures.setdefault(f"{label}, {check.name}", said)


def main() -> None:
    asked = argparse.ArgumentParser(description="Hold the API to its own document.")
    asked.add_argument(
        "--examples", type=int, default=100, help="random requests for each operation (default 100)"
    )
    asked.add_argument(
        "--listed", type=int, default=LISTED, help=f"texts tried of each list (default {LISTED})"
    )
    said = asked.parse_args()
    logging.disable(logging.WARNING)
    from app import server

    found = held_to_its_document(server, said.examples, listed=said.listed)
    found.errors += [f"{each} was never asked" for each in sorted(operations(server) - set(found.operations))]
    for name in ("operations", "statuses", "phases", "checks"):
        print(f"\n{name:70}requests")
        for each, count in sorted(getattr(found, name).items(), key=str):
            print(f"{each!s:70}{count:8}")
    for each, words in found.failures.items():
        print(f"\nFAILED {each}\n{words}")
    print("\n".join(found.errors))
    print(
        f"{sum(found.operations.values())} requests, {len(found.failures)} kinds of failure, {len(found.errors)} errors"
    )
    sys.exit(bool(found.failures or found.errors))


if __name__ == "__main__":
    main()
