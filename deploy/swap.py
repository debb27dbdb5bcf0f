"""Leads the link from which replicas read their data to newer ones, at once: python -m deploy.swap LINK FOLDER

A replica follows the link named by `SEND_DATA` once, when it starts, so that nothing changes for one that runs. Then
restart the replicas one after the other, those that stand by first, each when the one before answers again. Keep the
older folder until all have been restarted: they read some of it only when it is asked for.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

WHOLE = ("tidy", "reference", "derived/figures.parquet")


class NotWhole(ValueError):
    """A folder that is not one of data; the message names what is missing and the mend."""


class NotALink(ValueError):
    """Something else stands where the link must be; the message names it and the mend."""


def lead(link: Path, folder: Path) -> None:
    """Lead the link to a folder of data, in one step, so that it leads to the one or the other at every moment."""
    for part in WHOLE:
        if not (folder / part).exists():
            raise NotWhole(f"{folder} has no {part}; run `SEND_DATA={folder} python -m metrics figures`")
    if link.exists() and not link.is_symlink():
        raise NotALink(f"{link} is a folder or file, not a link: move it away and name it as FOLDER once")
    made = link.with_name(f".{link.name}.{os.getpid()}")
    made.symlink_to(folder.resolve())
    made.replace(link)


def main() -> None:
    asked = argparse.ArgumentParser(description="Lead the link of the data to a newer folder.")
    asked.add_argument("link", type=Path, help="what SEND_DATA names")
    asked.add_argument("folder", type=Path, help="the newer data")
    said = asked.parse_args()
    try:
        lead(said.link, said.folder)
    except (NotWhole, NotALink) as error:
        raise SystemExit(str(error)) from None
    print(f"{said.link} leads to {said.folder.resolve()}. Now restart the replicas one after the other.")


if __name__ == "__main__":
    main()
