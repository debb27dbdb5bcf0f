"""Answers made smaller on their way; scripts and styles once, and not again for every reader."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from flask import Flask, Response, request
from flask_compress import Compress

from layouts import static_files

STATIC = (static_files.OWN, static_files.OF_DASH, "/boundaries/")
TABLES = ("text/csv", "application/csvm+json", "application/problem+json")
"""What shrinks as well as pages do, and is not among what the library compresses of itself."""
MOST = 8 * 1024 * 1024
"""Bytes kept, compressed."""


class Kept:
    """The compressed bytes of files that do not change while the server runs; those asked for longest ago go first."""

    def __init__(self) -> None:
        self.held: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._one = Lock()

    def get(self, key: str) -> bytes | None:
        with self._one:
            if key in self.held:
                self.held.move_to_end(key)
            return self.held.get(key)

    def set(self, key: str, value: bytes) -> bool:
        if key.endswith(";") or len(value) > MOST:
            return True
        with self._one:
            self._bytes += len(value) - len(self.held.pop(key, b""))
            self.held[key] = value
            while self._bytes > MOST:
                self._bytes -= len(self.held.popitem(last=False)[1])
        return True


def name_to_keep() -> str:
    """The path of a file that is there and does not change, in one spelling; nothing for all else."""
    return static_files.plain(request.path) if request.path.startswith(STATIC) else ""


def compress(server: Flask) -> None:
    """Compress what the server sends; `whole` must run first, and so is registered last."""
    server.config.update(
        COMPRESS_ALGORITHM=["br", "zstd", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["zstd", "br", "gzip"],
        COMPRESS_BR_LEVEL=6,
        COMPRESS_CACHE_KEY=lambda _: name_to_keep(),
        COMPRESS_CACHE_BACKEND=Kept,
    )
    Compress(server).compress_mimetypes_set.update(TABLES)

    @server.after_request
    def whole(response: Response) -> Response:
        """A file is read whole, so that its compressed form can be kept."""
        if response.status_code == 200 and response.direct_passthrough and name_to_keep():
            response.direct_passthrough = False
            response.set_data(response.get_data())
        return response
