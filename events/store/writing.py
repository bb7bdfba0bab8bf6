"""Writes one article and the events read from it, and replaces what the store held of that article before.

In: a connection inside a writing transaction, a document, its events. Out: their rows. `events.store.store` opens the
transaction, and afterwards puts right which reading of each event is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from events.records import Document, Event
from events.store.duplicates import link
from events.store.invariants import clear
from events.store.rows import DOCUMENT_FIELDS, rows_of
from events.store.search import keep_article
from events.store.tables import DOCUMENTS, EFFECTS, EVENTS, MENTIONS, RUNS


def write_document(
    connection: Connection, document: Document, events: Sequence[Event], version: str, seconds: float | None
) -> set[str]:
    """Write one document; returns the events that it told before or tells now."""
    former = clear(connection, [document.id])
    record = {name: getattr(document, name) for name in DOCUMENT_FIELDS if name != "copy_of"} | {"version": version}
    here = DOCUMENTS.c.id == document.id
    if connection.scalar(select(DOCUMENTS.c.id).where(here)) is None:
        connection.execute(insert(DOCUMENTS), record)
    else:
        connection.execute(update(DOCUMENTS).where(here).values(record))
    keep_article(connection, document)
    rows = rows_of(document, events, _kept_names(document.id, events, former))
    for target, records in zip((EVENTS, MENTIONS, EFFECTS), rows, strict=True):
        if records:
            connection.execute(insert(target), records)
    run = {
        "document_id": document.id,
        "sha256": document.sha256,
        "version": version,
        "finished_at": datetime.now(UTC).replace(tzinfo=None),
        "seconds": seconds,
        "events": len(rows[0]),
    }
    connection.execute(insert(RUNS), run)
    return {*former.values(), *(row["event_id"] for row in rows[0])} | link(connection, document)


def _kept_names(document_id: str, events: Sequence[Event], former: dict[tuple[str, str], str]) -> dict[str, str]:
    """The ids that events read again went by, so that what refers to them holds."""
    here = {event.event_id for event in events}
    kept = {read_as: former.get((document_id, read_as), read_as) for read_as in here}
    return {read_as: name for read_as, name in kept.items() if name not in here}
