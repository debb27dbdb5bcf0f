"""Published figures that were looked into."""

from __future__ import annotations

from pydantic import Field

from layouts.api.v1 import choices
from layouts.api.v1.asked import Listed
from layouts.api.v1.resource import Found, Resource, of_frame
from metrics import corrections


class CorrectionsAsked(Listed):
    """Which figures."""

    area: choices.Area = Field("", description="A place, by code or as it stands in addresses: `kent`.")
    metric: choices.Metric = Field("", description="A measure that rests on the cell.")
    status: choices.Status = Field("", description="What became of the figure.")
    dataset: choices.Dataset = Field("", description="A table.")


def find(asked: CorrectionsAsked) -> Found:
    """The rows of `metrics.corrections`."""
    area = choices.code(asked.area) if asked.area else ""
    return of_frame(corrections.corrections(area, asked.metric, asked.status, asked.dataset))


RESOURCE = Resource(
    "corrections",
    "Corrections",
    "Every published figure that our checks or a person looked into: what was printed, what is shown here, and why.",
    CorrectionsAsked,
    find,
    tuple(corrections.COLUMNS),
    ("corrections", "quarantine"),
    always=("id", "dataset", "indicator", "status", "release"),
    choices=(("status", choices.STATUS),),
)
