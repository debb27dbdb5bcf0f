"""The lines that the server writes for whoever runs it: JSON, one thing to a line, and nothing about any reader.

What was asked for and what an error says may repeat what a reader typed, a postcode or a name. So a line has only words
that stand in the code: of a message the text without what is filled in, save numbers; of an error its kind and
the lines of code that it passed through. gunicorn's own lines go the same way: one of them would tell the network
address and the whole first line of a request that is no HTTP.
"""

from __future__ import annotations

import json
import logging
import os
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FILLED = re.compile(r"%(?:\(\w+\))?[-#0 +]*[\d*]*(?:\.[\d*]+)?[diouxXeEfFgGcrsa]")
KNOWN = ("layouts.", "gunicorn.")
"""Loggers whose messages were read: what they fill in themselves stands after a sign of FIRST_WORDS."""
FIRST_WORDS = re.compile(r"[^:={'\"/]*")


class Line(logging.Formatter):
    """A record as one line of JSON: time, level, what was said, fields of the request, an error's kind and its way."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "said": said(record),
            **getattr(record, "fields", {}),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error:
            line |= {"error": type(error).__name__, "way": way(error)}
        return json.dumps(line)


def said(record: logging.LogRecord) -> str:
    """The words of a message, with numbers filled in and everything else left out."""
    text = str(record.msg)
    if not record.args:
        found = FIRST_WORDS.match(text) if record.name.startswith(KNOWN) else None
        return found[0].strip() if found else f"... ({_short(record.pathname)}:{record.lineno})"
    given = record.args if isinstance(record.args, tuple) else ()
    values = iter([str(each) if isinstance(each, int | float) else "..." for each in given])
    return FILLED.sub(lambda _: next(values, "..."), text)


def way(error: BaseException) -> list[str]:
    """Where an error went through: 'layouts/search.py:58 answer', the last the place where it began."""
    steps = traceback.extract_tb(error.__traceback__)
    return [f"{_short(step.filename)}:{step.lineno} {step.name}" for step in steps]


def _short(file: str) -> str:
    """A file of ours from the root of the repository, one of a library from the folder of libraries."""
    path = Path(file)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(ROOT))
    return file.rpartition("site-packages/")[2]


def has_requests() -> bool:
    """Whether each request is a line too: LOG_REQUESTS in the environment."""
    return os.environ.get("LOG_REQUESTS", "").strip() not in ("", "0")


def config() -> dict[str, Any]:
    """How Python's logging writes all that is said to standard error: warnings, errors, and if wanted each request."""
    own = {"level": "INFO" if has_requests() else "WARNING", "handlers": ["stderr"], "propagate": False}
    quiet = {"level": "WARNING", "handlers": ["stderr"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": Line}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {"layouts.traffic": own, "gunicorn.error": quiet, "gunicorn.access": quiet},
    }
