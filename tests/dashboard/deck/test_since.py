"""What articles and reviews since a moment changed: it adds up, and it is what the store says without them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from dashboard.deck import since
from dashboard.deck.since import Cause, Since, SinceError, changed_since, read_moment, text_of, told_of
from dashboard.state.tables import load_tables
from events.reviews import making
from events.store import reviewing
from events.store.store import open_store
from events.store.tables import RUNS
from tests.dashboard.serving import fill_store

EARLY, LATE = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 6, 15, 12, tzinfo=UTC)
MONTH = "2024-06"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Six articles, two of them and a review since June 2024."""
    url = f"sqlite:///{tmp_path_factory.mktemp('since') / 'store.sqlite'}"
    fill_store(url)
    store = open_store(url)
    *_, one, other = store.documents_frame()["id"]
    with store.writing() as connection:
        connection.execute(update(RUNS).values(finished_at=EARLY.replace(tzinfo=None)))
        for name, day in {one: LATE, other: LATE + timedelta(days=1)}.items():
            at = day.replace(tzinfo=None)
            connection.execute(update(RUNS).where(RUNS.c.document_id == name).values(finished_at=at))
    told = next(event for event in store.events() if event.mentions[0].document_id not in (one, other))
    seen = reviewing.seen(store, told.event_id)
    reject = making.reject(seen, "ana", "not-told", at=LATE + timedelta(days=2))
    reviewing.add_reviews(store, [reject])
    yield load_tables(store)
    store.close()


@pytest.mark.parametrize(
    ("text", "moment"),
    [("2022", (2022, 1, 1)), ("2022-06", (2022, 6, 1)), ("2022-06-15", (2022, 6, 15))],
)
def test_a_day_a_month_or_a_year_begins_in_utc(text, moment):
    assert read_moment(text) == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "June", "2022-13", "2022-02-30", "22", "2022-6", "0000", "2022-06-15T10:00"])
def test_anything_else_is_refused_in_one_line(text):
    with pytest.raises(SinceError, match=r"^--since .*: no day, month or year"):
        read_moment(text)


def test_what_each_did_adds_up_to_the_difference(tables, monkeypatch):
    monkeypatch.setattr(since, "TELLS", 0.0)
    found = changed_since(tables, read_moment("2024-06"), MONTH)
    assert (found.articles, found.reviews, found.any_before) == (2, 1, True)
    of_month = tables.scores[tables.scores["date"] == MONTH].set_index("member")["score"]
    assert dict(found.now) == pytest.approx(of_month.to_dict())
    for member, now in found.now.items():
        by = sum(cause.moved[member] for cause in found.causes)
        assert by == pytest.approx(now - found.before[member], abs=1e-9)
    assert sum(abs(now - found.before[member]) for member, now in found.now.items()) > 0.05


def test_without_them_the_scores_are_those_of_a_store_that_never_had_them(tables, tmp_path):
    found = changed_since(tables, read_moment("2024-06"), MONTH)
    url = f"sqlite:///{tmp_path / 'early.sqlite'}"
    fill_store(url)
    early = open_store(url)
    early.forget(sorted(early.documents_frame()["id"])[-2:])
    scores = load_tables(early).scores
    early.close()
    assert dict(found.before) == pytest.approx(scores[scores["date"] == MONTH].set_index("member")["score"].to_dict())


def test_beyond_the_newest_all_are_taken_back_together(tables, monkeypatch):
    whole = changed_since(tables, read_moment("2024-06"), MONTH)
    monkeypatch.setattr(since, "MOST", 1)
    found = changed_since(tables, read_moment("2024-06"), MONTH)
    assert dict(found.before) == pytest.approx(dict(whole.before))
    assert any(cause.words == "2 earlier articles and reviews together" for cause in found.causes)


def test_articles_and_reviews_are_named_with_what_they_moved_the_largest_first(tables):
    found = changed_since(tables, read_moment("2024-06"), MONTH)
    assert [cause.size for cause in found.causes] == sorted((cause.size for cause in found.causes), reverse=True)
    told = told_of(found)
    assert told.about == (
        "Scores of June 2024 with and without 2 articles first read and 1 review made since 1 June 2024."
    )
    assert {row[0] for row in told.rows[1:]} >= {"Armenia", "Kazakhstan"}
    assert all("article: " in line or "review: ana rejected “" in line for line in told.causes)
    assert any(line.startswith("15 June 2024, article: ") for line in told.causes)


def test_where_nothing_came_it_says_so(tables):
    told = told_of(changed_since(tables, read_moment("2025-01"), MONTH))
    assert all(row[3] == "none" for row in told.rows[1:])
    assert told.causes == ["None of them moved a score of this month."]


def test_a_store_that_was_empty_before_says_so(tables):
    told = told_of(changed_since(tables, read_moment("2020"), MONTH))
    assert told.about.endswith(since.NOTHING_BEFORE)


def test_as_text_the_table_comes_first_and_a_line_for_each_cause():
    found = Since("1 June 2024", MONTH, 1, 0, {"ARM": 0.0}, {"ARM": -0.2}, [Cause("an article", {"ARM": -0.2})], True)
    assert text_of(told_of(found))[1:] == [
        "                  without     with   change",
        "  Armenia            0.00    −0.20    −0.20",
        "- an article: Armenia −0.20",
    ]
