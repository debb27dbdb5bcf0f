"""A stand-in for GOV.UK: the Content API of its pages, and the host of their files."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.stand_ins.server import StandIn

HOST, ASSETS = "www.gov.uk", "assets.publishing.service.gov.uk"


class Assets(StandIn):
    """The host of the files, each at an address made of its bytes."""

    def hold(self, name: str, content: bytes) -> str:
        """Serve a file; its path."""
        path = f"/media/{hashlib.md5(content).hexdigest()[:24]}/{name}"
        self.put(path, content)
        return path


class GovUk(StandIn):
    """The pages, as the Content API tells of them."""

    def __init__(self, assets: Assets) -> None:
        super().__init__()
        self.assets = assets
        self.items: dict[str, dict[str, Any]] = {}
        self.last = Path()

    def publish(self, path: str, title: str, day: str) -> None:
        """A page without files."""
        self.items[path] = {
            "base_path": path,
            "title": title,
            "document_type": "official_statistics",
            "public_updated_at": day,
            "details": {"attachments": []},
            "links": {},
        }
        self.show(path)

    def attach(self, path: str, title: str, file: Path) -> None:
        """Add a file to a page."""
        self.last = file
        content = file.read_bytes()
        attachment = {
            "title": title,
            "filename": file.name,
            "url": f"https://{ASSETS}{self.assets.hold(file.name, content)}",
            "content_type": "application/octet-stream",
            "file_size": len(content),
        }
        self.items[path]["details"]["attachments"].append(attachment)
        self.show(path)

    def path_of(self, file: Path) -> str:
        """Where a file is served now."""
        return next(each for each in self.assets.replies if each.endswith(f"/{file.name}"))

    def correct(self, path: str, file: Path, content: bytes, day: str) -> None:
        """Replace a file of a page by a corrected one, which has another address."""
        item = self.items[path]
        del self.assets.replies[self.path_of(file)]
        for each in item["details"]["attachments"]:
            if each["filename"] == file.name:
                each |= {
                    "url": f"https://{ASSETS}{self.assets.hold(file.name, content)}",
                    "file_size": len(content),
                }
        item["public_updated_at"] = day
        self.show(path)

    def rename(self, path: str, old: str, new: str) -> None:
        """Change the words of titles and file names."""
        for each in self.items[path]["details"]["attachments"]:
            each["title"] = each["title"].replace(old, new)
            each["url"] = each["url"].replace(old.replace(" ", "_"), new)
        self.show(path)

    def collect(self, path: str, pages: Iterable[str]) -> None:
        """A collection of pages."""
        self.publish(path, "Collection", "2020-01-01T00:00:00Z")
        names = ("base_path", "title", "public_updated_at", "document_type")
        documents = [{name: self.items[page][name] for name in names} for page in pages]
        self.items[path] |= {"document_type": "document_collection", "links": {"documents": documents}}
        self.show(path)

    def as_html(self, path: str) -> None:
        """Tell of a page's files as pages of before 2019 do."""
        details = self.items[path]["details"]
        details["documents"] = [
            f'<section class="attachment embedded"><a href="{each["url"]}"><img src="x.png"></a>'
            f'<h2 class="title"><a href="{each["url"]}">{each["title"]}</a></h2></section>'
            for each in details.pop("attachments")
        ]
        self.show(path)

    def move(self, path: str, to: str) -> None:
        """Leave a redirect in a page's place, or nothing."""
        redirects = [{"path": path, "destination": to, "type": "exact"}] if to else []
        kind = "redirect" if to else "gone"
        self.items[path] = {"base_path": path, "document_type": kind, "redirects": redirects}
        self.show(path)

    def show(self, path: str) -> None:
        """Serve what the API says of a page."""
        self.put(f"/api/content{path}", json.dumps(self.items[path]), "application/json")
