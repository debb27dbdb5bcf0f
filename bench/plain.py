"""What a page could cost without any of the dashboard: its table read from a CSV anew each time, or sent as it lies;
its chart alone, with the library that draws it."""

import json
from io import StringIO
from pathlib import Path

import pandas as pd
from flask import Flask, Response

from layouts import figures
from layouts.compression import compress
from layouts.selection import select
from metrics import compute

METRIC = "ehc_plans_in_20_weeks"
FILE = compute.values(METRIC).to_csv(index=False)
WRITTEN = compute.values(METRIC).to_html(index=False)
DRAWN = json.dumps(figures.figure(select(METRIC, {"view": "spread"})))
ASSETS = Path(__file__).resolve().parent.parent / "layouts" / "assets"
CHART = f"""<!DOCTYPE html><html lang="en-GB"><head><title>One chart</title>
<script src="/assets/0-plotly.min.js"></script></head><body><h1>One chart</h1><div id="chart"></div>
<script>Plotly.newPlot("chart", {DRAWN})</script></body></html>"""

server = Flask(__name__, static_folder=str(ASSETS), static_url_path="/assets")
compress(server)


@server.get("/read")
def read() -> Response:
    """One year of a measure's CSV, read with pandas for each request."""
    rows = pd.read_csv(StringIO(FILE), keep_default_na=False, dtype={"period": "str"})
    return Response(rows[rows["period"] == "2024"].to_html(index=False), mimetype="text/html")


@server.get("/written")
def written() -> Response:
    """A page that was written before."""
    return Response(WRITTEN, mimetype="text/html")


@server.get("/chart")
def chart() -> Response:
    """The chart of the first page, drawn by the library that the dashboard uses."""
    return Response(CHART, mimetype="text/html")


@server.get("/file")
def file() -> Response:
    """The whole CSV of a measure."""
    return Response(FILE, mimetype="text/csv")
