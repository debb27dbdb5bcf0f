"""Files of Explore Education Statistics are found by whichever way is open; what cannot be used is refused in words."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.ees_content import DataFile, Supporting, Zip
from ingest.files import Downloaded
from ingest.http import Client, Refused
from ingest.origin import Origin
from tests.stand_ins import server
from tests.stand_ins.ees_content import HOST, REMOVED, SITE_HOST, EesContent, Publication, Release, id_of
from tests.stand_ins.server import StandIn, page, serving

SLUG = "plans"
OLD, NEW = b"time_period,plans\n2024,1\n", b"time_period,plans\n2025,2\n"
FILE = DataFile(SLUG, "plans.csv", "2025", frozenset({"time_period", "plans"}))
LIST = f"/api/publications/{SLUG}/releases"


def zipped(**members: bytes) -> bytes:
    """A zip with these data files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"data/{name}.csv", content)
    return buffer.getvalue()


@pytest.fixture
def host() -> Iterator[EesContent]:
    newest = Release(
        "2025",
        "2025-06-26",
        {"plans.csv": NEW},
        {"appeals.csv": b"a,b\n1,2\n"},
        zipped(plans=NEW, requests=OLD),
    )
    releases = [Release("2024", "2024-06-13", {"plans.csv": OLD}), newest]
    content = EesContent(Publication(SLUG, releases, {"year": "2026", "month": "6", "day": ""}))
    with serving(content):
        yield content


@pytest.fixture
def site() -> Iterator[StandIn]:
    with serving(StandIn()) as stand_in:
        yield stand_in


@pytest.fixture
def client(host: EesContent, site: StandIn, tmp_path: Path) -> Client:
    return Client(tmp_path / "cache", stand_ins={HOST: host.address, SITE_HOST: site.address})


def fetched(origin: Origin, client: Client, to: Path) -> Downloaded:
    with client.about("ehc_plans, release 2025"):
        return origin.fetch(client, origin.found(client), to)


def refusal(origin: Origin, client: Client, to: Path) -> str:
    """What is said of a file that cannot be fetched; nothing stands in its place."""
    with pytest.raises(Refused) as refused:
        fetched(origin, client, to)
    assert not to.exists()
    assert HOST in str(refused.value)
    return str(refused.value)


def test_a_data_set_is_found_with_its_release_and_what_comes_next(
    client: Client, host: EesContent, tmp_path: Path
) -> None:
    found = FILE.found(client)
    assert (found.release, found.published, found.newer, found.due) == (
        "2025",
        "2025-06-26",
        None,
        "June 2026",
    )
    fetched(FILE, client, tmp_path / "plans.csv")
    assert (tmp_path / "plans.csv").read_bytes() == NEW
    assert not [asked.path for asked in host.asked if REMOVED.fullmatch(asked.path)]
    assert len(host.asked) == 4, (
        "robots.txt, the list of releases and what the release holds once, and the file"
    )


def test_the_newest_release_is_taken_when_none_is_named_and_told_when_another_is(
    client: Client, tmp_path: Path
) -> None:
    fetched(DataFile(SLUG, "plans.csv"), client, tmp_path / "newest.csv")
    fetched(DataFile(SLUG, "plans.csv", "2024"), client, tmp_path / "old.csv")
    assert (tmp_path / "newest.csv").read_bytes() == NEW
    assert (tmp_path / "old.csv").read_bytes() == OLD
    assert DataFile(SLUG, "plans.csv", "2024").found(client).newer == "2025"


def test_a_data_set_with_another_title_is_found_in_the_catalogue_on_whatever_page(
    client: Client, host: EesContent, tmp_path: Path
) -> None:
    host.titles["plans.csv"] = "Plans by council"
    release = host.publications[SLUG].releases[-1]
    release.data = {**{f"other{number}.csv": b"" for number in range(45)}, **release.data}
    fetched(FILE, client, tmp_path / "plans.csv")
    assert (tmp_path / "plans.csv").read_bytes() == NEW
    assert host.count("/api/data-set-files") == 2


def test_a_file_that_no_list_has_is_taken_out_of_the_zip(
    client: Client, host: EesContent, tmp_path: Path
) -> None:
    origin = DataFile(SLUG, "requests.csv", "2025", frozenset({"plans"}))
    fetched(origin, client, tmp_path / "requests.csv")
    assert (tmp_path / "requests.csv").read_bytes() == OLD
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["requests.csv"]
    other = DataFile(SLUG, "requests.csv", "2025", frozenset({"refusals"}))
    assert "without the column 'refusals'" in refusal(other, client, tmp_path / "other.csv")
    said = refusal(DataFile(SLUG, "nowhere.csv", "2025"), client, tmp_path / "nowhere.csv")
    assert "a zip without 'data/nowhere.csv'" in said


