"""Which words make a clause that can be read alone."""

from __future__ import annotations

import pytest

from events.coding.clause import clause_around, clause_before, clause_of
from tests.events.parsed import word


@pytest.mark.parametrize(
    ("text", "verb", "clause"),
    [
        ("Armenia, which hosts a Russian base, left the drill.", "left", "Armenia left the drill."),
        ("After a week of talks, Armenia left the drill.", "left", "Armenia left the drill."),
        ("Armenia left the drill and Belarus stayed.", "left", "Armenia left the drill"),
        ("MINSK, Aug. 17 – Armenia left the drill.", "left", "Armenia left the drill."),
    ],
)
def test_what_leads_up_to_a_clause_or_adds_to_it_is_left_out(text, verb, clause):
    assert clause_of(word(text, verb), {}).text() == clause


def test_nothing_but_other_clauses_is_left_out_of_a_full_one():
    text = "After a week of talks, Armenia left the drill."
    assert "After a week of talks" in clause_of(word(text, "left"), {}, full=True).text()


def test_a_pronoun_is_replaced_by_whom_it_means():
    text = "It left the drill."
    assert clause_of(word(text, "left"), {word(text, "It").i: "Armenia"}).text() == "[Armenia] left the drill."


def test_a_word_in_no_finite_clause_has_none():
    assert clause_of(word("A drill in Belarus.", "drill"), {}) is None


def test_the_clause_around_is_that_of_whoever_says_it():
    text = "Bishkek announced that it would cancel the drill."
    told = word(text, "cancel")
    around = clause_around(clause_of(told, {}), told, {})
    assert around.text() == "Bishkek announced that it would cancel the drill."
    left = word("Armenia left the drill.", "left")
    assert clause_around(clause_of(left, {}), left, {}) is None


def test_the_clause_before_is_told_together_with_the_one_joined_to_it():
    text = "Armenia planned a drill and called it off."
    told = word(text, "called")
    assert clause_before(clause_of(told, {}), told, {}).text() == "Armenia planned a drill and called it off."


@pytest.mark.parametrize("verb", ["come", "send"])
def test_half_of_a_double_denial_makes_no_clause_because_it_would_tell_the_opposite(verb):
    assert clause_of(word("The bloc would neither come nor send troops.", verb), {}) is None


def test_a_denial_that_goes_on_from_the_sentence_before_makes_one():
    assert clause_of(word("Nor did the bloc send troops.", "send"), {}).text() == "[the bloc] did [not] send troops."
