"""Files to take away, each under an address of its own: a plain link that holds however the page changes meanwhile.

In: a request whose query is a view, as in the page's own address. Out: the file. What it holds is left to
`events.export` and `dashboard.score_files`. Streamlit's own button is not used: it hands out an address that a rerun,
of this viewer or of any other, takes back, so that a click at the wrong moment was lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from alignment.explanation import explain
from dashboard import score_files, shared, what_if, wording
from dashboard.address import Opening, read_address
from dashboard.panel import select_events
from dashboard.tables import Tables
from events.export import write

FOLDER = "files"
IN_MEMORY = 8_000_000
CHUNK = 256 * 1024
VIEW = ("date", "window", "member", "zone", "place")
"""What of a view the files depend on."""
_state = {"served": False}


class NoSuchFile(ValueError):
    """What a link asks for cannot be given; the message is one line."""


def routes() -> list[Route]:
    """What the server has to answer beside the pages."""
    _state["served"] = True
    return [Route(f"/{FOLDER}/{{name}}", _answer, methods=["GET"])]


def links(view: Opening, changed: what_if.Key) -> list[dict[str, str]] | None:
    """The view's files, each as `what` is in it, its `form`, and its `address` from the page.

    None where no server is there to give them.
    """
    if not _state["served"]:
        return None
    query = {name: value for name, value in asdict(view).items() if name in VIEW and value}
    if changed:
        query[what_if.PARAMETER] = what_if.write_changes(changed)
    about = urlencode(query)
    offered = [("These events", f"events.{form}", form) for form in FORMS] + [("All scores", "scores.csv", "csv")]
    if view.member:
        offered.append((f"The parts of {wording.member_name(view.member)}’s score", "parts.csv", "csv"))
    return [
        {"what": what, "form": FORMS[form][0], "address": f"{FOLDER}/{name}?{about}"} for what, name, form in offered
    ]


def _events(form: str, out: IO[bytes], tables: Tables, view: Opening, changed: what_if.Key) -> str:
    method = {"method": what_if.mark(changed) or score_files.DEFAULT}
    write(tables.store, select_events(tables, view)["event_id"], form, out, method)
    place = view.place.replace(",", "_") if view.place else None
    return "-".join(filter(None, ("events", view.date, view.window, view.member, view.zone, place))) + f".{form}"


def _scores(out: IO[bytes], tables: Tables, view: Opening, changed: what_if.Key) -> str:
    out.write(score_files.scores_csv(shared.shared_scores(tables.mark, changed), what_if.mark(changed)))
    return "scores.csv"


def _parts(out: IO[bytes], tables: Tables, view: Opening, changed: what_if.Key) -> str:
    if view.member is None:
        raise NoSuchFile("The parts of a score need a state: add member=ARM or another code.")
    found = explain(view.member, view.date, tables.evidence_on(view.member), method=what_if.method_of(changed))
    out.write(score_files.parts_csv(found, what_if.mark(changed)))
    return f"parts-{view.member}-{view.date}.csv"


FORMS = {
    "csv": ("CSV", "text/csv"),
    "jsonl": ("JSON Lines", "application/jsonl"),
    "geojson": ("GeoJSON", "application/geo+json"),
    "parquet": ("GeoParquet", "application/vnd.apache.parquet"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""By a file name's ending: what people call it, and its media type."""
WRITERS: dict[str, Callable[[IO[bytes], Tables, Opening, what_if.Key], str]] = {
    **{f"events.{form}": partial(_events, form) for form in FORMS},
    "scores.csv": _scores,
    "parts.csv": _parts,
}


def _answer(request: Request) -> Response:
    """Starlette runs it on a thread of its own, so that a large file keeps nobody's map waiting."""
    writer = WRITERS.get(request.path_params["name"])
    if writer is None:
        return PlainTextResponse(f"There is no such file; there are {', '.join(WRITERS)}.\n", 404)
    out = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed when it has been sent)
    try:
        tables = shared.latest()
        name = writer(out, tables, *_asked(request.query_params, tables))
    except NoSuchFile as error:
        out.close()
        return PlainTextResponse(f"{error}\n", 400)
    about = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(out.tell()),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    out.seek(0)
    return StreamingResponse(_chunks(out), media_type=FORMS[name.rpartition(".")[2]][1], headers=about)


def _asked(query: Mapping[str, str], tables: Tables) -> tuple[Opening, what_if.Key]:
    """The view and the method a link names. A file is not given for something else than was asked for."""
    known = shared.known(tables)
    view, notices = read_address({name: query[name] for name in VIEW if name in query}, known, tables.last_month)
    changed, refused = what_if.read_changes(query.get(what_if.PARAMETER, ""))
    if notices or refused:
        raise NoSuchFile(" ".join(("No file was made.", *notices, *refused)))
    return view, what_if.key_of(changed)


def _chunks(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        while chunk := out.read(CHUNK):
            yield chunk
