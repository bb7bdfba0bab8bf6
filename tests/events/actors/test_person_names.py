"""Whose name "he" and "she" stand for."""

from __future__ import annotations

import pytest

from events.actors.person_names import PersonNames
from tests.events.parsed import parse, word


def told(names: PersonNames, text: str) -> None:
    """Read a sentence's names of known persons and end it."""
    for token in parse(text):
        if token.text in ("Pashinyan", "Lukashenko"):
            names.known_name(token)
    names.end_sentence()


def test_a_pronoun_means_the_one_person_of_the_sentence_before():
    names = PersonNames()
    told(names, "Pashinyan went to Moscow.")
    assert names.meant_by(word("He met the ministers.", "He")) == "Pashinyan"


def test_after_a_sentence_with_two_persons_a_pronoun_means_nobody_surely():
    names = PersonNames()
    told(names, "Pashinyan and Lukashenko went to Moscow.")
    assert names.meant_by(word("He met the ministers.", "He")) == ""


def test_a_sentence_without_a_person_keeps_the_last_one():
    names = PersonNames()
    told(names, "Pashinyan went to Moscow.")
    told(names, "The talks lasted two days.")
    assert names.last == "Pashinyan"


def test_a_pronoun_that_means_nobody_makes_the_next_sentences_unclear_too():
    names = PersonNames()
    told(names, "Pashinyan and Lukashenko went to Moscow.")
    names.meant_by(word("He met the ministers.", "He"))
    names.end_sentence()
    assert names.last == ""


@pytest.mark.parametrize(
    ("full", "last"), [("Nikol Pashinyan spoke in Yerevan.", "Pashinyan"), ("Pashinyan spoke in Yerevan.", "")]
)
def test_a_lone_word_is_a_name_only_once_it_was_given_in_full(full, last):
    names = PersonNames()
    names.name(word(full, "Pashinyan"))
    names.end_sentence()
    assert names.last == last
