"""The desk of the pages *Review* and *Contradictions*: one event after the other, decided on by a person.

In: the store, and what the reviewer does. Out: the page, and reviews in the store. What a decision means is left to
`events.reviews`, what it does to the scores to `alignment`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache, partial
from typing import Any

import streamlit as st

from alignment.stakes import costs, stakes
from dashboard import wording
from dashboard.loading import outage, shared
from dashboard.map.shapes import MAIN, read_shapes
from dashboard.review import actions
from dashboard.review.form import blank, choices, form_of
from dashboard.review.reading import article_record
from dashboard.review.records import Records
from dashboard.review.state import ORDER_WORDS, Desk
from dashboard.review.trace import Traces
from dashboard.scripts import bundled, joined
from dashboard.state.tables import Tables
from events.reviews.reasons import reasons
from events.store import reviewing
from events.store.queries import by_id, listed
from events.store.review_queue import ORDERS, Reader, Waiting, contradicted, count_waiting, progress, waiting
from events.vocabulary import ACTED_BY, DIMENSIONS, DISAGREE_ON, EVENT_TYPES, MODES, SCORED
from geo.periods import AREAS
from geo.projection import FRAMES, project_points

MOST_WAITING = 200
SHOWN_NEXT = 12
NOT_SWITCHED_ON = "Reviewing is switched off here: what was decided can be looked at, and nothing changed."

_show = st.components.v2.component(
    "timeline_desk",
    js=bundled("review/desk.js"),
    css=joined("review/desk.css"),
    isolate_styles=False,
)


def may_review() -> bool:
    """Whether this server takes reviews: the setting REVIEW is not "off"."""
    return os.environ.get("REVIEW", "on").strip().lower() not in ("off", "no", "0", "false")


def share_read_twice() -> float:
    """The share of events that two reviewers read: the setting REVIEW_TWICE, from 0 to 1."""
    try:
        return min(1.0, max(0.0, float(os.environ.get("REVIEW_TWICE", "0") or 0)))
    except ValueError:
        return 0.0


@st.cache_resource(show_spinner=False)
def shared_traces() -> Traces:
    """Readings of the articles that are looked at, one keeper for all sessions."""
    return Traces()


@st.cache_resource(show_spinner=False)
def shared_records() -> Records:
    """Records of the events that are looked at, one keeper for all sessions."""
    return Records()


@st.cache_resource(show_spinner=False, max_entries=2)
def shared_costs(mark: str) -> dict[str, float]:
    """What a mistake in each event would cost, in the store's state `mark`."""
    return costs(stakes(shared.shared_tables(mark).evidence))


def show_desk(view: str, order: str) -> None:
    """Draw a desk.

    Parameters
    ----------
    view : str
        How it shows an event: "review" or "contradictions".
    order : str
        Which events it begins with, one of `ORDERS`.
    """
    shared.ready()
    if not may_review():
        st.info(NOT_SWITCHED_ON)
    if f"desk-{view}" not in st.session_state:
        st.session_state[f"desk-{view}"] = Desk(
            opened=st.query_params.get("event", ""), filter={"order": order}, view=view
        )
    _desk(view)


@st.fragment
def _desk(view: str) -> None:
    with outage.told():
        _told(view)  # what came while the page was being drawn
        tables = shared.latest()
        desk: Desk = st.session_state[f"desk-{view}"]
        data = desk_data(desk, tables) | {"view": view}
        _show(key=f"desk-view-{view}", data=data, on_told_change=partial(_told, view))


def _told(view: str) -> None:
    """Do what the reviewer did; what was done already is not done again."""
    desk: Desk | None = st.session_state.get(f"desk-{view}")
    if desk is None:
        return
    for message in desk.unheard(getattr(st.session_state.get(f"desk-view-{view}"), "told", None)):
        try:
            actions.act(desk, shared.latest(), message, may=may_review())
        except outage.FAILURES as error:
            desk.message = {"kind": "problem", "text": f"Not kept: {outage.words(error)}"}


def desk_data(desk: Desk, tables: Tables) -> dict[str, Any]:
    """Everything the desk draws, as one plain value."""
    reader, selection = Reader(desk.reviewer, share_read_twice()), desk.selection()
    if desk.queue is None:
        desk.queue, desk.at = _queue(desk, tables, reader), 0
    record = _record(desk, tables)
    if record is None and desk.opened and not desk.article:
        desk.opened = ""
        record = _record(desk, tables)
    done = progress(tables.store, selection)
    return {
        "may": may_review(),
        "reviewer": desk.reviewer,
        "saved": desk.saved,
        "heard": {"desk": desk.name, "number": desk.heard},
        "message": desk.message,
        "tried": desk.tried,
        "progress": {"events": done.events, "reviewed": done.reviewed, "rejected": done.rejected},
        "waiting": count_waiting(tables.store, selection, reader),
        "listed": len(desk.queue or []),
        "undecided": sum(bool(one.why) for one in desk.queue or []),
        "undo": bool(desk.reviewer and reviewing.last_of(tables.store, desk.reviewer)),
        "orders": [[order, ORDER_WORDS[order]] for order in ORDERS],
        "filter": desk.filter,
        "filtered": desk.filtered,
        "filters": _filters(tables),
        "reasons": [{"word": one.word, "label": one.label, "when": one.when} for one in reasons().values()],
        "subjects": list(DISAGREE_ON),
        "why": desk.why,
        "event": record,
        "article": _article(desk, tables) if desk.article else None,
        "queue": _next(desk, tables),
        "choices": None if desk.has_choices else all_choices(),
    }


