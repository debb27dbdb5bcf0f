"""Stands in for systemd's command where systemd does not run: python bench/systemctl.py HOME VERB UNIT

It does what `deploy/send@.service` says, with HOME in the place of /srv/send and HOME/default in that of /etc/default:
starts the command, comes back when it listens, tells it to stop and waits until it has. Its sandbox it does not make.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

UNIT = Path(__file__).resolve().parent.parent / "deploy" / "send@.service"


def install(home: Path) -> Path:
    """Write `systemctl` for units that live in a folder; where it stands, which belongs first in PATH."""
    script = home / "bin" / "systemctl"
    script.parent.mkdir()
    script.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(__file__)} {shlex.quote(str(home))} "$@"\n'
    )
    script.chmod(0o755)
    return script.parent


def pid(home: Path, unit: str) -> int | None:
    """The process of a unit; None where none runs."""
    file = home / f"{unit}.pid"
    number = int(file.read_text()) if file.exists() else 0
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return None
    return None if state == "Z" else number


def start(home: Path, unit: str) -> None:
    """Start it and wait until it listens; SystemExit where it does not."""
    port = unit.partition("@")[2]
    text = UNIT.read_text("utf-8").replace("%i", port)
    for ours, here in {
        "/srv/send/code/.venv/bin/python": sys.executable,
        "/srv/send": str(home),
        "/etc/default": str(home / "default"),
    }.items():
        text = text.replace(ours, here)
    with (home / f"{unit}.log").open("ab") as log:
        process = subprocess.Popen(
            _said(text, "ExecStart")[0].split(),
            cwd=_said(text, "WorkingDirectory")[0],
            env=os.environ | _settings(text),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    (home / f"{unit}.pid").write_text(str(process.pid))
    while not _listens(int(port)):
        if process.poll() is not None:
            sys.exit(f"{unit} did not start")
        time.sleep(0.02)


def stop(home: Path, unit: str) -> None:
    """Tell it to stop and wait until it has answered everybody."""
    running = pid(home, unit)
    if running:
        os.kill(running, signal.SIGTERM)
    while pid(home, unit):
        time.sleep(0.02)


def main() -> None:
    home, verb, unit = Path(sys.argv[1]), sys.argv[2], sys.argv[-1]
    if verb == "is-active":
        print("active" if pid(home, unit) else "inactive")
        sys.exit(0 if pid(home, unit) else 3)
    if verb in ("stop", "restart"):
        stop(home, unit)
    if verb in ("start", "restart") and not pid(home, unit):
        start(home, unit)


def _said(text: str, name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", text, re.MULTILINE)


def _settings(text: str) -> dict[str, str]:
    """What the unit's file puts into the environment, then the files that it names, where they are."""
    lines = [pair for line in _said(text, "Environment") for pair in line.split()]
    for named in _said(text, "EnvironmentFile"):
        file = Path(named.lstrip("-"))
        lines += file.read_text("utf-8").splitlines() if file.exists() else []
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    main()
