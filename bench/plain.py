"""What a page could cost without any of the dashboard: its table read from a CSV anew each time, or sent as it lies."""

from io import StringIO

import pandas as pd
from flask import Flask, Response

from metrics import compute

METRIC = "ehc_plans_in_20_weeks"
FILE = compute.values(METRIC).to_csv(index=False)
WRITTEN = compute.values(METRIC).to_html(index=False)

server = Flask(__name__)


@server.get("/read")
def read() -> Response:
    """One year of a measure's CSV, read with pandas for each request."""
    rows = pd.read_csv(StringIO(FILE), keep_default_na=False, dtype={"period": "str"})
    return Response(rows[rows["period"] == "2024"].to_html(index=False), mimetype="text/html")


@server.get("/written")
def written() -> Response:
    """A page that was written before."""
    return Response(WRITTEN, mimetype="text/html")