def test_a_list_of_releases_that_is_gone_is_done_without(
    client: Client, host: EesContent, site: StandIn, tmp_path: Path
) -> None:
    host.misbehave(LIST, server.status(410), lasting=True)
    fetched(FILE, client, tmp_path / "by summary.csv")
    host.misbehave(f"{LIST}/2025/version-summary", server.status(404), lasting=True)
    version = {"props": {"pageProps": {"releaseVersionSummary": {"id": id_of(SLUG, "2025", "version 0")}}}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(version)}</script>'
    shown = "Education, health and care plans in England"
    site.replies[f"/find-statistics/{SLUG}/2025"] = page(f"<html><body>{shown}{script}</body></html>")
    again = Client(tmp_path / "c", stand_ins=client.transport.stand_ins)
    fetched(FILE, again, tmp_path / "by page.csv")
    assert (tmp_path / "by summary.csv").read_bytes() == (tmp_path / "by page.csv").read_bytes() == NEW


def test_when_every_way_is_closed_each_is_told(client: Client, host: EesContent, tmp_path: Path) -> None:
    host.misbehave(LIST, server.other(b'{"releases": []}'), lasting=True)
    host.misbehave(f"{LIST}/2025/version-summary", server.other(b"[]"), lasting=True)
    said = refusal(FILE, client, tmp_path / "plans.csv")
    assert f"{HOST}: release 2025 of {SLUG} cannot be found" in said
    assert "by the list of releases: " in said
    assert "has not the shape that it had" in said
    assert "by its page: " in said
    assert "404" in said or "shape" in said


@pytest.mark.parametrize(
    ("fault", "words"), [(server.captcha, "check for robots"), (server.status(503), "503, 5 times")]
)
def test_a_host_that_answers_otherwise_is_refused_with_the_dataset(
    client: Client, host: EesContent, tmp_path: Path, fault: server.Fault, words: str
) -> None:
    host.misbehave(LIST, fault, lasting=True)
    host.misbehave(f"{LIST}/2025/version-summary", fault, lasting=True)
    said = refusal(FILE, client, tmp_path / "plans.csv")
    assert words in said
    assert "ehc_plans, release 2025" in said


def test_an_expired_release_is_refused_with_those_that_there_are(
    client: Client, host: EesContent, tmp_path: Path
) -> None:
    said = refusal(Zip(SLUG, "2019"), client, tmp_path / "plans.zip")
    assert f"{SLUG} has no release '2019' among 2025, 2024: look at" in said
    assert "correct `release` of its origin" in said


def test_a_release_amended_at_this_moment_is_not_mixed(
    client: Client, host: EesContent, tmp_path: Path
) -> None:
    host.misbehave(
        f"{LIST}/2025/data-content",
        server.other(b'{"releaseVersionId": "later", "dataSets": []}'),
        lasting=True,
    )
    said = refusal(Supporting(SLUG, "appeals.csv", "2025"), client, tmp_path / "appeals.csv")
    assert "it was amended at this moment, so run again" in said


def test_a_renamed_column_is_refused_and_what_was_there_stays(
    client: Client, host: EesContent, tmp_path: Path
) -> None:
    to = tmp_path / "plans.csv"
    fetched(FILE, client, to)
    host.publications[SLUG].releases[-1].data["plans.csv"] = NEW.replace(b"plans", b"ehc_plans")
    with pytest.raises(
        Refused, match=r"without the column 'plans'; it has ehc_plans, time_period: if a column was renamed"
    ):
        fetched(FILE, client, to)
    assert to.read_bytes() == NEW


def test_a_zip_is_whole_or_refused(client: Client, host: EesContent, tmp_path: Path) -> None:
    release = host.publications[SLUG].releases[-1]
    whole, origin = release.zip, Zip(SLUG, "2025", ("data/plans.csv", "data/requests.csv"))
    release.zip = zipped(plans=NEW)
    said = refusal(origin, client, tmp_path / "plans.zip")
    assert "a zip without 'data/requests.csv': the publisher leaves out what it cannot read" in said
    release.zip = whole.replace(b"2025,2", b"2025,3")
    assert "member 'data/plans.csv' is damaged: run again" in refusal(origin, client, tmp_path / "plans.zip")
    release.zip = whole[:-30]
    assert "a zip that does not open" in refusal(origin, client, tmp_path / "plans.zip")
    release.zip = whole
    host.misbehave(f"/api/releases/{release.id(SLUG)}/files", server.cut(50), server.status(503))
    assert fetched(origin, client, tmp_path / "plans.zip").changed
    assert (tmp_path / "plans.zip").read_bytes() == whole


def test_a_supporting_file_is_found_by_its_name(client: Client, host: EesContent, tmp_path: Path) -> None:
    fetched(Supporting(SLUG, "appeals.csv", "2025"), client, tmp_path / "appeals.csv")
    assert (tmp_path / "appeals.csv").read_bytes() == b"a,b\n1,2\n"
    said = refusal(Supporting(SLUG, "officers.csv", "2025"), client, tmp_path / "officers.csv")
    assert "has 0 files 'officers.csv', it has appeals.csv: correct `file` of its origin" in said
