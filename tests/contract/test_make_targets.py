"""Every make target is in the README, and every command in the README exists."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_makefile_and_readme_name_the_same_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):.*## ", makefile, re.MULTILINE))
    assert targets == set(re.findall(r"\bmake ([a-z][a-z-]*)(?=[^`\n]*`|[^`]*\n```)", readme))


def test_every_phony_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == set(re.findall(r"^([a-z][a-z-]*):.*## ", makefile, re.MULTILINE))
