"""The address that the search box posts to."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from layouts import links, search

blueprint = Blueprint("find", __name__)


@blueprint.post(links.FIND)
def find() -> ResponseReturnValue:
    """Sends the reader on to the council, or back to the box; what was typed stays in the request."""
    return redirect(search.answer(request.form.get("place", "")), 303)


@blueprint.get(links.FIND)
def box() -> ResponseReturnValue:
    """A reader who opens the address itself gets the box."""
    return redirect(links.HOME, 303)
