"""What is not loaded and where it can be read, and on what terms the Ombudsman's words and figures stand here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.format import listing
from metrics import tables

OMBUDSMAN = "https://www.lgo.org.uk"
COUNCIL_PAGES = f"{OMBUDSMAN}/your-councils-performance"


def without_table(what: str, dataset: str, address: str = OMBUDSMAN) -> html.P:
    """What stands where a whole table is missing."""
    return html.P(
        [
            f"{what} are not on this site yet (the table {dataset}). Until then read them at ",
            html.A(address.removeprefix("https://www."), href=address),
            ".",
        ],
        className="notice",
    )


def partly_loaded(covered: str) -> html.P:
    """What stands beside the councils of the Ombudsman that are loaded: how many, and where the others are."""
    return html.P(
        [
            f"{covered} are on this site. The others are not here yet. They may have complaints "
            "too. The Ombudsman has a page for each council. Read it at ",
            html.A("the Ombudsman's own pages", href=COUNCIL_PAGES),
            ".",
        ],
        className="notice",
    )


def missing_tables(lacking: Sequence[str]) -> html.P | None:
    """What of the Ombudsman's is not loaded at all; None where all is."""
    if not lacking:
        return None
    return html.P(
        f"Not on this site yet, for want of the Ombudsman's own files: {listing(lacking)}.",
        className="notice",
    )


def credits(datasets: tuple[str, ...]) -> html.Ul:
    """Whose words and figures these are and on what terms, each set of terms once."""
    loaded = [tables.describe(name) for name in datasets if tables.is_loaded(name)]
    each = dict.fromkeys((about["attribution"], about["licence"]) for about in loaded)
    return html.Ul([html.Li(_terms(*terms)) for terms in each], className="credits")


def _terms(attribution: str, licence: str) -> list[Any]:
    """An attribution with its licence, the address in it as a link; nothing said twice."""
    words, _, address = licence.partition("https://")
    if not address:
        return [attribution if licence in attribution else f"{attribution} {licence}."]
    return [f"{attribution} {words}", html.A(address.removeprefix("www."), href=f"https://{address}"), "."]
