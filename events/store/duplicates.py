"""Finds which of a store's documents bring the same text.

In: a connection inside a writing transaction, and documents. Out: `copy_of` names, for each copy, the document that was
published first with that text; reports count them once. When two texts are alike is left to
`events.text.near_duplicates`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select, update

from events.records import Document
from events.store.invariants import portions
from events.store.tables import DOCUMENTS, EVENTS, MARKS
from events.text.near_duplicates import MOST_HOLDERS, marks, nearly_same, text_key

_LIKEST = 5


def same_text(connection: Connection, document: Document) -> str | None:
    """Another document of the store with this text, spacing and the like aside."""
    same = (DOCUMENTS.c.text_key == text_key(document.text).hex()) & (DOCUMENTS.c.id != document.id)
    return connection.scalar(select(DOCUMENTS.c.id).where(same).order_by(DOCUMENTS.c.id).limit(1))


def link(connection: Connection, document: Document) -> set[str]:
    """Say of a document just written whose text it brings again, or who brings its text.

    Returns
    -------
    set of str
        Events whose number of reports may be another now.
    """
    here = DOCUMENTS.c.id == document.id
    key = text_key(document.text).hex()
    former = connection.execute(select(DOCUMENTS.c.text_key, DOCUMENTS.c.copy_of).where(here)).one()
    if former.text_key == key:
        return set()
    changed = unlink(connection, [document.id]) if former.text_key else set()
    connection.execute(update(DOCUMENTS).where(here).values(text_key=key, copy_of=None))
    held = marks(document.text)
    alike = _alike(connection, document, held)
    if not alike:
        _keep_marks(connection, document.id, held)
        return changed
    return changed | _gather(connection, {document.id, *alike})


def unlink(connection: Connection, document_ids: Iterable[str]) -> set[str]:
    """Take documents out of those that bring one text; returns events as `link` does."""
    gone = set(document_ids)
    changed: set[str] = set()
    for ids in portions(gone):
        connection.execute(delete(MARKS).where(MARKS.c.document_id.in_(ids)))
    for document_id in sorted(gone):
        left = connection.execute(select(DOCUMENTS.c.id).where(DOCUMENTS.c.copy_of == document_id)).scalars().all()
        remaining = set(left) - gone
        if remaining:
            changed |= _gather(connection, remaining)
    return changed


def _alike(connection: Connection, document: Document, held: frozenset[int]) -> set[str]:
    """Documents with nearly this text, each by the first that brings it."""
    shared: Counter[str] = Counter()
    for ids in portions(held):
        rows = connection.execute(select(MARKS.c.document_id).where(MARKS.c.mark.in_(ids)))
        shared.update(rows.scalars())
    shared.pop(document.id, None)
    likest = [name for name, _ in shared.most_common(_LIKEST)]
    rows = connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.text).where(DOCUMENTS.c.id.in_(likest)))
    found = {row.id for row in rows if nearly_same(held, marks(row.text))}
    if document.copy_of:  # the reader compared them already
        said = DOCUMENTS.c.id == document.copy_of
        first = connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.copy_of).where(said)).first()
        found |= {first.copy_of or first.id} if first else set()
    return found - {document.id}


def _gather(connection: Connection, alike: set[str]) -> set[str]:
    """Link documents, with those that bring their text, to the first published of them."""
    columns = DOCUMENTS.c.id, DOCUMENTS.c.published_earliest, DOCUMENTS.c.text
    family = DOCUMENTS.c.id.in_(alike) | DOCUMENTS.c.copy_of.in_(alike)
    rows = connection.execute(select(*columns).where(family)).all()
    first = min(rows, key=lambda row: (row.published_earliest is None, row.published_earliest, row.id))
    others = [row.id for row in rows if row.id != first.id]
    for ids in portions(others):
        connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id.in_(ids)).values(copy_of=first.id))
        connection.execute(delete(MARKS).where(MARKS.c.document_id.in_(ids)))
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == first.id).values(copy_of=None))
    connection.execute(delete(MARKS).where(MARKS.c.document_id == first.id))
    _keep_marks(connection, first.id, marks(first.text))
    told: set[str] = set()
    for ids in portions(row.id for row in rows):
        told.update(connection.execute(select(EVENTS.c.event_id).where(EVENTS.c.document_id.in_(ids))).scalars())
    return told


def _keep_marks(connection: Connection, document_id: str, held: frozenset[int]) -> None:
    """Write a text's marks, but for stock phrases: what many texts hold tells nothing."""
    stock: set[int] = set()
    for ids in portions(held):
        rows = connection.execute(select(MARKS.c.mark).where(MARKS.c.mark.in_(ids))).scalars()
        stock |= {mark for mark, holders in Counter(rows).items() if holders >= MOST_HOLDERS}
    kept = [{"mark": mark, "document_id": document_id} for mark in sorted(held - stock)]
    if kept:
        connection.execute(insert(MARKS), kept)
