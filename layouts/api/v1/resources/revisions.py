"""The revision ledger."""

from __future__ import annotations

from pydantic import Field

from layouts.api.v1 import choices
from layouts.api.v1.asked import Listed
from layouts.api.v1.resource import Found, Resource, of_frame
from metrics import revisions


class RevisionsAsked(Listed):
    """Which changes."""

    area: choices.Area = Field("", description="A place, by code or as it stands in addresses: `kent`.")
    metric: choices.Metric = Field("", description="A measure that rests on the cell.")
    kind: choices.Kind = Field("", description="A kind of change.")
    dataset: choices.Dataset = Field("", description="A table.")


def find(asked: RevisionsAsked) -> Found:
    """The rows of `metrics.revisions`."""
    area = choices.code(asked.area) if asked.area else ""
    return of_frame(revisions.revisions(area, asked.metric, asked.kind, asked.dataset))


RESOURCE = Resource(
    "revisions",
    "Revisions",
    "Every published cell that a later release prints otherwise: what stood there, what stands there now, and why, as "
    "far as the publisher says it.",
    RevisionsAsked,
    find,
    tuple(revisions.COLUMNS),
    ("revisions",),
    always=("id", "dataset", "indicator", "kind", "old_release", "new_release"),
    choices=(("kind", choices.KIND),),
)
