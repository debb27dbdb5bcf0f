"""The committed Plotly is the one its script builds, of the version that Python's plotly speaks to."""

import hashlib
import json
from pathlib import Path

from plotly.offline import get_plotlyjs_version

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
ASSETS = LAYOUTS / "assets"


def test_files_have_the_recorded_checksums() -> None:
    lines = (ASSETS / "0-plotly.sha256").read_text().splitlines()
    recorded = {name: checksum for checksum, name in (line.split("  ") for line in lines)}
    assert recorded == {name: hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() for name in recorded}
    assert set(recorded) == {"0-plotly.min.js", "0-plotly.licences.txt"}


def test_version_is_that_of_the_python_package() -> None:
    wanted = json.loads((LAYOUTS / "plotly_bundle/package.json").read_text())["devDependencies"]["plotly.js"]
    assert wanted == get_plotlyjs_version()
    assert f'"{wanted}"' in (ASSETS / "0-plotly.min.js").read_text(encoding="utf-8")
    assert f"plotly.js {wanted} (MIT)" in (ASSETS / "0-plotly.licences.txt").read_text(encoding="utf-8")


def test_it_is_loaded_before_anything_that_would_ask_for_the_full_one() -> None:
    assert min(path.name for path in ASSETS.glob("*.js")) == "0-plotly.min.js"
