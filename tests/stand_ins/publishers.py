"""All publishers at once, as far as their real files are here: each file where its origin looks for it."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from ingest.dataset import Dataset, Release
from ingest.ees_content import DataFile, Supporting, Zip
from ingest.gov_uk import Attachment
from ingest.origin import Address
from tests.stand_ins import ees_content, gov_uk
from tests.stand_ins.ehc_plans import ehc_plans
from tests.stand_ins.server import StandIn, serving

SERVED = (Address, Attachment, DataFile, Supporting, Zip)


def served(datasets: dict[str, Dataset]) -> dict[str, Dataset]:
    """The datasets; files that no stand-in here can give have no origin: they are put in place by hand."""

    def known(release: Release) -> Release:
        return release if isinstance(release.origin, SERVED) else replace(release, origin=None)

    return {
        name: replace(dataset, releases=tuple(map(known, dataset.releases)))
        for name, dataset in datasets.items()
    }


def put_by_hand(published: Path, raw: Path, datasets: Iterable[Dataset]) -> int:
    """Copy the files without an origin into place; how many."""
    files = {part.file for each in datasets for part in each.releases if part.origin is None}
    there = [file for file in files if (published / file).is_file()]
    for file in there:
        (raw / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(published / file, raw / file)
    return len(there)


@contextmanager
def publishers(published: Path, datasets: Iterable[Dataset]) -> Iterator[dict[str, StandIn]]:
    """Host -> its stand-in, serving."""
    assets = gov_uk.Assets()
    pages = gov_uk.GovUk(assets)
    hosts: dict[str, StandIn] = {
        ees_content.HOST: ehc_plans(published),
        gov_uk.ASSETS: assets,
        gov_uk.HOST: pages,
    }
    for release in {part.file: part for each in datasets for part in each.releases}.values():
        if isinstance(release.origin, Attachment):
            page = release.origin.page
            if page not in pages.items:
                pages.publish(page, release.title, f"{release.published or '2022-12-08'}T09:30:00Z")
            pages.attach(page, release.title, published / release.file)
            if release.origin.collection:
                pages.collect(release.origin.collection, [page])
        elif isinstance(release.origin, Address):
            at = urlsplit(release.origin.address)
            hosts.setdefault(at.netloc, StandIn()).put(at.path, (published / release.file).read_bytes())
    with ExitStack() as stack:
        for stand_in in hosts.values():
            stack.enter_context(serving(stand_in))
        yield hosts
