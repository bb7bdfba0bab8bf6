"""Merges what several articles tell: each happening once, with where its reports disagree.

In: documents and what was read in each. Out: events, merged and flagged. How pairs are found is left to
`events.merging.across_documents`, what disagrees to `events.merging.contradictions`; the same for a store is done by
`events.store.merging`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from events.merging.across_documents import Group, group, told_once
from events.merging.contradictions import find
from events.records import Document, Event, EventReport


def flagged(document: Document, events: Sequence[Event]) -> list[Event]:
    """One document's events, with what it says against itself."""
    groups = [Group(event.event_id, (_reading(event),)) for event in events]
    found = find({document.id: document}, groups)
    return [replace(event, contradictions=found.get(event.event_id, ())) for event in events]


def united(documents: Sequence[Document], events: Sequence[Event]) -> list[Event]:
    """Events of several documents, each happening once: the surest reading with every document's mentions."""
    by_id = {document.id: document for document in documents}
    groups = group(map(_reading, events), by_id)
    found = find(by_id, groups)
    return [replace(told_once(one), contradictions=found.get(one.event_id, ())) for one in groups]


def _reading(event: Event) -> EventReport:
    return EventReport(event.mentions[0].document_id, event.event_id, event)
