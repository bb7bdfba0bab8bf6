"""What the desk is told is done: decisions reach the store, everything else only moves the desk."""

from __future__ import annotations

import pytest

from dashboard.review.actions import act
from dashboard.review.desk import desk_data
from dashboard.review.form import form_of
from dashboard.review.record import reckoned, standing
from dashboard.review.state import Desk
from dashboard.state.tables import load_tables
from events.store import reviewing
from events.store.queries import by_id
from events.store.review_queue import Waiting


@pytest.fixture
def desk(event_id):
    return Desk(reviewer="ana", queue=[Waiting(event_id, "unreviewed"), Waiting("other", "unreviewed")])


def told(desk, tables, action, may=True, **rest):
    act(desk, tables, {"action": action, "event_id": desk.event_id, **rest}, may=may)
    return desk.message


def test_confirming_keeps_a_review_and_goes_on(desk, tables, event_id):
    assert told(desk, tables, "confirm")["kind"] == "done"
    assert reviewing.decision(tables.store, event_id).status == "confirmed"
    assert desk.event_id == "other"


@pytest.mark.parametrize("action", ["hello", "name"])
def test_a_link_to_an_event_keeps_it_when_the_browser_says_who_looks(tables, event_id, action):
    desk = Desk(opened=event_id)
    desk_data(desk, tables)
    other = next(one.event_id for one in desk.queue if one.event_id != event_id)
    desk.opened = other
    told(desk, tables, action, reviewer="ana")
    shown = desk_data(desk, tables)
    assert (shown["reviewer"], shown["event"]["event_id"]) == ("ana", other)


def test_a_rejected_event_is_shown_no_more_and_scores_follow(desk, tables, event_id):
    told(desk, tables, "reject", reason="not-told")
    assert reviewing.seen(tables.store, event_id) is None
    after = load_tables(tables.store).scores
    assert not after.equals(tables.scores)


def test_of_two_people_who_differ_the_desk_says_who_says_what_until_a_third_decides(desk, tables, event_id):
    told(desk, tables, "confirm")
    other = Desk(reviewer="bo", opened=event_id)
    assert told(other, tables, "reject", reason="not-told")["text"].endswith("until a third decides.")
    now = load_tables(tables.store)
    assert [one["reviewer"] for one in standing(now, event_id)["differ"]] == ["ana", "bo"]
    assert standing(now, event_id)["differ"][1]["says"].startswith("no event: ")
    assert reckoned(now, standing(now, event_id), "bo")["impact"]["reject"] == []  # alone, bo changes nothing
    assert reckoned(now, standing(now, event_id), "cy")["impact"]["reject"] != []
    third = Desk(reviewer="cy", opened=event_id)
    assert "third" not in told(third, tables, "reject", reason="not-told")["text"]
    assert reviewing.seen(tables.store, event_id) is None


def test_a_reason_that_is_none_is_refused_and_nothing_is_kept(desk, tables, event_id):
    assert told(desk, tables, "reject", reason="I do not like it")["kind"] == "problem"
    assert reviewing.decision(tables.store, event_id) is None
    assert desk.event_id == event_id


def test_an_edit_is_what_the_form_says(desk, tables, event_id):
    form = form_of(reviewing.seen(tables.store, event_id).fields) | {"headline": "A better headline"}
    told(desk, tables, "edit", form=form, note="said so twice")
    assert reviewing.seen(tables.store, event_id).event.summary == "A better headline"
    assert reviewing.reviews_of(tables.store, event_id)[-1].note == "said so twice"


def test_trying_keeps_nothing_and_says_what_the_scores_would_be(desk, tables, event_id):
    form = form_of(reviewing.seen(tables.store, event_id).fields)
    for effect in form["effects"].values():
        effect["direction"] = -effect["direction"]
    told(desk, tables, "try", form=form)
    assert desk.tried["error"] == ""
    assert any(row["by"] for row in desk.tried["impact"])
    assert reviewing.decision(tables.store, event_id) is None


def test_trying_says_what_is_wrong_with_the_form(desk, tables, event_id):
    told(desk, tables, "try", form=form_of(reviewing.seen(tables.store, event_id).fields) | {"start": "soon"})
    assert "no date" in desk.tried["error"]


def test_undo_takes_the_last_decision_back_and_leads_to_its_event(desk, tables, event_id):
    told(desk, tables, "reject", reason="not-told")
    told(desk, tables, "undo")
    assert reviewing.seen(tables.store, event_id) is not None
    assert desk.event_id == event_id
    assert told(desk, tables, "undo")["kind"] == "problem"


