"""Two replicas of the app on this machine alone, started and stopped by what stands in for systemd."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import systemctl
from bench.serve import PATIENCE, ROOT, children, free_port
from deploy import roll

PORTS = range(20_000, 30_000)
"""Where Linux takes no port for somebody who asks, so that a replica finds its own again when it comes back."""
STOPS = "cat > /dev/null; for unit; do systemctl stop $unit; done"
"""A shell that waits for the end of its input, which comes when whoever started it ends, however that is."""


@dataclass(frozen=True)
class Replica:
    """One copy of the app, which can be killed and started again at the same address."""

    name: str
    home: Path
    port: int = field(default_factory=lambda: free_port(PORTS))

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def unit(self) -> str:
        return f"send@{self.port}"

    def start(self) -> float:
        """Start it; the seconds until it was ready. Raises deploy.roll.NotReady."""
        begin = time.monotonic()
        try:
            roll.started(self.unit)
        except roll.NotReady as error:
            said = (self.home / f"{self.unit}.log").read_text(errors="replace")
            raise roll.NotReady(f"{error}\n{said[-2000:]}") from None
        return time.monotonic() - begin

    def workers(self) -> list[int]:
        """The processes that answer."""
        running = systemctl.pid(self.home, self.unit)
        return children(running) if running else []

    def kill(self) -> None:
        """End it and its workers at once, whatever they are at."""
        running = systemctl.pid(self.home, self.unit)
        if running:
            os.killpg(running, signal.SIGKILL)


@contextmanager
def two(home: Path, settings: Mapping[str, str]) -> Iterator[list[Replica]]:
    """What the guide for hosts puts into /srv/send, in another folder; the replicas there end with this process."""
    (home / "code").symlink_to(ROOT)
    (home / "default").mkdir()
    (home / "default" / "send").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    os.environ["PATH"] = f"{systemctl.install(home)}:{os.environ['PATH']}"
    both = [Replica(name, home) for name in ("a", "b")]
    units = [each.unit for each in both]
    ends = subprocess.Popen(["sh", "-c", STOPS, "sh", *units], stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield both
    finally:
        ends.communicate(timeout=PATIENCE)
