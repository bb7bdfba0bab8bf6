"""What a log of reviews says, whatever order it comes in."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from events.reviews import making
from events.reviews.agreement import agreement, verdicts
from events.reviews.decisions import decisions
from events.reviews.lines import review_from_json
from events.reviews.passages import locate, passage_of
from events.reviews.precision import report
from events.reviews.reasons import reasons
from events.reviews.review import PROJECT, Review, checked, review_to_json
from tests.events.storing import a_document, an_event

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def seen(event_id: str = "event", document_id: str = "one", **changes) -> making.Seen:
    event = an_event(event_id, document_id, **changes)
    document = a_document(document_id)
    return making.Seen(event, tuple(passage_of(document, m.start, m.end, event_id, "as read") for m in event.mentions))


def status(*reviews: Review) -> dict[str, str]:
    return {name: one.status for name, one in decisions(reviews).by_id.items()}


def test_the_later_review_counts_in_whatever_order_they_come():
    log = [making.confirm(seen(), "ana", at=at(1)), making.reject(seen(), "ana", "background", at=at(2))]
    assert status(*log) == status(*reversed(log)) == {"event": "rejected"}


def test_what_was_taken_back_counts_as_never_made_and_the_taking_back_can_be_taken_back():
    first, second = making.confirm(seen(), "ana", at=at(1)), making.reject(seen(), "ana", "background", at=at(2))
    back = making.undo([second.review_id], "ana", at=at(3))
    assert status(first, second, back) == {"event": "confirmed"}
    assert status(first, second, back, making.undo([back.review_id], "ana", at=at(4))) == {"event": "rejected"}
    assert status(first, making.undo([first.review_id], "ana", at=at(3))) == {}


def test_merged_events_go_by_one_id_and_split_ones_by_their_own():
    one, other = seen(), seen("other", "two")
    merged = making.merge(one, [other], "ana", at=at(1))
    found = decisions([merged])
    assert list(found.by_id) == ["event"]
    assert found.goes_by["other"] == "event"
    whole = replace(one, passages=found.by_id["event"].passages)
    parts = [(one.passages, one.fields), (other.passages, other.fields)]
    apart = decisions([merged, making.split(whole, parts, "ana", at=at(2))]).by_id
    assert len(apart) == 2
    assert {p.document_id for p in apart["event"].passages} == {"one"}


def test_a_review_of_the_same_reading_under_another_id_speaks_of_the_same_event():
    under_another = replace(seen(), event=an_event("renamed"))
    log = [making.confirm(seen(), "ana", at=at(1)), making.reject(under_another, "ana", "background", at=at(2))]
    assert status(*log) == {"event": "rejected"}


def test_two_who_differ_leave_it_disputed_until_a_third_decides():
    log = [making.confirm(seen(), "ana", at=at(1)), making.reject(seen(), "bo", "background", at=at(2))]
    assert decisions(log).by_id["event"].disputed
    assert not decisions([*log, making.confirm(seen(), "cy", at=at(3))]).by_id["event"].disputed


def test_one_person_alone_does_not_take_off_what_another_kept():
    kept = making.edit(seen(), "ana", replace(seen().fields, event_type="ACCUSE", mode=None), at=at(1))
    rejected = making.reject(seen(), "bo", "background", at=at(2))
    for log in itertools.permutations([kept, rejected]):
        one = decisions(log).by_id["event"]
        assert (one.disputed, one.status, one.fields.event_type) == (True, "edited", "ACCUSE")
    for last, found in (
        (making.reject(seen(), "cy", "not-told", at=at(3)), "rejected"),  # a third decides
        (making.reject(seen(), "ana", "not-told", at=at(3)), "rejected"),  # or one of the two gives in
        (making.undo([kept.review_id], "ana", at=at(3)), "rejected"),
        (making.confirm(seen(), "cy", at=at(3)), "confirmed"),
    ):
        for log in itertools.permutations([kept, rejected, last]):
            one = decisions(log).by_id["event"]
            assert (one.disputed, one.status) == (False, found)


def test_an_event_that_was_rejected_first_is_back_as_disputed_once_another_keeps_it():
    log = [making.reject(seen(), "ana", "background", at=at(1)), making.confirm(seen(), "bo", at=at(2))]
    assert (decisions(log).by_id["event"].disputed, status(*log)) == (True, {"event": "confirmed"})
    again = [*log, making.reject(seen(), "ana", "not-told", at=at(3))]
    assert (decisions(again).by_id["event"].disputed, status(*again)) == (True, {"event": "confirmed"})


def test_a_rejection_of_what_came_with_the_project_counts_at_once():
    log = [making.confirm(seen(), PROJECT, at=at(1)), making.reject(seen(), "ana", "background", at=at(2))]
    assert (decisions(log).by_id["event"].disputed, status(*log)) == (False, {"event": "rejected"})


def test_who_says_what_names_the_fields_in_which_two_differ():
    log = [
        making.confirm(seen(), PROJECT, at=at(0)),
        making.edit(seen(), "ana", replace(seen().fields, event_type="ACCUSE", mode=None), at=at(1)),
        making.confirm(seen(), "bo", at=at(2)),
        making.reject(seen(), "cy", "background", at=at(3)),
    ]
    said = {review.reviewer: fields for review, fields in verdicts(log)}
    assert said["ana"]["type"] == "ACCUSE"
    assert said["bo"]["type"] == seen().fields.event_type
    assert "dates" not in said["ana"]
    assert said["cy"] == {}


def test_a_headline_that_a_person_wrote_stays_when_another_confirms():
    edited = making.edit(seen(), "ana", replace(seen().fields, summary="A drill is off"), at=at(1))
    assert decisions([edited, making.confirm(seen(), "bo", at=at(2))]).by_id["event"].fields.summary == "A drill is off"


def test_a_review_comes_back_from_its_line_the_same_and_a_changed_line_is_refused():
    review = making.edit(seen(), "ana", replace(seen().fields, event_type="ACCUSE"), "why: “this”\n", at=at(1))
    assert review_from_json(review_to_json(review)) == review
    with pytest.raises(ValueError, match="changed after it was made"):
        review_from_json(review_to_json(review).replace('"ana"', '"bo"'))


@pytest.mark.parametrize("line", ["", "{}", "[]", "null", '{"action": "confirm"}', '{"review_id": 3}'])
def test_what_is_no_review_is_refused_in_one_line(line):
    with pytest.raises(ValueError, match=r"not a review|Expecting value"):
        review_from_json(line)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"action": "praise"}, "unknown action"),
        ({"reviewer": " "}, "name"),
        ({"reason": "because"}, "needs a reason"),
        ({"passages": ()}, "passages"),
        ({"note": "x" * 3000}, "shorten"),
    ],
)
def test_a_review_outside_its_vocabulary_is_refused(change, told):
    with pytest.raises(ValueError, match=told):
        checked(replace(making.reject(seen(), "ana", "background", at=at(1)), **change))


def test_no_sentence_of_an_article_stands_in_a_review():
    document = a_document()
    line = review_to_json(making.confirm(seen(), "ana", at=at(1)))
    assert document.text[:20] not in line
    assert an_event().summary not in line


def test_a_passage_is_found_again_when_the_text_around_it_or_its_spacing_changed():
    document = a_document(text="Before. Kyrgyzstan cancelled\nthe drill. After.")
    passage = passage_of(document, 8, 40)
    changed = a_document(sha256="1" * 64, text="Much more before it.  Kyrgyzstan  cancelled the\tdrill. And after.")
    found = locate(passage, changed)
    assert changed.text[found.start : found.end] == "Kyrgyzstan  cancelled the\tdrill."
    assert locate(passage, a_document(sha256="2" * 64, text="Something else entirely was told.")) is None


def test_every_reason_says_when_to_choose_it():
    assert all(reason.label and reason.when for reason in reasons().values())


def test_agreement_is_by_field_and_takes_out_chance():
    log = []
    for number in range(10):
        mine, theirs = seen(f"e{number}"), seen(f"e{number}")
        kind = "ACCUSE" if number % 2 else "REJECT"
        log.append(making.edit(mine, "ana", replace(mine.fields, event_type=kind), at=at(number)))
        other = kind if number < 8 else "THREATEN"
        log.append(making.edit(theirs, "bo", replace(theirs.fields, event_type=other), at=at(100 + number)))
    random.Random(1).shuffle(log)
    found = {one.field: one for one in agreement(log)}
    assert (found["type"].events, found["type"].share) == (10, 0.8)
    assert 0.6 < found["type"].alpha < 0.8
    assert found["dates"].alpha is None
    assert agreement(log[:0]) == []


def test_the_report_counts_by_kind_what_was_kept_and_what_was_right():
    log = [
        making.confirm(seen("a"), "ana", at=at(1)),
        making.reject(seen("b"), "ana", "not-told", at=at(2)),
        making.edit(seen("c"), "ana", replace(seen("c").fields, event_type="ACCUSE", mode=None), at=at(3)),
    ]
    # The three stand in one sentence; their readings have ids of their own.
    found = report(log, {"one": "The Herald"})
    kinds = {(one.by, one.name): (one.reviewed, one.kept, one.right) for one in found.shares}
    assert kinds["all", "all"] == kinds["source", "The Herald"] == kinds["confidence", "0.8-0.9"] == (3, 2, 1)
    assert found.mended["type"] == 1
    low, high = next(one for one in found.shares if one.by == "all").interval
    assert low < 2 / 3 < high
