"""How many councils there are at each whole number: one column each, with its count on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from layouts import theme
from layouts.format import lowered, plural

HEIGHT = 300


def draw(values: Sequence[int], most: int, title: str, mark: int | None = None) -> dict[str, Any]:
    """Columns from 0 to `most`; the one at `mark` stands out. `title` says what the axis counts."""
    counts = Counter(values)
    places = list(range(most + 1))
    return {
        "data": [
            {
                "type": "bar",
                "x": places,
                "y": [counts[at] for at in places],
                "text": [str(counts[at]) if counts[at] else "" for at in places],
                "textposition": "outside",
                "constraintext": "none",
                "cliponaxis": False,
                "hovertext": [
                    f"{plural(counts[at], 'council')}: {at} of {most} {lowered(title)}" for at in places
                ],
                "hoverinfo": "text",
                "marker": {"color": [theme.ROLES["area" if at == mark else "bars"] for at in places]},
            }
        ],
        "layout": theme.layout(
            HEIGHT,
            margin={"l": 8, "r": 8, "t": 24, "b": 50},
            bargap=0.15,
            xaxis=theme.axis(tickvals=places, showgrid=False, title={"text": title}),
            yaxis=theme.NO_AXIS,
        ),
    }
