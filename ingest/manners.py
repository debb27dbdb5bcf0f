"""What a host says of how it wants to be asked: a wait, a check for robots, another address."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import requests

MOST_PATIENCE = 300.0
A_DAY = 86_400.0
# What stands on the pages by which hosts ask whether a person is there; their status is often 200.
CHALLENGE = re.compile(
    r"<title>[^<]*(just a moment|attention required|access denied|captcha|are you (a robot|human)|"
    r"security check|verify you are human|request unsuccessful)|id=.challenge-form|_incapsula_resource|cf-chl-",
    re.IGNORECASE,
)
SECOND_LEVEL = {"org.uk", "co.uk", "ac.uk"}


class Elsewhere(requests.RequestException):
    """A redirect leads out of encryption or to another publisher."""


def is_challenge(text: str) -> bool:
    """Whether a page asks if a person is there."""
    return bool(CHALLENGE.search(text[:50_000]))


def retry_after(header: str) -> float:
    """The seconds that a Retry-After header asks for, a day at most: a number or a date; 0 when it says neither."""
    text = header.strip()
    if text.isascii() and text.isdecimal():
        return A_DAY if len(text) > 5 else min(A_DAY, float(text))
    try:
        return min(A_DAY, max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()))
    except (TypeError, ValueError, OverflowError):
        return 0.0


def publisher(host: str) -> str:
    """The part of a host's name that tells whose it is; all that ends in gov.uk is the government's."""
    labels = host.partition(":")[0].lower().split(".")
    return ".".join(labels[-3:] if ".".join(labels[-2:]) in SECOND_LEVEL else labels[-2:])


def require_same_publisher(response: requests.Response, *_: object, **__: object) -> None:
    """Raise Elsewhere when an answer leads to an address that its publisher has not declared."""
    if not response.is_redirect:
        return
    here = str(response.url)
    there = urljoin(here, response.headers["location"])
    old, new = urlsplit(here), urlsplit(there)
    if (old.scheme, new.scheme) == ("https", "http"):
        raise Elsewhere(f"leads to {there}, which is not encrypted", response=response)
    if new.netloc and publisher(old.netloc) != publisher(new.netloc):
        raise Elsewhere(f"leads to {there}, which is not this publisher's", response=response)