def test_merged_events_are_one(desk, tables, event_id):
    ids = [one for one in tables.events["event_id"] if one != event_id]
    told(desk, tables, "merge", others=ids[:1])
    assert reviewing.goes_by(tables.store, ids[0]) == event_id
    assert len(reviewing.seen(tables.store, event_id).passages) >= 2


def test_an_added_event_counts_like_the_others(desk, tables):
    document = tables.store.document(tables.documents["id"].iloc[0])
    desk.article = document.id
    form = {"start": "2022-05-01", "end": "2022-05-01", "effects": {"ARM": {"direction": -1, "by": "own"}}}
    message = told(desk, tables, "add", form=form, document=document.id, passage={"start": 0, "end": 20})
    assert message["kind"] == "done"
    (review,) = reviewing.log(tables.store)
    assert by_id(tables.store, [review.event_id])["reports"].tolist() == [1]


def test_an_event_without_a_marked_sentence_is_not_added(desk, tables):
    document = tables.store.document(tables.documents["id"].iloc[0])
    form = {"effects": {"ARM": {"direction": -1}}}
    assert told(desk, tables, "add", form=form, document=document.id)["kind"] == "problem"
    assert reviewing.log(tables.store) == []


def test_an_article_is_marked_as_read_whole(desk, tables):
    name = tables.documents["id"].iloc[0]
    told(desk, tables, "read", document=name)
    assert [one.document_id for one in reviewing.articles_read(tables.store)] == [name]


def test_what_was_said_of_a_decision_stays_when_the_desk_tries_a_form_by_itself(desk, tables):
    said = told(desk, tables, "confirm")
    told(desk, tables, "try", form={})
    assert desk.message == said


@pytest.mark.parametrize("name", ["project", " Project "])
def test_nobody_reviews_by_the_name_of_the_reviews_that_come_with_the_program(desk, tables, name):
    desk.reviewer = ""
    assert "choose another" in told(desk, tables, "name", reviewer=name)["text"]
    assert desk.reviewer == ""


@pytest.mark.parametrize(("may", "name"), [(False, "ana"), (True, "")])
def test_without_leave_or_a_name_nothing_is_kept(desk, tables, may, name):
    desk.reviewer = name
    assert told(desk, tables, "confirm", may=may)["kind"] == "problem"
    assert reviewing.log(tables.store) == []


@pytest.mark.parametrize(
    "message",
    [{}, {"action": "drop"}, {"action": "confirm", "event_id": "gone"}, {"action": "edit"}, {"action": "merge"},
     {"action": "split", "apart": ["x", 99]}, {"action": "add", "passage": 5}, {"action": "read", "document": "gone"}],
)  # fmt: skip
def test_a_message_that_says_nothing_sensible_keeps_nothing(desk, tables, event_id, message):
    act(desk, tables, {"event_id": event_id} | message, may=True)
    assert reviewing.log(tables.store) == []


MALFORMED = [
    {"action": "add", "passage": {"end": 5}},
    {"action": "add", "passage": {"start": "a", "end": 5}},
    {"action": "merge", "others": 7},
    {"action": "merge", "others": [{}]},
    {"action": "split", "apart": 3},
    {"action": "split", "apart": [None]},
    {"action": "confirm", "event_id": ["x"]},
    {"action": "confirm", "more": 1},
    {"action": "confirm", "note": 5},
    {"action": "reject", "reason": {}},
    {"action": "edit", "form": {"effects": 5}},
    {"action": "edit", "form": {"effects": {"ARM": {"direction": "up"}}}},
    {"action": "edit", "form": {"doers": [1]}},
    {"action": "edit", "form": {"start": 20220101}},
    {"action": "edit", "form": {"colour": "red"}},
    {"action": "filter", "filter": 5},
    {"action": "filter", "filter": {"words": []}},
    {"action": "name", "reviewer": 1},
    {"action": "open", "event_id": 1},
    {"action": "article", "document": []},
    {"action": "confirm", "note": "\ud800"},
    {"action": "try", "form": {"place": 1}},
]


@pytest.mark.parametrize("message", MALFORMED)
def test_a_malformed_message_is_answered_in_one_line_and_nothing_is_kept(desk, tables, event_id, message):
    act(desk, tables, {"event_id": event_id} | message, may=True)
    assert desk.message["kind"] == "problem"
    assert "\n" not in desk.message["text"]
    assert desk.message["text"].endswith("Load the page again.")
    assert reviewing.log(tables.store) == []
    assert desk.event_id == event_id


@pytest.mark.parametrize("told", [None, 5, {"messages": 5}, {"messages": [5, {"number": True}, {"number": "1"}, {}]}])
def test_what_is_no_list_of_messages_is_passed_over(desk, told):
    assert desk.unheard(told) == []
