"""What the desk shows of one event, as plain values.

In: a store's tables and an event's id. Out: a dict for the browser. Texts from articles go there as data and reach the
page as text only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard import wording
from dashboard.panel.events import passage
from dashboard.review.disagreements import ANYONE, side_by_side
from dashboard.review.form import form_of
from dashboard.review.impact import impact_of, months_of
from dashboard.review.trace import Traces
from dashboard.state.tables import Tables
from events.actors.directory import display_name
from events.extraction.marks import Trace
from events.records import Document, Event, Mention
from events.reviews import making
from events.reviews.agreement import verdicts
from events.reviews.decisions import DISPUTED
from events.reviews.making import Seen
from events.reviews.reasons import reasons
from events.store import reviewing
from events.store.queries import Selection, listed

NEAR_DAYS = 3
MOST_ALIKE = 9


def event_record(tables: Tables, event_id: str, traces: Traces | None = None) -> dict[str, Any] | None:
    """One event with its sentences, what was read in them, others like it, and what a decision does; None: not here."""
    record = standing(tables, event_id)
    return with_tellings(record | reckoned(tables, record), traces) if record else None


def with_tellings(record: dict[str, Any], traces: Traces | None) -> dict[str, Any]:
    """The record with its sentences: their marks may come a moment later."""
    event, documents = record["of"][0].event, record["of"][1]
    tellings = [_telling(event, mention, documents[mention.document_id], traces) for mention in event.mentions]
    return {name: value for name, value in record.items() if name != "of"} | {"tellings": tellings}


def standing(tables: Tables, event_id: str) -> dict[str, Any] | None:
    """A record without its sentences and without what decisions do; `of` holds the event as seen, and its documents."""
    seen = reviewing.seen(tables.store, event_id)
    if seen is None:
        return None
    event = seen.event
    documents = {name: tables.store.document(name) for name in dict.fromkeys(m.document_id for m in event.mentions)}
    return {
        "of": (seen, documents),
        "event_id": event_id,
        "headline": event.summary,
        "when": wording.when(event.date_start, event.date_end),
        "type_words": wording.event_type(event.event_type),
        "place": wording.place(event.place.name, "|".join(event.place.countries), event.place.where_precision),
        "zone": wording.zone_name(event.place.zone) if event.place.zone else "",
        "doers": _named(event.source_actors),
        "targets": _named(event.target_actors),
        "effects": [wording.effect(one.member, one.direction, one.by, event.event_type) for one in event.effects],
        "confidence": round(event.confidence, 2),
        "reviewed": event.reviewed,
        "reviewer": event.reviewer,
        "reviewed_at": event.reviewed_at[:10],
        "form": form_of(seen.fields),
        "disagree": [{"what": one.what, "values": list(one.values)} for one in event.contradictions],
        "against": side_by_side(tables, seen),
        "alike": alike(tables, event),
        "impact": None,
        "either": [],
        "history": history(tables, event_id),
        "differ": differ(tables, event_id) if event.reviewed == DISPUTED else [],
        "read_now": [_read_now(report.event) for report in reviewing.read_now(tables.store, event_id)],
    }


def reckoned(tables: Tables, record: dict[str, Any], reviewer: str = ANYONE) -> dict[str, Any]:
    """What a reviewer's decisions on an event would do to the scores: the dear part of its record."""
    seen: Seen = record["of"][0]
    months = months_of(tables, seen.event.date_end)
    return {
        "against": side_by_side(tables, seen, months),
        "impact": {
            "confirm": impact_of(tables, [making.confirm(seen, reviewer)], months),
            "reject": impact_of(tables, [making.reject(seen, reviewer, "not-told")], months),
        },
        "either": _either(tables, seen, months),
    }


