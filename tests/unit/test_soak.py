"""What the long test counts: growth of memory, mixed pages, answers that are cut short."""

import gzip
import json
import os
from collections.abc import Callable
from dataclasses import replace
from threading import Event, Thread
from typing import Any

import pyarrow as pa
import pytest

from bench.soak import memory, pages, plan, posted, promises, readers, snapshot
from bench.soak.__main__ import passed
from bench.soak.memory import Sample
from bench.soak.pages import Ask
from bench.soak.readers import World
from bench.soak.slow import whole
from bench.soak.tally import FIRST, SECOND, Known, Tally, is_mixed

PAGE, PART, SAME = Ask("page", "/gaps"), Ask("part", "/~0123abcd/gaps-table"), Ask("part", "/~0123abcd/words")
OLD, NEW = (
    {ask.name: pages.digest(ask.name.encode() + which) for ask in (PAGE, PART)} for which in (b"1", b"2")
)
KNOWN = Known(OLD | {SAME.name: pages.digest(b"same")}, NEW | {SAME.name: pages.digest(b"same")})


def test_growth_is_that_of_the_line_with_its_error() -> None:
    times = [0.0, 1.0, 2.0, 3.0, 4.0]
    assert memory.slope(times, [5 + 2 * at for at in times]) == pytest.approx((2, 0))
    growth, error = memory.slope(times, [1.0, 3.0, 2.0, 5.0, 4.0])
    assert growth == pytest.approx(0.8)
    assert error == pytest.approx((3.6 / 3 / 10) ** 0.5)


def test_values_that_follow_the_last_tell_less_than_as_many_that_do_not() -> None:
    times = [float(at) for at in range(60)]
    apart = memory.slope(times, [float(at % 2) for at in range(60)])
    alike = memory.slope(times, [float(at // 10 % 2) for at in range(60)])
    assert apart
    assert alike
    assert alike[1] > 2 * apart[1]
    assert memory.slope(times[:6], [0, 0, 0, 9, 9, 9]) is None or alike[1] > 0


@pytest.mark.parametrize("times", [[], [1.0, 2.0], [1.0, 1.0, 1.0]])
def test_there_is_no_growth_of_too_little(times: list[float]) -> None:
    assert memory.slope(times, times) is None


def test_each_worker_is_told_by_itself_and_grows_only_once_it_has_settled() -> None:
    filling = [Sample(at * 36, "a", 7, 50, 100 + 50 * min(at, 5)) for at in range(10)]
    other = [Sample(at * 36, "b", 8, 80 - at, 90 + at) for at in range(11)]
    found = memory.of_workers([*filling, *other])
    told = [
        (each["pid"], each["mb_an_hour"], each["whole_mb_most"], each["lived_to_the_end"]) for each in found
    ]
    assert told == [(7, 0, 350, False), (8, 100, 100, True)]


def test_memory_is_read_of_a_process_that_is_there() -> None:
    found = memory.sample(1, "a", os.getpid())
    assert found is None or 0 < found.own_mb <= found.whole_mb
    assert memory.sample(1, "a", 2**22 + 1) is None


def test_an_answer_is_known_by_what_it_would_be_with_each_data() -> None:
    assert KNOWN.states(PAGE, PAGE.name.encode() + b"1") == {FIRST}
    assert KNOWN.states(PART, PART.name.encode() + b"2") == {SECOND}
    assert KNOWN.states(SAME, b"same") == {FIRST, SECOND}
    assert KNOWN.states(PAGE, PAGE.name.encode()) == frozenset()
    assert KNOWN.counts() == {"known": 3, "differ": 2}


@pytest.mark.parametrize(
    ("contents", "mixed"),
    [
        ({PAGE: b"1", PART: b"1"}, False),
        ({PAGE: b"2", PART: b"2"}, False),
        ({PAGE: b"1", PART: b"2"}, True),
        ({PAGE: b"2", PART: b"1"}, True),
    ],
)
def test_a_page_of_two_states_is_found(contents: dict[Ask, bytes], mixed: bool) -> None:
    tally = Tally()
    states = {ask.name: KNOWN.states(ask, ask.name.encode() + which) for ask, which in contents.items()}
    states[SAME.name] = KNOWN.states(SAME, b"same")
    assert is_mixed(states.values()) is mixed
    tally.visited("/gaps", states)
    assert tally.told()["pages_of_mixed_figures"] == mixed


def test_what_is_counted_is_told() -> None:
    tally = Tally()
    for took in (0.1, 0.2, 0.3):
        tally.answered("page", took)
    tally.failed("page", "status 500", "/gaps")
    told = tally.told()
    assert told["requests"] == {"page": 3}
    assert told["failures"] == {"page: status 500": 1}
    assert told["milliseconds"]["page"]["median"] == 200
    assert "/gaps" in told["examples_of_failures"][0]


def test_a_page_names_its_parts_and_what_its_script_asks_for() -> None:
    config = json.dumps({"requests_pathname_prefix": "/~0123abcd/"}).replace("/", "\\u002f")
    text = (
        '<div data-fragment="/~0123abcd/table/x?a=b&amp;c=d"></div><img src="/~0123abcd/picture/y.svg">'
        f'<img src="/assets/z.svg"><script id="_dash-config" type="application/json">{config}</script>'
    )
    assert [each.address for each in pages.parts(text)] == [
        "/~0123abcd/table/x?a=b&c=d",
        "/~0123abcd/picture/y.svg",
    ]
    assert [each.name for each in pages.at_once(text)] == ["dash /_dash-layout", "dash /_dash-dependencies"]
    assert pages.changed(text, [], "/gaps") == []
    router = {
        "inputs": [{"id": "_pages_location", "property": "pathname"}],
        "state": [],
        "output": "content.children",
    }
    got, posted = pages.drawn(text, [router], "/area/kent")
    assert (got.address, got.body) == ("/~0123abcd/_dash-update-component?of=page&at=/area/kent", None)
    assert (posted.address, posted.body["inputs"][0]["value"]) == (
        "/~0123abcd/_dash-update-component",
        "/area/kent",
    )
    assert got.name != posted.name


def test_addresses_are_of_every_kind() -> None:
    listed = ["/", "/gaps", *(f"/area/{at}" for at in range(20)), *(f"/measure/{at}" for at in range(10))]
    found = plan.chosen(listed, 8)
    assert found == ["/", "/gaps", "/area/0", "/area/6", "/area/13", "/measure/0", "/measure/3", "/measure/6"]


@pytest.mark.parametrize(
    ("answer", "content", "wrong"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", b"abc", ""),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc", b"", "cut short (IncompleteRead)"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", b"a", ""),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
            b"",
            "cut short (IncompleteRead)",
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"abc", mtime=0), b"abc", ""),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"abc", mtime=0)[:-1],
            b"",
            "cut short (EOFError)",
        ),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", b"", "status 502"),
        (b"", b"", "no answer"),
    ],
)
def test_a_raw_answer_is_whole_or_not(answer: bytes, content: bytes, wrong: str) -> None:
    assert whole(answer) == (content, wrong)


