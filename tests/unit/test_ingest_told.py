"""What a person is told of a fetch that went well but has a gap."""

from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from ingest.fetch import NEW, SAME, Fetcher, Outcome, Wanted
from ingest.files import Downloaded, digest
from ingest.http import Client
from ingest.live import tell
from ingest.origin import Found


@pytest.mark.parametrize("quiet", [True, False])
def test_a_note_on_a_file_is_told_also_to_those_who_want_it_quiet(quiet: bool) -> None:
    wanted = Wanted("lgsco/decisions.csv", "gathered", None, {"decisions": frozenset({"gathered"})})
    outcomes = [Outcome(wanted, NEW, "from a site", note="1 month is thinned [2025-03]")]
    said = StringIO()
    tell([*outcomes, Outcome(wanted, NEW, "from a site")], Counter(), Console(file=said, width=200), quiet)
    assert said.getvalue().count("Know of") == 1
    assert "Know of lgsco/decisions.csv: 1 month is thinned [2025-03]" in said.getvalue()


class Noted:
    """An origin whose file always comes with a note."""

    def found(self, client: Client) -> Found:
        """The same each time."""
        return Found("https://example.org", "2025", stamp="1")

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """A file and what to know of it."""
        to.write_bytes(b"x")
        return Downloaded(to, found.address, digest(to), 1, changed=True, note="Kent is missing")


def test_a_note_is_told_again_while_the_publisher_has_the_same(tmp_path: Path) -> None:
    wanted = Wanted("pages.csv", "2025", Noted(), {"pages": frozenset({"2025"})})
    found = []
    for day in ("2026-01-01", "2026-01-02"):
        [outcome] = Fetcher(Client(tmp_path / "cache"), tmp_path, day).fetch([wanted])
        found.append((outcome.state, outcome.note))
    assert found == [(NEW, "Kent is missing"), (SAME, "Kent is missing")]
