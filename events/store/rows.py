"""Turns rows of the store's tables into records, and records into rows.

In: records, or rows. Out: rows, or records. Which rows are read and written is left to `events.store.store`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from events.dataframes import EVENT_COLUMNS
from events.records import (
    Document,
    Effect,
    Event,
    Mention,
    contradiction_from_record,
    contradiction_to_record,
    disagreement_from_record,
)
from events.store.invariants import NEW
from events.store.tables import EFFECTS, EVENTS, MENTIONS
from geo.place import Place

_PLACE_FIELDS = tuple(field.name for field in fields(Place))
_OWN = {
    *("document_id", "event_id", "read_as", "contradictions"),
    *("own_contradictions", "lead", "reports", "pending", "layer", "claimed_by"),
}
_EVENT_FIELDS = tuple(column.name for column in EVENTS.c if column.name not in {*_OWN, *_PLACE_FIELDS})
_AS_JSON = ("contradictions", "disagreements")
DOCUMENT_FIELDS = tuple(field.name for field in fields(Document))


def rows_of(
    document: Document, events: Sequence[Event], names: Mapping[str, str] | None = None
) -> tuple[list[dict], list[dict], list[dict]]:
    """Rows of events, mentions and effects for what was read in a document.

    Parameters
    ----------
    names : mapping, optional
        By the id that the extractor gave, the one that the event goes by.

    Raises
    ------
    ValueError
        An event has no mention in this document, or two events have one id.
    """
    readings, mentions, effects = {}, [], []
    for event in events:
        key = {"document_id": document.id, "event_id": (names or {}).get(event.event_id, event.event_id)}
        here = [mention for mention in event.mentions if mention.document_id == document.id]
        if not here:
            raise ValueError(f"event {event.event_id} has no mention in document {document.id}")
        if event.event_id in readings:
            raise ValueError(f"document {document.id} has two events with the id {event.event_id}; merge them first")
        readings[event.event_id] = key | {"read_as": event.event_id, "pending": NEW} | _reading(event)
        mentions += [
            key | {"position": position, "start": mention.start, "end": mention.end, "quote": mention.quote}
            for position, mention in enumerate(here)
        ]
        effects += [
            key | {"position": position, **{f.name: getattr(effect, f.name) for f in fields(effect)}}
            for position, effect in enumerate(event.effects)
        ]
    return list(readings.values()), mentions, effects


def _reading(event: Event) -> dict[str, object]:
    record = {name: getattr(event, name) for name in _EVENT_FIELDS}
    record |= {name: getattr(event.place, name) for name in _PLACE_FIELDS}
    record["contradictions"] = tuple(contradiction_to_record(one) for one in event.contradictions)
    record["disagreements"] = tuple(asdict(one) for one in event.disagreements)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in record.items()}


def event_of(row: Mapping, effects: list[Effect], mentions: list[Mention]) -> Event:
    """The event of a row, with what other tables hold of it."""
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return Event(
        place=Place(**{name: values[name] for name in _PLACE_FIELDS}),
        effects=tuple(effects),
        mentions=tuple(mentions),
        contradictions=tuple(contradiction_from_record(one) for one in values["contradictions"] or ()),
        disagreements=tuple(disagreement_from_record(one) for one in values["disagreements"]),
        **{name: values[name] for name in ("event_id", *_EVENT_FIELDS) if name != "disagreements"},
    )


Where = Callable[[Table], ColumnElement | None]
"""Given a table with `document_id` and `event_id`, the condition on its rows; none for all."""


def mentions_of(connection: Connection, where: Where = lambda _: None) -> dict[tuple[str, str], list[Mention]]:
    """Mentions by document and event."""
    found = defaultdict(list)
    for row in connection.execute(_in_order(MENTIONS, where)):
        found[row.document_id, row.event_id].append(Mention(row.document_id, row.start, row.end, row.quote))
    return found


def effects_of(connection: Connection, where: Where = lambda _: None) -> dict[tuple[str, str], list[Effect]]:
    """Effects by document and event."""
    found = defaultdict(list)
    for row in connection.execute(_in_order(EFFECTS, where)):
        found[row.document_id, row.event_id].append(Effect(row.member, row.direction, row.dimension, row.by, row.sure))
    return found


def _in_order(table: Table, where: Where) -> Select:
    query = select(table).order_by(table.c.document_id, table.c.position)
    condition = where(table)
    return query if condition is None else query.where(condition)


def shown(row: Mapping) -> tuple:
    """A row of the events frame."""
    values = {name: row[name] for name in EVENT_COLUMNS}
    values |= {name: json.dumps(row[name] or [], ensure_ascii=False) for name in _AS_JSON}
    return tuple("|".join(value) if isinstance(value, list) else value for value in values.values())
