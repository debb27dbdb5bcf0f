"""Whether this replica may be sent readers: 200 once it has all figures and a first page, 503 before and on leaving.

`/health` says only that the process answers. While the file named by `DRAIN_FILE` in the environment is there, the
replica says that it is leaving: whoever shares out the readers sends them elsewhere before it stops.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from flask import Blueprint, Response, jsonify

from layouts import document, links
from metrics import kept, versions
from metrics.memory import remembered

blueprint = Blueprint("ready", __name__)

log = logging.getLogger(__name__)


@blueprint.get(links.READY)
def serve() -> Response:
    """The state in a word, and the version of the data that this replica reads."""
    state = _state()
    answer = jsonify(state=state, **({"version": versions.newest().id} if state == "ready" else {}))
    answer.status_code = 200 if state == "ready" else 503
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _state() -> str:
    file = os.environ.get("DRAIN_FILE", "")
    if file and Path(file).exists():
        return "leaving"
    try:
        return "ready" if _can_answer() else "not ready"
    except Exception as error:
        log.warning("not ready: %s", error)
        return "not ready"


@remembered()
def _can_answer() -> bool:
    """Whether the figures are there and the first page is made of them; raises where not, and is tried again."""
    if not kept.is_sound():
        raise LookupError(
            "the figures have not been worked out for these data: run `python -m metrics figures`"
        )
    return document.opened(links.HOME, "").found
