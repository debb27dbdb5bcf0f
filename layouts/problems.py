"""What a refused request is told: problem details (RFC 9457), whose words say what to mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Literal

import orjson
from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field

from layouts import links

MEDIA_TYPE = "application/problem+json"
ROOT = "/api/v1"
POSTCODE = f"{ROOT}/postcode"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Data-Version, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining, "
    "RateLimit-Reset",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What lets pages of other sites read an answer."""
TITLES = {
    "bad-request": "The request cannot be understood",
    "not-found": "There is nothing at this address",
    "no-such-page": "There are not so many pages",
    "no-figures": "There are no figures of this period",
    "unknown-postcode": "No council is known for this postcode",
    "wrong-method": "This address cannot be used in that way",
    "too-long": "The request is too long",
    "wrong-type": "The request is in a form that is not read here",
    "too-many": "Too many requests",
    "busy": "Many large files are being made",
    "our-fault": "Something went wrong on our side",
}
"""Every kind of problem, and its heading."""
OF_STATUS = {
    400: ("bad-request", "Look at the address or the body of the request: it could not be read."),
    404: ("not-found", f"Every address is listed at {ROOT} and explained at {links.API}."),
    405: ("wrong-method", "Use one of the methods in the header Allow."),
    413: ("too-long", "Send less than 64 KB."),
    415: ("wrong-type", "Send the body as JSON, with the header Content-Type: application/json."),
    429: (
        "too-many",
        "Wait as many seconds as the header Retry-After says, or take a whole table as one CSV file.",
    ),
    500: ("our-fault", "The request was right. Please try again in a minute."),
    503: ("busy", "The request was right. Wait as many seconds as the header Retry-After says."),
}
MEND = {
    "no-such-page": "Ask for a page that there is: the first answer says how many there are.",
    "no-figures": "Ask for one of the periods that the answer names.",
    "unknown-postcode": "Look at the postcode: only councils in England are known here.",
}
"""What to mend, of the kinds that are told in words of their own."""


class Fault(BaseModel):
    """One thing to mend, and where it is: a parameter of the address, or a property of the body."""

    model_config = ConfigDict(extra="forbid")

    said: str
    parameter: str | None = None
    property: str | None = None

    def __init__(self, said: str, **where: str | None) -> None:
        super().__init__(said=said, **where)


class ProblemDetails(BaseModel):
    """Why a request was refused and what to mend, as RFC 9457 has it."""

    model_config = ConfigDict(extra="forbid")

    type: Annotated[str, Field(description="What kind of problem: an address of this site that explains it.")]
    title: str
    status: int
    detail: Annotated[str, Field(description="What to mend, in words.")]
    instance: Annotated[str, Field(description="The path that was asked for.")]
    errors: tuple[Fault, ...] = ()


@dataclass
class Problem(Exception):
    """A request that is refused."""

    status: int
    kind: Literal[
        "bad-request", "not-found", "no-such-page", "no-figures", "unknown-postcode", "wrong-type", "too-long"
    ]
    detail: str = ""
    faults: Iterable[Fault] = ()

    def response(self) -> Response:
        """The answer that tells it."""
        faults = tuple(self.faults)
        said = self.detail or " ".join(fault.said for fault in faults)
        return told(self.status, self.kind, said or OF_STATUS[self.status][1], faults)


def told(
    status: int,
    kind: str,
    detail: str,
    faults: tuple[Fault, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem as an answer; the path is told without its query."""
    found = ProblemDetails(
        type=f"{links.API}#{kind}",
        title=TITLES[kind],
        status=status,
        detail=detail,
        instance=request.path[:200],
        errors=faults,
    )
    body = orjson.dumps(found.model_dump(exclude_none=True))
    whole = {"Cache-Control": "no-store", **OPEN, **(headers or {})}
    return Response(body, HTTPStatus(status), headers=whole, content_type=MEDIA_TYPE)


def of_status(status: int, headers: Mapping[str, str] | None = None) -> Response:
    """What is told of an error that no one has said more about."""
    known = status if status in OF_STATUS else 400 if status < 500 else 500
    return told(status, *OF_STATUS[known], headers=headers)


def allowed(methods: Iterable[str]) -> str:
    """The methods of the address that is asked for, as the header Allow has them; a postcode is only ever sent."""
    return "OPTIONS, POST" if request.path == POSTCODE else ", ".join(sorted(methods))


def is_ours(path: str) -> bool:
    """Whether an address belongs to the API."""
    return path == ROOT or path.startswith(f"{ROOT}/")
