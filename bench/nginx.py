"""nginx as docs/hosting.md sets it up, on a free port with everything in a temporary folder, while a block lasts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from bench.serve import PATIENCE, children, free_port
from deploy import nginx

FILES = """
    server {
        listen 127.0.0.1:%(port)d;
        server_tokens off;
        access_log %(folder)s/files.log send buffer=32k flush=1s;
        root %(folder)s/written;
    }
"""
"""A server that sends files and nothing else; it writes down what the other does."""


@dataclass(frozen=True)
class Front:
    """A running nginx: where the dashboard is, where the files in `written` are, its folder."""

    address: str
    files: str
    folder: Path
    pid: int

    @property
    def written(self) -> Path:
        return self.folder / "written"

    @property
    def kept(self) -> Path:
        """What stands in the place of /var/cache/nginx."""
        return self.folder / "kept"

    @property
    def log(self) -> str:
        return (self.folder / "access.log").read_text("utf-8")

    def processor_seconds(self) -> float:
        """What its workers have used until now; 0 where the system does not tell."""
        ticks = 0
        for worker in children(self.pid):
            fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def found() -> str | None:
    """The program; Debian keeps it where only root's PATH leads."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def in_front(replicas: Sequence[str]) -> Iterator[Front]:
    """Run nginx in front of replicas ('127.0.0.1:8051'), the first of which answers.

    Requests from one address are counted as ever, but none are too many: all clients of a measurement have the same.
    """
    with tempfile.TemporaryDirectory() as place:
        folder, port, files = Path(place), free_port(), free_port()
        folder.chmod(0o755)  # the workers of root's nginx are somebody else
        for name in ("written", "kept"):
            (folder / name).mkdir()
        text = re.sub(r"rate=\d+r/s", "rate=1000000r/s", nginx.whole(f"127.0.0.1:{port}", replicas, folder))
        text = text.replace(f"proxy_cache_path {folder}/", f"proxy_cache_path {folder}/kept/")
        start, _, end = text.rpartition("}")
        (folder / "nginx.conf").write_text(start + FILES % {"port": files, "folder": folder} + "}" + end)
        with (folder / "errors").open("w+") as log:
            command = [str(found()), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
            process = subprocess.Popen(command, stdout=log, stderr=log)
            try:
                _await(f"http://127.0.0.1:{files}", process, folder / "errors")
                yield Front(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{files}", folder, process.pid)
            finally:
                process.terminate()
                process.wait(timeout=20)


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for an answer of any kind; RuntimeError with nginx's own words where it stops."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            urlopen(address, timeout=PATIENCE).close()
            return
        except HTTPError:
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"nginx did not start at {address}: {log.read_text()}")
