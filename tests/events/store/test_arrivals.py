"""When articles came in, by the store's log."""

from datetime import datetime, timedelta

from sqlalchemy import update

from events.store import arrivals
from events.store.tables import RUNS
from tests.events.storing import VERSION, a_document, an_event

EARLY, LATE = datetime(2024, 1, 1), datetime(2024, 6, 1, 12)


def test_an_article_came_in_when_it_was_first_read(store):
    for name in ("again", "removed", "early", "new"):
        store.save(a_document(name), [an_event(name, document_id=name)], VERSION)
    with store.writing() as connection:
        connection.execute(update(RUNS).values(finished_at=EARLY))
        connection.execute(update(RUNS).where(RUNS.c.document_id.in_(["new", "removed"])).values(finished_at=LATE))
    store.save(a_document("again"), [], "a newer extractor")
    store.forget(["removed"])
    assert arrivals.arrived_since(store, LATE) == [("new", LATE)]
    assert arrivals.arrived_since(store, LATE + timedelta(seconds=1)) == []
    assert arrivals.arrived_since(store, EARLY) == [("again", EARLY), ("early", EARLY), ("new", LATE)]
    assert arrivals.last_read(store) > LATE  # the article that was read again


def test_an_empty_store_has_read_nothing(store):
    assert arrivals.last_read(store) is None
    assert arrivals.arrived_since(store, EARLY) == []