def test_the_second_state_has_every_count_one_less() -> None:
    held: Any = {"value": [5.0, 11.0, 46.1, None, 600.0], "symbol": [None, None, None, "c", None]}
    assert snapshot.one_less(pa.table(held))["value"].to_pylist() == [5, 10, 46.1, None, 599]
    assert snapshot.one_less(pa.table({"name": ["x"]}))["name"].to_pylist() == ["x"]


WORKER = {
    "replica": "a", "pid": 7, "from_second": 400, "to_second": 1200, "lived_to_the_end": True,
    "whole_mb_last": 290.0, "mb_an_hour": 1.0, "standard_error": 2.0,
}  # fmt: skip
KEPT: dict[str, Any] = {
    "failures": {},
    "pages_of_mixed_figures": 0,
    "requests": dict.fromkeys(promises.KINDS, 100),
    "compared": dict.fromkeys(promises.KINDS, 95),
    "answers_known": {"known": 1000, "differ": 900},
    "happened": [{"what": "it falls over", "to_second": 3.0}],
    "replicas": ["a"],
    "workers": [WORKER, WORKER | {"pid": 6, "lived_to_the_end": False, "whole_mb_last": 400.0}],
}


def test_a_run_without_fault_breaks_no_promise_and_leaves_nothing_untold() -> None:
    assert promises.broken(KEPT) == promises.untold(KEPT) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"failures": {"page: status 500": 3}}, "3 failed: page: status 500"),
        ({"failures": {"reader browser 1: KeyError": 1}}, "reader browser 1: KeyError"),
        ({"failures": {"part: an answer of neither state of the data": 1}}, "neither state"),
        ({"pages_of_mixed_figures": 1}, "1 pages had figures of both"),
        ({"compared": {**KEPT["compared"], "chart changed": 79}}, "79 of 100 answers of the kind 'chart changed'"),
        ({"compared": {**KEPT["compared"], "part": 9}, "requests": {**KEPT["requests"], "part": 9}}, "only 9 of 9"),
        ({"compared": {}, "requests": {}}, "only 0 of 0 answers of the kind 'place posted'"),
        ({"answers_known": {"known": 1000, "differ": 400}}, "400 of 1000 known"),
        ({"answers_known": {"known": 0, "differ": 0}}, "0 of 0 known"),
        ({"happened": [{"what": "deploy.roll", "to_second": None}]}, "not to its end: deploy.roll"),
        ({"workers": []}, "no worker of replica a could be read"),
        ({"replicas": ["a", "b"]}, "no worker of replica b could be read"),
        ({"workers": [WORKER | {"whole_mb_last": 300.0}]}, "a 7 held 300.0 MB at the end, not less than 300"),
        ({"workers": [WORKER | {"mb_an_hour": 15.0}]}, "a 7 grows: +15.0 MB an hour, standard error 2.0"),
    ],
)  # fmt: skip
def test_each_broken_promise_is_told(changed: dict[str, Any], said: str) -> None:
    assert said in "\n".join(promises.broken(KEPT | changed))


