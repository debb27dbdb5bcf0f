"""GOV.UK: a file of a page found through the Content API, by its title or its name.

The address of a file changes with each correction, that of its page does not; what is new gets a page of its own in
the collection. So a file is named by its page and by words, and looked for each time.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from ingest.answers import BY_HAND, Refused
from ingest.files import Downloaded
from ingest.http import Client
from ingest.origin import Found

SITE = "https://www.gov.uk"
API = f"{SITE}/api/content"
LINK = re.compile(r"""<a\b[^>]*\bhref=["'](?P<url>[^"']+)["'][^>]*>(?P<title>.*?)</a>""", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>")
MONTHS = [name.lower() for name in calendar.month_name]
EDITION = re.compile(
    rf"(?:(?:\b(?P<day>\d{{1,2}})[ -])?\b(?P<month>{'|'.join(MONTHS[1:])})[ -])?\b(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
LAST = (12, 31)


@dataclass(frozen=True)
class Attachment:
    """A file of a page. `page` is the page's path, `words` a pattern that is found in its title or its file name.

    `edition` is a pattern for the titles of pages that would have such a file too; later ones are looked for in the
    `collection` of this path, or where none is known in those of which the page says that it is a part.
    """

    page: str
    words: str
    suffix: str
    release: str
    collection: str = ""
    edition: str = ""
    due: str | None = None

    def found(self, client: Client) -> Found:
        """The one file of the page that the words name; raises Refused when there is none, or more than one."""
        item = content(client, self.page)
        named = [each for each in attachments(item) if self.is_named(each)]
        if len({each["url"] for each in named}) != 1:
            listed = "; ".join(f"{each['title']!r}" for each in attachments(item)) or "nothing"
            raise Refused(
                f"www.gov.uk: {self.page} has {len(named)} files like {self.words!r} ({self.suffix}), one was "
                f"expected; it has {listed}: look at the page and correct `words` in its dataset"
            )
        published = updated(item)
        url, size = named[0]["url"], named[0].get("file_size")
        return Found(
            address=urljoin(SITE, url),
            release=self.release,
            published=published[:10] or None,
            size=int(size) if size else None,
            stamp=f"{url} {published}",
            newer=self.newer(client, item),
            due=self.due,
        )

    def is_named(self, attachment: dict[str, Any]) -> bool:
        """Whether this is the file that is meant."""
        name = unquote(urlsplit(attachment["url"]).path.rsplit("/", 1)[-1])
        text = f"{attachment['title']}\n{name}"
        return name.lower().endswith(self.suffix) and bool(re.search(self.words, text, re.IGNORECASE))

    def newer(self, client: Client, item: dict[str, Any]) -> str | None:
        """The title of the newest edition that came out after this page, None if there is none."""
        if not self.edition:
            return None
        parents = [each["base_path"] for each in linked(item, "document_collections")]
        listed = [
            each
            for path in ([self.collection] if self.collection else parents)
            for each in linked(content(client, path), "documents")
            if each["base_path"] != self.page and not each.get("withdrawn")
        ]
        alike = [each for each in listed if re.search(self.edition, called(each), re.IGNORECASE)]
        newest = max(alike, key=lambda each: (edition(each), updated(each)), default=None)
        return called(newest) if newest and self.is_later(newest, item) else None

    def is_later(self, other: dict[str, Any], item: dict[str, Any]) -> bool:
        """Whether another page is a later edition than this one: by the days that they name, else by their updates.

        A correction updates an old page after a new one came; so where both name a day, only that counts.
        """
        theirs, mine = edition(other), edition(item) or day_named(self.release)
        return theirs > mine if theirs and mine else updated(other) > updated(item)

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """Download it; its size must be what the page says."""
        return client.download(found.address, to, size=found.size)


def linked(item: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The pages to which a page is linked in some way."""
    return [each for each in (item.get("links") or {}).get(kind) or [] if each.get("base_path")]


def called(item: dict[str, Any]) -> str:
    """The title of a page; of one without, the words of its path."""
    return str(item.get("title") or item["base_path"].rsplit("/", 1)[-1].replace("-", " "))


def updated(item: dict[str, Any]) -> str:
    """When a page was last updated, '' where it does not say."""
    return str(item.get("public_updated_at") or "")


def edition(item: dict[str, Any]) -> tuple[int, ...]:
    """The last day that a page's title names, or else its path: 'July to September 2023' ends on 2023-09-31."""
    return day_named(called(item)) or day_named(item["base_path"])


def day_named(text: str) -> tuple[int, ...]:
    """The last day that a text names, as (year, month, day); a whole month or year is named by its end; else ()."""
    days = []
    for found in EDITION.finditer(text):
        month = MONTHS.index(found["month"].lower()) if found["month"] else LAST[0]
        days.append((int(found["year"]), month, int(found["day"] or LAST[1])))
    return max(days, default=())


def content(client: Client, path: str) -> dict[str, Any]:
    """What the Content API says of a page; raises Refused where the page was withdrawn or has moved."""
    item = client.json(API + path)
    if not isinstance(item, dict) or "base_path" not in item:
        raise Refused(f"www.gov.uk: {API}{path} is no page of GOV.UK: correct the path in its dataset")
    kind = item.get("document_type") or item.get("schema_name")
    if kind in ("redirect", "gone"):
        moved = [str(each.get("destination")) for each in item.get("redirects") or []]
        where = f"has moved to {', '.join(moved)}" if moved else "was taken down"
        raise Refused(f"www.gov.uk: {path} {where}: correct `page` in its dataset")
    if notice := item.get("withdrawn_notice"):
        why = " ".join(unescape(MARKUP.sub(" ", str(notice.get("explanation") or "no reason given"))).split())
        raise Refused(
            f"www.gov.uk: {path} was withdrawn on {str(notice.get('withdrawn_at') or 'no day given')[:10]} ({why}): "
            f"its figures are not taken; correct its path in its dataset, or if they still hold {BY_HAND}"
        )
    return item


def attachments(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The files of a page: listed, or in older pages linked from the HTML of `documents`; each has title and url."""
    details = item.get("details") or {}
    listed = [
        {**each, "title": str(each.get("title") or "")}
        for each in details.get("attachments") or []
        if each.get("url")
    ]
    if listed:
        return listed
    blocks = [block for block in details.get("documents") or [] if isinstance(block, str)]
    titled: dict[str, str] = {}
    for found in (each for block in blocks for each in LINK.finditer(block)):
        title = " ".join(unescape(MARKUP.sub(" ", found["title"])).split())
        titled[unescape(found["url"])] = max(titled.get(unescape(found["url"]), ""), title, key=len)
    return [{"url": url, "title": title} for url, title in titled.items()]
