"""Whose word a clause is."""

from __future__ import annotations

import pytest

from events.coding.clause import clause_of
from events.coding.speech import is_saying, saying_of, with_speaker
from tests.events.parsed import word


@pytest.mark.parametrize(
    ("text", "verb", "saying"),
    [
        ("Bishkek said that Tajikistan attacked the post.", "attacked", "said"),
        ("Tajikistan attacked the post, the minister said.", "attacked", "said"),
        ("Bishkek noticed that Tajikistan attacked the post.", "attacked", None),
        ("Tajikistan attacked the post.", "attacked", None),
    ],
)
def test_a_claim_has_its_verb_of_saying_and_a_fact_has_none(text, verb, saying):
    found = saying_of(clause_of(word(text, verb), {}))
    assert (found.text if found else None) == saying


def test_a_verb_that_reports_is_one_of_saying_though_no_act_is_announced_by_it():
    assert is_saying(word("The ministry wrote that it attacked.", "wrote"))
    assert not is_saying(word("The ministry saw that it attacked.", "saw"))


def test_a_verb_of_saying_has_a_subject():
    assert is_saying(word("Bishkek said that it attacked.", "said"))
    assert not is_saying(word("Bishkek left to say that it attacked.", "say"))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Bishkek said that Tajikistan attacked the post.", "Bishkek said that Tajikistan attacked the post."),
        ("Tajikistan attacked the post, Bishkek said.", "Tajikistan attacked the post, Bishkek said."),
    ],
)
def test_the_speaker_stands_where_the_text_has_him(text, whole):
    clause = clause_of(word(text, "attacked"), {})
    assert with_speaker(clause.text(), clause, word(text, "said"), {}) == whole


def test_a_speaker_too_long_for_a_headline_gives_nothing():
    text = "Bishkek told a gathering of ministers from all five neighbours that Tajikistan attacked the post."
    clause = clause_of(word(text, "attacked"), {})
    assert with_speaker(clause.text(), clause, word(text, "told"), {}) == ""