@pytest.mark.parametrize(
    ("changed", "broken", "untold"),
    [
        ({"mb_an_hour": 14.0, "standard_error": 7.0}, 0, 0),
        ({"mb_an_hour": 20.0, "standard_error": 11.0}, 0, 1),
        ({"mb_an_hour": 20.0, "standard_error": 9.0}, 1, 0),
        ({"mb_an_hour": 200.0, "from_second": 700}, 0, 1),
        ({"mb_an_hour": None, "standard_error": None}, 0, 1),
    ],
)
def test_growth_is_broken_or_kept_or_not_told(changed: dict[str, Any], broken: int, untold: int) -> None:
    results = KEPT | {"workers": [WORKER | changed]}
    assert (len(promises.broken(results)), len(promises.untold(results))) == (broken, untold)


def a_world() -> World:
    return World("http://127.0.0.1:1", ["/gaps"], KNOWN, Tally(), Event())


def test_a_reader_goes_on_after_an_exception_and_it_is_counted() -> None:
    world, times = a_world(), 0

    def work(world: World) -> None:
        nonlocal times
        times += 1
        if times < 3:
            raise KeyError(times)
        world.stop.set()

    world = replace(world, stop=Event())
    world.stop.wait = lambda _=None: world.stop.is_set()  # type: ignore[method-assign]
    thread = Thread(target=readers.steady("browser 1", work), args=(world,))
    thread.start()
    thread.join(60)
    assert times == 3
    assert world.tally.failures == {"reader browser 1: KeyError": 2}


def test_a_reader_who_goes_before_the_end_is_counted() -> None:
    world = a_world()

    def wait(_: float) -> bool:
        world.stop.set()
        return True

    world.stop.wait = wait  # type: ignore[method-assign, assignment]
    readers.steady("browser 1", lambda _: None)(world)
    assert world.tally.failures == {"reader browser 1: went before the end": 1}


@pytest.mark.parametrize(("content", "found", "failed"), [(b"1", 1, 0), (b"2", 1, 0), (b"3", 0, 1)])
def test_every_answer_that_is_known_is_compared(content: bytes, found: int, failed: int) -> None:
    world = a_world()
    assert len(world.states(PAGE, PAGE.name.encode() + content, "page")) == found
    assert world.states(Ask("page", "/nobody-knows"), b"", "page") == frozenset()
    assert (world.tally.compared["page"], sum(world.tally.failures.values())) == (found, failed)


def test_an_event_that_fails_is_counted_and_the_next_one_happens() -> None:
    tally, done = Tally(), []

    def act(what: str) -> Callable[[], object]:
        return lambda: done.append(what) if what != "fails" else 1 / 0

    coming = [plan.Event(0, "fails", act("fails")), plan.Event(0, "happens", act("happens"))]
    words = passed(tally, 60, coming)
    assert [next(words) for _ in range(1)] == ["Fails"]
    next(words)
    assert tally.failures == {"fails: ZeroDivisionError": 1}
    assert coming[0].told()["to_second"] is None


def test_what_is_wrong_with_an_answer_to_what_was_posted_is_seen() -> None:
    place = next(each for each in posted.every() if each.leads == "/area/leeds")
    assert place.wrong(303, "/area/leeds", b"") == ""
    assert "/area/kent" in place.wrong(303, "/area/kent", b"")
    assert "503" in place.wrong(503, "", b"")
    of_api = next(each for each in posted.every() if each.council == "leeds")
    assert of_api.wrong(200, "", b'{"row": {"slug": "leeds"}}') == ""
    assert "kent" in of_api.wrong(200, "", b'{"row": {"slug": "kent"}}')
