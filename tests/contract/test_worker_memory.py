"""A worker gives back to the system what it does not use any more."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import ctypes, os, runpy, sys
if sys.argv[1] == "ours":
    runpy.run_path("deploy/gunicorn.py")
heap, megabyte = ctypes.CDLL(None), 2**20
heap.malloc.restype, heap.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
heap.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]

def held():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / megabyte

heap.free(heap.malloc(20 * megabyte))
before, large = held(), []
for _ in range(20):
    large.append(heap.malloc(5 * megabyte))
    heap.memset(large[-1], 1, 5 * megabyte)
    heap.malloc(1000)
for each in large:
    heap.free(each)
print(held() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="is about how glibc keeps memory")
@pytest.mark.parametrize(("settings", "is_given_back"), [("ours", True), ("of glibc", False)])
def test_large_pieces_leave_no_holes_between_small_ones(settings: str, is_given_back: bool) -> None:
    asked = [sys.executable, "-c", SCRIPT, settings]
    kept = float(subprocess.run(asked, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    assert (kept < 20) is is_given_back
