"""Whom words point to that the sentence itself settles."""

from __future__ import annotations

from events.actors.pointing import are_peacekeepers, holds_office_of_nobody_named, is_speaker, subject_ahead
from events.extraction.pipeline import extractor
from tests.events.parsed import parse, word


def mentions(text: str):
    return extractor()._finder.find(parse(text))


def test_its_in_a_phrase_before_the_subject_means_the_subject():
    text = "During clashes on its border, Armenia asked the CSTO for help."
    assert subject_ahead(word(text, "its"), mentions(text)) == ("ARM",)


def test_its_behind_the_subject_is_not_settled_by_what_follows():
    text = "Armenia asked the CSTO for help on its border."
    assert subject_ahead(word(text, "its"), mentions(text)) == ()


def test_an_office_with_a_state_beside_it_is_that_states():
    text = "Armenian Defence Minister Abildayev spoke in the capital."
    assert not holds_office_of_nobody_named(word(text, "Abildayev"), mentions(text))


def test_peacekeepers_are_told_by_their_noun_or_by_what_stands_before_it():
    assert are_peacekeepers(word("The peacekeepers left the town in May.", "peacekeepers"))
    assert are_peacekeepers(word("The peacekeeping mission left the town in May.", "mission"))
    assert not are_peacekeepers(word("The trade mission left the town in May.", "mission"))


def test_whoever_is_told_of_without_saying_anything_is_no_speaker():
    text = "Russia sent troops to Minsk, and Putin signed the order."
    assert not is_speaker(word(text, "Putin"), mentions(text))
