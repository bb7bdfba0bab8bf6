"""Each happening once, with where its reports disagree."""

from __future__ import annotations

from datetime import date

from events.merging.merge import flagged, united
from tests.events.telling import document, event

PLEA = "Armenia appealed to the alliance for weapons and soldiers."


def test_one_happening_told_by_two_documents_is_one_event_with_both_mentions():
    documents = [document(name, PLEA) for name in "ab"]
    (one,) = united(documents, [event(name, PLEA) for name in "ab"])
    assert {mention.document_id for mention in one.mentions} == {"a", "b"}
    assert one.contradictions == ()


def test_what_two_documents_date_differently_is_kept_once_and_flagged():
    days = {"a": date(2022, 9, 13), "b": date(2022, 9, 14)}
    texts = {name: f"On {day.day} September 2022 {PLEA}" for name, day in days.items()}
    documents = [document(name, text) for name, text in texts.items()]
    told = [event(name, texts[name], date_start=day, date_end=day, date_precision=1) for name, day in days.items()]
    (one,) = united(documents, told)
    assert [found.what for found in one.contradictions] == ["date"]


def test_happenings_that_are_only_in_one_collection_stay_two():
    other = "Bakers in Minsk raised the price of bread."
    documents = [document("a", PLEA), document("b", other)]
    told = [event("a", PLEA), event("b", other, event_type="PROTEST", source_actors=("BLR",), target_actors=())]
    assert len(united(documents, told)) == 2


def test_one_document_that_does_not_contradict_itself_is_left_as_it_is():
    told = [event("a", PLEA)]
    assert flagged(document("a", PLEA), told) == told
