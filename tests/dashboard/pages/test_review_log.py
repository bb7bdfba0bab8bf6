"""The log as a page: filtered, each row leading to its event, and as the file that the command writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dashboard.pages.review_log import log_file, log_table
from events.__main__ import main
from events.reviews import making
from events.store import reviewing
from events.store.reviewing import LogFilter
from events.store.store import open_store
from tests.dashboard.serving import fill_store


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'log.sqlite'}"


@pytest.fixture
def store(url):
    """A store with a confirmed event on Armenia, a rejected one on Belarus, and a confirmation taken back."""
    fill_store(url)
    opened = open_store(url)
    ids = opened.events_frame().sort_values("event_id")["event_id"]
    armenian, belarusian, third = [name for name in ids if name.startswith("made-up")][:3]
    made = [
        making.confirm(reviewing.seen(opened, armenian), "ana", "as <b>told</b>", at=datetime(2026, 1, 1, tzinfo=UTC)),
        making.reject(reviewing.seen(opened, belarusian), "ben", "not-told", at=datetime(2026, 1, 2, tzinfo=UTC)),
        making.confirm(reviewing.seen(opened, third), "ana", at=datetime(2026, 1, 3, tzinfo=UTC)),
    ]
    undone = making.undo([made[-1].review_id], "ana", at=datetime(2026, 1, 4, tzinfo=UTC))
    reviewing.add_reviews(opened, [*made, undone])
    yield opened
    opened.close()


def test_each_row_leads_to_its_event_and_its_sentence(store):
    table = log_table(store, reviewing.log(store))
    assert table["What"].tolist() == ["took back", "confirmed", "rejected", "confirmed"]
    shown = table[table["What"] != "rejected"]
    assert shown["Open the event"].str.startswith("./review?event=made-up-").all()
    assert table["Article"].str.match(r"\./article\?document=\S+&start=\d+$").all()
    rejected = table[table["What"] == "rejected"].iloc[0]
    assert not isinstance(rejected["Open the event"], str)  # it is shown no more: the row says what it was
    assert rejected["Event"]
    assert rejected["Why"] == "The text does not say so"
    assert table["Note"].tolist()[-1] == "as <b>told</b>"


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        (LogFilter(reviewers=("ben",)), ["ben"]),
        (LogFilter(actions=("undo",)), ["ana"]),
        (LogFilter(members=("ARM",)), ["ana"]),
        (LogFilter(members=("ARM", "BLR")), ["ben", "ana"]),
        (LogFilter(first=datetime(2026, 1, 2, tzinfo=UTC), last=datetime(2026, 1, 3, tzinfo=UTC)), ["ana", "ben"]),
        (LogFilter(words="TOLD"), ["ana"]),
        (LogFilter(words="nothing like it"), []),
    ],
)
def test_the_log_is_filtered(store, wanted, who):
    assert [review.reviewer for review in reviewing.log(store, wanted)] == who
    assert reviewing.count_log(store, wanted) == len(who)
    assert len(log_file(store, wanted).splitlines()) == len(who)


def test_the_file_is_the_one_that_the_command_writes(store, url, tmp_path):
    assert main(["reviews", "export", "--output", str(tmp_path / "out.jsonl"), "--store", url]) == 0
    assert log_file(store, LogFilter()) == (tmp_path / "out.jsonl").read_bytes()


def test_of_a_review_without_an_event_the_article_is_led_to(store):
    document = store.document(store.documents_frame()["id"].iloc[0])
    whole = making.article_reviewed(document, "ana")
    row = log_table(store, [whole]).iloc[0]
    assert (row["What"], row["Open the event"]) == ("read an article whole", None)
    assert row["Article"].startswith("./article?document=")


def test_a_headline_that_a_person_wrote_stands_in_the_row(store):
    event_id = store.events_frame()["event_id"].iloc[-1]
    seen = reviewing.seen(store, event_id)
    review = making.edit(seen, "ana", replace(seen.fields, summary="Written by a person"))
    reviewing.add_reviews(store, [review])
    assert log_table(store, [review])["Event"].tolist() == ["Written by a person"]
