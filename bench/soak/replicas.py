"""Replicas of the app on this machine alone: started, killed, restarted, and stopped in the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import requests

from bench.serve import PATIENCE, ROOT, children, free_port

ALONE = ("setpriv", "--pdeathsig", "KILL")
"""A process that ends with the one that started it, however that ends."""
WORKERS = 2


class Replica:
    """One copy of the app, which can be killed and started again at the same address."""

    def __init__(self, name: str, settings: Mapping[str, str], log: Path) -> None:
        self.name, self.port = name, free_port()
        own = {"HOST": "127.0.0.1", "PORT": str(self.port), "WEB_CONCURRENCY": str(WORKERS)}
        self._env = os.environ | own | settings
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> float:
        """Start it; the seconds until it answered. RuntimeError with its own words if it does not."""
        command = [*ALONE, sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py", "app:server"]
        begin = time.monotonic()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._env, stdout=log, stderr=log, start_new_session=True
            )
        while time.monotonic() < begin + PATIENCE and self._process.poll() is None:
            try:
                requests.get(f"http://{self.address}/health", timeout=5).raise_for_status()
                return time.monotonic() - begin
            except requests.RequestException:
                time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"replica {self.name} did not start:\n{self._log.read_text()[-2000:]}")

    def workers(self) -> list[int]:
        """The processes that answer."""
        process = self._process
        return children(process.pid) if process and process.poll() is None else []

    def stop(self) -> None:
        """Let it end what it is at."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End it and its workers at once, whatever they are at."""
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(PATIENCE)
