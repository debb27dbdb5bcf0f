"""What pages, their parts and changes are with the data that `SEND_DATA` names: addresses in, digests out, as JSON."""

from __future__ import annotations

import json
import sys

from app import server
from bench.soak import pages
from bench.soak.pages import Ask


def main() -> None:
    addresses = json.load(sys.stdin)
    client = server.test_client()

    def content(ask: Ask) -> bytes:
        if ask.body is None:
            return client.get(ask.address, buffered=True).data
        return client.post(ask.address, json=ask.body, buffered=True).data

    found = {}
    for address in addresses:
        document = Ask("page", address)
        text = content(document).decode()
        found[document.name] = pages.digest(text.encode())
        once = pages.at_once(text)
        callbacks = json.loads(content(once[1]))
        more = [pages.drawn(text, callbacks, address), pages.changed(text, callbacks, address)]
        for ask in [*once, *pages.parts(text), *filter(None, more)]:
            found.setdefault(ask.name, pages.digest(content(ask)))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
