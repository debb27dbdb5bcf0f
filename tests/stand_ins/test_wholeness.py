"""No answer that is a piece, a mixture or something else ends as a file: it is fetched anew, or refused in words."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import bodies
from ingest.http import Client
from tests.stand_ins import server
from tests.stand_ins.publisher import CONTENT, FILE, SITE, fill, refusal
from tests.stand_ins.server import Asked, Reply, StandIn

NEWER = CONTENT.replace(b"12", b"34")
HALF = 131_072


@pytest.fixture(autouse=True)
def filled(host: StandIn) -> None:
    fill(host)


def coded(content: bytes, coding: str = "gzip") -> server.Fault:
    """The body as it is, under a coding."""
    return lambda reply: Reply(content, "text/csv", headers={"Content-Encoding": coding})


def rest(whole: bytes, etag: str = "", shift: int = 0, most: int | None = None) -> server.Fault:
    """A 206 with the rest of a file from the byte that is asked for on, or something that only looks like it."""

    def fault(reply: Reply) -> Reply:
        if reply.status != 206:
            return reply
        start = int(reply.headers["Content-Range"].split()[1].split("-")[0]) + shift
        body = whole[start:][:most]
        about = {"Content-Range": f"bytes {start}-{start + len(body) - 1}/{len(whole)}"}
        about["ETag"] = etag or reply.headers["ETag"]
        return Reply(body, "text/csv", 206, about)

    return fault


class Resuming(StandIn):
    """A host whose faults come after the question was understood: the 206 itself is wrong."""

    wrong: server.Fault | None = None

    def reply(self, asked: Asked) -> Reply:
        """The wrong 206, once."""
        reply = super().reply(asked)
        if reply.status == 206 and self.wrong:
            reply, self.wrong = self.wrong(reply), None
        return reply


@pytest.mark.parametrize(
    "wrong",
    [
        rest(NEWER, etag='"another"'),
        rest(CONTENT, most=5_000),
        rest(CONTENT, shift=13),
        rest(CONTENT, shift=-13),
    ],
    ids=["of another file", "shorter than asked", "begins too late", "begins too early"],
)
def test_a_rest_that_is_not_that_of_the_begun_file_is_thrown_away_with_it(
    serve, tmp_path: Path, wrong: server.Fault
) -> None:
    host = Resuming()
    fill(serve(host))
    host.wrong = wrong
    host.misbehave("/plans.csv", server.cut(HALF))
    client = Client(tmp_path / "cache", stand_ins={"publisher.example": host.address})
    client.download(FILE, tmp_path / "plans.csv")
    assert (tmp_path / "plans.csv").read_bytes() == CONTENT
    assert host.wrong is None, "the wrong answer was given"
    assert host.count("/plans.csv") == 3


def test_a_part_that_was_not_asked_for_is_refused(client: Client, host: StandIn, tmp_path: Path) -> None:
    headers = {"Content-Range": f"bytes 0-4999/{len(CONTENT)}"}
    host.misbehave("/plans.csv", lambda reply: Reply(CONTENT[:5_000], "text/csv", 206, headers))
    assert "a part where the whole was asked for" in refusal(client, tmp_path / "plans.csv")


def test_a_part_of_a_coded_answer_is_begun_anew(client: Client, host: StandIn, tmp_path: Path) -> None:
    broken = replace(coded(gzip.compress(NEWER))(Reply()), cut=400)
    host.misbehave("/plans.csv", lambda reply: replace(broken, headers={**broken.headers, "ETag": '"a"'}))
    client.download(FILE, tmp_path / "plans.csv")
    assert (tmp_path / "plans.csv").read_bytes() == CONTENT
    assert not [asked for asked in host.asked if "Range" in asked.headers]


def test_a_coded_file_is_decoded_and_one_without_its_end_fetched_again(
    client: Client, host: StandIn, tmp_path: Path
) -> None:
    whole = gzip.compress(NEWER[:HALF]) + gzip.compress(NEWER[HALF:])
    host.misbehave("/plans.csv", coded(whole[:-9]), coded(CONTENT), coded(whole))
    client.download(FILE, tmp_path / "plans.csv")
    assert (tmp_path / "plans.csv").read_bytes() == NEWER
    host.misbehave("/plans.csv", coded(gzip.compress(CONTENT)[:-400]), lasting=True)
    assert "a gzip without its end, 5 times" in refusal(client, tmp_path / "other.csv")
    host.misbehave("/plans.csv", coded(CONTENT, "br"), lasting=True)
    assert "answered in the coding 'br', which was not asked for" in refusal(client, tmp_path / "br.csv")


def test_a_body_that_swells_without_end_is_refused(
    client: Client, host: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "MOST_BYTES", 2_000_000)
    host.misbehave("/plans.csv", coded(gzip.compress(b"a,b\n" * 1_000_000)))
    assert "sends more than 2,000,000 bytes" in refusal(client, tmp_path / "plans.csv")


@pytest.mark.parametrize(
    ("headers", "body", "said"),
    [
        ({"Content-Length": "1000"}, CONTENT[:1_000], "a table whose last line does not end"),
        ({"Content-Length": None, "Connection": "close"}, CONTENT[:1_000], "last line does not end, so that"),
        ({"Content-Length": None, "Connection": "close"}, CONTENT[:16], "did not say how long the file is"),
        ({"Content-Length": "many"}, CONTENT, "gave 'many' as the length"),
    ],
    ids=["too small a length", "no length", "no length, cut at a line's end", "no number"],
)
def test_a_length_that_proves_nothing_is_not_believed(
    client: Client, host: StandIn, tmp_path: Path, headers: dict, body: bytes, said: str
) -> None:
    host.misbehave("/plans.csv", lambda reply: Reply(body, "text/csv", headers=headers), lasting=True)
    assert said in refusal(client, tmp_path / "plans.csv")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plans.csv", b"\xef\xbb\xbf<!DOCTYPE html><html><body>sign in</body></html>\n", "a page instead"),
        ("plans.csv", b"<!-- moved --><html><body>sign in</body></html>\n", "a page instead of a file"),
        (
            "plans.csv",
            b'{"error": "try later"}\n',
            'JSON instead of a file, which says {"error": "try later"}',
        ),
        ("plans.xlsx", b"area_code,plans\n", "no xlsx file, it begins with b'area_code,plans"),
        ("plans.zip", b"PK\x03\x04 and no end", "a zip that does not open"),
        ("plans.parquet", b"PAR1 and no end", "does not open as Parquet"),
    ],
)
def test_what_is_not_of_the_kind_that_it_is_called_is_refused(
    client: Client, host: StandIn, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    host.put(f"/{name}", content)
    assert said in refusal(client, tmp_path / name, f"{SITE}/{name}")


def test_an_unchanged_that_nobody_asked_about_is_refused(
    client: Client, host: StandIn, tmp_path: Path
) -> None:
    host.misbehave("/plans.csv", server.status(304))
    assert "answered 304, unchanged, though nothing was asked" in refusal(client, tmp_path / "plans.csv")


def test_an_etag_that_is_the_md5_is_held_against_the_file(
    client: Client, host: StandIn, tmp_path: Path
) -> None:
    wrong = {"ETag": '"0123456789abcdef0123456789abcdef"'}
    host.misbehave(
        "/plans.csv", lambda reply: replace(reply, headers=wrong, has_validators=False), lasting=True
    )
    said = refusal(client, tmp_path / "plans.csv", md5=True)
    assert "where 0123456789abcdef0123456789abcdef was announced" in said
    host.lasting.clear()
    assert client.download(FILE, tmp_path / "plans.csv", md5=True).changed


def test_a_file_is_put_in_its_place_in_one_step(client: Client, host: StandIn, tmp_path: Path) -> None:
    to, reader = tmp_path / "plans.csv", tmp_path / "reader.csv"
    client.download(FILE, to)
    reader.hardlink_to(to)  # as one who has the file open
    host.misbehave("/plans.csv", server.other(NEWER))
    assert client.download(FILE, to).changed
    assert (to.read_bytes(), reader.read_bytes()) == (NEWER, CONTENT)
