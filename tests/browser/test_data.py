"""A researcher ticks measures, a council and a year with the keyboard, takes the figures away and opens the file."""

from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
from playwright.sync_api import Page, expect

from layouts import links


def test_chosen_figures_are_taken_away_and_open(visit: Callable[[str], Page], tmp_path: Path) -> None:
    page = visit(links.FIGURES)
    page.locator("summary", has_text="Councils").click()
    page.get_by_label("Find in this list").last.fill("kent")
    shown = page.locator("details[open] .boxes li:visible")
    assert shown.all_inner_texts() == ["Kent"]
    page.locator("details[open] .past").press("Enter")
    expect(page.get_by_role("button", name="Show these figures")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing is chosen yet")).to_be_visible()
    page.locator("summary", has_text="Councils").click()
    for heading, label in (("Reviews", "All "), ("Councils", "Kent")):
        summary = page.locator("summary", has_text=heading).first
        summary.focus()
        page.keyboard.press("Enter")
        box = page.locator("details[open] label", has_text=label).first.locator("input")
        box.focus()
        page.keyboard.press("Space")
    page.get_by_label("First year").select_option("2024")
    page.get_by_role("button", name="Show these figures").click()
    page.wait_for_selector("#first-view", state="detached")
    assert "theme=reviews&area=kent&from=2024" in page.url
    with page.expect_download() as found:
        page.locator(".result a[download]", has_text="Parquet").click()
    assert found.value.suggested_filename.startswith("figures-reviews-kent-from-2024-v")
    found.value.save_as(tmp_path / "figures.parquet")
    table = pq.read_table(tmp_path / "figures.parquet")
    assert set(table["area_name"].to_pylist()) == {"Kent"}
    assert table.num_rows > 5
    assert b"Places: Kent. Years: from 2024." in table.schema.metadata[b"filter"]
