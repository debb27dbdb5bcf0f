"""Scripts, styles and pictures under addresses that change with their content, for browsers to keep for a year.

Dash writes the time of a file into the address of its script, which differs wherever the same files are installed. Here
a digest of the content takes its place: every installation of one state of the code writes the same pages. A file is
answered with under any other spelling too, since an older page may ask for it, but is kept under its own alone:
nobody can fill a cache with one file under names of their own making.
"""

from __future__ import annotations

import hashlib
import importlib
import re
from functools import cache
from pathlib import Path

import dash
from dash.fingerprint import build_fingerprint, check_fingerprint
from flask import Flask, Response, abort, request

from layouts.api import joined
from layouts.lasting import FOR_EVER, FRESH

ASSETS = joined.ASSETS
OWN, OF_DASH = "/assets/", "/_dash-component-suites/"
LATE = "async-"
OWN_SCRIPT = re.compile(rf'{OWN}([\w.-]+)\?m=[\d.]+(?=")')
DASH_SCRIPT = re.compile(rf'{OF_DASH}(\w+)/([\w./@-]+)(?=")')


def address(name: str) -> str:
    """Where a file of `layouts/assets` is, with what changes with its content."""
    return f"{OWN}{name}?v={_digest(ASSETS / name)}"


def spelt(scripts: str) -> str:
    """The elements of scripts as Dash writes them, with digests in the place of times."""
    own = OWN_SCRIPT.sub(lambda found: address(found[1]), scripts)
    return DASH_SCRIPT.sub(lambda found: _of_dash(found[1], check_fingerprint(found[2])[0]), own)


def keep(server: Flask) -> None:
    """Let browsers and caches keep these files for a year, each at its own address."""

    @server.before_request
    def missing() -> None:
        """Dash names some scripts that its package does not have, and would fail to read them."""
        package, _, path = plain(request.path).removeprefix(OF_DASH).partition("/")
        registered = dash.get_app().registered_paths.get(package, ())
        if request.path.startswith(OF_DASH) and path in registered and not _file(package, path).is_file():
            abort(404)

    @server.after_request
    def last(response: Response) -> Response:
        if response.status_code in (200, 304) and request.path.startswith((OWN, OF_DASH)):
            is_own = _asked() in (_own_addresses() if request.path.startswith(OWN) else _dash_addresses())
            response.headers["Cache-Control"] = FOR_EVER if is_own else "no-cache"
            if _asked() in _late():
                response.headers.update(FRESH)
        return response


def plain(path: str) -> str:
    """A path without the digest that Dash's script bears in its name."""
    return check_fingerprint(path)[0] if path.startswith(OF_DASH) else path


def _asked() -> str:
    query = request.query_string.decode("latin-1")
    return f"{request.path}?{query}" if query else request.path


@cache
def _own_addresses() -> frozenset[str]:
    together = {joined.address(joined.SHEET), joined.address(joined.SCRIPT)}
    return frozenset({*together, *(address(path.name) for path in ASSETS.iterdir() if path.is_file())})


@cache
def _dash_addresses() -> frozenset[str]:
    """Every script that Dash may serve, under the fingerprints of its package: a script loads others under its own."""
    packages = {
        package: [path for path in paths if _file(package, path).is_file()]
        for package, paths in dash.get_app().registered_paths.items()
    }
    return frozenset(
        f"{OF_DASH}{package}/{build_fingerprint(path, *fingerprint)}"
        for package, paths in packages.items()
        for fingerprint in {_fingerprint(package, each) for each in paths}
        for path in paths
    )


@cache
def _late() -> frozenset[str]:
    """Scripts that another loads as they are needed, by their plain names: that which draws charts is one."""
    known = dash.get_app().registered_paths.items()
    named = (f"{OF_DASH}{package}/{path}" for package, paths in known for path in paths)
    return frozenset(each for each in named if each.rpartition("/")[2].startswith(LATE))


def _of_dash(package: str, path: str) -> str:
    return f"{OF_DASH}{package}/{build_fingerprint(path, *_fingerprint(package, path))}"


def _fingerprint(package: str, path: str) -> tuple[str, str]:
    """The version of a package and the digest of a file of it."""
    return str(importlib.import_module(package).__version__), _digest(_file(package, path))


def _file(package: str, path: str) -> Path:
    return Path(str(importlib.import_module(package).__file__)).parent / path


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
