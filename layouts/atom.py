"""What the feeds of the site share: whole addresses, and elements with text."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from layouts import cite, frozen


def address(path: str) -> str:
    """The whole address where one is set, else the path alone; in the version of the data that was asked for."""
    path = frozen.pinned(path, frozen.here()) if frozen.here() else path
    found = cite.where(path)
    return path if found == cite.LOCAL else found


def add(parent: Element, name: str, text: str) -> None:
    """Put an element with a text into another."""
    SubElement(parent, name).text = text
