"""Keeps the shown events in step with the reviews, a few at a time, within each transaction that writes.

In: a connection inside a writing transaction, and which reviewed events may stand otherwise now. Out: the rows of
`EVENTS` as reviewers decided. What follows from reviews is left to `events.reviews`, the log to
`events.store.review_log`.

A reviewed event has rows of its own (`layer` 1), one for each document that tells it. The readings that it was made of
stand aside (`layer` -1, not shown), under their own name with a mark before it, so that the event keeps its id. Before
articles are written, forgotten or merged, the events they touch are *lifted*: the reviewed rows go and the readings are
again what the extractor gave. Afterwards they are *laid* anew from the log. Nobody sees the time between: it is one
transaction. So nothing below has to know of reviews, and what is shown depends on the log and the articles alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from events.records import Document, EventReport
from events.reviews.claims import Claims, Standing, claims
from events.reviews.decisions import Decision, decisions
from events.reviews.making import new_id
from events.reviews.review import Review
from events.reviews.reviewed import tellings
from events.store import review_log
from events.store.invariants import LIFTED, READ, REVIEWED, SETTLED, portions, rename, settle
from events.store.rows import DOCUMENT_FIELDS, effects_of, event_of, mentions_of, rows_of
from events.store.tables import DOCUMENTS, EFFECTS, EVENTS, JUDGES, MENTIONS, STANDINGS

MARK = "~"
"""Before the name of a reading that stands aside."""
_HERE = (EVENTS.c.document_id == bindparam("of")) & (EVENTS.c.event_id == bindparam("id"))


@dataclass(frozen=True, slots=True)
class _Found:
    """Decisions with what they stand on; their own articles, and those that tell the same events besides."""

    decided: Mapping[str, Decision]
    claims: Claims
    own: frozenset[str]
    documents: dict[str, Document]


def touched_by(connection: Connection, document_ids: Iterable[str]) -> set[str]:
    """Reviewed events that are told in some articles, or for which readings in them stand aside."""
    ids = set(document_ids)
    if review_log.is_empty(connection):
        return set()
    bound = decisions(review_log.of_documents(connection, _contents(connection, ids))).by_id
    return set(bound) | _claiming(connection, ids)


def claiming(connection: Connection, readings: Iterable[tuple[str, str]]) -> set[str]:
    """Reviewed events for which some readings, by document and id, stand aside."""
    wanted = {key for key in readings if key[1].startswith(MARK)}
    found: set[str] = set()
    for ids in portions(name for _, name in wanted):
        rows = connection.execute(
            select(EVENTS.c.claimed_by).where(EVENTS.c.event_id.in_(ids), EVENTS.c.layer == LIFTED)
        )
        found.update(rows.scalars())
    return found


def lift(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Take reviewed events out and put the readings back that stand aside for them; returns ids to be settled."""
    touched: set[str] = set()
    back: dict[tuple[str, str], str] = {}
    for some in portions(keys):
        touched.update(some)
        connection.execute(delete(EVENTS).where(EVENTS.c.layer == REVIEWED, EVENTS.c.event_id.in_(some)))
        connection.execute(delete(STANDINGS).where(STANDINGS.c.event_id.in_(some)))
        aside = select(EVENTS.c.document_id, EVENTS.c.event_id).where(
            EVENTS.c.layer == LIFTED, EVENTS.c.claimed_by.in_(some)
        )
        back |= {(row.document_id, row.event_id): row.event_id[len(MARK) :] for row in connection.execute(aside)}
    _moved(connection, back, READ, {})
    return touched | set(back.values()) | {name for _, name in back}


