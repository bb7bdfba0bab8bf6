"""Reviews in the store: kept, heeded at once, and bound to passages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from events.export.writers import told, write
from events.records import Document, Mention
from events.reviews import making
from events.store import review_queue, reviewing
from events.store.full_scan import read_whole
from events.store.merging import unite_store
from events.store.queries import Selection, bearing_on, count, told_in
from events.store.removal import forget
from events.store.review_queue import Reader, is_read_twice, waiting
from events.store.search import articles_found
from events.store.store import Store, open_store
from tests.events.storing import VERSION, a_document, an_event


def article(name: str = "one", **changes) -> Document:
    return a_document(name, **{"sha256": name.ljust(64, "0"), **changes})


@pytest.fixture
def filled(store: Store) -> Store:
    """Two articles that tell one event, and another event in the first."""
    help_asked = an_event(
        "asked",
        event_type="REQUEST",
        summary="A plea of one state",
        source_actors=("ARM",),
        date_start=date(2021, 5, 1),
        date_end=date(2021, 5, 1),
        date_precision=1,
        mentions=(Mention("one", 32, 55, "Armenia asked for help,"),),
    )
    store.save(article("one"), [an_event(), help_asked], VERSION)
    store.save(article("two"), [an_event("told", "two")], VERSION)
    unite_store(store)
    return store


def judge(store: Store, event_id: str, how, *rest, who: str = "ana") -> None:
    reviewing.add_reviews(store, [how(reviewing.seen(store, event_id), who, *rest)])


def ids(store: Store) -> list[str]:
    return sorted(event.event_id for event in store.events())


def test_a_rejected_event_is_nowhere_and_an_edited_one_is_as_edited_everywhere(filled):
    judge(filled, "asked", making.reject, "background")
    seen = reviewing.seen(filled, "event")
    judge(filled, "event", making.edit, replace(seen.fields, event_type="ACCUSE", summary="Said by a person"))
    [event] = filled.events()
    assert (event.event_id, event.event_type, event.summary) == ("event", "ACCUSE", "Said by a person")
    assert (event.reviewed, event.reviewer, len(event.mentions)) == ("edited", "ana", 4)
    whole = read_whole(filled)
    assert whole.events["event_id"].tolist() == whole.effects["event_id"].unique().tolist() == ["event"]
    assert len(whole.tellers) == len(filled.reports_frame()) == 2
    assert filled.effects_frame()["reviewed"].unique().tolist() == ["edited"]
    assert count(filled, Selection()) == 1
    assert set(told_in(filled, "one")["event_id"]) == {"event"}
    assert filled.documents_frame()["events"].tolist() == [1, 1]
    assert [one.event.event_id for one in told(filled, Selection())] == ["event"]


def test_a_preview_says_what_would_change_and_keeps_nothing(filled):
    before = filled.revision(), filled.events()
    review = making.reject(reviewing.seen(filled, "asked"), "ana", "background")
    change = reviewing.preview(filled, [review])
    assert (change.event_ids, len(change.effects)) == ({"asked"}, 0)
    assert (filled.revision(), filled.events(), reviewing.log(filled)) == (*before, [])


def test_merged_by_hand_is_one_and_split_by_hand_is_two(filled):
    reviewing.add_reviews(
        filled, [making.merge(reviewing.seen(filled, "event"), [reviewing.seen(filled, "asked")], "ana")]
    )
    assert ids(filled) == ["event"]
    assert reviewing.goes_by(filled, "asked") == "event"
    seen = reviewing.seen(filled, "event")
    by_article = [([one for one in seen.passages if one.document_id == name], seen.fields) for name in ("one", "two")]
    reviewing.add_reviews(filled, [making.split(seen, by_article, "ana")])
    assert len(ids(filled)) == 2
    assert [event.reviewed for event in filled.events()] == ["split", "split"]
    reviewing.add_reviews(filled, [making.undo([one.review_id for one in reviewing.log(filled)], "ana")])
    assert ids(filled) == ["asked", "event"]


def test_an_added_event_counts_like_the_others_and_says_that_a_person_read_it(filled):
    document = filled.document("two")
    fields = replace(making.Seen(an_event(), ()).fields, event_type="AID")
    reviewing.add_reviews(filled, [making.add(document, 32, 60, fields, "ana")])
    [event] = [event for event in filled.events() if event.event_type == "AID"]
    assert (event.reviewed, event.confidence, event.mentions[0].quote) == ("added", 1.0, document.text[32:60])
    filled.save(article("two"), [], "extractor 2")
    assert event in filled.events()


def test_what_a_newer_version_finds_no_more_stays_and_what_it_reads_otherwise_is_a_conflict(filled):
    judge(filled, "event", making.confirm)
    filled.save(article("one"), [], "extractor 2")
    filled.save(article("two"), [], "extractor 2")
    [event] = filled.events()
    assert event.event_type == "REJECT"
    assert (review_queue.missing(filled), review_queue.conflicts(filled)) == (["event"], [])
    otherwise = an_event("again", date_start=date(2022, 10, 5), date_end=date(2022, 10, 5), date_precision=1)
    filled.save(article("one"), [otherwise], "extractor 3")
    unite_store(filled)
    assert [one.date_precision for one in filled.events()] == [4]
    assert review_queue.conflicts(filled) == ["event"]
    assert [one.event.date_precision for one in reviewing.read_now(filled, "event")] == [1]
    assert [(one.event_id, one.why) for one in waiting(filled)] == [("event", "otherwise")]
    judge(filled, "event", making.confirm)
    assert review_queue.conflicts(filled) == []


def test_another_articles_telling_joins_a_kept_event_and_waits_beside_a_rejected_one(filled):
    judge(filled, "event", making.confirm)
    judge(filled, "asked", making.reject, "background")
    asked = Mention("three", 32, 55, "Armenia asked for help,")
    again = an_event(
        *("asked again", "three"), event_type="REQUEST", source_actors=("ARM",), mentions=(asked,),
        date_start=date(2021, 5, 1), date_end=date(2021, 5, 1), date_precision=1,
    )  # fmt: skip
    filled.save(article("three"), [an_event("third", "three"), again], VERSION)
    unite_store(filled)
    found = {event.event_id: event for event in filled.events()}
    assert len(found["event"].mentions) == 6
    assert [event.event_type for event in found.values() if not event.reviewed] == ["REQUEST"]


def test_forgetting_an_article_takes_its_reviewed_events_and_ingest_brings_them_back(filled):
    judge(filled, "asked", making.confirm)
    forget(filled, ["one"])
    assert "asked" not in ids(filled)
    assert len(reviewing.log(filled)) == 1
    filled.save(article("one"), [], VERSION)
    assert "asked" in ids(filled)


def test_reviews_taken_in_before_their_article_take_hold_when_it_comes(filled, url, tmp_path):
    judge(filled, "asked", making.reject, "background")
    log = list(reviewing.all_reviews(filled))
    with closing(open_store(f"sqlite:///{tmp_path}/other.sqlite")) as other:
        assert reviewing.add_reviews(other, log).reviews == tuple(log)
        assert reviewing.add_reviews(other, log).reviews == ()
        other.save(article("one"), [an_event("asked")], VERSION)
        assert ids(other) == []


def test_the_log_can_only_be_added_to(filled):
    judge(filled, "asked", making.confirm)
    for change in ("UPDATE reviews SET reviewer = 'you'", "DELETE FROM reviews"):
        with pytest.raises(DBAPIError, match="append-only"), filled.writing() as connection:
            connection.execute(text(change))
    assert [review.reviewer for review in reviewing.log(filled)] == ["ana"]


def test_undo_takes_the_last_review_back_that_still_counts(filled):
    judge(filled, "asked", making.confirm)
    judge(filled, "event", making.reject, "background")
    for left in (["asked", "event"], ["asked", "event"]):
        reviewing.add_reviews(filled, [making.undo([reviewing.last_of(filled, "ana").review_id], "ana")])
        assert ids(filled) == left
    assert reviewing.last_of(filled, "ana") is None
    assert len(reviewing.log(filled)) == 4


def test_an_article_read_whole_is_so_until_it_changes(filled):
    reviewing.add_reviews(filled, [making.article_reviewed(filled.document("one"), "ana")])
    assert [one.document_id for one in reviewing.articles_read(filled)] == ["one"]
    filled.save(article("one", sha256="1" * 64), [], VERSION)
    assert reviewing.articles_read(filled) == []


def test_the_queue_puts_the_costliest_mistake_first(filled):
    assert [one.event_id for one in waiting(filled, stakes={"asked": 0.2, "event": 0.1})] == ["asked", "event"]
    for skipped, found in ((0, ["asked"]), (1, ["event"]), (2, [])):  # the second costs nothing: all are looked at
        assert [one.event_id for one in waiting(filled, stakes={"asked": 0.2}, most=1, skipped=skipped)] == found
    assert [one.event_id for one in waiting(filled, order="newest", most=1, skipped=1)] == ["asked"]
    assert [one.event_id for one in waiting(filled, order="article")] == ["event", "asked"]
    judge(filled, "asked", making.confirm)
    assert [one.event_id for one in waiting(filled)] == ["event"]
    assert review_queue.progress(filled) == review_queue.Progress(2, 1, 0, 0, 0)
    only = Selection(types=("REQUEST",), outlets=("The Herald",), documents=("one",), dimensions=("military",))
    assert review_queue.count_waiting(filled, only) == 0
    assert count(filled, only) == count(filled, Selection(reviewed="sure")) == 1


@pytest.mark.parametrize("disputed", ["asked", "event"])
def test_of_events_of_one_cost_those_that_two_people_differ_on_come_first(filled, monkeypatch, disputed):
    judge(filled, disputed, making.confirm)
    judge(filled, disputed, making.reject, "background", who="bo")
    monkeypatch.setattr(review_queue, "AT_ONCE", 1)  # those of one cost come from the database one after the other
    other = {"asked": "event", "event": "asked"}[disputed]
    for stakes, first in (
        ({}, disputed),
        ({"asked": 0.2, "event": 0.2}, disputed),
        ({disputed: 0.1, other: 0.2}, other),
    ):
        found = waiting(filled, stakes=stakes, reader=Reader("cy", 0))
        assert [one.event_id for one in found] == sorted(("asked", "event"), key=lambda name: name != first)
        assert [one.event_id for one in waiting(filled, stakes=stakes, reader=Reader("cy", 0), most=1)] == [first]


def test_a_share_is_read_twice_and_a_third_decides_where_two_differ(filled):
    judge(filled, "asked", making.confirm)
    judge(filled, "event", making.confirm)
    assert waiting(filled, reader=Reader("ana", 1.0)) == []
    assert {one.why for one in waiting(filled, reader=Reader("bo", 1.0))} == {"second"}
    seen = reviewing.seen(filled, "asked")
    judge(filled, "asked", making.edit, replace(seen.fields, event_type="ACCUSE"), who="bo")
    assert [one.why for one in waiting(filled, reader=Reader("bo", 0))] == []
    assert [one.why for one in waiting(filled, reader=Reader("cy", 0))] == ["disputed"]
    judge(filled, "asked", making.confirm, who="cy")
    assert waiting(filled, reader=Reader("dy", 0)) == []
    judge(filled, "event", making.reject, "background", who="bo")
    assert [one.why for one in waiting(filled, reader=Reader("cy", 0))] == ["disputed"]
    for anybody in ("ana", "bo", "cy"):
        found = waiting(filled, order="disputed", reader=Reader(anybody, 0))
        assert [(one.event_id, one.why) for one in found] == [("event", "disputed")]
    assert reviewing.seen(filled, "event").event.reviewed == "disputed"
    assert count(filled, Selection(reviewed="sure")) == 1
    judge(filled, "event", making.reject, "not-told", who="cy")
    assert ids(filled) == ["asked"]
    assert waiting(filled, order="disputed") == []
    names = [f"{number:016x}" for number in range(0, 16**16, 16**16 // 1000)]
    assert 240 < sum(is_read_twice(name, 0.25) for name in names) < 260


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("drill", {"event"}),
        ("DRILL cancel", {"event"}),
        ("armenia help", {"asked"}),
        ("héLp", {"asked"}),
        ("nothing of the kind", set()),
        ("", {"event", "asked"}),
        ("   ", {"event", "asked"}),
        ('" AND OR NOT ( * ^ : -', set()),
        ("help* NEAR(", set()),
        ("'; DROP TABLE events; --", set()),
        ("x" * 5000, set()),
    ],
)
def test_events_are_found_by_their_words_alike_on_both_databases_and_no_query_fails(filled, typed, found):
    assert {one.event.event_id for one in told(filled, Selection(words=typed))} == found


def test_what_is_found_follows_each_ingest_review_and_forgetting(filled):
    def articles(typed: str) -> list[str]:
        with filled.reading() as connection:
            return articles_found(connection, typed)

    assert articles("two was told") == ["two"]
    seen = reviewing.seen(filled, "asked")
    judge(filled, "asked", making.edit, replace(seen.fields, summary="A cry to Moscow"))
    assert count(filled, Selection(words="cry")) == 1
    filled.save(article("two", text="Other words stand here now.", sha256="1" * 64), [], VERSION)
    assert (articles("two was told"), articles("stand here")) == ([], ["two"])
    forget(filled, ["one"])
    assert (articles("armenia"), count(filled, Selection(words="cry"))) == ([], 0)


@pytest.mark.parametrize("form", ["csv", "jsonl", "geojson", "parquet"])
def test_files_say_who_reviewed_what_and_when(filled, form, tmp_path):
    judge(filled, "asked", making.confirm)
    with (tmp_path / "out").open("wb") as out:
        write(filled, Selection(types=("REQUEST",)), form, out)
    written = (tmp_path / "out").read_bytes()
    assert all(word in written for word in (b"reviewed", b"reviewer", b"reviewed_at", b"confirmed", b"ana"))
    assert reviewing.log(filled)[0].reviewed_at.date() == datetime.now(UTC).date()


def test_reviewed_events_are_read_alone_with_all_their_reports_and_effects(filled):
    """Of all events at once, of one state, and of those that one reviewer looked at last."""
    [told] = [event for event in ids(filled) if event != "asked"]
    judge(filled, told, making.confirm)
    judge(filled, "asked", making.edit, reviewing.seen(filled, "asked").fields, who="ben")
    judge(filled, "asked", making.edit, replace(reviewing.seen(filled, "asked").fields, event_type="AID"), who="eve")
    every, reviewed, sure = (read_whole(filled, choice) for choice in ("", "reviewed", "sure"))
    assert set(reviewed.events["event_id"]) == set(every.events["event_id"]) == {told, "asked"}
    assert set(sure.events["event_id"]) == {told}, "two reviewers differ on the other"
    assert sorted(sure.reports["document"]) == ["one", "two"]
    for member in every.effects["member"].unique():
        effects, reports = bearing_on(filled, member, "sure")
        assert set(effects["event_id"]) <= {told}
        assert set(reports["event_id"]) == set(effects["event_id"])
    assert review_queue.last_reviewed_by(filled, "eve") == {"asked"}
    assert review_queue.last_reviewed_by(filled, "ben") == frozenset()
    [one] = review_queue.reviewed_among(filled, [told, "gone"]).values()
    assert (one.status, one.reviewer, one.at[:4].isdigit()) == ("confirmed", "ana", True)


KILLED = """
import sys
from datetime import UTC, datetime, timedelta
from events.records import Document, Mention
from events.reviews import making
from events.store import reviewing
from events.store.store import open_store
from tests.events.storing import VERSION, a_document, an_event
store = open_store(sys.argv[1])
number = 0
while True:
    seen = reviewing.seen(store, "event")
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
    reviewing.add_reviews(store, [making.confirm(seen, "ana", str(number), at)])
    print(number, flush=True)
    store.save(a_document(), [an_event()] * (number % 2), f"version {number}")
    number += 1
"""


def test_a_review_that_was_said_to_be_kept_outlives_the_end_of_the_process_at_any_moment(url):
    with closing(open_store(url)) as store:
        store.save(a_document(), [an_event()], VERSION)
    root = Path(__file__).parents[3]
    for moment in (1, 3, 4):
        command = [sys.executable, "-c", KILLED, url]
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
            said = [process.stdout.readline() for _ in range(moment)]
            os.kill(process.pid, signal.SIGKILL)
            said += process.stdout.readlines()
        with closing(open_store(url)) as store:
            kept = {review.note for review in reviewing.log(store)}
            assert {line.strip() for line in said} <= kept
            [event] = store.events()
            assert (event.event_id, event.reviewed) == ("event", "confirmed")
            assert len(store.readings()) <= 1
