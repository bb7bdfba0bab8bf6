"""Finds which events of a store may be the same as a new one.

In: a connection and readings. Out: the stored readings near them in time, type and parties, and all that belongs with
those, so that grouping them gives what grouping the whole store would. The weighing itself is left to
`events.merging.across_documents`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlalchemy import ColumnElement, Connection, Table, Text, and_, cast, or_, select

from events.merging.across_documents import LONG_DAYS, NEAR_DAYS, agreement, kin, may_be_one
from events.merging.contradictions import happens_once
from events.records import Event, EventReport
from events.store.invariants import READ, portions
from events.store.rows import event_of, mentions_of
from events.store.tables import EVENTS
from events.vocabulary import GATHERING_DAYS, SCORED

Key = tuple[str, str]
_VAGUE = 5  # UCDP date_prec of a year or longer: the others end within a month of their start
_SHORT = timedelta(days=NEAR_DAYS)
_AT_ONCE = 50


def key(reading: EventReport) -> Key:
    """What a reading is stored under."""
    return reading.document_id, reading.event.event_id


def connected(connection: Connection, start: Sequence[EventReport]) -> dict[Key, EventReport]:
    """`start` with every reading that agrees with one of them or goes by its id, directly or through others."""
    pool = {key(reading): reading for reading in start}
    frontier = list(start)
    while frontier:
        near = {key(other): other for one in frontier for other in _agreeing(connection, one)}
        names = {name for one in frontier for name in (one.event.event_id, one.read_as)}
        near |= {key(other): other for other in of_events(connection, names)}
        frontier = [other for name, other in near.items() if name not in pool]
        pool |= {key(other): other for other in frontier}
    return pool


def of_events(connection: Connection, event_ids: Iterable[str]) -> list[EventReport]:
    """All readings that go by these ids."""
    return [one for ids in portions(event_ids) for one in _fetched(connection, EVENTS.c.event_id.in_(ids))]


def of_documents(connection: Connection, document_ids: Iterable[str]) -> list[EventReport]:
    """All readings of these documents."""
    return [one for ids in portions(document_ids) for one in _fetched(connection, EVENTS.c.document_id.in_(ids))]


def gathered_near(connection: Connection, these: Iterable[EventReport]) -> list[EventReport]:
    """Readings that put what happens once (`happens_once`) within a few days of one of `these`, in another document."""
    found = []
    few = timedelta(days=GATHERING_DAYS)
    for one in these:
        once = happens_once(one.event)
        if not once:
            continue
        day = one.event.date_start
        near = EVENTS.c.date_start.between(day - few, day + few) & (EVENTS.c.date_end == EVENTS.c.date_start)
        for other in _fetched(connection, near & (EVENTS.c.document_id != one.document_id)):
            if once & happens_once(other.event):
                found.append(other)
    return found


def _agreeing(connection: Connection, one: EventReport) -> list[EventReport]:
    """Readings in other documents that agree with one: asked for by type, time, parties and zone, then weighed."""
    event = one.event
    actors = {*event.source_actors, *event.target_actors} & {*SCORED}
    shared: list[ColumnElement] = [
        cast(column, Text).contains(f'"{actor}"', autoescape=True)
        for actor in sorted(actors)
        for column in (EVENTS.c.source_actors, EVENTS.c.target_actors)
    ]
    if event.place.zone:
        shared.append(EVENTS.c.zone == event.place.zone)
    if not shared:
        return []
    first, last = event.date_start - _SHORT, event.date_end + _SHORT
    in_time = and_(EVENTS.c.date_start <= last, EVENTS.c.date_end >= first)
    # Without this bound the database would walk through all that began before.
    in_time &= or_(EVENTS.c.date_start >= first - timedelta(days=LONG_DAYS), EVENTS.c.date_precision == _VAGUE)
    condition = in_time & EVENTS.c.event_type.in_(sorted(kin(event.event_type))) & or_(*shared)
    elsewhere = EVENTS.c.document_id != one.document_id
    near = _fetched(connection, condition & elsewhere, lambda other: may_be_one(event, other))
    return [other for other in near if agreement(event, other.event) > 0]


def _fetched(
    connection: Connection, condition: ColumnElement, wanted: Callable[[Event], bool] = lambda _: True
) -> list[EventReport]:
    """Readings under a condition, with their sentences and without effects, which say nothing here.

    What a reviewer made of them is left out: merging goes by what the extractor reads.
    """
    order = EVENTS.c.document_id, EVENTS.c.event_id
    rows = connection.execute(select(EVENTS).where(condition, EVENTS.c.layer <= READ).order_by(*order)).mappings()
    events = {(row["document_id"], row["event_id"], row["read_as"]): event_of(row, [], []) for row in rows}
    kept = [(name, event) for name, event in events.items() if wanted(event)]
    found = []
    for first in range(0, len(kept), _AT_ONCE):
        some = kept[first : first + _AT_ONCE]
        mentions = mentions_of(connection, partial(_of_events, event_ids=[name[1] for name, _ in some]))
        found += [
            EventReport(
                document_id, read_as or event_id, replace(event, mentions=tuple(mentions[document_id, event_id]))
            )
            for (document_id, event_id, read_as), event in some
        ]
    return found


def _of_events(table: Table, event_ids: Sequence[str]) -> ColumnElement:
    # Not by document and event, though that is the key: SQLite reads the whole table for pairs of values.
    return table.c.event_id.in_(event_ids)
