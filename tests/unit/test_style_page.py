"""The style page shows every token, to those who ask for it by a setting and to nobody else."""

import pytest

import app
from layouts import stylesheet, theme
from layouts.api.style import contrast


def test_readers_never_meet_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STYLE_PAGE", raising=False)
    assert app.server.test_client().get("/style").status_code == 404


def test_it_shows_every_token_in_both_lights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STYLE_PAGE", "1")
    text = app.server.test_client().get("/style").text
    for dark in (False, True):
        for name, colour in stylesheet.colours(dark).items():
            assert f">{name}</th>" in text
            assert f"<code>{colour}</code>" in text
    for name in theme.SIZES:
        assert f"var(--size-{name})" in text


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
