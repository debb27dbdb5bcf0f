"""Files in public repositories: GitHub's plain addresses, of one commit or of the newest."""

from __future__ import annotations

from urllib.parse import quote

from ingest.origin import Address

NEWEST = "HEAD"


def address(repository: str, path: str, commit: str = NEWEST) -> str:
    """Where a file of a repository ('owner/name') is, as it was at a commit or is now."""
    return f"https://raw.githubusercontent.com/{repository}/{commit}/{quote(path)}"


def file(repository: str, path: str, release: str, commit: str = NEWEST, sha256: str = "") -> Address:
    """A file of a repository; `sha256` is that of the only version that a release may be."""
    return Address(address(repository, path, commit), release, sha256=sha256)
