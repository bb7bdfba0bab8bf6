"""Files to take away, each under an address of its own: a plain link that holds however the page changes meanwhile.

In: a request whose query is a view, as in the page's own address. Out: the file. What it holds is left to
`events.export.writers` and `dashboard.downloads.score_files`. Streamlit's own button is not used: it hands out an
address that a rerun, of this viewer or of any other, takes back, so that a click at the wrong moment was lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import BinaryIO, cast
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from alignment.explanation import explain
from dashboard import wording
from dashboard.address import Opening, read_address
from dashboard.downloads import deck_files, picture_files, score_files
from dashboard.downloads.offers import Asked, NoSuchFile, Offer
from dashboard.downloads.streaming import Download, Out
from dashboard.loading import outage, readiness, shared
from dashboard.map.difference import difference
from dashboard.panel import verdicts
from dashboard.panel.events import selection
from dashboard.state import reviewed_only, what_if
from dashboard.state.tables import Tables
from dashboard.state.zone_events import told_in_zone
from events.export.writers import WRITERS, Told, told
from events.store.queries import newest_first
from events.store.review_queue import reviewed_among
from geo.periods import DRAWN_ONLY

FOLDER = "files"
VIEW = ("date", "window", "member", "by", "zone", "place")
"""What of a view the files depend on."""
ASKED = tuple(dict.fromkeys((*VIEW, *picture_files.VIEW)))
MEDIA_JSON = "application/json"


def routes() -> list[Route]:
    """What the server has to answer beside the pages."""
    return [Route(f"/{FOLDER}/{{name}}", _answer, methods=["GET"])]


def links(view: Opening, changed: what_if.Key, reviewed: str = "") -> list[dict[str, str]]:
    """The view's files, each as `what` is in it, its `form`, and its `address` from the page."""
    query = {name: value for name, value in asdict(view).items() if name in VIEW and value}
    if view.by == "all":
        del query["by"]  # it keeps everything
    if changed:
        query[what_if.PARAMETER] = what_if.write_changes(changed)
    if reviewed:
        query[reviewed_only.PARAMETER] = reviewed
    about = urlencode(query)
    offered = [("These events", f"events.{form}", form) for form in FORMS] + [("All scores", "scores.csv", "csv")]
    of_whom = f" on {wording.member_name(view.member)}" if view.member else ""
    offered.append((f"The verdicts{of_whom} by month", "verdicts.csv", "csv"))
    if view.member:
        offered.append((f"The parts of {wording.member_name(view.member)}’s score", "parts.csv", "csv"))
    return [
        {"what": what, "form": FORMS[form][0], "address": f"{FOLDER}/{name}?{about}"} for what, name, form in offered
    ]


def _events(form: str, asked: Asked) -> Offer:
    tables, view, changed = asked.tables, asked.view, asked.changed
    method = {"method": reviewed_only.marks(tables, changed) or score_files.DEFAULT}
    place = view.place.replace(",", "_") if view.place else None
    parts = ("events", view.date, view.window, view.member, view.zone, place, tables.reviewed)
    name = "-".join(filter(None, parts)) + f".{form}"
    return Offer(name, lambda out: WRITERS[form](_chosen(tables, view, out), cast(BinaryIO, out), method))


def _chosen(tables: Tables, view: Opening, out: Out) -> Iterator[Told]:
    """The view's events as the panel lists them, for as long as somebody waits for them."""
    drawn = view.zone in DRAWN_ONLY
    asked = selection(replace(view, zone=None) if drawn else view, tables.reviewed)
    events = told(tables.store, asked, newest_first())
    for one in told_in_zone(events, view.zone) if drawn and view.zone else events:
        out.look()
        yield one


def _scores(asked: Asked) -> Offer:
    tables, changed = asked.tables, asked.changed
    scores = shared.shared_scores(tables.mark, changed)
    mark = reviewed_only.marks(tables, changed)
    return Offer("scores.csv", lambda out: out.write(score_files.scores_csv(scores, mark)))


def _parts(asked: Asked) -> Offer:
    tables, view, changed = asked.tables, asked.view, asked.changed
    member = view.member
    if member is None:
        raise NoSuchFile("The parts of a score need a state: add member=ARM or another code.")

    def write(out: Out) -> None:
        found = explain(member, view.date, tables.evidence_on(member), method=what_if.method_of(changed))
        looked_at = reviewed_among(tables.store, [name for name in found.parts["event_id"] if name])
        out.write(score_files.parts_csv(found, reviewed_only.marks(tables, changed), looked_at))

    return Offer(f"parts-{view.member}-{view.date}.csv", write)


