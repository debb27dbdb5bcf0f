"""A build of real files that is killed leaves data that can be read, and the next run ends as if nothing had been."""

import hashlib
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ingest import staging
from ingest.__main__ import main

pytestmark = pytest.mark.published
NAMES = ("ehc_plan_personal_budgets_to_2022", "ehc_plan_work_based")
TOUCHES = 80
"""A build touches its data folder a few times more often than this."""
# Forks a build for each line it reads, so that Python and pandas are loaded once: before which touch of a file in the
# data folder the build kills itself (0: none, and a copy is kept after each step), or after how many seconds it is
# killed; and the folder.
BUILDS = """
import os, shutil, signal, sys, time
from ingest import staging
from ingest.__main__ import main

def build(data, number):
    touched = 0
    def kill(event, arguments):
        nonlocal touched
        if event in ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir") and str(arguments[0]).startswith(data):
            touched += 1
            if touched == number:
                os.kill(os.getpid(), signal.SIGKILL)
    def kept(*arguments):
        put(*arguments)
        nonlocal steps
        steps += 1
        shutil.copytree(data, f"{data} after {steps}")
    put, steps = staging.put, 0
    if number == 0:
        staging.put = kept
    elif number > 0:
        sys.addaudithook(kill)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    ended = main(["--from", sys.argv[1], "--to", data, *sys.argv[2:]])
    os._exit(ended)

for line in sys.stdin:
    number, seconds, data = line.rstrip("\\n").split(" ", 2)
    child = os.fork()
    if not child:
        build(data, int(number))
    if float(seconds):
        time.sleep(float(seconds))
        os.kill(child, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Builds:
    """Builds in processes of their own."""

    def __init__(self, published: Path) -> None:
        command = [sys.executable, "-c", BUILDS, str(published), *NAMES]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, data: Path, number: int = -1, seconds: float = 0) -> int:
        """Build, killed before a touch of a file or after some seconds; how it ended."""
        assert self.process.stdin
        assert self.process.stdout
        print(number, seconds, data, file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())


def state(data: Path) -> frozenset[tuple[str, str]]:
    """Every file of a folder and its hash."""
    files = [path for path in data.rglob("*") if path.is_file()]
    return frozenset(
        (str(path.relative_to(data)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files
    )


def require_readable(data: Path) -> None:
    """Read every table whole."""
    for path in (data / "tidy").glob("*.parquet"):
        pq.read_table(path)


@pytest.fixture(scope="module")
def builds(published: Path) -> Iterator[Builds]:
    running = Builds(published)
    yield running
    assert running.process.stdin
    running.process.stdin.close()
    running.process.wait()


@pytest.fixture(scope="module")
def earlier(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data as they stood with the release of 2022, so that a build has old tables to put new ones over."""
    folder = tmp_path_factory.mktemp("earlier") / "data"
    assert main(["--from", str(published), "--to", str(folder), "--up-to", "2022", *NAMES]) == 0
    return folder


def test_a_build_that_is_killed_is_completed_by_the_next(
    builds: Builds, earlier: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(earlier, whole)
    started = time.monotonic()
    assert builds.run(whole, 0) == 0
    duration = time.monotonic() - started
    ended = state(whole)
    steps = [state(earlier), *(state(tmp_path / f"whole after {number}") for number in (1, 2, 3))]
    assert steps[-1] == ended != steps[-2]

    @cache
    def next_run(step: int) -> frozenset[tuple[str, str]]:
        data = tmp_path / f"next {step}"
        shutil.copytree(f"{whole} after {step}" if step else earlier, data)
        assert builds.run(data) == 0
        return state(data)

    moments = random.Random(2026)
    kills = [(moments.randrange(1, TOUCHES), 0.0) for _ in range(10)]
    kills += [(-1, moments.uniform(0.1, 0.8) * duration) for _ in range(3)]
    found = []
    for trial, (number, seconds) in enumerate(kills):
        data = tmp_path / str(trial)
        shutil.copytree(earlier, data)
        assert builds.run(data, number, seconds) == -signal.SIGKILL or seconds
        require_readable(data)
        with staging.alone(data):
            pass
        require_readable(data)
        assert state(data) in steps, "what is there after the next run's first act is of one moment"
        found.append(steps.index(state(data)))
        assert next_run(found[-1]) == ended
    assert len(set(found)) > 2, "the moments fall into different steps of the build"
