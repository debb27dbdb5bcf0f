"""What answers are with the data that `SEND_DATA` names: pages and other requests in, digests out, as JSON.

Of a page also what stands in it, and what Dash's script asks for there.
"""

from __future__ import annotations

import json
import sys

from app import server
from bench.soak import pages
from bench.soak.pages import Ask


def main() -> None:
    asked = json.load(sys.stdin)
    client = server.test_client()

    def content(ask: Ask) -> bytes:
        if ask.body is None:
            return client.get(ask.address, buffered=True).data
        sent = {"data" if ask.is_form else "json": ask.body}
        return client.post(ask.address, **sent, buffered=True).data

    singles = [Ask(**each) for each in asked["singles"]]
    found = {ask.name: pages.digest(content(ask)) for ask in singles}
    for address in asked["addresses"]:
        document = Ask("page", address)
        text = content(document).decode()
        found[document.name] = pages.digest(text.encode())
        once = pages.at_once(text)
        callbacks = json.loads(content(once[1]))
        more = [*pages.drawn(text, callbacks, address), *pages.changed(text, callbacks, address)]
        for ask in [*once, *pages.parts(text), *more]:
            found.setdefault(ask.name, pages.digest(content(ask)))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