def alike(tables: Tables, event: Event) -> list[dict[str, str]]:
    """Other events that may be the same happening: of a few days before or after, by or to one of its parties."""
    reach = pd.Timedelta(days=NEAR_DAYS)
    near = Selection(
        first=(pd.Timestamp(event.date_start) - reach).date(),
        last=(pd.Timestamp(event.date_end) + reach).date(),
        members=tuple(effect.member for effect in event.effects),
    )
    found = listed(tables.store, near, MOST_ALIKE * 4)
    long = (event.date_end - event.date_start).days
    rows = []
    for other in found.itertuples():
        apart = abs((other.date_end - other.date_start).days - long)
        if other.event_id != event.event_id:
            rows.append((other.event_type != event.event_type, apart, other))
    rows.sort(key=lambda row: row[:2])
    return [
        {
            "event_id": other.event_id,
            "headline": other.summary,
            "when": wording.when(other.date_start.date(), other.date_end.date()),
        }
        for _, _, other in rows[:MOST_ALIKE]
    ]


def history(tables: Tables, event_id: str) -> list[dict[str, str]]:
    """What was decided on an event so far, the first first."""
    return [
        {
            "action": review.action,
            "reviewer": review.reviewer,
            "at": f"{review.reviewed_at:%Y-%m-%d %H:%M} UTC",
            "reason": review.reason,
            "note": review.note,
        }
        for review in reviewing.reviews_of(tables.store, event_id)
    ]


def differ(tables: Tables, event_id: str) -> list[dict[str, str]]:
    """Who says what of an event on which two people differ: the fields in which they do, or why it is no event."""
    return [
        {
            "reviewer": review.reviewer,
            "says": f"no event: {reasons()[review.reason].label}"
            if review.action == "reject"
            else "; ".join(f"{field} {value or 'none'}" for field, value in fields.items()) or "an event, as it stands",
        }
        for review, fields in verdicts(reviewing.reviews_of(tables.store, event_id))
    ]


def pieces(text: str, offset: int, trace: Trace | None) -> list[dict[str, str]]:
    """A sentence in pieces, those that something was read from with the kind of it.

    Parameters
    ----------
    text : str
        The sentence, which begins at the character `offset` of its article.
    """
    found, at = [], 0
    for mark in trace.marks if trace else ():
        first, last = mark.start - offset, mark.end - offset
        if first < at or last > len(text):
            continue
        found += [{"text": text[at:first], "kind": ""}, {"text": text[first:last], "kind": mark.kind}]
        at = last
    return [piece for piece in (*found, {"text": text[at:], "kind": ""}) if piece["text"]]


def _telling(event: Event, mention: Mention, document: Document | None, traces: Traces | None) -> dict[str, Any]:
    text = document.text if document else mention.quote
    start, end = (mention.start, mention.end) if document else (0, len(mention.quote))
    read = traces.of(document, event.event_type, start, end) if traces and document else None
    return {
        "document": mention.document_id,
        "start": start,
        "end": end,
        "title": document.title if document else mention.document_id,
        "outlet": document.outlet if document else "",
        "published": wording.published(document, "publication not known"),
        "pieces": pieces(mention.quote, start, read),
        "stages": list(read.lines) if read else [],
        "reading": bool(traces and document and traces.is_reading(document)),
        **passage(text, start, end),
    }


def _either(tables: Tables, seen: Seen, months: Iterable[str]) -> list[dict[str, Any]]:
    """Where reports disagree: what the scores would be by each report's own reading."""
    if not seen.event.contradictions:
        return []
    found, told = [], set()
    for report in reviewing.reports_of(tables.store, seen.event.event_id):
        fields = replace(seen.fields, **_told_apart(report.event))
        if fields in told:
            continue
        told.add(fields)
        found.append(
            {
                "document": report.document_id,
                **_read_now(report.event),
                "impact": impact_of(tables, [making.edit(seen, ANYONE, fields)], months),
            }
        )
    return found


def _told_apart(event: Event) -> dict[str, Any]:
    names = ("event_type", "mode", "date_start", "date_end", "date_precision", "source_actors", "target_actors")
    return {name: getattr(event, name) for name in (*names, "place", "effects")}


def _read_now(event: Event) -> dict[str, Any]:
    return {
        "headline": event.summary,
        "when": wording.when(event.date_start, event.date_end),
        "type_words": wording.event_type(event.event_type),
        "effects": [wording.effect(one.member, one.direction, one.by, event.event_type) for one in event.effects],
        "quotes": [mention.quote for mention in event.mentions],
    }


def _named(codes: Iterable[str]) -> list[str]:
    return [display_name(code) for code in codes]
