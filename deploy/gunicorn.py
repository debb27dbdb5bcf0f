"""How gunicorn serves the dashboard: python -m gunicorn --config deploy/gunicorn.py app:server

HOST, PORT and WEB_CONCURRENCY (the number of worker processes) come from the environment.
LOG_REQUESTS=1 writes a line for each request, METRICS_PORT=9100 tells counts at that port of this machine.
"""

import ctypes
import gc
import os
import platform
import shutil
import socket
import sys
import tempfile

from gunicorn.http import wsgi

from layouts import journal

host = os.environ.get("HOST", "127.0.0.1")
port = int(os.environ.get("PORT", "8050"))

address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
bind = [address]
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True  # the data are read once, and the workers share that memory
forwarder_headers = ""  # else whoever asks from this machine could name a path by a header
control_socket_disable = True  # gunicorn otherwise opens one in the home directory
loglevel = "warning"
logconfig_dict = journal.config()

counts_port = os.environ.get("METRICS_PORT", "").strip()
if counts_port.isdecimal():  # anything else is refused by the application
    bind.append(f"127.0.0.1:{counts_port}")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="send-counts-")

# Arrow's own allocator holds on to several times the memory that is in use; the system's gives it back.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3  # malloc.h
if platform.libc_ver()[0] == "glibc":
    ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)  # one heap for all threads, not one for each to hold on to
    # What is larger lies outside the heap and leaves no hole there. Unless it is said, the limit rises up to 32 MB.
    ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 1024 * 1024)


class Nameless(wsgi.Response):
    """An answer that does not tell which software gave it."""

    def default_headers(self):
        return [line for line in super().default_headers() if not line.startswith("Server:")]


wsgi.Response = Nameless


def on_starting(server):
    """Stop at once, and say what to do, when the address cannot be used."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        sys.exit(
            f"Cannot serve at {address}: {error.strerror}. Choose another port: make run PORT={port + 1}"
        )


def when_ready(server):
    gc.collect()
    gc.freeze()  # what the workers share is not looked through by each, which would copy it
    print(f"The dashboard is at http://{address}  (Ctrl+C stops it)", flush=True)


def child_exit(server, worker):
    """What a worker that is gone told of its memory is told no more."""
    if counts_port.isdecimal():
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def on_exit(server):
    if counts_port.isdecimal():
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
