"""What a long run must show, each promise as a plain line where it is broken; the run fails by any of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

KINDS = (
    "page",
    "page on a slow line",
    "page drawn",
    "page drawn, posted",
    "chart changed",
    "chart changed, posted",
    "dash",
    "part",
    "file",
    "API",
    "API file",
    "place posted",
    "places posted",
    "postcode posted",
)
"""What readers ask for that must be compared with what it must be; files that they leave in the middle cannot be."""
LEAST, SHARE = 10, 0.8
"""How often each kind must have been asked for, and how much of it compared: a page loaded anew is no comparison."""
TELLING = 0.5
"""Of the answers known beforehand, how many must differ between the two states of the data."""
MOST_MB = 300
MOST_MB_AN_HOUR = 15
"""A worker that grows by less is started anew, for new data or code, long before it matters."""
LEAST_SECONDS = 600
"""Of a worker's life, below which nothing is said of its growth: it still fills what it keeps."""

Results = Mapping[str, Any]


def broken(results: Results) -> list[str]:
    """Every promise that the run did not keep."""
    return [line for promise in PROMISES for line in promise(results)]


def untold(results: Results) -> list[str]:
    """What the run was too short to tell."""
    return [
        f"whether worker {_name(each)} grows: {_growth(each)}, over {each['to_second'] - each['from_second']} s"
        for each in at_the_end(results)
        if not (grows(each) or tells(each))
    ]


def at_the_end(results: Results) -> list[Mapping[str, Any]]:
    """The workers that were there at the end."""
    return [each for each in results["workers"] if each["lived_to_the_end"]]


def grows(worker: Mapping[str, Any]) -> bool:
    """Whether a worker that ran for long grows by more than is allowed, and by more than two standard errors."""
    growth, error = worker["mb_an_hour"], worker["standard_error"]
    return _is_old(worker) and growth is not None and growth >= MOST_MB_AN_HOUR and growth > 2 * error


def tells(worker: Mapping[str, Any]) -> bool:
    """Whether a worker ran for so long, and so evenly, that a growth of more than is allowed would have been seen."""
    error = worker["standard_error"]
    return _is_old(worker) and error is not None and 2 * error <= MOST_MB_AN_HOUR


def _is_old(worker: Mapping[str, Any]) -> bool:
    return bool(worker["to_second"] - worker["from_second"] >= LEAST_SECONDS)


def _failures(results: Results) -> Iterator[str]:
    for what, number in results["failures"].items():
        yield f"{number} failed: {what}"


def _mixed(results: Results) -> Iterator[str]:
    if number := results["pages_of_mixed_figures"]:
        yield f"{number} pages had figures of both states of the data"


def _compared(results: Results) -> Iterator[str]:
    for kind in KINDS:
        asked, compared = results["requests"].get(kind, 0), results["compared"].get(kind, 0)
        if compared < max(LEAST, SHARE * asked):
            yield f"only {compared} of {asked} answers of the kind {kind!r} were compared with what they must be"
    known, differ = (results["answers_known"][name] for name in ("known", "differ"))
    if differ < max(1, TELLING * known):
        yield f"only {differ} of {known} known answers tell the two states of the data apart"


def _happened(results: Results) -> Iterator[str]:
    for each in results["happened"]:
        if each["to_second"] is None:
            yield f"this did not happen, or not to its end: {each['what']}"


def _memory(results: Results) -> Iterator[str]:
    workers = at_the_end(results)
    for name in results["replicas"]:
        if name not in {each["replica"] for each in workers}:
            yield f"the memory of no worker of replica {name} could be read at the end"
    for each in workers:
        if each["whole_mb_last"] >= MOST_MB:
            yield f"worker {_name(each)} held {each['whole_mb_last']} MB at the end, not less than {MOST_MB}"


def _slope(results: Results) -> Iterator[str]:
    for each in at_the_end(results):
        if grows(each):
            yield f"worker {_name(each)} grows: {_growth(each)}, not less than {MOST_MB_AN_HOUR} MB an hour"


PROMISES = (_failures, _mixed, _compared, _happened, _memory, _slope)


def _name(worker: Mapping[str, Any]) -> str:
    return f"{worker['replica']} {worker['pid']}"


def _growth(worker: Mapping[str, Any]) -> str:
    growth, error = worker["mb_an_hour"], worker["standard_error"]
    return "too few samples" if growth is None else f"{growth:+.1f} MB an hour, standard error {error:.1f}"
