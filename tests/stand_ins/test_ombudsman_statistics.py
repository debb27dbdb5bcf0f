"""The Ombudsman's statistics pages, fetched year after year from a stand-in made of the pages that were gathered."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from ingest import lgsco_councils, lgsco_missing
from ingest.absences import there
from ingest.answers import Refused
from ingest.areas import area_for_name
from ingest.dataset import LOCAL
from ingest.datasets import ombudsman_councils
from ingest.http import Client
from ingest.lgsco_councils import Statistics, slugs
from ingest.read import Source
from tests.stand_ins.ombudsman import COUNCILS, HOST, Ombudsman
from tests.stand_ins.ombudsman import site as ombudsman_page
from tests.stand_ins.server import captcha, cut, empty_shell, status

ROOT = Path(__file__).resolve().parents[2]
FILE = "council_statistics_pages.csv"
KEY = ["release", "time_period", "area_code", "indicator"]
SURREY = f"{COUNCILS}/surrey-county-council/statistics"
FIGURES = (*lgsco_councils.FIGURES.values(), "layout", "period_end")
VISITS = {"2022": "2022-23", "2023": "2023-24", "2024": "2024-25"}


@pytest.fixture(scope="module")
def rows(published: Path) -> list[dict[str, str]]:
    with (published / "lgsco" / FILE).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def ombudsman(serve, rows) -> Ombudsman:
    return serve(Ombudsman(rows=rows))


@pytest.fixture
def lgo(ombudsman: Ombudsman, tmp_path: Path) -> Client:
    return Client(tmp_path / "cache", stand_ins={HOST: ombudsman.address})


@pytest.fixture(autouse=True)
def nothing_shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lgsco_councils.shipped, "__defaults__", (tmp_path / "none.parquet",))


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch, ombudsman, rows) -> None:
    """A page that links to all councils that were gathered, and only those there that have a page by now."""
    links = "".join(f'<a href="{COUNCILS}/{slug}">{slug}</a> ' for slug in {row["slug"] for row in rows})
    ombudsman.put(COUNCILS, f"<html><body>{links}</body></html>", "text/html")

    def by_now(day: str, level: str) -> set[str]:
        mine = (row for row in ombudsman.rows if row["period_start"][:4] <= ombudsman.year)
        return there(day, level) & {
            area_for_name(row["page_council_name"], row["period_start"]) for row in mine
        }

    monkeypatch.setattr(lgsco_councils, "there", by_now)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a few councils, to be quick."""
    some = {area_for_name(name) for name in ("Kent", "Surrey", "Suffolk", "Leeds", "Bristol", "Trafford")}
    monkeypatch.setattr(lgsco_councils, "there", lambda day, level: some)


def visited(client: Client, to: Path, release: str = "2024-25"):
    origin = Statistics(release)
    return origin.fetch(client, origin.found(client), to)


