"""About this site: it says who publishes it and how to report an error, and nothing that nobody has told it."""

import re
from html import unescape

import dash
import pytest

import app  # noqa: F401  (registers the pages)
from layouts import cite, links
from layouts.first_view import render
from metrics import corrections, tables


def about(monkeypatch: pytest.MonkeyPatch, **settings: str) -> str:
    for name in ("PUBLISHER_NAME", "PUBLIC_URL", "PUBLISHER_CONTACT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    layout = next(page["layout"] for page in dash.page_registry.values() if page["path"] == links.ABOUT)
    return render(layout())


def test_a_copy_that_nobody_has_named_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    text = about(monkeypatch)
    assert "This copy names no publisher." in text
    assert "This copy names no address for errors" in text
    assert "mailto:" not in text


def test_a_publisher_its_address_and_its_contact_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = about(
        monkeypatch,
        PUBLISHER_NAME="Kin & <Kith>",
        PUBLIC_URL="https://send.example.org",
        PUBLISHER_CONTACT="errors@example.org",
    )
    assert "This copy is published by Kin &amp; &lt;Kith&gt;." in text
    assert 'href="https://send.example.org"' in text
    assert 'href="mailto:errors@example.org"' in text
    assert 'href="https://send.example.org/errors"' in about(
        monkeypatch, PUBLISHER_CONTACT="https://send.example.org/errors"
    )


@pytest.mark.parametrize(
    "given", ["javascript:alert(1)", "a b@c.org", "errors", 'x"@y.org', "mailto:a@b.org"]
)
def test_a_contact_that_is_no_address_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("PUBLISHER_CONTACT", given)
    with pytest.raises(cite.WrongAddress, match="PUBLISHER_CONTACT"):
        cite.contact()


def test_a_figure_in_several_releases_or_checks_is_one_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    text = unescape(about(monkeypatch))
    rows = corrections.corrections()
    rows = rows[rows["status"].isin(("withheld", "replaced")) & (rows["evidence"] != "")]
    figures = {
        (row.dataset, row.indicator, row.area_code, row.breakdown, row.period) for row in rows.itertuples()
    }
    assert len(figures) < len(rows)
    assert f"In all, {len(figures)} figures are corrected" in text
    assert re.search(r"(?<![\d,.])(\d[\d,.]*)(, \d[\d,.]*)*(,| and) \1(?![\d,.])", text) is None


def test_corrections_gaps_and_licences_come_from_their_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    text = unescape(about(monkeypatch))
    rows = corrections.corrections(status="withheld")
    newest = rows[rows["evidence"] != ""].iloc[0]["evidence"]
    assert newest in text
    for asked in tables.reference("unpublished")["asked"]:
        assert asked in text
    for name in tables.names():
        assert (tables.describe(name).get("attribution") or "") in text
