"""How gunicorn serves the dashboard: python -m gunicorn --config deploy/gunicorn.py app:server

HOST, PORT and WEB_CONCURRENCY (the number of worker processes) come from the environment.
"""

import ctypes
import gc
import os
import platform
import socket
import sys

host = os.environ.get("HOST", "127.0.0.1")
port = int(os.environ.get("PORT", "8050"))

bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True  # the data are read once, and the workers share that memory
control_socket_disable = True  # gunicorn otherwise opens one in the home directory
loglevel = "warning"

# Arrow's own allocator holds on to several times the memory that is in use; the system's gives it back.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
M_ARENA_MAX = -8  # malloc.h
if platform.libc_ver()[0] == "glibc":
    ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)  # one heap for all threads, not one for each to hold on to


def on_starting(server):
    """Stop at once, and say what to do, when the address cannot be used."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        sys.exit(f"Cannot serve at {bind}: {error.strerror}. Choose another port: make run PORT={port + 1}")


def when_ready(server):
    gc.collect()
    gc.freeze()  # what the workers share is not looked through by each, which would copy it
    print(f"The dashboard is at http://{bind}  (Ctrl+C stops it)", flush=True)
