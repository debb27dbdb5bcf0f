"""What a council has answered to a figure, as it stands beside that figure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from layouts import links
from layouts.format import listing
from layouts.places import places
from metrics import areas, registry
from metrics.replies import Reply


def answers(replies: Iterable[Reply]) -> list[html.Div]:
    """Each reply with who gave it, when and about what; nothing where there are none."""
    return [_reply(each) for each in replies]


def _reply(reply: Reply) -> html.Div:
    lines = filter(None, (line.strip() for line in reply.text.split("\n")))
    about = listing([*filter(None, [_measure(reply), reply.period])])
    head = [
        html.Strong(f"{places()[reply.area_code].name} replies"),
        f" ({reply.who}, {areas.in_words(reply.date)}{f', on {about}' if about else ''}):",
    ]
    where = [html.P(html.A("Where this was published", href=reply.address))] if reply.address else []
    words: list[Any] = [html.P(line) for line in lines]
    return html.Div(
        [
            html.P(head),
            html.Blockquote(words),
            *where,
            html.P(html.A("The right of reply", href=links.REPLY)),
        ],
        className="reply",
    )


def _measure(reply: Reply) -> str:
    return registry.metric(reply.metric).title if reply.metric else ""
