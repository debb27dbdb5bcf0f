"""Data flow one way: ingest -> data -> metrics -> layouts -> app.py. Siblings do not know each other."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {
    "ingest": {"ingest"},
    "metrics": {"metrics"},
    "layouts": {"layouts", "metrics"},
    "app": {"layouts"},
    "reproduce": {"reproduce"},
}
SIBLINGS = (
    "ingest.datasets",
    "metrics.indicators",
    "metrics.families",
    "layouts.charts",
    "layouts.pages",
    "layouts.exhibits",
)
OURS = set(MAY_IMPORT) | {"tests", "bench", "deploy"}
MODULES = [ROOT / "app.py", *(path for name in MAY_IMPORT for path in sorted((ROOT / name).rglob("*.py")))]


def imported_modules(path: Path) -> set[str]:
    """The full names of all that a module imports, wherever in it; a relative import made absolute."""
    package = list(path.relative_to(ROOT).parent.parts)
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *filter(None, [node.module])])
            names |= {f"{start}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    part = path.relative_to(ROOT).parts[0].removesuffix(".py")
    ours = {name.split(".")[0] for name in imported_modules(path)} & OURS
    assert ours <= MAY_IMPORT[part], f"{part} may import only {MAY_IMPORT[part]}"


@pytest.mark.parametrize("folder", SIBLINGS)
def test_siblings_do_not_import_each_other(folder: str) -> None:
    for path in (ROOT / folder.replace(".", "/")).glob("*.py"):
        siblings = [name for name in imported_modules(path) if name.startswith(f"{folder}.")]
        assert not siblings, f"{path.name} imports its sibling {siblings}: move what they share up a folder"


def declared(file: str) -> set[str]:
    return set(re.findall(r"^[a-z][\w-]*", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE))


def stands_alone(path: Path) -> bool:
    """Whether a module is only ever run by a maintainer, as `python -m <it>`, and never imported."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    runs = path.stem != "__main__" and '__name__ == "__main__"' in path.read_text(encoding="utf-8")
    return runs and not any(name in imported_modules(other) for other in MODULES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_library_is_declared(path: Path) -> None:
    allowed = declared("requirements.in") | (declared("requirements-dev.in") if stands_alone(path) else set())
    used = {name.split(".")[0] for name in imported_modules(path)}
    libraries = used - set(sys.stdlib_module_names) - OURS
    assert {library.replace("_", "-") for library in libraries} <= allowed
