"""An application served as `make run` serves it, on a free port, for as long as a block lasts."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120
"""Seconds to wait for an answer: a cold page on a busy machine takes long."""


@dataclass(frozen=True)
class Server:
    """A running server: its address, the seconds from its start to its first answer, its process, where it writes."""

    address: str
    seconds_to_start: float
    pid: int
    log: int

    def said(self) -> str:
        """All that it wrote so far; what it writes next is not moved by reading."""
        return os.pread(self.log, 2**30, 0).decode(errors="replace")


@contextmanager
def served(application: str, workers: int, **settings: str) -> Iterator[Server]:
    """Serve an application such as 'app:server', with settings of its own such as PUBLIC_URL='https://...'."""
    port = free_port()
    command = ["gunicorn", "--config", "deploy/gunicorn.py", application]
    own = {"HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": str(workers)}
    with _running(command, port, own | settings) as server:
        yield server


@contextmanager
def tables_served(file: Path, **settings: object) -> Iterator[Server]:
    """Serve the tables of an SQLite file with datasette, with settings of its own."""
    port = free_port()
    told = [text for name, value in settings.items() for text in ("--setting", name, str(value))]
    with _running(["datasette", "serve", str(file), "--port", str(port), *told], port, {}) as server:
        yield server


@contextmanager
def _running(module: Sequence[str], port: int, settings: Mapping[str, str]) -> Iterator[Server]:
    """Run a module of Python that serves on a port; RuntimeError with its own words if it does not start."""
    command = [sys.executable, "-m", *module]
    with tempfile.TemporaryFile("w+") as log:
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            if not _answers(address, process):
                log.seek(0)
                raise RuntimeError(f"{' '.join(module)} did not start at {address}:\n{log.read()}")
            yield Server(address, time.monotonic() - start, process.pid, log.fileno())
        finally:
            process.terminate()
            process.wait(timeout=20)


def free_port(among: Sequence[int] = (0,)) -> int:
    """A port that nothing uses now, any or one of these."""
    while True:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", random.SystemRandom().choice(among)))
            return int(probe.getsockname()[1])


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()
            return True
        except HTTPError:
            return True
        except OSError:
            time.sleep(0.02)
    return False


def memory_mb(pid: int, counted: str = "Pss") -> float | None:
    """Memory of a process and its children, shared pages once; None where the system does not tell.

    What is counted may be another line of `smaps_rollup`, such as "Anonymous": all that is no copy of a file.
    """
    processes = [pid, *children(pid)]
    sizes = []
    for each in processes:
        rollup = Path(f"/proc/{each}/smaps_rollup")
        if not rollup.exists():
            return None
        line = next(line for line in rollup.read_text().splitlines() if line.startswith(f"{counted}:"))
        sizes.append(int(line.split()[1]) / 1024)
    return sum(sizes)


def workers_mb(pid: int) -> list[float]:
    """Memory of each worker of a server, pages that several share divided among them; empty where it is not told."""
    found = [memory_mb(each) for each in children(pid)]
    return [each for each in found if each is not None]


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []
