"""Merges the events of the store's articles, after each write, without looking at all of them again.

In: a store. Out: its events merged across articles and flagged. How pairs are found is left to
`events.merging.across_documents`, what disagrees to `events.merging.contradictions`, which readings of a store may be
touched by new ones to `events.store.blocking`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from events.merging import contradictions
from events.merging.across_documents import Group, group
from events.records import (
    Contradiction,
    Document,
    EventReport,
    contradiction_from_record,
    contradiction_to_record,
)
from events.store import blocking as neighbours
from events.store import standing
from events.store.duplicates import link
from events.store.invariants import NEW, READ, SETTLED, portions, rename, settle
from events.store.rows import DOCUMENT_FIELDS
from events.store.store import Store
from events.store.tables import DOCUMENTS, EVENTS

DOCUMENTS_AT_ONCE = 20
"""New documents merged in one transaction: other writers wait for it."""
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Merged:
    """What merging found for one reading."""

    event_id: str
    contradictions: tuple[Contradiction, ...]
    own: tuple[Contradiction, ...]


def unite_store(store: Store) -> None:
    """Merge what the store's documents tell: what is new since the last time, and what that touches.

    The outcome is that of merging all from the start, but for ids: where new articles tell what the store knew, its id
    is kept, so that what refers to it holds. Stopped at any moment, the next call goes on from there.
    """
    while True:
        with store.reading() as connection:
            waiting = connection.execute(_waiting()).first()
        if waiting is None:  # the common case costs no writing transaction
            return
        with store.writing() as connection:
            _unite_some(connection)


def _waiting():
    waits = (EVENTS.c.pending > SETTLED) & (EVENTS.c.layer <= READ)
    return select(EVENTS.c.document_id).where(waits).distinct().order_by(EVENTS.c.document_id)


def _unite_some(connection: Connection) -> None:
    """Merge the readings of some documents that wait for it."""
    documents = connection.execute(_waiting().limit(DOCUMENTS_AT_ONCE)).scalars().all()
    if not documents:  # another process was quicker
        return
    _link_unlinked(connection, documents)
    pool = _pool(connection, documents)
    # Readings that stand aside for reviewed events are merged like all others, under their own names.
    keys = standing.claiming(connection, pool)
    if keys:
        settle(connection, standing.lift(connection, keys))
        pool = _pool(connection, documents)
    groups = group(pool.values(), _published(connection, pool), _fresh(connection, pool))
    touched = _with_gatherings(connection, groups)
    _write(connection, touched, set(pool))
    keys |= standing.claiming(connection, [neighbours.key(one) for each, _ in touched for one in each.readings])
    standing.lay(connection, keys)


def _pool(connection: Connection, document_ids: Sequence[str]) -> dict[Key, EventReport]:
    """The readings of some documents that wait for it, with all that hangs together with them."""
    pending = _pending(connection, document_ids)
    start = [one for one in neighbours.of_documents(connection, document_ids) if pending.get(neighbours.key(one))]
    return neighbours.connected(connection, start)


def _link_unlinked(connection: Connection, document_ids: Sequence[str]) -> None:
    """Find copies among documents that a program wrote which did not look for them at once."""
    unlinked = DOCUMENTS.c.id.in_(document_ids) & DOCUMENTS.c.text_key.is_(None)
    rows = connection.execute(select(*(DOCUMENTS.c[name] for name in DOCUMENT_FIELDS)).where(unlinked)).mappings()
    for row in rows.all():
        settle(connection, link(connection, Document(**row)))


def _pending(connection: Connection, document_ids: Sequence[str]) -> dict[Key, int]:
    columns = EVENTS.c.document_id, EVENTS.c.event_id, EVENTS.c.pending
    rows = connection.execute(select(*columns).where(EVENTS.c.document_id.in_(document_ids)))
    return {(row.document_id, row.event_id): row.pending for row in rows}


def _fresh(connection: Connection, pool: Mapping[Key, EventReport]) -> frozenset[str]:
    """Documents never merged yet: their readings take the id of what was there before."""
    found: set[str] = set()
    for ids in portions(document_id for document_id, _ in pool):
        new = select(EVENTS.c.document_id).where(EVENTS.c.document_id.in_(ids) & (EVENTS.c.pending == NEW)).distinct()
        found.update(connection.execute(new).scalars())
    return frozenset(found)


def _told_in(connection: Connection, groups: Sequence[Group]) -> dict[str, Document]:
    """The documents of groups, without their texts."""
    return _published(connection, [neighbours.key(reading) for one in groups for reading in one.readings])


def _published(connection: Connection, keys: Iterable[Key]) -> dict[str, Document]:
    """The documents of readings, without their text: what grouping asks is when they appeared."""
    columns = [DOCUMENTS.c[name] for name in DOCUMENT_FIELDS if name != "text"]
    rows = [
        row
        for ids in portions(document_id for document_id, _ in keys)
        for row in connection.execute(select(*columns).where(DOCUMENTS.c.id.in_(ids))).mappings()
    ]
    return {row["id"]: Document(**row, text="") for row in rows}


def _with_gatherings(connection: Connection, groups: Sequence[Group]) -> list[tuple[Group, bool]]:
    """The groups, the stored events that tell of the same gatherings, and (False) those beyond, only looked at."""
    members = [reading for one in groups for reading in one.readings]
    known = {neighbours.key(reading) for reading in members}
    beside = _as_stored(connection, neighbours.gathered_near(connection, members), known)
    told = [reading for one in beside for reading in one.readings]
    known |= {neighbours.key(reading) for reading in told}
    beyond = _as_stored(connection, neighbours.gathered_near(connection, told), known)
    return [*((one, True) for one in (*groups, *beside)), *((one, False) for one in beyond)]


def _as_stored(connection: Connection, readings: Iterable[EventReport], known: set[Key]) -> list[Group]:
    """The groups as the store has them, of those readings that are not known."""
    ids = {reading.event.event_id for reading in readings if neighbours.key(reading) not in known}
    by_id = defaultdict(list)
    for reading in neighbours.of_events(connection, ids):
        by_id[reading.event.event_id].append(reading)
    return [Group(event_id, tuple(these)) for event_id, these in by_id.items()]


def _write(connection: Connection, groups: Sequence[tuple[Group, bool]], settled: set[Key]) -> None:
    """Write the ids and contradictions of groups (those marked True), and that the readings `settled` are merged."""
    own = _own_contradictions(connection, [r for one, wanted in groups if wanted for r in one.readings])
    found = contradictions.between([one for one, _ in groups], _told_in(connection, [one for one, _ in groups]))
    merged: dict[Key, _Merged] = {}
    for one in (one for one, wanted in groups if wanted):
        keys = [neighbours.key(reading) for reading in one.readings]
        these = contradictions.each_once([*found[one.event_id], *(c for key in keys for c in own[key])])
        merged |= {key: _Merged(one.event_id, these, own[key]) for key in keys}
    rows = [
        {
            "of": document_id,
            "id": event_id,
            "contradictions": [contradiction_to_record(c) for c in new.contradictions],
            "own": [contradiction_to_record(c) for c in new.own],
        }
        for (document_id, event_id), new in merged.items()
    ]
    here = (EVENTS.c.document_id == bindparam("of")) & (EVENTS.c.event_id == bindparam("id"))
    values: dict[str, Any] = {"contradictions": bindparam("contradictions"), "own_contradictions": bindparam("own")}
    connection.execute(update(EVENTS).where(here).values(values), rows)
    done = [{"of": document_id, "id": event_id} for document_id, event_id in settled]
    connection.execute(update(EVENTS).where(here).values(pending=SETTLED), done)
    renamed = {key: new.event_id for key, new in merged.items() if key[1] != new.event_id}
    rename(connection, renamed)
    settle(connection, {event_id for _, event_id in renamed} | {new.event_id for new in merged.values()})


def _own_contradictions(
    connection: Connection, readings: Sequence[EventReport]
) -> dict[Key, tuple[Contradiction, ...]]:
    """What each reading's document says against itself there: as stored, or found now where nobody looked yet."""
    own: dict[Key, tuple[Contradiction, ...]] = {}
    unknown = set()
    for ids in portions(reading.document_id for reading in readings):
        columns = EVENTS.c.document_id, EVENTS.c.event_id, EVENTS.c.own_contradictions
        for row in connection.execute(select(*columns).where(EVENTS.c.document_id.in_(ids))):
            if row.own_contradictions is None:
                unknown.add(row.document_id)
            else:
                own[row.document_id, row.event_id] = tuple(map(contradiction_from_record, row.own_contradictions))
    for document_id in sorted(unknown):
        fields = [DOCUMENTS.c[name] for name in DOCUMENT_FIELDS]
        held = connection.execute(select(*fields).where(DOCUMENTS.c.id == document_id)).mappings().one()
        told = [(r.event.event_id, r) for r in neighbours.of_documents(connection, [document_id])]
        found = contradictions.within(Document(**held), told)
        own |= {(document_id, event_id): tuple(found.get(event_id, ())) for event_id, _ in told}
    return own
