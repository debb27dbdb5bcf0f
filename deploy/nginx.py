"""Writes nginx's configuration from the template: python -m deploy.nginx > /etc/nginx/conf.d/send.conf

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
REPLICAS = ("127.0.0.1:8051", "127.0.0.1:8052")
REPLICA = "server {address} max_fails=0{rest};"
AND = ";\n    listen "
LISTEN = AND.join(("80 default_server", "[::]:80 default_server"))
LISTEN_TLS = AND.join(("443 ssl http2 default_server", "[::]:443 ssl http2 default_server"))
TLS = """{listen};
    listen 127.0.0.1:8050;
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:send_tls:5m;
    ssl_session_tickets off"""
"""What takes the place of the port where nginx ends TLS; this machine itself still gets plain answers, at port 8050."""
LED_ON = """
server {
    listen 80 default_server;
    listen [::]:80 default_server;
    server_tokens off;
    access_log off;
    error_log stderr crit;

    location / {
        return 301 https://$host$request_uri;
    }
}
"""
"""Whoever comes without TLS is led to it."""


def site(listen: str, replicas: Sequence[str], cache: str, log: str) -> str:
    """The part of nginx's `http` block that serves the dashboard."""
    servers = (
        REPLICA.format(address=address, rest=" backup" if at else "") for at, address in enumerate(replicas)
    )
    return Template(SITE.read_text("utf-8")).safe_substitute(
        SEND_LISTEN=listen, SEND_REPLICAS="\n    ".join(servers), SEND_CACHE=cache, SEND_LOG=log
    )


def with_tls(listen: str, certificate: str, key: str) -> str:
    """Where to listen, with what TLS needs, for `site`; its result wants LED_ON behind it."""
    return TLS.format(listen=listen, certificate=certificate, key=key)


def whole(listen: str, replicas: Sequence[str], folder: Path) -> str:
    """A configuration that stands alone: cache, log and temporary files are in the folder, which must be there."""
    within = site(listen, replicas, str(folder), str(folder / "access.log"))
    return Template(WHOLE.read_text("utf-8")).safe_substitute(SEND_FOLDER=str(folder), SEND_SITE=within)


def main() -> None:
    asked = argparse.ArgumentParser(description="Write nginx's configuration to standard output.")
    asked.add_argument("--listen", help="where nginx listens (default: port 80, with TLS port 443)")
    asked.add_argument(
        "--replica", action="append", metavar="HOST:PORT", help="the app; again for each other"
    )
    asked.add_argument("--cache", default="/var/cache/nginx", help="what it keeps (default: %(default)s)")
    asked.add_argument("--log", default="/var/log/nginx/send.log", help="the log (default: %(default)s)")
    asked.add_argument(
        "--tls", nargs=2, metavar=("CERTIFICATE", "KEY"), help="end TLS here, with these files"
    )
    asked.add_argument("--folder", type=Path, help="a whole configuration, with everything in this folder")
    said = asked.parse_args()
    replicas = said.replica or REPLICAS
    if said.folder:
        print(whole(said.listen or LISTEN, replicas, said.folder.resolve()), end="")
    elif said.tls:
        print(
            site(with_tls(said.listen or LISTEN_TLS, *said.tls), replicas, said.cache, said.log) + LED_ON,
            end="",
        )
    else:
        print(site(said.listen or LISTEN, replicas, said.cache, said.log), end="")


if __name__ == "__main__":
    main()
