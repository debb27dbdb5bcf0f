"""What a person is told of a fetch that went well but has a gap."""

from collections import Counter
from io import StringIO

import pytest
from rich.console import Console

from ingest.fetch import NEW, Outcome, Wanted
from ingest.live import tell


@pytest.mark.parametrize("quiet", [True, False])
def test_a_note_on_a_file_is_told_also_to_those_who_want_it_quiet(quiet: bool) -> None:
    wanted = Wanted("lgsco/decisions.csv", "gathered", None, {"decisions": frozenset({"gathered"})})
    outcomes = [Outcome(wanted, NEW, "from a site", note="1 month is thinned [2025-03]")]
    said = StringIO()
    tell([*outcomes, Outcome(wanted, NEW, "from a site")], Counter(), Console(file=said, width=200), quiet)
    assert said.getvalue().count("Know of") == 1
    assert "Know of lgsco/decisions.csv: 1 month is thinned [2025-03]" in said.getvalue()
