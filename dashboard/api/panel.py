"""The panel's contents under an address of their own, so that a step asks Streamlit for nothing.

In: a request whose path names a state of the store and whose query is a view. Out: what the panel draws, as JSON, put
together once for all viewers who look at the same; or, in one line, that the store has changed or does not answer.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard import wording
from dashboard.address import Opening, read_address
from dashboard.api.away import PATIENCE_SECONDS, TOO_LATE, away
from dashboard.downloads import files
from dashboard.loading import outage, shared
from dashboard.panel import verdicts, why
from dashboard.panel.events import (
    MOST,
    arranged,
    chosen_record,
    count_events,
    event_records,
    first_events,
    largest,
    panel_data,
)
from dashboard.state import reviewed_only, what_if
from dashboard.state.tables import Tables
from dashboard.state.tables import state_of as state_of_store

FOLDER = "panel"
VIEW = ("date", "member", "zone", "place", "event", "by", "window", "colour")
"""What of a view the panel depends on."""
AT_ONCE = 2
"""Panels that are put together at the same time; more would only take the processor from each other."""
KEPT = 512
PACKING = 6
MEDIA = "application/json"
BEHIND = "Timeline-Behind"
"""A header: whether the store has changed and its next state is still being prepared."""
_makers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="panel")


class NoSuchView(ValueError):
    """The query asks for something that is not there; the message is one line."""


class Moved(Exception):
    """The store has changed: the page has to be drawn anew, so that map and panel tell of one state."""


class Away(Exception):
    """The store does not answer; the message is the reason, in one line."""


def routes() -> list[Route]:
    """What the server has to answer for the panel."""
    return [Route(f"/{FOLDER}/{{state}}", _answer, methods=["GET"])]


def address(mark: str) -> str:
    """Where the panels of a state of the store are, from the page's own address."""
    return f"{FOLDER}/{state_of(mark)}"


def state_of(mark: str) -> str:
    """The store's state as a part of an address."""
    return hashlib.sha256(state_of_store(mark).encode()).hexdigest()[:16]


def contents(tables: Tables, view: Opening, changed: what_if.Key) -> dict:
    """What the panel shows of a view, as `panel_data` has it."""
    total, sizes = count_events(tables, view), why.sizes(tables, view.member, view.date, changed)
    events = first_events(tables, view, MOST) + largest(tables, view, sizes)
    records = arranged(event_records(tables, events), view.date, sizes)
    heading = wording.heading(view, total, records[0]["place"] if records and view.place else "")
    apart = why.take_apart(tables, view.member, view.date, view.colour, changed) if view.member else None
    verdict = verdicts.of_month(tables, view.member, view.date, changed) if view.member else None
    chosen = chosen_record(tables, view.event)
    offered = files.links(view, changed, tables.reviewed)
    return panel_data(records, total, heading, chosen, apart, offered, view.date, view.by, verdict)


@dataclass(frozen=True)
class _Asked:
    """Which panel is meant: the store's state, and the query's part that matters, in one order."""

    state: str
    query: tuple[tuple[str, str], ...]


class Panels:
    """Panels that have been put together, packed as browsers take them; the oldest go first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._most = kept
        self._packed: OrderedDict[_Asked, bytes] = OrderedDict()
        self._under_way: dict[_Asked, Future[bytes]] = {}
        self._lock = threading.Lock()

    def get(self, asked: _Asked) -> bytes | None:
        """What is there already."""
        with self._lock:
            if asked in self._packed:
                self._packed.move_to_end(asked)
            return self._packed.get(asked)

    def make(self, asked: _Asked) -> Future[bytes]:
        """Have it put together, once however many ask."""
        with self._lock:
            found = self._under_way.get(asked)
            if found is None:
                found = self._under_way[asked] = _makers.submit(_pack, asked)
                found.add_done_callback(lambda done: self._keep(asked, done))
        return found

    def _keep(self, asked: _Asked, done: Future[bytes]) -> None:
        with self._lock:
            self._under_way.pop(asked, None)
            if not done.cancelled() and done.exception() is None:
                self._packed[asked] = done.result()
                while len(self._packed) > self._most:
                    self._packed.popitem(last=False)


_panels = Panels()


def _pack(asked: _Asked) -> bytes:
    tables = shared.latest()
    if state_of(tables.mark) != asked.state:
        raise Moved
    made = _panels.get(asked)
    if made:
        return made
    query = dict(asked.query)
    told = contents(_of(query, tables), *_read(query, tables))
    return gzip.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), PACKING, mtime=0)


def _of(query: Mapping[str, str], tables: Tables) -> Tables:
    """The events that the query wants: all, or reviewed ones alone."""
    reviewed, refused = reviewed_only.read_choice(query.get(reviewed_only.PARAMETER, ""))
    if refused:
        raise NoSuchView(*refused)
    return shared.latest(reviewed) if reviewed else tables


def _read(query: Mapping[str, str], tables: Tables) -> tuple[Opening, what_if.Key]:
    view, notices = read_address({name: query[name] for name in VIEW if name in query}, tables.known, tables.last_month)
    changed, refused = what_if.read_changes(query.get(what_if.PARAMETER, ""))
    if notices or refused:
        raise NoSuchView(" ".join((*notices, *refused)))
    return view, what_if.key_of(changed)


async def _answer(request: Request) -> Response:
    names = (*VIEW, what_if.PARAMETER, reviewed_only.PARAMETER)
    query = tuple((name, request.query_params[name]) for name in names if request.query_params.get(name))
    asked = _Asked(request.path_params["state"], query)
    packed = _panels.get(asked) if _was_shown(asked.state) else None
    try:
        return _told(packed or await _ask_the_store(asked), request)
    except Moved:
        # No error: browsers would write one into their console each time that articles come in.
        return JSONResponse({"moved": True}, headers={"Cache-Control": "no-store"})
    except NoSuchView as error:
        return JSONResponse({"refused": str(error)}, 400, {"Cache-Control": "no-store"})
    except Away as error:
        return away(str(error))


def _was_shown(state: str) -> bool:
    """Whether the store was in this state a moment ago; it is not asked."""
    tables = shared.shared_latest().a_moment_ago()
    return tables is not None and state_of(tables.mark) == state


async def _ask_the_store(asked: _Asked) -> bytes:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await asyncio.shield(asyncio.wrap_future(_panels.make(asked)))
    except TimeoutError:
        raise Away(TOO_LATE) from None
    except outage.FAILURES as error:
        raise Away(outage.words(error)) from error


def _told(packed: bytes, request: Request) -> Response:
    # Asked for each time, so that a change of the store is noticed; sent only where the browser has it not already.
    tag = f'"{hashlib.sha256(packed).hexdigest()[:32]}"'
    about = {"Cache-Control": "private, no-cache", "ETag": tag, "Vary": "Accept-Encoding", BEHIND: "no"}
    if shared.shared_latest().is_behind():
        about[BEHIND] = "yes"
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=about)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=MEDIA, headers=about | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(packed), media_type=MEDIA, headers=about)
