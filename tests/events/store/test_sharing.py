"""Several read and write one store at once, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import multiprocessing
from contextlib import closing

from sqlalchemy import delete, select

from events.store.merging import unite_store
from events.store.store import open_store
from events.store.tables import EVENTS
from tests.events.storing import VERSION, a_document, an_event


def test_a_reader_sees_the_old_state_while_a_writer_writes(store):
    store.save(a_document(), [an_event("old")], VERSION)
    with store.writing() as connection:
        connection.execute(delete(EVENTS))
        assert [event.event_id for event in store.events()] == ["old"]
    assert store.events() == []


def test_a_writer_does_not_wait_for_a_reader_who_keeps_seeing_one_moment(store):
    store.save(a_document(), [an_event("old")], VERSION)
    with store.reading() as connection:
        assert connection.execute(select(EVENTS.c.event_id)).scalars().all() == ["old"]
        store.save(a_document(), [an_event("new")], VERSION)
        assert connection.execute(select(EVENTS.c.event_id)).scalars().all() == ["old"]
    assert [event.event_id for event in store.events()] == ["new"]


def write_many(url: str, name: str) -> None:
    """Save, merge and read, over and over, as an ingest beside others does."""
    with closing(open_store(url)) as store:
        for number in range(5):
            texts = [a_document(f"{name}-{n}") for n in range(2)]
            store.save_all([(d, [an_event(f"{d.id}-{number}", document_id=d.id)], 0.1) for d in texts], VERSION)
            unite_store(store)
            assert store.events_frame()["event_id"].is_unique


def test_several_processes_write_merge_and_read_at_once(url):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=write_many, args=(url, name)) for name in ("a", "b")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    with closing(open_store(url)) as store:
        unite_store(store)
        [event] = store.events()  # all tell one happening
        assert len(event.mentions) == 8
        assert store.events_frame()["reports"].tolist() == [4]