def figures(rows: list[dict[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The figures of each council and year, as printed."""
    return {
        (area_for_name(row["page_council_name"], row["period_start"]), row["period_start"]): tuple(
            row[name] for name in FIGURES
        )
        for row in rows
    }


def written(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reachable(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """What a visit in each year would find of the councils that are there now: their newest page so far."""
    now, found = there("2025-03-31", LOCAL), {}
    for year in VISITS:
        for row in sorted(rows, key=lambda row: row["period_start"]):
            if row["period_start"][:4] <= year and (row["period_start"][:4] == "2024") == (year == "2024"):
                found[year, area_for_name(row["page_council_name"], row["period_start"])] = row
    return [row for (_, area), row in found.items() if area in now]


def test_visits_in_every_year_arrive_at_the_rows_that_were_gathered_by_hand(
    listed, ombudsman, lgo, rows, tmp_path
):
    to = tmp_path / "raw" / FILE
    for year, release in VISITS.items():
        ombudsman.year = year
        assert visited(lgo, to, release).note == ""
    by_hand = figures(reachable(rows))
    assert figures(written(to)) == by_hand
    assert len(by_hand) > 150
    assert len(list((to.parent / "council_statistics").rglob("*.html"))) == len(by_hand)


def test_a_second_visit_in_the_same_year_asks_for_no_page_that_is_kept(few, ombudsman, lgo, tmp_path):
    to = tmp_path / "raw" / FILE
    assert visited(lgo, to).changed
    before = to.read_bytes()
    ombudsman.asked.clear()
    assert not visited(lgo, to).changed
    newest = {
        f"{COUNCILS}/{row['slug']}/statistics" for row in ombudsman.rows if row["period_start"][:4] == "2024"
    }
    assert {each.path for each in ombudsman.asked} & newest == {SURREY}
    assert to.read_bytes() == before


def test_what_the_project_ships_stands_in_for_the_years_that_are_gone(
    few, ombudsman, lgo, published, tmp_path, monkeypatch
) -> None:
    shipped = ROOT / "data" / "tidy" / "ombudsman_councils.parquet"
    monkeypatch.setattr(lgsco_councils.shipped, "__defaults__", (shipped,))
    to = tmp_path / "raw" / "lgsco" / FILE
    visited(lgo, to)
    by_hand = (published / "lgsco" / FILE).read_bytes()
    for release in ombudsman_councils.DATASET.releases:
        mine, expected = (
            ombudsman_councils.tidy(Source(release, content)).sort_values(KEY, ignore_index=True)
            for content in (to.read_bytes(), by_hand)
        )
        pd.testing.assert_frame_equal(mine, expected)


def test_a_new_year_is_kept_beside_the_others_and_told_as_newer(few, ombudsman, lgo, rows, tmp_path):
    newest = next(
        row for row in rows if row["slug"] == "surrey-county-council" and row["layout"] == "2024-25"
    )
    ombudsman.rows = [*rows, newest | {"period_start": "2025-04-01", "period_end": "2026-03-31"}]
    ombudsman.year = "2025"
    found = Statistics("2024-25").found(lgo)
    assert (found.release, found.newer) == ("2024-25", "2025-26")
    Statistics("2024-25").fetch(lgo, found, to := tmp_path / FILE)
    surrey = [row for row in written(to) if row["slug"] == "surrey-county-council"]
    assert [(row["layout"], row["period_start"]) for row in surrey] == [("2025-26", "2025-04-01")]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (captcha, "robot|check"),
        (empty_shell, "no heading Annual statistics|without|empty"),
        (status(403), "403"),
    ],
)
def test_a_page_that_is_none_is_refused_and_the_table_stays(few, ombudsman, lgo, tmp_path, fault, said):
    to = tmp_path / "raw" / FILE
    visited(lgo, to)
    before = to.read_bytes()
    ombudsman.year = "2023"
    ombudsman.misbehave(f"{COUNCILS}/kent-county-council/statistics", fault, lasting=True)
    with pytest.raises(Refused, match=said) as refused:
        visited(lgo, to, "2023-24")
    assert HOST in str(refused.value)
    assert "kent-county-council" in str(refused.value)
    assert to.read_bytes() == before
    ombudsman.lasting.clear()
    client = Client(tmp_path / "cache", stand_ins={HOST: ombudsman.address})
    visited(client, to, "2023-24")
    assert len(written(to)) > len(before.splitlines())


def test_a_page_in_unknown_words_is_kept_and_the_others_are_added(few, ombudsman, lgo, tmp_path):
    words = ombudsman_page(
        "<p>Kent County Council</p><h2>How we did</h2><p>We looked into 100 complaints.</p>"
    )
    ombudsman.misbehave(f"{COUNCILS}/kent-county-council/statistics", lambda reply: words, lasting=True)
    to = tmp_path / "raw" / FILE
    with pytest.raises(Refused, match=r"1 statistics pages cannot be read.*kent-county-council.*no heading"):
        visited(lgo, to)
    names = {row["page_council_name"] for row in written(to)}
    assert "Suffolk County Council" in names
    assert "Kent County Council" not in names
    kept = to.parent / "council_statistics" / "kent-county-council" / "unread.html"
    assert "How we did" in kept.read_text("utf-8")


def test_a_busy_host_is_asked_again(ombudsman, lgo, tmp_path):
    ombudsman.misbehave(SURREY, status(429, Retry_After="0"), status(503), cut(40))
    found = Statistics("2024-25").found(lgo)
    assert (found.release, found.newer) == ("2024-25", None)
    assert ombudsman.count(SURREY) == 4


def without(ombudsman: Ombudsman, *slugs: str) -> None:
    """Take down the pages of some councils."""
    ombudsman.rows = [row for row in ombudsman.rows if row["slug"] not in slugs]


def test_a_council_whose_page_was_never_found_is_named(few, ombudsman, lgo, tmp_path) -> None:
    without(ombudsman, "kent-county-council", "trafford-council")
    note = visited(lgo, tmp_path / FILE).note
    assert note.startswith("no statistics page of Bristol, Kent, Trafford was found for 2024-25: look up")


@pytest.mark.parametrize(("not_found", "is_refused"), [(15, False), (16, True)])
def test_when_many_councils_are_not_found_the_addresses_have_changed(not_found, is_refused) -> None:
    missing = sorted(there("2025-03-31", LOCAL))[:not_found]
    if is_refused:
        with pytest.raises(
            Refused, match=r"statistics pages of 16 councils were not found \(.*correct FORMS"
        ):
            lgsco_missing.told(missing, [], "2024-25")
    else:
        assert lgsco_missing.told(missing, [], "2024-25").count(", ") >= not_found


def renamed(ombudsman: Ombudsman) -> None:
    """Have the page of Kent bear a name that no council has."""
    for row in ombudsman.rows:
        if row["slug"] == "kent-county-council":
            row["page_council_name"] = "Kent and Medway Combined Council"


@pytest.mark.parametrize("change", [lambda site: without(site, "kent-county-council"), renamed])
def test_a_council_that_had_a_page_before_may_not_be_lost(
    few, ombudsman, lgo, rows, tmp_path, change
) -> None:
    ombudsman.rows = [dict(row) for row in rows]
    kent = next(row for row in rows if row["slug"] == "kent-county-council")
    before = kent | {"period_start": "2023-04-01", "period_end": "2024-03-31"}
    to = tmp_path / FILE
    to.write_bytes(lgsco_councils.as_csv([{name: before[name] for name in lgsco_councils.COLUMNS}]))
    change(ombudsman)
    with pytest.raises(Refused, match=r"no statistics page of Kent was found under its name for 2024-25"):
        visited(lgo, to)
    assert len(written(to)) > 1


def test_whom_the_absences_name_or_who_has_a_row_of_the_year_is_not_missed(monkeypatch) -> None:
    kent, leeds = area_for_name("Kent"), area_for_name("Leeds")
    had = [{"page_council_name": "Kent County Council", "period_start": "2023-04-01"}]
    assert lgsco_missing.told([leeds], had, "2024-25").startswith("no statistics page of Leeds was found")
    with pytest.raises(Refused, match="Kent"):
        lgsco_missing.told([kent], had, "2024-25")
    now = [*had, had[0] | {"period_start": "2024-04-01"}]
    assert lgsco_missing.told([kent], now, "2024-25") == ""
    declared = {"dataset": "ombudsman_councils", "time_period": "202425", "area_code": kent}
    monkeypatch.setattr(lgsco_missing, "absences", lambda: pd.DataFrame([declared]))
    assert lgsco_missing.told([kent], had, "2024-25") == ""
    with pytest.raises(Refused, match="Kent"):
        lgsco_missing.told([kent], now, "2025-26")


def test_the_list_of_councils_leads_to_one_whose_address_follows_no_rule(few, ombudsman, lgo, rows, tmp_path):
    odd = rows[0] | {"page_council_name": "Bristol City Council", "slug": "bristol-city-of"}
    ombudsman.rows = [*rows, odd]
    ombudsman.put(
        COUNCILS,
        f'<html><p>Find the page of a council:</p><a href="{COUNCILS}/bristol-city-of/statistics">Bristol</a></html>',
        "text/html",
    )
    visited(lgo, to := tmp_path / FILE)
    assert "bristol-city-of" in {row["slug"] for row in written(to)}


def test_the_rules_lead_to_every_address_that_was_ever_seen(rows) -> None:
    seen = {area_for_name(row["page_council_name"], row["period_start"]): row["slug"] for row in rows}
    seen = {area: slug for area, slug in seen.items() if area in there("2025-03-31", LOCAL)}
    made = slugs(seen)
    assert [slug for area, slug in seen.items() if slug.lower() not in made[area]] == []
    assert len(seen) == 89
