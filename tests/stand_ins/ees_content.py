"""A stand-in for the Content API of Explore Education Statistics: publications, releases, data sets and files."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tests.stand_ins.server import Asked, Reply, StandIn

HOST = "content.explore-education-statistics.service.gov.uk"
SITE_HOST = "explore-education-statistics.service.gov.uk"
REMOVED = re.compile(r"/api/publications/[^/]+/releases/latest(/summary)?")
MOST_ON_A_PAGE = 40


def id_of(*words: str) -> str:
    """An id that is always the same for the same words."""
    return str(uuid5(NAMESPACE_URL, "/".join(words)))


@dataclass
class Release:
    """A release: data sets and supporting files by file name, and the zip of all, made of nothing."""

    slug: str
    published: str
    data: dict[str, bytes] = field(default_factory=dict)
    supporting: dict[str, bytes] = field(default_factory=dict)
    zip: bytes = b""
    amendment: int = 0

    def id(self, publication: str) -> str:
        """The id of the version that is served, another one after every amendment."""
        return id_of(publication, self.slug, f"version {self.amendment}")


@dataclass
class Publication:
    """A publication with its releases, the newest last."""

    slug: str
    releases: list[Release]
    due: dict[str, str] | None = None

    def release(self, slug: str) -> Release | None:
        """The release of a slug."""
        return next((each for each in self.releases if each.slug == slug), None)


class EesContent(StandIn):
    """The host; `publications` may be changed while it serves. `titles` names data sets otherwise than their files."""

    def __init__(self, *publications: Publication) -> None:
        super().__init__()
        self.publications = {each.slug: each for each in publications}
        self.titles: dict[str, str] = {}
        self.answers.append(self.answer)

    def answer(self, asked: Asked) -> Reply | None:
        """The answer to a request, None for what this API does not have."""
        if REMOVED.fullmatch(asked.path):
            return None
        for pattern, reply in ROUTES.items():
            if found := re.fullmatch(f"/api/{pattern}", asked.path):
                return reply(self, asked, *found.groups())
        return None

    def versions(self) -> Iterator[tuple[Publication, Release]]:
        """Every release with its publication."""
        return ((each, release) for each in self.publications.values() for release in each.releases)

    def of_version(self, id: str) -> tuple[Publication, Release] | None:
        """The release of which a version is served."""
        return next((pair for pair in self.versions() if pair[1].id(pair[0].slug) == id), None)

    def title(self, file: str) -> str:
        """The title of a data set."""
        return self.titles.get(file, file.removesuffix(".csv"))


def as_json(content: Any) -> Reply:
    """A JSON answer, without validators as the service gives none."""
    return Reply(json.dumps(content).encode(), "application/json; charset=utf-8", has_validators=False)


def releases(host: EesContent, asked: Asked, slug: str) -> Reply | None:
    """The list of a publication's releases, newest first."""
    publication = host.publications.get(slug)
    if not publication:
        return None
    newest = publication.releases[-1]
    return as_json(
        [
            {
                "id": each.id(slug),
                "releaseId": id_of(slug, each.slug),
                "title": f"Reporting year {each.slug}",
                "slug": each.slug,
                "published": f"{each.published}T08:30:00Z",
                "nextReleaseDate": publication.due if each is newest else None,
                "latestRelease": each is newest,
            }
            for each in reversed(publication.releases)
        ]
    )


def summary(host: EesContent, asked: Asked, slug: str, release: str) -> Reply | None:
    """The summary of the version that is served."""
    publication = host.publications.get(slug)
    found = publication.release(release) if publication else None
    if not publication or not found:
        return None
    return as_json({"id": found.id(slug), "isLatestRelease": found is publication.releases[-1]})


def data_content(host: EesContent, asked: Asked, slug: str, release: str) -> Reply | None:
    """The data sets and supporting files of a release."""
    publication = host.publications.get(slug)
    found = publication.release(release) if publication else None
    if not found:
        return None
    data_sets = [
        {
            "dataSetFileId": id_of(slug, release, name),
            "fileId": id_of(slug, release, name, "file"),
            "title": host.title(name),
            "isApiEnabled": False,
        }
        for name in found.data
    ]
    supporting = [
        {"fileId": id_of(slug, release, name), "filename": name, "extension": name[-3:], "size": "1 Kb"}
        for name in found.supporting
    ]
    return as_json({"releaseVersionId": found.id(slug), "dataSets": data_sets, "supportingFiles": supporting})


def catalogue(host: EesContent, asked: Asked) -> Reply | None:
    """The data catalogue, a page of it."""
    page, size = (int(asked.query[name][0]) for name in ("page", "pageSize"))
    if size > MOST_ON_A_PAGE:
        return Reply(b'{"title": "pageSize"}', "application/json", 400)
    pair = host.of_version(asked.query["releaseId"][0])
    rows = [
        {"id": id_of(pair[0].slug, pair[1].slug, name), "filename": name, "title": host.title(name)}
        for name in (pair[1].data if pair else ())
    ]
    pages = (len(rows) - 1) // size + 1
    return as_json(
        {"results": rows[(page - 1) * size : page * size], "paging": {"page": page, "totalPages": pages}}
    )


def data_set(host: EesContent, asked: Asked, id: str) -> Reply | None:
    """The CSV of a data set."""
    for publication, release in host.versions():
        for name, content in release.data.items():
            if id_of(publication.slug, release.slug, name) == id:
                return Reply(content, "text/csv")
    return None


def whole(host: EesContent, asked: Asked, id: str) -> Reply | None:
    """The zip of a release."""
    pair = host.of_version(id)
    return Reply(pair[1].zip, "application/zip", has_validators=False) if pair and pair[1].zip else None


def one_file(host: EesContent, asked: Asked, id: str, file: str) -> Reply | None:
    """A supporting file."""
    pair = host.of_version(id)
    if not pair:
        return None
    publication, release = pair
    named = chain(release.supporting.items())
    return next(
        (Reply(content) for name, content in named if id_of(publication.slug, release.slug, name) == file),
        None,
    )


ROUTES: dict[str, Callable[..., Reply | None]] = {
    r"publications/([^/]+)/releases": releases,
    r"publications/([^/]+)/releases/([^/]+)/version-summary": summary,
    r"publications/([^/]+)/releases/([^/]+)/data-content": data_content,
    r"data-set-files": catalogue,
    r"data-set-files/([^/]+)/download": data_set,
    r"releases/([^/]+)/files": whole,
    r"releases/([^/]+)/files/([^/]+)": one_file,
}
