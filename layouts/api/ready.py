"""Whether this replica may be sent readers: 200 once the first page can be made, 503 before that and on leaving.

`/health` says only that the process answers. While the file named by `DRAIN_FILE` in the environment is there, the
replica says that it is leaving: whoever shares out the readers sends them elsewhere before it stops.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from flask import Blueprint, Response, jsonify

from layouts import document, links
from metrics import versions
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
        return "ready" if _has_a_first_page() else "not ready"
    except Exception as error:
        log.warning("not ready: %s", error)
        return "not ready"


@remembered()
def _has_a_first_page() -> bool:
    """Whether the first page is made without error; tried again for as long as it is not."""
    return document.opened(links.HOME, "").found
