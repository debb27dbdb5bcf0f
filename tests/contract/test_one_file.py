"""A dataset, a metric or a family is added by one file: dropped into a copy, it is built, listed and described."""

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow
CODE = ("ingest", "metrics", "layouts", "app.py")
LEEDS, ENGLAND = "E08000035", "E92000001"
DATASET = '''"""Children who waited for a wheelchair, made up for a test."""

from ingest.dataset import Dataset, Indicator, Release

DATASET = Dataset(
    name="wheelchairs",
    title="Waits for wheelchairs",
    publisher="Nobody",
    publication="Waits",
    landing_page="https://example.org/waits",
    licence="Open Government Licence v3.0",
    attribution="Source: nobody.",
    releases=(Release("2025", "waits.csv", "Waits 2025", "https://example.org/waits", ("2024",)),),
    indicators=(
        Indicator("waiting", "Children waiting", "children", ("waiting",)),
        Indicator("waiting_long", "Children waiting half a year", "children", ("waiting_long",)),
    ),
    partial="Made up for Leeds alone.",
)
'''
NOTE = """**What it counts.** Of {who} waiting at the end of the year, the share who had waited for half a year.

**Why it matters.** A child without a wheelchair cannot go to school by himself.

**Read with care.** It is made up for a test, and no child was ever counted for it.
"""
PROPORTION = """Proportion(
        dataset="wheelchairs",
        numerator="waiting_long",
        denominator="waiting",
        numerator_is="children waiting half a year",
        denominator_is="children waiting",
    )"""
FIELDS = 'unit="%", theme="Growing up", order=900, direction="lower", whose="residents"'
METRIC = f'''"""Waits for wheelchairs.

{NOTE.format(who="children")}"""

from metrics.metric import Metric, Proportion

METRIC = Metric(title="Long waits for a wheelchair", short="Wheelchair waits", {FIELDS}, formula={PROPORTION})
'''
FAMILY = f'''"""Waits for wheelchairs.

{NOTE}"""

from metrics.family import Row, family
from metrics.metric import Proportion

METRICS = family(
    __doc__,
    [Row("wheelchair_waits_of_all", {PROPORTION.replace('"wheelchairs"', '"wheelchairs", no_interval="Made up."')},
         {{"who": "all children"}})],
    title="Long waits for a wheelchair: {{who}}", short="Waits, {{who}}", {FIELDS.replace("900", "901")},
)
'''
HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    "old_la_code,new_la_code,la_name,waiting,waiting_long"
)
ROWS = (
    "2024,Calendar year,National,E92000001,England,,,,,,1000,400",
    "2024,Calendar year,Regional,E92000001,England,E12000003,Yorkshire and The Humber,,,,100,50",
    f"2024,Calendar year,Local authority,E92000001,England,E12000003,Yorkshire and The Humber,383,{LEEDS},Leeds,40,10",
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with three more files, and the new table built by the ingest's own command."""
    project = tmp_path_factory.mktemp("project")
    for name in CODE:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, project / name)
    shutil.copytree(ROOT / "data", project / "data")
    (project / "ingest" / "datasets" / "wheelchairs.py").write_text(DATASET, encoding="utf-8")
    (project / "metrics" / "indicators" / "wheelchair_waits.py").write_text(METRIC, encoding="utf-8")
    (project / "metrics" / "families" / "wheelchairs.py").write_text(FAMILY, encoding="utf-8")
    (project / "published").mkdir()
    (project / "published" / "waits.csv").write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    run(project, "-m", "ingest", "--from", "published", "wheelchairs")
    return project


def run(project: Path, *command: str) -> str:
    """What a Python command prints in the copy; fails with what it complains of."""
    there = {name: value for name, value in os.environ.items() if name not in ("SEND_DATA", "PYTHONPATH")}
    done = subprocess.run(
        [sys.executable, *command], cwd=project, env=there, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def table(printed: str, column: str) -> dict[str, dict[str, str]]:
    return {row[column]: row for row in csv.DictReader(io.StringIO(printed))}


def test_the_metric_and_the_family_are_worked_out(copy: Path) -> None:
    for name in ("wheelchair_waits", "wheelchair_waits_of_all"):
        shown = table(run(copy, "-m", "metrics", "show", name, "--period", "2024"), "area_code")
        assert (float(shown[LEEDS]["value"]), float(shown[ENGLAND]["value"])) == (25, 40)


def test_the_dictionary_has_the_new_figures_and_what_carries_them(copy: Path) -> None:
    described = table(run(copy, "-m", "metrics", "inventory"), "published")
    assert described["waiting_long"]["label"] == "Children waiting half a year"
    assert described["waiting_long"]["metrics"] == "wheelchair_waits;wheelchair_waits_of_all"


def test_the_new_measures_have_pages_and_are_in_the_list_of_measures(copy: Path) -> None:
    asked = "\n".join(
        [
            "from app import server",
            "from layouts import links",
            "client = server.test_client()",
            "names = ('wheelchair_waits', 'wheelchair_waits_of_all')",
            "pages = [client.get(at).text for at in (links.MEASURES, *map(links.measure, names))]",
            "print(*['Long waits for a wheelchair' in page for page in pages])",
            "print('Long waits for a wheelchair: all children' in pages[0])",
            "print(*['cannot go to school by himself' in page for page in pages[1:]])",
        ]
    )
    assert run(copy, "-c", asked).split() == ["True"] * 6
