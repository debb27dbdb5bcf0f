"""What functions remember belongs to the version under which they were asked."""

from collections.abc import Callable
from threading import Thread

import pytest

from metrics import memory

Read = Callable[[str], str]


@pytest.fixture
def asked() -> list[tuple[str, str]]:
    """What the function of these tests was really called with."""
    return []


@pytest.fixture
def read(asked: list[tuple[str, str]]) -> Read:
    @memory.remembered(8)
    def read(name: str) -> str:
        asked.append((memory.ACTIVE.get(), name))
        return f"{name} of {memory.ACTIVE.get() or 'the newest'}"

    return read


def test_a_version_never_gives_what_another_gave(read: Read, asked: list[tuple[str, str]]) -> None:
    assert read("a") == "a of the newest"
    with memory.under("2025.1"):
        assert [read("a"), read("a")] == ["a of 2025.1"] * 2
        with memory.under(""):
            assert read("a") == "a of the newest"
        assert read("a") == "a of 2025.1"
    assert read("a") == "a of the newest"
    assert asked == [("", "a"), ("2025.1", "a")], "each version is asked once"


def test_what_is_forgotten_is_asked_again(read: Read, asked: list[tuple[str, str]]) -> None:
    for _ in range(2):
        read("a")
        with memory.under("2025.1"):
            read("a")
        memory.forget()
    assert asked == [("", "a"), ("2025.1", "a")] * 2


def test_few_older_versions_are_remembered_and_the_newest_always(
    read: Read, asked: list[tuple[str, str]]
) -> None:
    older = [f"20{number}.1" for number in range(10, 11 + memory.MOST_OLDER)]
    for version in ["", *older, "", older[-1], older[0]]:
        with memory.under(version):
            read("a")
    assert asked == [(version, "a") for version in ["", *older, older[0]]], "only the first was forgotten"


def test_only_so_many_answers_are_kept(read: Read, asked: list[tuple[str, str]]) -> None:
    for name in [*"abcdefgh", "i", "i", "a"]:
        read(name)
    assert [name for _, name in asked] == [*"abcdefgh", "i", "a"]


def test_a_version_is_read_by_one_thread_alone() -> None:
    seen = []
    with memory.under("2025.1"):
        other = Thread(target=lambda: seen.append(memory.ACTIVE.get()))
        other.start()
        other.join()
    assert seen == [""]


def test_an_error_does_not_leave_the_version_behind() -> None:
    with pytest.raises(KeyError), memory.under("2025.1"):
        raise KeyError
    assert memory.ACTIVE.get() == ""
