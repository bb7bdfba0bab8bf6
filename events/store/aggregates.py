"""Keeps what was computed from all events in the store, so that the next who asks need not read them.

In: a name, a content, and a mark of what it was computed from. Out: the content, as long as the mark is the same. What
is computed is left to the rooms above.

Where the store cannot be written to (rights, a full disk), the content is kept in this process.
"""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from events.store.store import Store, StoreError
from events.store.tables import AGGREGATES

_HERE: dict[tuple[str, str], tuple[str, str]] = {}
"""Mark and content by store and name."""


def kept(store: Store, name: str, mark: str) -> str | None:
    """The content kept under a name, or None when there is none or it was computed from something else."""
    mark_here, content = _HERE.get((store.address, name), ("", None))
    if mark_here == mark:
        return content
    query = select(AGGREGATES.c.content).where((AGGREGATES.c.name == name) & (AGGREGATES.c.mark == mark))
    with store.reading() as connection:
        return connection.scalar(query)


def keep(store: Store, name: str, mark: str, content: str) -> None:
    """Keep a content in place of the one that had this name."""
    _HERE.pop((store.address, name), None)
    try:
        with store.writing(changes=False) as connection:
            connection.execute(delete(AGGREGATES).where(AGGREGATES.c.name == name))
            connection.execute(insert(AGGREGATES), {"name": name, "mark": mark, "content": content})
    except StoreError:
        _HERE[store.address, name] = mark, content
