"""What the long test counts: growth of memory, mixed pages, answers that are cut short."""

import json
import os
from typing import Any

import pyarrow as pa
import pytest

from bench.soak import memory, pages, plan, snapshot
from bench.soak.memory import Sample
from bench.soak.pages import Ask
from bench.soak.slow import is_whole
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


@pytest.mark.parametrize("times", [[], [1.0, 2.0], [1.0, 1.0, 1.0]])
def test_there_is_no_growth_of_too_little(times: list[float]) -> None:
    assert memory.slope(times, times) is None


def test_each_worker_is_told_by_itself_and_grows_only_once_it_has_settled() -> None:
    filling = [Sample(at * 36, "a", 7, 100 + 50 * min(at, 5), 200) for at in range(11)]
    other = [Sample(at * 36, "b", 8, 90 + at, 190) for at in range(11)]
    found = memory.of_workers([*filling, *other])
    assert [(each["pid"], each["mb_an_hour"], each["own_mb_most"]) for each in found] == [
        (7, 0, 350),
        (8, 100, 100),
    ]


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
    assert pages.changed(text, [], "/gaps") is None


def test_addresses_are_of_every_kind() -> None:
    listed = ["/", "/gaps", *(f"/area/{at}" for at in range(20)), *(f"/measure/{at}" for at in range(10))]
    found = plan.chosen(listed, 8)
    assert found == ["/", "/gaps", "/area/0", "/area/6", "/area/13", "/measure/0", "/measure/3", "/measure/6"]


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", ""),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc", "cut short"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", ""),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n", "cut short"),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", "HTTP/1.1 502 Bad Gateway"),
        (b"", "no answer"),
    ],
)
def test_a_raw_answer_is_whole_or_not(answer: bytes, wrong: str) -> None:
    assert is_whole(answer) == wrong


def test_the_second_state_has_every_count_one_less() -> None:
    held: Any = {"value": [5.0, 11.0, 46.1, None, 600.0], "symbol": [None, None, None, "c", None]}
    assert snapshot.one_less(pa.table(held))["value"].to_pylist() == [5, 10, 46.1, None, 599]
    assert snapshot.one_less(pa.table({"name": ["x"]}))["name"].to_pylist() == ["x"]
