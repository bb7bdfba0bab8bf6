"""What a decision would do is reckoned beside the page, once for each state of the store."""

from __future__ import annotations

import pytest

from dashboard.review import records as module
from dashboard.review.record import event_record
from dashboard.review.records import Records
from dashboard.state.tables import load_tables
from events.reviews import making
from events.store import reviewing


@pytest.fixture
def waiting():
    """What is to be done beside the page, until a test does it."""
    return []


@pytest.fixture
def records(waiting):
    return Records(waiting.append)


def test_an_event_is_shown_before_the_scores_are_reckoned(records, waiting, tables, event_id):
    first = records.of(tables, event_id)
    assert (first["reckoning"], first["impact"]) == (True, None)
    [work] = waiting
    work()
    then = records.of(tables, event_id)
    assert then == event_record(tables, event_id) | {"reckoning": False}


def test_nothing_is_reckoned_twice_in_one_state_of_the_store(records, waiting, tables, event_id, monkeypatch):
    records.of(tables, event_id)
    records.of(tables, event_id)
    assert len(waiting) == 1
    waiting.pop()()
    monkeypatch.setattr(module, "standing", lambda *_: pytest.fail("asked again"))
    assert not records.of(tables, event_id)["reckoning"]
    assert waiting == []


def test_after_a_review_it_is_reckoned_anew(records, waiting, tables, event_id):
    records.of(tables, event_id)
    waiting.pop()()
    reviewing.add_reviews(tables.store, [making.confirm(reviewing.seen(tables.store, event_id), "ana")])
    after = records.of(load_tables(tables.store), event_id)
    assert (after["reviewed"], after["reckoning"]) == ("confirmed", True)


def test_an_event_that_was_left_is_not_reckoned_any_more(records, waiting, tables, event_id, monkeypatch):
    other = next(one for one in tables.events["event_id"] if one != event_id)
    records.of(tables, event_id)
    records.of(tables, other)
    monkeypatch.setattr(module, "reckoned", lambda *_: pytest.fail("nobody waits for it"))
    waiting[0]()


def test_an_event_that_is_not_here_has_no_record(records, tables):
    assert records.of(tables, "gone") is None
