"""Every operation of the API keeps to its document, whatever is asked; `make fuzz` asks a hundred times as much."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from schemathesis.checks import CHECKS, load_all_checks

from app import server
from bench import contract
from bench.contract import Result, held_to_its_document, operations

JSON, FILES, LIGHT = r"^(?!.*\.csv$)", r"\.csv$", ("examples", "fuzzing", "stateful")
NOT_FOR_US = {"max_response_time"}
"""A check that is asked for with a number of seconds, and else is none."""


@pytest.fixture(scope="module")
def found() -> list[Result]:
    """Answers as JSON at every limit of their parameters; files, which take the same, at random."""
    return [
        held_to_its_document(server, 1, listed=1, paths=JSON, methods=("delete",)),
        held_to_its_document(server, 3, LIGHT, listed=1, paths=FILES),
    ]


@pytest.mark.slow
def test_every_operation_is_asked_and_keeps_to_the_document(found: list[Result]) -> None:
    asked: Counter[str] = sum((each.operations for each in found), Counter())
    assert {name for name, count in asked.items() if count} == operations(server)
    assert not [each.failures for each in found if each.failures]
    assert not [each.errors for each in found if each.errors]


def test_every_kind_of_check_is_made_and_every_kind_of_answer_met(found: list[Result]) -> None:
    load_all_checks()
    made: Counter[str] = sum((each.checks for each in found), Counter())
    assert set(CHECKS.get_all_names()) - NOT_FOR_US <= {name for name, count in made.items() if count}
    assert {200, 400, 404, 405} <= set().union(*(each.statuses for each in found))


def test_an_answer_that_breaks_the_document_is_caught() -> None:
    failures = held_to_its_document(breaking, 2, ("fuzzing",), listed=1, paths=r"^/api/v1/versions$").failures
    assert list(failures) == ["GET /api/v1/versions, response_schema_conformance"]


def breaking(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
    """The site, but that the rows of versions say what they may not."""
    whole = b"".join(server(environ, start_response))
    if environ["PATH_INFO"] == contract.ADDRESS or b'"newest"' not in whole:
        return iter([whole])
    told = json.loads(whole)
    told["rows"] = [{**row, "newest": "perhaps"} for row in told["rows"]]
    return iter([json.dumps(told).encode()])