def lay(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Write reviewed events as the log has them, and settle all that this touches; returns their ids."""
    wanted = set(keys)
    if not wanted:
        return set()
    found = _found(connection, wanted)
    touched = lift(connection, wanted)
    # Reviews may have joined events that were known by several ids: what stands goes by one of them.
    written = wanted & set(found.decided)
    touched |= _set_aside(connection, {one: name for one, name in found.claims.aside.items() if name in written})
    touched |= _freed(connection, written)
    for name in sorted(written):
        touched |= _write(connection, found.claims.standings[name], found.documents)
    settle(connection, touched)
    return touched


@contextmanager
def heeded(connection: Connection, document_ids: Iterable[str]) -> Iterator[None]:
    """Within, articles are written or removed as if there were no reviews; then what they say holds again."""
    ids = set(document_ids)
    keys = touched_by(connection, ids)
    settle(connection, lift(connection, keys))
    yield
    lay(connection, keys | touched_by(connection, ids))


def add(connection: Connection, reviews: Iterable[Review]) -> set[str]:
    """Append reviews to the log and have the events follow; returns the ids of events that may be others now."""
    reviews = list(reviews)
    before = set(decisions(review_log.of_reviews(connection, reviews)).by_id)
    new = review_log.append(connection, reviews)
    if not new:
        return set()
    keys = before | set(decisions(review_log.of_reviews(connection, new)).by_id)
    while True:
        found = _found(connection, keys)
        # An event newly reviewed may take a reading that stood aside for another one.
        others = _owned_otherwise(connection, found) - keys
        if not others:
            return lay(connection, keys)
        keys |= others


def _owned_otherwise(connection: Connection, found: _Found) -> set[str]:
    """Reviewed events of which a reading was taken, or to which one was given, by what was found."""
    held = {}
    for ids in portions(found.own):
        columns = EVENTS.c.document_id, EVENTS.c.read_as, EVENTS.c.event_id, EVENTS.c.claimed_by
        for row in connection.execute(select(*columns).where(EVENTS.c.document_id.in_(ids), EVENTS.c.layer == LIFTED)):
            held[row.document_id, row.read_as or row.event_id[len(MARK) :]] = row.claimed_by
    aside = {one: name for one, name in found.claims.aside.items() if one[0] in found.own}
    differ = [one for one in {*held, *aside} if held.get(one) != aside.get(one)]
    return {name for one in differ for name in (held.get(one), aside.get(one)) if name is not None}


def _found(connection: Connection, keys: set[str]) -> _Found:
    """What some reviewed events stand on: all that their articles, and those of the same groups, hold."""
    mine = decisions(review_log.of_events(connection, keys)).by_id
    passages = [one for decision in mine.values() for one in decision.passages]
    documents = documents_of(connection, {one.document_id for one in passages})
    missing = {one.sha256 for one in passages if one.document_id not in documents}
    documents |= _with_content(connection, missing)
    beside = documents_of(connection, _beside(connection, set(documents)) - set(documents))
    own = frozenset(documents)
    contents = {(one.id, one.sha256) for one in (*documents.values(), *beside.values())}
    near = decisions(review_log.of_documents(connection, contents)).by_id
    documents |= beside
    readings = _readings(connection, set(documents))
    decided = {**near, **mine}
    return _Found(mine, claims(decided.values(), documents, readings), own, documents)


def _contents(connection: Connection, document_ids: set[str]) -> set[tuple[str, str]]:
    found = {(name, "") for name in document_ids}
    for ids in portions(document_ids):
        rows = connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.sha256).where(DOCUMENTS.c.id.in_(ids)))
        found |= {(row.id, row.sha256) for row in rows}
    return found


def documents_of(connection: Connection, document_ids: Iterable[str]) -> dict[str, Document]:
    """Articles with their texts, by id; those that are not there are passed over."""
    columns = [DOCUMENTS.c[name] for name in DOCUMENT_FIELDS]
    rows = [
        row
        for ids in portions(document_ids)
        for row in connection.execute(select(*columns).where(DOCUMENTS.c.id.in_(ids))).mappings()
    ]
    return {row["id"]: Document(**row) for row in rows}


def _with_content(connection: Connection, contents: set[str]) -> dict[str, Document]:
    ids: set[str] = set()
    for some in portions(contents):
        ids.update(connection.execute(select(DOCUMENTS.c.id).where(DOCUMENTS.c.sha256.in_(some))).scalars())
    return documents_of(connection, ids)


def _claiming(connection: Connection, document_ids: set[str]) -> set[str]:
    """Reviewed events for which readings of articles stand aside, and those that have rows in them."""
    found: set[str] = set()
    for ids in portions(document_ids):
        columns = EVENTS.c.event_id, EVENTS.c.layer, EVENTS.c.claimed_by
        rows = connection.execute(select(*columns).where(EVENTS.c.document_id.in_(ids), EVENTS.c.layer != READ))
        found |= {row.event_id if row.layer == REVIEWED else row.claimed_by for row in rows}
    return found


def _beside(connection: Connection, document_ids: set[str]) -> set[str]:
    """Articles that tell, by merging, the same events as some articles."""
    names: set[str] = set()
    for ids in portions(document_ids):
        here = select(EVENTS.c.event_id).where(EVENTS.c.document_id.in_(ids), EVENTS.c.layer <= READ)
        names |= {name.removeprefix(MARK) for name in connection.execute(here).scalars()}
    found: set[str] = set()
    for ids in portions(names | {MARK + name for name in names}):
        there = select(EVENTS.c.document_id).where(EVENTS.c.event_id.in_(ids), EVENTS.c.layer <= READ)
        found.update(connection.execute(there).scalars())
    return found


def _readings(connection: Connection, document_ids: set[str]) -> list[EventReport]:
    """What the extractor gave for some articles, under the names that merging gave, whether it stands aside or not."""
    found = []
    for ids in portions(document_ids):
        rows = (
            connection.execute(select(EVENTS).where(EVENTS.c.document_id.in_(ids), EVENTS.c.layer <= READ))
            .mappings()
            .all()
        )
        mentions = mentions_of(connection, lambda table: table.c.document_id.in_(ids))  # noqa: B023
        effects = effects_of(connection, lambda table: table.c.document_id.in_(ids))  # noqa: B023
        for row in rows:
            key = row["document_id"], row["event_id"]
            name = row["event_id"].removeprefix(MARK)
            event = event_of({**row, "event_id": name}, effects[key], mentions[key])
            found.append(EventReport(row["document_id"], row["read_as"] or name, event))
    return found


def _set_aside(connection: Connection, claimed: dict[tuple[str, str], str]) -> set[str]:
    """Have readings (by document and the id as read) stand aside for reviewed events."""
    names: dict[tuple[str, str], str] = {}
    claimers: dict[tuple[str, str], str] = {}
    for ids in portions(document_id for document_id, _ in claimed):
        columns = EVENTS.c.document_id, EVENTS.c.event_id, EVENTS.c.read_as, EVENTS.c.layer
        for row in connection.execute(select(*columns).where(EVENTS.c.document_id.in_(ids), EVENTS.c.layer <= READ)):
            name = row.event_id.removeprefix(MARK)
            claimer = claimed.get((row.document_id, row.read_as or name))
            if claimer is not None:
                names[row.document_id, row.event_id] = MARK + name
                claimers[row.document_id, MARK + name] = claimer
    _moved(connection, names, LIFTED, claimers)
    return {name for _, name in names} | set(names.values())


def _moved(
    connection: Connection, names: dict[tuple[str, str], str], layer: int, claimers: dict[tuple[str, str], str]
) -> None:
    """Give readings other names and another layer."""
    if not names:
        return
    rename(connection, {key: new for key, new in names.items() if key[1] != new})
    rows = [
        {"of": document_id, "id": new, "claimer": claimers.get((document_id, new))}
        for (document_id, _), new in names.items()
    ]
    values = {"layer": layer, "claimed_by": bindparam("claimer"), "lead": False}
    connection.execute(update(EVENTS).where(_HERE).values(values), rows)


def _freed(connection: Connection, keys: set[str]) -> set[str]:
    """Where a reading that is nobody's bears the name of a reviewed event, give it a name of its own."""
    names = {}
    for ids in portions(keys):
        columns = EVENTS.c.document_id, EVENTS.c.event_id
        for row in connection.execute(select(*columns).where(EVENTS.c.event_id.in_(ids), EVENTS.c.layer == READ)):
            names[row.document_id, row.event_id] = new_id(row.event_id, "apart")
    rename(connection, names)
    return set(names.values()) | {name for _, name in names}


def _write(connection: Connection, standing: Standing, documents: dict[str, Document]) -> set[str]:
    decision = standing.decision
    at = decision.reviewed_at.isoformat(timespec="seconds")
    own: dict[str, Any] = {"reviewed": decision.shown_as, "reviewer": decision.reviewer, "reviewed_at": at}
    own |= {"layer": REVIEWED, "pending": SETTLED, "read_as": decision.event_id, "claimed_by": None}
    for report in tellings(standing, documents):
        events, mentions, effects = rows_of(documents[report.document_id], [report.event])
        connection.execute(insert(EVENTS), [row | own for row in events])
        connection.execute(insert(MENTIONS), mentions)
        if effects:
            connection.execute(insert(EFFECTS), effects)
    row = {
        "event_id": decision.event_id,
        "status": decision.status,
        "reviewer": decision.reviewer,
        "reviewed_at": at,
        "here": bool(standing.located),
        "otherwise": bool(standing.otherwise),
        "missing": standing.missing,
        "disputed": decision.disputed,
        "joined": len(standing.joined),
    }
    connection.execute(insert(STANDINGS), row)
    judges = [{"event_id": decision.event_id, "reviewer": name} for name in decision.judges]
    if judges:
        connection.execute(insert(JUDGES), judges)
    return {decision.event_id}
