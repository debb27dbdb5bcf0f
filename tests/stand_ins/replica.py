"""A stand-in for a replica of the dashboard, for what stands in front of it."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FRESH = "public, max-age=0, s-maxage={}"


class Replica(ThreadingHTTPServer):
    """Answers with its name and what it was asked, and remembers that; `hurt` makes it fail."""

    def __init__(self, name: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.name, self.asked, self.hurt = name, [], ""
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Replica

    def do_GET(self) -> None:
        self._answer(b"")

    def do_PUT(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, told: bytes) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers), told))
        if self.server.hurt == "cut":
            self.close_connection = True
            return
        if self.path.startswith("/slow"):
            time.sleep(1 if self.path.endswith(".pdf") else 0.1)
        status = 503 if self.server.hurt == "503" else 404 if "nowhere" in self.path else 200
        body = f"{self.server.name} {self.headers['Accept-Encoding']}".encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Cookie" if "cookie" in self.path else "Accept-Encoding")
        self.send_header(
            "Cache-Control",
            "no-cache" if "own" in self.path else FRESH.format(1 if "stays" in self.path else 60),
        )
        self.send_header("ETag", '"abc"')
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass
