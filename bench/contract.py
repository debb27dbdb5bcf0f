"""Holds the API to its own document: python -m bench.contract [--examples 100]

schemathesis makes requests that the document allows and requests that it forbids, and runs every check it has on the
answers. Counts are printed for each operation and each check.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis import engine
from schemathesis.engine import events

ADDRESS = "/api/v1/openapi.json"
PHASES = ("examples", "coverage", "fuzzing", "stateful")


@dataclass
class Result:
    """How often each operation was asked and each check was run, and what failed."""

    operations: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def held_to_its_document(server: Any, examples: int, phases: tuple[str, ...] = PHASES) -> Result:
    """Ask a WSGI application, with so many random requests for each operation and phase beside those of the limits."""
    before = os.environ.get("API_REQUESTS_A_MINUTE")
    os.environ["API_REQUESTS_A_MINUTE"] = "0"
    try:
        schema = schemathesis.openapi.from_wsgi(ADDRESS, _plain(server))
        schema.config.generation.max_examples = examples
        schema.config.generation.deterministic = True
        schema.config.generation.database = "none"
        schema.config.phases.update(phases=list(phases))
        found = Result()
        for event in engine.from_schema(schema).execute():
            _note(found, event)
        return found
    finally:
        os.environ.pop("API_REQUESTS_A_MINUTE")
        if before is not None:
            os.environ["API_REQUESTS_A_MINUTE"] = before


def _plain(server: Any) -> Any:
    """The application without compression, which the client does not undo where there is no wire between them."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        return server(environ, start_response)

    return answer


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
    examples = asked.parse_args().examples
    logging.disable(logging.WARNING)
    from app import server

    found = held_to_its_document(server, examples)
    for name, counts in (
        ("operation", found.operations),
        ("status", found.statuses),
        ("check", found.checks),
    ):
        print(f"\n{name:70}requests")
        for each, count in sorted(counts.items(), key=str):
            print(f"{each!s:70}{count:8}")
    for each, said in found.failures.items():
        print(f"\nFAILED {each}\n{said}")
    print("\n".join(found.errors))
    print(
        f"{sum(found.operations.values())} requests, {len(found.failures)} kinds of failure, {len(found.errors)} errors"
    )
    sys.exit(bool(found.failures or found.errors))


if __name__ == "__main__":
    main()
