"""`make sbom` lists every library that the server is installed with, in its version."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_pinned_library_is_listed() -> None:
    pinned = re.findall(r"^([a-z][\w.-]*)==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    target = re.search(r"cyclonedx-py (.*) --output-file \S+ (\S+)", (ROOT / "Makefile").read_text())
    assert target
    command = [sys.executable, "-m", "cyclonedx_py", *target[1].split(), "--no-validate", target[2]]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    listed = [(each["name"], each["version"]) for each in json.loads(made)["components"]]
    assert sorted(listed) == sorted(pinned)
    assert pinned
