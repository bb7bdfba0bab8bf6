"""What a decision would do to the scores is what it then does."""

from __future__ import annotations

from dashboard import wording
from dashboard.review.impact import impact_of, months_of
from dashboard.state.tables import load_tables
from events.reviews import making
from events.store import reviewing


def test_what_is_told_beforehand_is_what_the_scores_are_afterwards(tables, event_id):
    seen = reviewing.seen(tables.store, event_id)
    review = making.reject(seen, "ana", "not-told")
    told = impact_of(tables, [review], months_of(tables, seen.event.date_end))
    assert told
    assert reviewing.log(tables.store) == [], "it was only tried"
    reviewing.add_reviews(tables.store, [review])
    after = load_tables(tables.store).scores.set_index(["member", "date"])["score"]
    for row in told:
        assert row["then"] == wording.signed(after[row["member"], row["month"]])


def test_the_months_are_that_of_the_event_and_the_last_that_is_told_of(tables, event_id):
    seen = reviewing.seen(tables.store, event_id)
    assert months_of(tables, seen.event.date_end)[-1] == tables.last_month