def _verdicts(asked: Asked) -> Offer:
    """Better, worse, unchanged or no news, by month: of all states, or of the view's."""
    tables, view, changed = asked.tables, asked.view, asked.changed
    mark = reviewed_only.marks(tables, changed)
    name = "-".join(filter(None, ("verdicts", view.member, tables.reviewed)))
    made = partial(verdicts.table, tables, changed, view.member)
    return Offer(f"{name}.csv", lambda out: out.write(score_files.numbers_csv(made(), mark)))


def _difference(asked: Asked) -> Offer:
    """What the map's caption asks for between two dates."""
    tables, view, changed = asked.tables, asked.view, asked.changed
    if view.member is None or view.compare is None:
        raise NoSuchFile("A difference needs a state and two months: add member=ARM, date=2022-09 and compare=2021-09.")
    found = difference(tables, view.member, view.compare, view.date, what_if.method_of(changed))
    return Offer("difference.json", lambda out: out.write(json.dumps(found).encode()))


FORMS = {
    "csv": ("CSV", "text/csv"),
    "jsonl": ("JSON Lines", "application/jsonl"),
    "geojson": ("GeoJSON", "application/geo+json"),
    "parquet": ("GeoParquet", "application/vnd.apache.parquet"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""By a file name's ending: what people call it, and its media type."""
OUT_OF_ORDER = ("parquet", "xlsx", *picture_files.FORMS, "pptx", "pdf")
"""Formats that are not written from the first byte to the last."""
MEDIA = {form: media for forms in (FORMS, picture_files.FORMS, deck_files.FORMS) for form, (_, media) in forms.items()}
OFFERS: dict[str, Callable[[Asked], Offer]] = {
    **{f"events.{form}": partial(_events, form) for form in FORMS},
    "scores.csv": _scores,
    "parts.csv": _parts,
    "verdicts.csv": _verdicts,
    "difference.json": _difference,
    **picture_files.OFFERS,
    **deck_files.OFFERS,
}
BUSY = "Other large files are being made; come again in a moment."


async def _answer(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in OFFERS:
        return PlainTextResponse(f"There is no such file; there are {', '.join(OFFERS)}.\n", 404)
    missing = await readiness.what_is_missing()
    if missing:
        return readiness.later(missing)
    try:
        offer = await run_in_threadpool(_offer, name, request.query_params, str(request.base_url))
    except NoSuchFile as error:
        return PlainTextResponse(f"{error}\n", 400)
    except outage.FAILURES as error:
        return readiness.unanswered(error)
    form = offer.name.rpartition(".")[2]
    about = {
        "Content-Disposition": f'attachment; filename="{offer.name}"',
        "Cache-Control": "no-store",
        "Content-Encoding": "identity",  # packing a million events would keep everybody's map waiting
    }
    media = MEDIA.get(form, MEDIA_JSON)
    return Download(offer.write, about, media, whole=form in OUT_OF_ORDER, busy=readiness.later(BUSY), failed=_failed)


def _offer(name: str, query: Mapping[str, str], page: str = "") -> Offer:
    reviewed, refused = reviewed_only.read_choice(query.get(reviewed_only.PARAMETER, ""))
    if refused:
        raise NoSuchFile(" ".join(("No file was made.", *refused)))
    tables = shared.latest(reviewed)
    return OFFERS[name](_asked(query, tables, page))


def _failed(error: Exception) -> Response:
    if isinstance(error, NoSuchFile):
        return PlainTextResponse(f"{error}\n", 500)
    if isinstance(error, outage.FAILURES):
        return readiness.unanswered(error)
    raise error


def _asked(query: Mapping[str, str], tables: Tables, page: str) -> Asked:
    """The view and the method a link names. A file is not given for something else than was asked for."""
    view, notices = read_address(
        {name: query[name] for name in ASKED if name in query}, tables.known, tables.last_month
    )
    changed, refused = what_if.read_changes(query.get(what_if.PARAMETER, ""))
    if notices or refused:
        raise NoSuchFile(" ".join(("No file was made.", *notices, *refused)))
    options = {name: query[name] for name in (*picture_files.OPTIONS, deck_files.TOUR) if name in query}
    return Asked(tables, view, what_if.key_of(changed), page, options)
