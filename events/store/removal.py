"""Takes articles out of the store, as their author or a court may ask.

In: a store, and articles by id, file or address. Out: the store without them and without what they alone tell, and
what went. The log of runs and the reviews stay: they hold a reviewer's words, not an article's. Files, exports and
backups are left to whoever keeps them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from events.reading.results import printable
from events.store.invariants import portions
from events.store.merging import unite_store
from events.store.queries import Selection, count
from events.store.store import Store
from events.store.tables import DOCUMENTS


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went and what was not found.

    `documents` is the file by id; `copies` are documents that stay and bring the text of one that went; `events` is how
    many fewer events the store tells.
    """

    documents: dict[str, str]
    copies: tuple[str, ...]
    unknown: tuple[str, ...]
    events: int


def forget(store: Store, names: Iterable[str]) -> Forgotten:
    """Remove documents with their mentions, readings and effects, in one transaction; then merge what is left anew.

    Parameters
    ----------
    names : iterable of str
        Each a document's id, the path of its file (``archive.jsonl:3`` for a row), or its address.

    Raises
    ------
    StoreError
        The database fails; nothing, or all, is removed then.
    """
    found: dict[str, str] = {}
    unknown = []
    for name in dict.fromkeys(names):
        documents = _named(store, name)
        found |= documents
        if not documents:
            unknown.append(name)
    copies = _copies(store, found)
    before = count(store, Selection())
    if found:
        store.forget(found)
        unite_store(store)
    return Forgotten(found, copies, tuple(unknown), before - count(store, Selection()))


def _named(store: Store, name: str) -> dict[str, str]:
    """Files by id of the documents that go by a name."""
    paths = {name, printable(name), printable(os.path.abspath(name))}
    goes_by = (DOCUMENTS.c.id == name) | DOCUMENTS.c.source_path.in_(paths)
    if name:
        goes_by |= DOCUMENTS.c.url == name
    with store.reading() as connection:
        return dict(connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.source_path).where(goes_by)).all())


def _copies(store: Store, found: dict[str, str]) -> tuple[str, ...]:
    """Other documents of the same texts: what the found ones repeat, and what repeats them."""
    columns = DOCUMENTS.c.id, DOCUMENTS.c.copy_of
    alike: set[str] = set()
    with store.reading() as connection:
        for ids in portions(found):
            rows = connection.execute(select(*columns).where(DOCUMENTS.c.id.in_(ids) | DOCUMENTS.c.copy_of.in_(ids)))
            alike |= {name for row in rows for name in row if name}
    return tuple(sorted(alike - set(found)))
