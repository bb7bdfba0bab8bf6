"""Where a reviewer stands in what waits."""

from __future__ import annotations

from datetime import date

from dashboard.review.state import ORDER_WORDS, Desk
from events.store.review_queue import ORDERS, Waiting


def desk(number=3):
    return Desk(queue=[Waiting(f"event-{n}", "unreviewed") for n in range(number)])


def test_skipping_goes_on_and_back_again():
    one = desk()
    one.go(1)
    assert one.event_id == "event-1"
    one.go(-1)
    one.go(-1)
    assert one.event_id == "event-0"
    one.go(1)
    assert one.event_id == "event-1"


def test_at_the_end_what_waits_is_asked_for_anew():
    one = desk(1)
    one.go(1)
    assert one.queue is None
    assert one.event_id == ""


def test_an_event_that_was_opened_stands_before_the_queue_until_the_next_step():
    one = desk()
    one.opened = "elsewhere"
    assert one.event_id == "elsewhere"
    one.go(1)
    assert one.event_id == "event-0"


def test_every_order_has_words():
    assert set(ORDER_WORDS) == set(ORDERS)


def test_what_is_told_twice_is_heard_once_and_in_order():
    one = desk()
    some = [{"number": 2, "action": "skip"}, {"number": 1, "action": "back"}, "noise", {"action": "skip"}]
    assert [m["number"] for m in one.unheard({"desk": "a", "messages": some})] == [1, 2]
    assert one.unheard({"desk": "a", "messages": some}) == []
    assert [m["number"] for m in one.unheard({"desk": "b", "messages": some})] == [1, 2], "the page was opened anew"
    assert one.unheard("noise") == []


def test_filters_become_a_selection_and_what_is_no_filter_is_passed_over():
    one = desk()
    one.choose({"member": "ARM", "first": "2022-01-01", "least": "0.5", "shoe": "42"})
    found = one.selection()
    assert (found.members, found.first, found.confidence) == (("ARM",), date(2022, 1, 1), (0.5, 1.0))
    assert "shoe" not in one.filter
    assert one.queue is None
    assert one.filtered == 3


def test_dates_and_numbers_that_are_none_filter_nothing():
    one = desk()
    one.choose({"first": "soon", "least": "much"})
    assert one.selection().first is None
    assert one.selection().confidence is None


def test_taking_all_filters_off_keeps_the_order():
    one = desk()
    one.choose({"order": "newest", "member": "ARM"})
    one.choose(None)
    assert (one.order, one.filtered) == ("newest", 0)
