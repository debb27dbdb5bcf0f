"""What the command line of the ingest understands."""

from __future__ import annotations

import argparse
import logging
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from ingest.dataset import Dataset
from ingest.registry import UnknownDataset

DATA = Path(__file__).resolve().parent.parent / "data"
STATUS = "status"
DESCRIPTION = (
    "Fetch the published files from their publishers into data/raw and make the tidy tables in data/ of them; with "
    "--from, of a folder of published files instead. A dataset whose file is damaged or not what was expected is left "
    "as it was, with a message that says what to mend; the others are built."
)
EPILOG = (
    "`python -m ingest status` tells for each dataset what is held and whether there is a newer release. Publishers "
    "are told whom to write to: set SEND_CONTACT to your e-mail address. The exit code is 0 only when every file "
    "that is read was fetched and every dataset built. A second run on the same files changes nothing."
)


def parser() -> argparse.ArgumentParser:
    """The command line, declared."""
    command = argparse.ArgumentParser(
        prog="python -m ingest",
        description=DESCRIPTION,
        epilog=EPILOG,
    )
    at = command.add_argument
    at("datasets", nargs="*", metavar="dataset", help="only these; without a name, all of them")
    at(
        "--from",
        dest="directory",
        type=Path,
        metavar="DIR",
        help="a folder of published files; nothing is fetched",
    )
    at(
        "--to",
        dest="data",
        type=Path,
        default=DATA,
        metavar="DIR",
        help="where to write (the project's data/)",
    )
    at("--quiet", action="store_true", help="no progress bars, and of what went well only one line")
    at(
        "-v",
        "--verbose",
        action="store_true",
        help="tell each failure in full, with what the connection said",
    )
    for_building(command)
    for_fetching(command.add_argument_group("fetching"))
    return command


def for_building(command: argparse.ArgumentParser) -> None:
    """What says which tables are built, and how."""
    at = command.add_argument
    at(
        "--up-to",
        metavar="RELEASE",
        help="leave newer releases than this one out: the data as they stood then",
    )
    at(
        "--accept-changes",
        dest="accept",
        action="store_true",
        help="take a table however much it differs from the last good one: you have looked at it",
    )
    at(
        "--only",
        action="append",
        default=[],
        metavar="PATTERN",
        help="only datasets of such a name: 'ehc_plan*'",
    )


def for_fetching(group: argparse._ArgumentGroup) -> None:
    """What may be said of fetching."""
    at = group.add_argument
    at(
        "--since",
        type=day,
        metavar="YYYY-MM-DD",
        help="of the files that are here already, look again only at those published on or after this day",
    )
    at("--offline", action="store_true", help="ask nobody: build from what is in data/raw")
    at("--dry-run", dest="dry", action="store_true", help="say what would be fetched and why, and do nothing")


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """The command line, read; `status` says whether only the status is asked for."""
    command = parser()
    options = command.parse_args(argv)
    logging.basicConfig(level=logging.INFO if options.verbose else logging.WARNING, format="%(message)s")
    logging.getLogger("ingest").setLevel(logging.INFO if options.verbose else logging.WARNING)
    options.status = options.datasets[:1] == [STATUS]
    options.datasets = options.datasets[1:] if options.status else options.datasets
    if options.directory and (options.offline or options.dry or options.since or options.status):
        command.error("--from fetches nothing: leave --offline, --dry-run, --since and status away")
    return options


def day(text: str) -> str:
    """A day as it was given, if it is one."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: write 2026-01-31") from None


def chosen(options: argparse.Namespace, known: dict[str, Dataset]) -> list[str]:
    """The names of the datasets that were asked for, none when all were; raises on a pattern that fits none."""
    names = list(options.datasets)
    for pattern in options.only:
        fitting = [name for name in known if fnmatchcase(name, pattern)]
        if not fitting:
            raise UnknownDataset(f"no dataset is called like {pattern!r}; there are: {', '.join(known)}")
        names += [name for name in fitting if name not in names]
    return names
