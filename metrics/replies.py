"""The right of reply: what a council has answered to a figure of its own, in its words and with the day.

Replies are rows of the reference table `replies`: `area_code`, `metric` (blank: the council as a whole), `period` as
readers write it (blank: every one), `date` (ISO), `who` speaks, `text` as it was sent, and `address` where it was
published, if it was. They are shown beside the figure in every version of the data.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from metrics import areas, compute, registry, tables, versions
from metrics.memory import remembered

LONGEST = 2000
"""Characters of a reply."""
NO_CONTROL = ("Cc", "Cf", "Co", "Cs")
"""Kinds of characters that no reply needs, and that can turn the words around them."""


class WrongReply(ValueError):
    """A row of the replies that cannot be shown; the message names it and the mend."""


@dataclass(frozen=True)
class Reply:
    """One answer; `metric`, `period` and `address` may be empty."""

    area_code: str
    metric: str
    period: str
    date: str
    who: str
    text: str
    address: str


@remembered()
def replies() -> tuple[Reply, ...]:
    """Every reply, the newest first; raises WrongReply."""
    with versions.use(versions.newest().name):
        rows = tables.reference("replies").to_dict("records")
    found = [_checked(Reply(**row), place) for place, row in enumerate(rows, 2)]
    return tuple(sorted(found, key=lambda reply: reply.date, reverse=True))


def beside(metric_id: str, area_code: str = "", period: str = "") -> tuple[Reply, ...]:
    """The replies to a measure's figures: of one council and period where they are given.

    A reply about no measure is beside none.
    """
    return tuple(
        reply
        for reply in replies()
        if reply.metric == metric_id
        and area_code in ("", reply.area_code)
        and (not period or reply.period in ("", period))
    )


def of_council(area_code: str) -> tuple[Reply, ...]:
    """The replies of one council about itself as a whole."""
    return tuple(reply for reply in replies() if reply.area_code == area_code and not reply.metric)


def _checked(reply: Reply, line: int) -> Reply:
    """The reply, or WrongReply."""
    wrong = [mend for is_wrong, mend in _faults(reply) if is_wrong]
    if wrong:
        raise WrongReply(f"data/reference/replies.csv, line {line}: {'; '.join(wrong)}")
    return reply


def _faults(reply: Reply) -> list[tuple[bool, str]]:
    parts = urlsplit(reply.address)
    marks = {each for each in reply.who + reply.text if unicodedata.category(each) in NO_CONTROL} - {"\n"}
    return [
        (
            reply.area_code not in _councils(),
            f"{reply.area_code!r} is no council; write a code of data/reference/areas.csv",
        ),
        (
            reply.metric not in ("", *registry.all_metrics()),
            f"{reply.metric!r} is no measure; `python -m metrics list` has them",
        ),
        (
            bool(reply.period) and reply.period not in _periods(reply.metric),
            f"{reply.period!r} is no period of {reply.metric or 'a reply about no measure'}; write one as the "
            "measure's page does, or leave it blank",
        ),
        (not _is_day(reply.date), f"{reply.date!r} is no day; write it as 2026-11-22"),
        (not reply.who.strip() or not reply.text.strip(), "who speaks and the text may not be blank"),
        (len(reply.text) > LONGEST, f"{len(reply.text)} characters; {LONGEST} at most"),
        (bool(marks), f"control characters {sorted(map(ascii, marks))}; take them out"),
        (
            bool(reply.address) and (parts.scheme not in ("http", "https") or not parts.netloc),
            f"{reply.address!r} is no address; it must begin with https:// or http://, or be blank",
        ),
    ]


def _councils() -> set[str]:
    found = areas.areas()
    return set(found.index[~found["type"].isin(("Country", "Region"))])


def _periods(metric_id: str) -> list[str]:
    return compute.periods_of(metric_id) if metric_id in registry.all_metrics() else []


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
