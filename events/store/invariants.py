"""Keeps the lead report and the report count of each event right after each write.

In: a connection inside a writing transaction, and ids. Out: of each event exactly one reading marked as shown, its
number of reports right, and the readings marked that merging has to compare anew. Merging itself is left to
`events.store.merging`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Text, bindparam, cast, delete, func, insert, select, update

from events.store.portions import portions
from events.store.search import keep_events
from events.store.tables import DOCUMENTS, EFFECTS, EVENTS, MENTIONS
from events.vocabulary import GATHERING_DAYS

__all__ = [
    "AGAIN",
    "LIFTED",
    "NEW",
    "READ",
    "REVIEWED",
    "SETTLED",
    "clear",
    "mark_again",
    "portions",
    "rename",
    "settle",
]
SETTLED, AGAIN, NEW = 0, 1, 2
"""`pending` of a reading: merged; merged, but what it was compared with has changed; never merged."""
LIFTED, READ, REVIEWED = -1, 0, 1
"""`layer` of a reading: it stands aside for a reviewed event (`events.store.standing`); it is shown; and the reviewed
event itself, as one of its documents tells it."""

_READ = EVENTS.c.layer <= READ  # what the extractor gave, not what a reviewer made of it


def settle(connection: Connection, event_ids: Iterable[str]) -> None:
    """Mark the shown reading of each event and count its reports; ids that are no longer there are passed over.

    Shown is the reading with the highest confidence, of equals the closest dated, then the first by document. Documents
    that bring one text again are one report. Readings that stand aside for a reviewed event are not shown. The words by
    which events are found follow.
    """
    event_ids = set(event_ids)
    columns = (EVENTS.c.document_id, EVENTS.c.event_id, EVENTS.c.lead, EVENTS.c.reports, EVENTS.c.layer)
    rank = (EVENTS.c.confidence, EVENTS.c.date_precision)
    original = func.coalesce(DOCUMENTS.c.copy_of, DOCUMENTS.c.id).label("original")
    query = select(*columns, *rank, original).join(DOCUMENTS, DOCUMENTS.c.id == EVENTS.c.document_id)
    changed = []
    for ids in portions(event_ids):
        readings = defaultdict(list)
        for row in connection.execute(query.where(EVENTS.c.event_id.in_(ids))):
            readings[row.event_id].append(row)
        for rows in readings.values():
            reports = len({row.original for row in rows})
            lead = min(rows, key=lambda row: (-row.layer, -row.confidence, row.date_precision, row.document_id))
            changed += [
                {"of": row.document_id, "id": row.event_id, "lead": shown, "reports": reports}
                for row in rows
                for shown in [row is lead and row.layer != LIFTED]
                if (bool(row.lead), row.reports) != (shown, reports)
            ]
    if changed:
        here = (EVENTS.c.document_id == bindparam("of")) & (EVENTS.c.event_id == bindparam("id"))
        values: dict[str, Any] = {"lead": bindparam("lead"), "reports": bindparam("reports")}
        connection.execute(update(EVENTS).where(here).values(values), changed)
    keep_events(connection, event_ids)


def clear(connection: Connection, document_ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """Remove what was read in documents, and mark what was merged or at odds with it.

    Returns
    -------
    dict
        By document and the id as read there, the id that each removed reading went by.
    """
    gone: dict[tuple[str, str], str] = {}
    for ids in portions(document_ids):
        columns = (EVENTS.c.document_id, EVENTS.c.event_id, EVENTS.c.read_as, EVENTS.c.date_start, EVENTS.c.date_end)
        rows = connection.execute(select(*columns).where(EVENTS.c.document_id.in_(ids), _READ)).all()
        connection.execute(delete(EVENTS).where(EVENTS.c.document_id.in_(ids)))
        at_odds = {
            event_id for row in rows if row.date_start == row.date_end for event_id in _at_odds_with(connection, row)
        }
        mark_again(connection, at_odds | {row.event_id for row in rows})
        gone |= {(row.document_id, row.read_as or row.event_id): row.event_id for row in rows}
    return gone


def mark_again(connection: Connection, event_ids: Iterable[str]) -> None:
    """Have merging look at these events again."""
    for ids in portions(event_ids):
        settled = EVENTS.c.event_id.in_(ids) & (EVENTS.c.pending == SETTLED) & _READ
        connection.execute(update(EVENTS).where(settled).values(pending=AGAIN))


def rename(connection: Connection, event_ids: Mapping[tuple[str, str], str]) -> None:
    """Give readings, by document and id, other ids. All are taken out before any is put back: they may swap ids."""
    taken = []
    for (document_id, old), new in event_ids.items():
        for target in (EVENTS, MENTIONS, EFFECTS):
            here = (target.c.document_id == document_id) & (target.c.event_id == old)
            rows = connection.execute(select(target).where(here)).mappings().all()
            taken += [(target, {**row, "event_id": new}) for row in rows]
    for document_id, old in event_ids:
        here = (EVENTS.c.document_id == document_id) & (EVENTS.c.event_id == old)
        connection.execute(delete(EVENTS).where(here))
    for target in (EVENTS, MENTIONS, EFFECTS):
        kept = [row for table, row in taken if table is target]
        if kept:
            connection.execute(insert(target), kept)


def _at_odds_with(connection: Connection, reading) -> set[str]:
    """Events near a reading's day whose contradictions name its document."""
    few = timedelta(days=GATHERING_DAYS)
    near = EVENTS.c.date_start.between(reading.date_start - few, reading.date_start + few)
    flagged = func.length(cast(EVENTS.c.contradictions, Text)) > len("null")
    rows = connection.execute(select(EVENTS.c.event_id, EVENTS.c.contradictions).where(near & flagged & _READ))
    return {
        row.event_id
        for row in rows
        for one in row.contradictions
        if any(mention["document"] == reading.document_id for mention in one["mentions"])
    }
