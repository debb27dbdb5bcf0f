"""The dashboard: builds the Dash app and the server that gunicorn runs (`app:server`)."""

from __future__ import annotations

from flask import Flask

from layouts import (
    answers,
    api,
    bound,
    changes,
    cite,
    elements,
    few,
    frozen,
    proxies,
    safety,
    spelling,
    static_files,
    traffic,
)
from layouts.api.v1 import limits
from layouts.compression import compress
from layouts.document import Site, body, broken

try:
    cite.site()
    cite.contact()
    limits.a_minute()
    proxies.number()
    traffic.port()
except (cite.WrongAddress, limits.WrongLimit, proxies.WrongNumber, traffic.WrongSetting) as error:
    raise SystemExit(str(error)) from None

elements.quicken()
server = Flask(__name__, static_folder=None)
server.config.update(
    DEBUG=False,  # whatever the environment says
    MAX_CONTENT_LENGTH=safety.MOST_BYTES,
)
for blueprint in api.blueprints():
    server.register_blueprint(blueprint)
limits.limit(server)

app = Site(
    __name__,
    server=server,
    use_pages=True,
    pages_folder="layouts/pages",
    assets_folder="layouts/assets",
    assets_ignore=r"^(?!0-plotly\.min\.js$)",  # all else comes as one sheet and one script (layouts.api.joined)
    include_pages_meta=False,
    suppress_callback_exceptions=True,
    update_title=None,
    # Otherwise Dash works with an event loop wherever asgiref happens to be installed, as it is beside the tests.
    use_async=False,
    health_endpoint="health",
    on_error=broken,
)
app.layout = body
compress(server)
static_files.keep(server)
few.ration(server)
frozen.freeze(server)
safety.guard(app, server)
answers.keep(server)
changes.by_get(server)
proxies.trust(server)
bound.bind(server)
spelling.spell(server)
# Dash learns which scripts it serves as it first answers with a page: that must be before gunicorn forks its workers.
server.test_client().get("/")
traffic.note(server)
