"""How to cite a view: in a line, in full, as BibTeX and as RIS; with data version, day and an address that stays.

`PUBLISHER_NAME` and `PUBLIC_URL` in the environment say who publishes this site and where, `PUBLISHER_CONTACT` where
errors are reported. Without an address what leaves this copy says that it is a local one. Whoever published the
figures is named first.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from ipaddress import ip_address
from urllib.parse import parse_qs, quote, urlsplit

from layouts import frozen, links
from layouts.parts.shell import NAME
from metrics import areas, attribution, catalogue, complaints, metric, registry, tables, versions

LOCAL = "local copy"
SHOWN = {
    links.COMPLAINTS: (complaints.COUNCILS, "tribunal_appeals"),
    links.INSPECTIONS: ("area_send_inspections",),
}
"""The tables that pages of several measures rest on, where it is not all of them."""
DATA_TABLE = ["data", "table"]
"""How the address of a table's own page begins."""
SPECIAL = {each: f"\\{each}" for each in "&%$#_"} | {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""What means something to TeX, and how it is told that they do not: BibTeX counts even a brace after a backslash."""
IN_A_LINK = "/:?#[]@!$&'()*+,;=%"
"""Characters of a link that mean something there; all others that are no letters or digits are written as '%7D'."""


ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~/-]*)?")
"""An address of a site: no query, no name of a user, no character that would have to be escaped."""


MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class WrongAddress(ValueError):
    """`PUBLIC_URL` or `PUBLISHER_CONTACT` is no address; the message says what it must be."""


@dataclass(frozen=True)
class Source:
    """Who published figures, in which publication and release; '' where a view rests on too many to say."""

    publisher: str
    publication: str = ""
    release: str = ""


def publisher() -> str:
    """Who publishes this site, in one line; its name where nobody is set."""
    return " ".join(os.environ.get("PUBLISHER_NAME", "").split()) or NAME


def is_named() -> bool:
    """Whether a publisher is set."""
    return publisher() != NAME


def contact() -> str:
    """Where errors are reported, `PUBLISHER_CONTACT`: an address to link to; '' where none is set.

    Raises WrongAddress for anything that is neither an e-mail address nor that of a page.
    """
    given = os.environ.get("PUBLISHER_CONTACT", "").strip()
    if MAIL.fullmatch(given):
        return f"mailto:{given}"
    if given and not ADDRESS.fullmatch(given):
        raise WrongAddress(
            f"PUBLISHER_CONTACT is {given!r}: it must be an e-mail address, as errors@example.org, or the whole "
            "address of a page, as https://send.example.org/errors"
        )
    return given


def where(path: str) -> str:
    """The whole address of a path on the public site, or LOCAL where there is none."""
    found = site()
    return f"{found}{quote(path, safe=IN_A_LINK)}" if found else LOCAL


def site() -> str:
    """The address of the public site, `PUBLIC_URL`; '' where none is set, or one that only this machine can reach.

    Raises WrongAddress for anything that is no address of a site.
    """
    given = os.environ.get("PUBLIC_URL", "").strip()
    if not given:
        return ""
    try:
        parts = urlsplit(given)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not ADDRESS.fullmatch(given) or not host:
        raise WrongAddress(
            f"PUBLIC_URL is {given!r}: it must be the whole address of the site, as https://send.example.org, "
            "with http or https, a host, and neither ? nor #"
        )
    return "" if _is_loopback(host) else given.rstrip("/")


def _is_loopback(host: str) -> bool:
    """Whether a host is this machine: its own copy is no public one."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def short(address: str, title: str, day: date | None = None) -> str:
    """One line: who published the figures, what they are, from which version, where and when."""
    who = " and ".join(_authors(address, most=1))
    version = versions.current().id
    return (
        f"{who}, via {publisher()}: {title}. Data version {version}. {_there(address)}, accessed {_day(day)}."
    )


def long(address: str, title: str, day: date | None = None) -> str:
    """All that a reader needs to find the same figures again."""
    version = versions.current()
    listed = "; ".join(_in_full(each) for each in sources(address))
    shown = f"Shown as \u201c{title}\u201d in {NAME}" + (f", {publisher()}" if publisher() != NAME else "")
    return (
        f"{listed}{'. ' * bool(listed)}{shown}, data version {version.id} ({version.label}). "
        f"{_there(address)}. Accessed {_day(day)}."
    )


def bibtex(address: str, title: str, day: date | None = None) -> str:
    """The entry for BibTeX and BibLaTeX."""
    version, there = versions.current(), _there(address)
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in _authors(address)),
        "title": f"{{{_tex(title)}}}",
        "howpublished": _tex(NAME),
        "publisher": _tex(publisher()),
        "year": _year(address),
        "version": version.id,
        "note": _tex(f"Data version {version.id}, {version.label}. Accessed {_day(day)}. {_said(address)}"),
        "urldate": _on(day).isoformat(),
    }
    fields |= {} if there == LOCAL else {"url": there}
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_key(address)},\n{body}\n}}\n"


