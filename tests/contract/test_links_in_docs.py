"""What the documents point at inside the repository is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


@pytest.mark.parametrize("document", sorted(ROOT.glob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    linked = LINK.findall(document.read_text(encoding="utf-8"))
    assert not [target for target in linked if not (ROOT / target).exists()]
