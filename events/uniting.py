"""What all articles together tell: one happening once, and where its reports disagree.

In: documents and what was read in each, or a store. Out: events merged across documents and flagged. How pairs are
found is left to `events.across`, what disagrees to `events.contradictions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from events import contradictions
from events.across import Group, group, told_once
from events.records import Document, Event, Reading
from events.similarity import copies
from events.store import Store


def flagged(document: Document, events: Sequence[Event]) -> list[Event]:
    """One document's events, with what it says against itself."""
    groups = [Group(event.event_id, (_reading(event),)) for event in events]
    found = contradictions.find({document.id: document}, groups)
    return [replace(event, contradictions=found.get(event.event_id, ())) for event in events]


def united(documents: Sequence[Document], events: Sequence[Event]) -> list[Event]:
    """Events of several documents, each happening once: the surest reading with every document's mentions."""
    by_id = {document.id: document for document in documents}
    groups = group(map(_reading, events), by_id)
    found = contradictions.find(by_id, groups)
    return [replace(told_once(one), contradictions=found.get(one.event_id, ())) for one in groups]


def unite_store(store: Store, fresh: Sequence[str] = ()) -> None:
    """Merge what a store's documents tell, from the start each time: only the ids remember the times before.

    Parameters
    ----------
    fresh : sequence of str
        Documents just read. Where they tell what the store knew, its id is kept, so that reviews of it hold.
    """
    documents = {document.id: document for document in map(store.document, store.documents_frame()["id"]) if document}
    readings = [reading for reading in store.readings() if reading.document_id in documents]
    groups = group(readings, documents, frozenset(fresh))
    event_ids = {(r.document_id, r.event.event_id): one.event_id for one in groups for r in one.readings}
    store.merge(event_ids, contradictions.find(documents, groups), copies(documents.values()))


def _reading(event: Event) -> Reading:
    return Reading(event.mentions[0].document_id, event.event_id, event)
