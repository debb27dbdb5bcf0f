"""The addresses of the API: each list of rows as JSON and CSV, single rows, the postcode, and the document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

import orjson
from flask import Blueprint, Response, request
from werkzeug.exceptions import MethodNotAllowed, NotFound

from layouts import links
from layouts.api.v1 import answers, document, resource
from layouts.api.v1.asked import Nothing, PostcodeAsked, checked, read
from layouts.api.v1.resource import Resource
from layouts.problems import OPEN, POSTCODE, ROOT, Fault, Problem, allowed
from metrics import postcodes, versions

blueprint = Blueprint("api_v1", __name__, url_prefix=ROOT)
Answer = Callable[[Any, versions.Version], Response]


def _versioned(model: type[Any], answer: Answer) -> Response:
    """An answer from the version that is asked for; short where the reader has it already."""
    asked = read(model, request.args)
    with versions.use(asked.version or versions.newest().name) as version:
        name = answers.tag(version)
        response = Response(status=304) if answers.is_known(name) else answer(asked, version)
        response.headers.update(answers.headers(version, name))
    return response


def _listed(found: Resource) -> Response:
    return _versioned(
        found.asked, lambda asked, version: answers.page(found, found.find(asked), asked, version)
    )


def _file(found: Resource) -> Response:
    return _versioned(found.asked, lambda asked, version: answers.file(found, found.find(asked), version))


def _single(found: Resource, name: str) -> Response:
    assert found.one
    assert found.single
    kind, work = found.one[1], found.single
    if name not in kind.listed():
        raise Problem(404, "not-found", kind.unknown(name))

    def answer(_: Any, version: versions.Version) -> Response:
        return answers.as_json({"version": answers.told(version), "row": work(name)})

    return _versioned(Nothing, answer)


def _route(path: str, work: Callable[..., Response], found: Resource) -> None:
    """One address of a list of rows."""
    blueprint.add_url_rule(
        path, path.strip("/").replace(".", "_"), update_wrapper(partial(work, found), work)
    )


for each in resource.every().values():
    _route(f"/{each.name}", _listed, each)
    _route(f"/{each.name}.json", _listed, each)
    _route(f"/{each.name}.csv", _file, each)
    if each.one:
        _route(f"/{each.name}/<name>", _single, each)


@blueprint.post("/postcode")
def postcode() -> Response:
    """The council that a postcode lies in. It is read from the body, and no message or log repeats it."""
    if request.args:
        raise Problem(400, "bad-request", "Send the postcode in the body and nothing in the address.")
    if request.mimetype != "application/json":
        raise Problem(415, "wrong-type")
    try:
        given = orjson.loads(request.get_data())
    except orjson.JSONDecodeError:
        raise Problem(
            400, "bad-request", 'The body is not JSON. Send it as {"postcode": "SW1A 1AA"}.'
        ) from None
    asked = checked(PostcodeAsked, given, "property")
    try:
        code = postcodes.area_for_postcode(asked.postcode)
    except postcodes.BadPostcode as bad:
        raise Problem(400, "bad-request", faults=[Fault(str(bad), property="postcode")]) from None
    except (postcodes.OutsideEngland, postcodes.UnknownPostcode) as unknown:
        raise Problem(404, "unknown-postcode", str(unknown)) from None
    work = resource.every()["areas"].single
    assert work
    response = answers.as_json({"version": answers.told(versions.newest()), "row": work(code)})
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The document."""
    return _versioned(Nothing, lambda *_: answers.as_json(document.document()))


@blueprint.get("")
def index() -> Response:
    """The addresses there are."""
    listed = {name: f"{ROOT}/{name}" for name in resource.every()}
    whole = {"documentation": links.API, "openapi": f"{ROOT}/openapi.json", "addresses": listed}
    return _versioned(
        Nothing, lambda _, version: answers.as_json({"version": answers.told(version), **whole})
    )


@blueprint.get("/<path:rest>")
def nothing(rest: str) -> Response:
    """Any other address; a postcode is never taken from one."""
    if request.path == POSTCODE:
        raise MethodNotAllowed(["POST", "OPTIONS"])
    raise NotFound


@blueprint.errorhandler(Problem)
def refused(problem: Problem) -> Response:
    """A request that cannot be answered."""
    return problem.response()


@blueprint.after_request
def for_everybody(response: Response) -> Response:
    """Any page may read the answers."""
    response.headers.update(OPEN)
    if request.method == "OPTIONS":
        response.headers["Allow"] = allowed(response.allow)
        response.headers.update(
            {
                "Access-Control-Allow-Methods": response.headers.get("Allow", "GET"),
                "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
                "Access-Control-Max-Age": "86400",
            }
        )
    return response