def _record(desk: Desk, tables: Tables) -> dict[str, Any] | None:
    """The event before the reviewer; None while an article is, and where there is none."""
    if desk.article or not desk.event_id:
        return None
    return shared_records().of(tables, desk.event_id, shared_traces(), desk.reviewer)


@cache
def all_choices() -> dict[str, Any]:
    """What the form offers, with the small map that its places stand on."""
    offered, frame = choices(), FRAMES[MAIN]
    known = [place for place in offered["places"] if place["at"][0] is not None]
    xs, ys = project_points([place["at"][0] for place in known], [place["at"][1] for place in known], frame)
    places = []
    for place, x, y in zip(known, xs, ys, strict=True):
        inside = 0 <= x <= frame.width and 0 <= y <= frame.height
        places.append({"name": place["name"], "at": [round(float(x), 1), round(float(y), 1)] if inside else None})
    without = [{"name": place["name"], "at": None} for place in offered["places"] if place["at"][0] is None]
    states = [state["d"][MAIN] for state in read_shapes().states if MAIN in state["d"]]
    drawn = {"width": frame.width, "height": frame.height, "states": states}
    return {**offered, "places": places + without, "frame": drawn}


def _queue(desk: Desk, tables: Tables, reader: Reader) -> list[Waiting]:
    if desk.view == "contradictions":  # those that wait, then those that somebody has decided on
        decided = contradicted(tables.store, desk.selection(), MOST_WAITING)
        listed_once = [] if desk.filter.get("reviewed") == "reviewed" else _waiting(desk, tables, reader)
        known = {one.event_id for one in listed_once}
        return [*listed_once, *(Waiting(event_id, "") for event_id in decided if event_id not in known)]
    if desk.filter.get("reviewed") == "reviewed":
        shown = listed(tables.store, replace(desk.selection(), reviewed="reviewed"), MOST_WAITING)
        return [Waiting(event_id, "") for event_id in shown["event_id"]]
    return _waiting(desk, tables, reader)


def _waiting(desk: Desk, tables: Tables, reader: Reader) -> list[Waiting]:
    worth = shared_costs(tables.mark) if desk.order == "stakes" else None
    return waiting(tables.store, desk.selection(), desk.order, reader=reader, stakes=worth, most=MOST_WAITING)


def _next(desk: Desk, tables: Tables) -> list[dict[str, str]]:
    first = max(0, desk.at - 1)
    ids = [one.event_id for one in (desk.queue or [])[first : first + SHOWN_NEXT]]
    found = by_id(tables.store, ids).set_index("event_id") if ids else None
    return [
        {
            "event_id": event_id,
            "headline": found.loc[event_id, "summary"],
            "when": wording.when(found.loc[event_id, "date_start"].date(), found.loc[event_id, "date_end"].date()),
        }
        for event_id in ids
        if found is not None and event_id in found.index
    ]


def _article(desk: Desk, tables: Tables) -> dict[str, Any] | None:
    document = tables.store.document(desk.article)
    if document is None:
        desk.article = ""
        return None
    return article_record(tables.store, document) | {"blank": form_of(blank(document.published_earliest))}


def _filters(tables: Tables) -> list[list[Any]]:
    """What the queue can be narrowed by: name, label, and the values with their words."""
    documents = tables.documents
    outlets = sorted({outlet for outlet in documents["outlet"] if outlet})
    titles = documents.sort_values("title")[["id", "title"]].head(500)
    return [
        ["reviewed", "Reviewed", [["reviewed", "reviewed ones"]]],
        ["member", "State", [[code, wording.member_name(code)] for code in SCORED]],
        ["zone", "Zone", [[zone, wording.zone_name(zone)] for zone in sorted(AREAS)]],
        ["type", "Type", [[code, f"{wording.event_type(code)} ({code})"] for code in EVENT_TYPES]],
        ["mode", "Mode", [[mode, mode] for mode in sorted({mode for modes in MODES.values() for mode in modes})]],
        ["dimension", "Kind of tie", [[one, one] for one in DIMENSIONS]],
        ["by", "By whom", [[one, wording.ACTS[one].removeprefix(", by ") or one] for one in ACTED_BY]],
        ["outlet", "Source", [[outlet, outlet[:60]] for outlet in outlets]],
        ["document", "Article", [[row.id, row.title[:60]] for row in titles.itertuples()]],
    ]
