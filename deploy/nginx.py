"""Writes nginx's configuration from the template: python -m deploy.nginx --replica 127.0.0.1:8051 > send.conf

The first replica answers, the others stand by. With --folder it is a whole configuration for an nginx of one's own,
which keeps everything in that folder and needs no root: `nginx -c FOLDER/nginx.conf`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from string import Template

HERE = Path(__file__).resolve().parent
SITE, WHOLE = HERE / "site.conf.template", HERE / "nginx.conf.template"
REPLICA = "server {address} max_fails=1 fail_timeout=1s{rest};"


def site(listen: str, replicas: Sequence[str], cache: str, log: str) -> str:
    """The part of nginx's `http` block that serves the dashboard."""
    servers = (
        REPLICA.format(address=address, rest=" backup" if at else "") for at, address in enumerate(replicas)
    )
    return Template(SITE.read_text("utf-8")).safe_substitute(
        SEND_LISTEN=listen, SEND_REPLICAS="\n    ".join(servers), SEND_CACHE=cache, SEND_LOG=log
    )


def whole(listen: str, replicas: Sequence[str], folder: Path) -> str:
    """A configuration that stands alone: cache, log and temporary files are in the folder, which must be there."""
    within = site(listen, replicas, str(folder), str(folder / "access.log"))
    return Template(WHOLE.read_text("utf-8")).safe_substitute(SEND_FOLDER=str(folder), SEND_SITE=within)


def main() -> None:
    asked = argparse.ArgumentParser(description="Write nginx's configuration to standard output.")
    asked.add_argument(
        "--listen", default="80 default_server", help="where nginx listens (default: %(default)s)"
    )
    asked.add_argument(
        "--replica",
        action="append",
        metavar="HOST:PORT",
        help="the app; more than once for those that stand by",
    )
    asked.add_argument(
        "--cache", default="/var/cache/nginx", help="where it keeps answers (default: %(default)s)"
    )
    asked.add_argument(
        "--log", default="/var/log/nginx/send.log", help="the access log (default: %(default)s)"
    )
    asked.add_argument("--folder", type=Path, help="a whole configuration, with everything in this folder")
    said = asked.parse_args()
    replicas = said.replica or ["127.0.0.1:8051", "127.0.0.1:8052"]
    if said.folder:
        print(whole(said.listen, replicas, said.folder.resolve()), end="")
    else:
        print(site(said.listen, replicas, said.cache, said.log), end="")


if __name__ == "__main__":
    main()
