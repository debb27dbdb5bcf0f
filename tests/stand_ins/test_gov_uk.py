"""GOV.UK pages and their files, from a stand-in that serves the published files and corrects them at will."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.answers import Refused
from ingest.gov_uk import Attachment, day_named
from ingest.http import Client
from ingest.registry import all_datasets
from tests.stand_ins.gov_uk import ASSETS, HOST, Assets, GovUk
from tests.stand_ins.server import captcha, cut, other, status

PAGE = "/government/statistics/area-send-inspections-and-outcomes-in-england-as-at-31-august-2022"
COLLECTION = "/government/collections/area-send-inspections"
ODS = "ofsted/Area_SEND_inspection_data_01_May_2016_to_31_August_2022.ods"
TRIBUNAL = "moj/send_appeal_rate_table_2014-2022.ods"
ORIGIN = Attachment(PAGE, "inspection.data", ".ods", "2022", COLLECTION, "area SEND inspections")


@pytest.fixture
def gov_uk(serve, published: Path):
    assets = serve(Assets())
    site = serve(GovUk(assets))
    site.publish(PAGE, "Area SEND inspections and outcomes: 31 August 2022", "2022-11-17T09:30:01Z")
    site.attach(PAGE, "Area SEND inspection data as at 31 August 2022", published / ODS)
    site.attach(PAGE, "Methodology", published / "README.md")
    site.collect(COLLECTION, [PAGE])
    return site


@pytest.fixture
def gov(gov_uk: GovUk, tmp_path: Path) -> Client:
    stand_ins = {HOST: gov_uk.address, ASSETS: gov_uk.assets.address}
    return Client(tmp_path / "cache", stand_ins=stand_ins)


def fetched(client: Client, to: Path):
    return ORIGIN.fetch(client, ORIGIN.found(client), to)


def test_a_file_is_found_by_its_title_and_fetched_once(gov_uk, gov, published, tmp_path) -> None:
    found = ORIGIN.found(gov)
    assert (found.release, found.published, found.newer) == ("2022", "2022-11-17", None)
    assert found.size == (published / ODS).stat().st_size
    assert found.address.startswith(f"https://{ASSETS}/media/")
    to = tmp_path / "data.ods"
    assert fetched(gov, to).changed
    assert to.read_bytes() == (published / ODS).read_bytes()
    assert not fetched(gov, to).changed
    assert sum(gov_uk.assets.sent[path, 200] for path, code in gov_uk.assets.sent if code == 200) == 1


def test_a_correction_has_another_address_and_is_fetched(gov_uk, gov, published, tmp_path) -> None:
    before = ORIGIN.found(gov)
    fetched(gov, to := tmp_path / "data.ods")
    corrected = (published / ODS).read_bytes() + b"corrected"
    gov_uk.correct(PAGE, published / ODS, corrected, "2022-12-01T09:30:00Z")
    after = ORIGIN.found(gov)
    assert after.address != before.address
    assert after.stamp != before.stamp
    assert after.published == "2022-12-01"
    assert fetched(gov, to).changed
    assert to.read_bytes() == corrected


def test_a_newer_edition_in_the_collection_is_told_by_its_title(gov_uk, gov) -> None:
    newer = PAGE.replace("august-2022", "december-2024")
    gov_uk.publish(newer, "Area SEND inspections and outcomes: 31 December 2024", "2025-03-06T09:30:00Z")
    other_kind = "/government/statistics/childrens-homes"
    gov_uk.publish(other_kind, "Children's homes", "2026-01-01T09:30:00Z")
    gov_uk.collect(COLLECTION, [PAGE, newer, other_kind])
    assert ORIGIN.found(gov).newer == "Area SEND inspections and outcomes: 31 December 2024"


def test_where_no_collection_is_known_those_of_the_page_are_asked(gov_uk, gov) -> None:
    newer = PAGE.replace("august-2022", "december-2023")
    gov_uk.publish(newer, "Area SEND inspections and outcomes: 31 December 2023", "2024-06-05T09:30:00Z")
    gov_uk.collect(COLLECTION, [PAGE, newer])
    gov_uk.items[PAGE]["links"] = {"document_collections": [{"base_path": COLLECTION}]}
    gov_uk.show(PAGE)
    origin = replace(ORIGIN, collection="")
    assert origin.found(gov).newer == "Area SEND inspections and outcomes: 31 December 2023"
    assert replace(origin, edition="").found(gov).newer is None


def other_edition(gov_uk: GovUk, month: str, day: str, **changes) -> str:
    """Another page beside the declared one, in its collection, by the month that its title and path name."""
    path = PAGE.replace("august-2022", month.lower().replace(" ", "-")) + "-tables"
    gov_uk.publish(path, f"Area SEND inspections and outcomes: 31 {month}", day)
    gov_uk.items[path] |= changes
    gov_uk.collect(COLLECTION, [PAGE, path])
    for each in gov_uk.items[COLLECTION]["links"]["documents"]:
        if each["base_path"] == path:
            each |= changes
    gov_uk.show(COLLECTION)
    return path


def test_an_old_edition_corrected_after_the_new_one_came_does_not_hide_it(gov_uk, gov, published) -> None:
    other_edition(gov_uk, "August 2023", "2023-11-16T09:30:00Z")
    gov_uk.correct(PAGE, published / ODS, (published / ODS).read_bytes(), "2023-12-01T09:30:00Z")
    assert ORIGIN.found(gov).newer == "Area SEND inspections and outcomes: 31 August 2023"


@pytest.mark.parametrize("month", ["December 2021", "August 2022"])
def test_an_older_edition_corrected_last_is_not_the_newer_one_nor_is_the_same(gov_uk, gov, month) -> None:
    other_edition(gov_uk, month, "2026-01-01T09:30:00Z")
    assert ORIGIN.found(gov).newer is None


@pytest.mark.parametrize(("second", "newer"), [("01", None), ("02", "Area SEND inspections, revisited")])
def test_editions_that_name_no_day_are_told_apart_by_their_updates(gov_uk, gov, second, newer) -> None:
    changes = {"title": "Area SEND inspections, revisited", "base_path": "/revisited"}
    other_edition(gov_uk, "May 2023", f"2022-11-17T09:30:{second}Z", **changes)
    assert ORIGIN.found(gov).newer == newer


def test_a_page_without_a_title_is_called_by_its_path_and_a_withdrawn_one_is_no_news(gov_uk, gov) -> None:
    other_edition(gov_uk, "May 2023", "2023-06-01T09:30:00Z", title=None)
    assert ORIGIN.found(gov).newer == "area send inspections and outcomes in england as at 31 may 2023 tables"
    other_edition(gov_uk, "May 2023", "2023-06-01T09:30:00Z", withdrawn=True)
    assert ORIGIN.found(gov).newer is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tribunal Statistics Quarterly: July to September 2023", (2023, 9, 31)),
        ("tribunals-statistics-quarterly-october-to-december-2023", (2023, 12, 31)),
        ("as at 31 August 2022", (2022, 8, 31)),
        ("2024 to 2025", (2025, 12, 31)),
        ("Area SEND inspections", ()),
    ],
)
def test_the_day_that_a_title_names(text: str, day: tuple[int, ...]) -> None:
    assert day_named(text) == day


def withdrawn(site: GovUk) -> None:
    site.items[PAGE]["withdrawn_notice"] = {
        "explanation": "<p>The figures were wrong.</p>",
        "withdrawn_at": "2026-01-05T10:00:00Z",
    }
    site.show(PAGE)


def test_an_old_page_lists_its_files_as_html(gov_uk, gov, published, tmp_path) -> None:
    gov_uk.as_html(PAGE)
    found = ORIGIN.found(gov)
    assert found.size is None
    assert fetched(gov, tmp_path / "data.ods").size == (published / ODS).stat().st_size


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda site: site.rename(PAGE, "inspection data", "outcomes"), "has 0 files like 'inspection.data'"),
        (
            lambda site: site.attach(PAGE, "Inspection data, revisits", site.last.parent / TRIBUNAL),
            "has 2 files",
        ),
        (
            lambda site: site.move(PAGE, "/government/statistics/elsewhere"),
            "has moved to /government/statistics/e",
        ),
        (lambda site: site.move(PAGE, ""), "was taken down"),
        (withdrawn, r"was withdrawn on 2026-01-05 \(The figures were wrong\.\)"),
        (lambda site: site.replies.pop(f"/api/content{PAGE}"), "answered 404"),
        (
            lambda site: site.put(f"/api/content{PAGE}", json.dumps([]), "application/json"),
            "is no page of GOV.UK",
        ),
        (lambda site: site.misbehave(f"/api/content{PAGE}", captcha, lasting=True), "robot|check"),
    ],
)
def test_what_is_not_there_as_declared_is_refused(gov_uk, gov, change, said) -> None:
    change(gov_uk)
    with pytest.raises(Refused, match=said) as refused, gov.about("area_send_inspections, release 2022"):
        ORIGIN.found(gov)
    assert HOST in str(refused.value)
    assert "correct" in str(refused.value) or "by hand" in str(refused.value)


def test_a_file_of_another_size_than_its_page_says_is_refused_and_the_old_one_stays(
    gov_uk, gov, published, tmp_path
) -> None:
    fetched(gov, to := tmp_path / "data.ods")
    gov_uk.assets.misbehave(gov_uk.path_of(published / ODS), other(b"PK something else"), lasting=True)
    with pytest.raises(Refused, match="bytes where") as refused, gov.about("area_send_inspections"):
        fetched(gov, to)
    assert ASSETS in str(refused.value)
    assert "area_send_inspections" in str(refused.value)
    assert to.read_bytes() == (published / ODS).read_bytes()


def test_a_busy_host_and_a_cut_file_are_tried_again(gov_uk, gov, published, tmp_path) -> None:
    gov_uk.misbehave(f"/api/content{PAGE}", status(429, Retry_After="0"), status(503))
    gov_uk.assets.misbehave(gov_uk.path_of(published / ODS), cut(20_000), status(503))
    fetched(gov, to := tmp_path / "data.ods")
    assert to.read_bytes() == (published / ODS).read_bytes()
    assert gov_uk.assets.count(gov_uk.path_of(published / ODS)) == 3


DECLARED = [
    release
    for dataset in all_datasets().values()
    for release in dataset.releases
    if isinstance(release.origin, Attachment)
]


@pytest.mark.parametrize("release", DECLARED, ids=lambda release: release.file)
def test_every_file_that_a_dataset_looks_for_is_found_by_its_name_among_others(
    gov_uk, gov, published, tmp_path, release
) -> None:
    origin = release.origin
    gov_uk.publish(origin.page, release.title, "2024-01-01T09:30:00Z")
    gov_uk.attach(
        origin.page, "Main tables", published / ODS if origin.page != PAGE else published / TRIBUNAL
    )
    gov_uk.attach(origin.page, release.title, published / release.file)
    if origin.collection:
        gov_uk.collect(origin.collection, [origin.page])
    found = origin.found(gov)
    assert (found.release, found.published, found.newer) == (release.release, "2024-01-01", None)
    origin.fetch(gov, found, to := tmp_path / release.file)
    assert to.read_bytes() == (published / release.file).read_bytes()
