"""The headers that every answer of the site must bear: one table, for the tests and for rubbish alike.

Written by hand and not taken from `layouts.safety`, so that what is changed there is seen here.
"""

from __future__ import annotations

from collections.abc import Mapping

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    "form-action": ["'self'"],
    "connect-src": ["'self'"],
    "font-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "manifest-src": ["'self'"],
}
"""The whole policy but for scripts and frames; styles stand inline because Plotly and React write them."""
NEVER = ("Server", "X-Powered-By", "Set-Cookie", "Strict-Transport-Security")
"""HSTS belongs to where TLS ends: this server speaks plain HTTP to whatever stands before it."""
OWN, OPEN = "same-origin", "cross-origin"
NOBODY, ANYBODY = "'none'", "*"


def wrong(headers: Mapping[str, str], read_by: str, framed_by: str) -> list[str]:
    """The headers of an answer that are not as they must be; one that is there more than once has a line for each.

    `headers` may be of any case. `read_by` says who may read the answer into a page of their own, `framed_by` who may
    frame it.
    """
    told = {name.lower(): value for name, value in headers.items()}
    must = ALWAYS | {"Cross-Origin-Resource-Policy": read_by}
    found = [name for name, value in must.items() if told.get(name.lower()) != value]
    found += [name for name in NEVER if name.lower() in told]
    is_policy = policy(told.get("content-security-policy", ""), framed_by)
    return found if is_policy else [*found, "Content-Security-Policy"]


def policy(text: str, framed_by: str) -> bool:
    """Whether a policy is ours: no rule twice, scripts of our own or by their hash, and the frames that are allowed."""
    rules = [rule.split() for rule in text.split(";")]
    said = {rule[0]: rule[1:] for rule in rules if rule}
    own, *hashes = said.pop("script-src", [""])
    is_whole = len(said) + 1 == len(rules) and own == "'self'"
    return (
        is_whole
        and said == POLICY | {"frame-ancestors": [framed_by]}
        and all(each.startswith("'sha256-") for each in hashes)
    )
