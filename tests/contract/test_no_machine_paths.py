"""Nothing in the repository depends on the machine on which it was written."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MACHINE_PATH = re.compile(r"(?<![\w.>-])(?:/(?:home|root|Users|work|farm|tmp/bash_jobs)/|[A-Z]:\\Users\\)\w")
MINIFIED = ".min.js"


def committed_texts() -> dict[str, str]:
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("needs a git checkout to know which files are part of the repository")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    texts = {}
    for name in filter(None, listed.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).exists() else b""
        if b"\0" not in content and not name.endswith(MINIFIED):
            texts[name] = content.decode("utf-8")
    return texts


def test_no_file_names_a_path_of_one_machine() -> None:
    found = {name: MACHINE_PATH.findall(text) for name, text in committed_texts().items()}
    assert not {name: paths for name, paths in found.items() if paths}


def test_pins_name_no_server() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8"), (
            f"{name} names a server: make requirements"
        )
    lock = (ROOT / "layouts/plotly_bundle/package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock, "run npm install with --omit-lockfile-registry-resolved"
