"""No cache of the data can ignore which version of them is read: each is that of `metrics.memory`."""

import ast

import pytest

from tests.contract.test_imports import ROOT, imported_modules

CACHES = {"functools.cache", "functools.lru_cache", "functools.cached_property"}
FILES = [
    ROOT / "app.py",
    *(path for name in ("metrics", "layouts") for path in sorted((ROOT / name).rglob("*.py"))),
]
NAMES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES
}
SOURCE = "metrics.layers"
"""Whoever reads the data asks this module where they are."""


SAID = {name: imported_modules(path) for name, path in NAMES.items()}
IMPORTS = {
    name: {each for each in NAMES if each in said or any(other.rpartition(".")[0] == each for other in said)}
    for name, said in SAID.items()
}
"""Of each of our modules those that it imports, themselves or something out of them."""


def readers() -> list[str]:
    """The modules that import SOURCE, by whatever way."""
    found = {SOURCE}
    while new := {name for name, theirs in IMPORTS.items() if theirs & found} - found:
        found |= new
    return sorted(found)


OF_THE_DATA = readers()


@pytest.mark.parametrize("name", OF_THE_DATA)
def test_a_module_that_can_read_the_data_keeps_nothing_by_itself(name: str) -> None:
    kept = {each for each in SAID[name] if each in CACHES or each.startswith("cachetools")}
    assert not kept, f"{name} keeps what it read by {kept}: use metrics.memory.remembered"


@pytest.mark.parametrize("name", OF_THE_DATA)
def test_nothing_is_kept_in_a_variable_that_a_function_changes(name: str) -> None:
    tree = ast.parse(NAMES[name].read_text(encoding="utf-8"))
    assert not [node.names for node in ast.walk(tree) if isinstance(node, ast.Global)], name


def test_the_modules_that_read_the_data_are_found() -> None:
    assert {"metrics.tables", "metrics.compute", "layouts.figures", "layouts.api.table", "app"} <= set(
        OF_THE_DATA
    )
    assert "metrics.intervals" not in OF_THE_DATA, "pure functions may keep what they give"
