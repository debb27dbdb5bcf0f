"""Tables to take away: each whole, or the figures that a filter chooses, as CSV, Parquet and XLSX.

`/data/figures.csv?area=kent&from=2021` is filtered, `/data/figures.csv` whole. What is sent is made while it is sent,
so that a table of any length takes no more memory than a part of it.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator

from flask import Blueprint, Response, request

from layouts import exports, figure_choice, frozen, links, safety, table_files
from layouts.figure_choice import Choice
from layouts.parts import data_tables, dictionary, figure_form
from layouts.table_files import METADATA, MIMETYPES, Export
from metrics import catalogue, tables, versions
from metrics.memory import remembered

blueprint = Blueprint("data_files", __name__)

FORM, TABLES, DICTIONARY = "/data-form", "/data-tables", "/data-dictionary"
"""Parts of pages."""
FRESH = "public, max-age=3600"
"""An address keeps its figures for as long as the version is the newest, or for ever where it names one."""
TOO_LONG = (
    "{rows:,} rows are too many for a workbook. Choose fewer, or take the CSV: it opens in a spreadsheet too."
)
PART = 64 * 1024
"""Bytes of a finished file that are sent at once."""


@blueprint.get(f"/data/<name>.{METADATA}", defaults={"ending": METADATA})
@blueprint.get("/data/<name>.<ending>")
def serve(name: str, ending: str) -> Response:
    """A table as a file; 404 in plain words for a table or a format that is not there, 400 for a wrong filter."""
    if name not in catalogue.names():
        return _refused(404, f"No table is called “{name[:60]}”.", links.DATA)
    if ending not in (*MIMETYPES, METADATA):
        return _refused(404, f"There is no {ending[:20]} of a table, only CSV, Parquet and XLSX.", links.DATA)
    choice, problems = figure_choice.read(request.args.to_dict(flat=False))
    if request.args and name != exports.FIGURES:
        said = f"Only the table of all figures can be filtered; {name} is sent whole. Leave out what follows the “?”."
        return _refused(400, said, links.data_table(name))
    if problems:
        return _refused(400, " ".join(problems), links.FIGURES)
    return _unchanged() or _sent(name, ending, choice)


@blueprint.get(FORM)
def form() -> Response:
    """The form that chooses figures, as HTML, with what is chosen ticked."""
    choice, _ = figure_choice.read(request.args.to_dict(flat=False))
    return Response(figure_form.written(choice), mimetype="text/html")


@blueprint.get(TABLES)
def listed() -> Response:
    """Every table, folded by kind, as HTML."""
    return Response(data_tables.written(), mimetype="text/html")


@blueprint.get(DICTIONARY)
def dictionary_of_all() -> Response:
    """Every table, measure and symbol explained, as HTML."""
    return Response(dictionary.written(), mimetype="text/html")


def _sent(name: str, ending: str, choice: Choice) -> Response:
    """The file, or what is said of it."""
    export = exports.of_figures(choice) if request.args else exports.of_table(name)
    if ending == "xlsx" and not export.fits_a_workbook:
        way = links.FIGURES if name == exports.FIGURES else links.data_table(name)
        return _refused(400, TOO_LONG.format(rows=export.rows), way)
    if ending == METADATA:
        address = frozen.pinned(choice.address(links.data_file(name, "csv")), versions.current().name)
        answer = Response(table_files.metadata(export, address), mimetype="application/csvm+json")
    else:
        makers = {"csv": table_files.csv_parts, "parquet": table_files.parquet_parts, "xlsx": _workbook}
        answer = Response(makers[ending](export), mimetype=MIMETYPES[ending])
        answer.headers["Content-Disposition"] = f'attachment; filename="{export.name}.{ending}"'
    if ending == "csv":
        about = frozen.stays(choice.address(links.data_file(name, METADATA)))
        answer.headers["Link"] = f'<{about}>; rel="describedby"; type="application/csvm+json"'
    return _dated(answer)


def _workbook(export: Export) -> Iterator[bytes]:
    """A workbook, made whole and then sent a part at a time."""
    with tempfile.TemporaryFile() as made:
        table_files.workbook(export, made)
        made.seek(0)
        while part := made.read(PART):
            yield part


def _unchanged() -> Response | None:
    """The answer to a reader who holds these rows already; None for anybody else."""
    answer = _dated(Response(status=200))
    answer.make_conditional(request)
    return answer if answer.status_code == 304 else None


def _dated(answer: Response) -> Response:
    """An answer that says by its tag which rows it holds, and how long it may be kept."""
    answer.set_etag(
        hashlib.sha256(f"{_made_from()} {request.full_path}".encode()).hexdigest()[:32], weak=True
    )
    answer.headers["Cache-Control"] = FRESH
    return answer


@remembered()
def _made_from() -> str:
    """The data and the code that rows are made from."""
    return f"{versions.current().id} {tables.fingerprint().decode()}"


def _refused(status: int, said: str, way: str) -> Response:
    """Plain words on what is wrong, and the page on which it can be put right."""
    return Response(safety.page(status, said, (way, "See what there is")), status, mimetype="text/html")