def ris(address: str, title: str, day: date | None = None) -> str:
    """The record for reference managers that read RIS."""
    version, there = versions.current(), _there(address)
    rows = [
        ("TY", "DATA"),
        *(("AU", name) for name in _authors(address)),
        ("TI", title),
        ("T2", NAME),
        ("PB", publisher()),
        ("PY", _year(address)),
        ("ET", version.id),
        ("N1", f"{version.label}. {_said(address)}"),
        *([] if there == LOCAL else [("UR", there)]),
        ("Y2", f"{_on(day):%Y/%m/%d}"),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in rows)


def file_name(address: str, ending: str) -> str:
    """What a browser saves a citation as: 'cite_measure_ehc_plans_in_20_weeks_2026.1.bib'."""
    return f"cite_{_words(address) or 'home'}_{versions.current().name}.{ending}"


def sources(address: str) -> list[Source]:
    """Whose figures a view shows: of one measure its publication, else every publisher of its tables."""
    parts = urlsplit(address)
    steps = frozen.split(parts.path)[0].strip("/").split("/")
    if steps[:2] == DATA_TABLE and steps[2:] and steps[2] in catalogue.names():
        return list(dict.fromkeys(_of_files(each) for each in catalogue.table(steps[2]).sources))
    asked = [*steps[1:2], *parse_qs(parts.query).get("measure", [])]
    one = next((registry.all_metrics()[name] for name in asked if name in registry.all_metrics()), None)
    if one:
        datasets: Iterable[str] = metric.needs(one.formula)
    else:
        datasets = SHOWN.get(f"/{steps[0]}", tables.names())
    told = [tables.describe(name) for name in datasets if tables.is_loaded(name)]
    told = [each for each in told if each.get("publisher")]
    if one:
        return list(dict.fromkeys(_source(each) for each in told))
    counted = [each["publisher"] for each in told]
    return [Source(name) for name in sorted(set(counted), key=lambda name: (-counted.count(name), name))]


def _of_files(source: attribution.Source) -> Source:
    dated = [each.release for each in source.files if each.release[:1].isdigit()]
    return Source(source.publisher, source.publication, max(dated, default=""))


def _source(about: dict) -> Source:
    dated = [each["release"] for each in about.get("sources", ()) if each["release"][:1].isdigit()]
    newest = max(dated, default="")
    return Source(about["publisher"], about.get("publication") or about.get("title", ""), newest)


def _authors(address: str, most: int = 99) -> list[str]:
    """The publishers, the first of them with 'and others' where there are more than `most`."""
    names = list(dict.fromkeys(each.publisher for each in sources(address))) or [publisher()]
    return names if len(names) <= most else [*names[:most], "others"]


def _in_full(source: Source) -> str:
    release = f", release {source.release}" if source.release else ""
    return f"{source.publisher}, {source.publication}{release}" if source.publication else source.publisher


def _year(address: str) -> str:
    """The year of the newest release that a view may rest on: that of its source, else that of the version's name."""
    dated = [each.release[:4] for each in sources(address) if each.release]
    return max(dated, default=versions.current().name[:4])


def _said(address: str) -> str:
    """The sources in full, and that this is no public copy where it is none."""
    listed = "; ".join(_in_full(each) for each in sources(address))
    figures, local = (
        f"Figures: {listed}." if listed else "",
        f"{LOCAL.capitalize()}." if _there(address) == LOCAL else "",
    )
    return " ".join(filter(None, [figures, local]))


def _there(address: str) -> str:
    """The address at which the figures of the version that is read will stay."""
    return where(frozen.pinned(address, versions.current().name))


def _day(day: date | None) -> str:
    return areas.in_words(_on(day).isoformat())


def _on(day: date | None) -> date:
    """The day on which a reader looks: today, unless another is given."""
    return day or datetime.now(tz=UTC).date()


def _words(address: str) -> str:
    parts = urlsplit(address)
    path = frozen.split(parts.path)[0]
    return re.sub(r"[^a-z0-9]+", "_", f"{path} {parts.query}".lower()).strip("_")[:80]


def _key(address: str) -> str:
    return f"send_{_words(address) or 'home'}_{versions.current().name}".replace(".", "_")


def _tex(text: str) -> str:
    return "".join(SPECIAL.get(each, each) for each in " ".join(text.split()))
