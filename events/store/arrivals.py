"""When articles came into the store, by its log of extractions.

In: a `Store`. Out: moments, in UTC without a time zone. An article that was read again later came in when it was first
read; one that was removed and read once more came in at its first reading too, as the log outlives the article.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from events.store.store import Store
from events.store.tables import DOCUMENTS, RUNS


def last_read(store: Store) -> datetime | None:
    """When an article was read last; None where none was."""
    with store.reading() as connection:
        return connection.scalar(select(func.max(RUNS.c.finished_at)))


def arrived_since(store: Store, moment: datetime) -> list[tuple[str, datetime]]:
    """Ids of the documents in the store that were read for the first time at that moment or after it, and when; in that
    order."""
    first = func.min(RUNS.c.finished_at)
    query = (
        select(RUNS.c.document_id, first)
        .join(DOCUMENTS, DOCUMENTS.c.id == RUNS.c.document_id)
        .group_by(RUNS.c.document_id)
        .having(first >= moment)
        .order_by(first, RUNS.c.document_id)
    )
    with store.reading() as connection:
        return [(name, at) for name, at in connection.execute(query)]
