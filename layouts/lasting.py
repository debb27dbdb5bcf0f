"""How long browsers and caches in front may keep an answer, as headers say it."""

from __future__ import annotations

FRESH = [
    ("Cache-Control", "public, max-age=0, s-maxage=60"),
    ("CDN-Cache-Control", "public, max-age=60, stale-while-revalidate=600"),
]
"""A reader asks again each time, and is told in a few bytes that nothing changed; a cache in front may answer for a
minute, and for ten while it asks. That is said to such caches alone (RFC 9213): told the same, Chromium shows its
reader the older copy, and asks in the background."""
FOR_EVER = "public, max-age=31536000, immutable"
"""For an address that changes with what is there."""
