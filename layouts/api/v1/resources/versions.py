"""The versions of the data that are kept."""

from __future__ import annotations

import pandas as pd

from layouts.api.v1.asked import Listed
from layouts.api.v1.resource import Found, Resource, of_frame
from metrics import versions


class VersionsAsked(Listed):
    """All of them."""


def find(asked: VersionsAsked) -> Found:
    """The versions, the oldest first."""
    newest = versions.newest().id
    rows = [(each.name, each.id, each.label, each.built, each.id == newest) for each in versions.known()]
    return of_frame(pd.DataFrame(rows, columns=list(RESOURCE.columns)))


RESOURCE = Resource(
    "versions",
    "Versions of the data",
    "The versions of the data that this copy keeps. Name one as `version=` in any address to get its figures.",
    VersionsAsked,
    find,
    ("version", "id", "label", "built", "newest"),
    ("versions",),
    always=("version", "id", "label", "built", "newest"),
)
