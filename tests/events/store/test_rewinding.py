"""What came since a moment, and the store without it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from events.reviews import making
from events.store import reviewing
from events.store.merging import unite_store
from events.store.rewinding import came_since, copied, take_back
from events.store.tables import RUNS
from tests.events.storing import VERSION, a_document, an_event

DAYS = {name: datetime(2024, 1, number, 12, tzinfo=UTC) for number, name in enumerate(("one", "two", "three"), 1)}


@pytest.fixture
def filled(store):
    """Three articles on three days, one event each; an event is confirmed, then rejected, then that is undone."""
    for name, day in DAYS.items():
        store.save(a_document(name), [an_event(name, document_id=name)], VERSION)
        with store.writing() as connection:
            connection.execute(
                update(RUNS).where(RUNS.c.document_id == name).values(finished_at=day.replace(tzinfo=None))
            )
    unite_store(store)
    shown = store.events()[0].event_id
    later = DAYS["three"]
    reviewing.add_reviews(store, [making.confirm(reviewing.seen(store, shown), "ana", at=later - timedelta(hours=1))])
    reject = making.reject(reviewing.seen(store, shown), "ben", "not-told", at=later + timedelta(hours=1))
    reviewing.add_reviews(store, [reject])
    reviewing.add_reviews(store, [making.undo([reject.review_id], "ben", at=later + timedelta(hours=2))])
    return store


def names(came):
    return [getattr(one.what, "action", "") or one.what.id for one in came]


def test_the_newest_comes_first_and_what_came_before_is_left_out(filled):
    assert names(came_since(filled, DAYS["two"])) == ["undo", "reject", "three", "confirm", "two"]
    assert names(came_since(filled, DAYS["three"])) == ["undo", "reject", "three"]
    assert came_since(filled, DAYS["three"] + timedelta(days=1)) == []


def told(store):
    return sorted((row.reviewed, row.reports) for row in store.events_frame().itertuples())


def test_taken_back_one_by_one_the_copy_is_as_it_was_and_the_store_stays(filled):
    before, revision = told(filled), filled.revision()
    came = came_since(filled, DAYS["two"])
    with copied(filled) as copy:
        seen = [told(copy)]
        for one in came:
            take_back(copy, [one])
            seen.append(told(copy))
        assert copy.documents_frame()["id"].tolist() == ["one"]
    assert seen[0] == before
    with_the_rejection, without_it = seen[1], seen[2]
    assert with_the_rejection != without_it == before  # the undone rejection counts again until it is taken back itself
    assert {status for status, _ in seen[-1]} == {""}
    assert (told(filled), filled.revision()) == (before, revision)


def test_all_at_once_leaves_the_same_as_one_by_one(filled):
    came = came_since(filled, DAYS["two"])
    with copied(filled) as one_by_one, copied(filled) as at_once:
        for one in came:
            take_back(one_by_one, [one])
        take_back(at_once, came)
        assert told(at_once) == told(one_by_one)
