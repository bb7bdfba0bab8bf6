"""Finite verbs, the extent of a phrase, and what is an aside."""

from __future__ import annotations

import pytest

from events.coding.clause_words import clause_head, is_aside, is_finite, is_set_off, phrase, source_of
from tests.events.parsed import parse, word


@pytest.mark.parametrize(
    ("text", "verb", "finite"),
    [
        ("Armenia asked the bloc for help.", "asked", True),
        ("Armenia wanted to leave the bloc.", "leave", False),
        ("Armenia has asked the bloc for help.", "asked", True),
        ("The soldiers sent to Kazakhstan returned.", "sent", False),
    ],
)
def test_a_verb_is_finite_by_its_own_tense_or_its_auxiliary(text, verb, finite):
    assert is_finite(word(text, verb)) is finite


def test_a_word_stands_in_the_clause_of_its_nearest_finite_verb():
    text = "Yerevan said that Russia refused to send troops."
    assert clause_head(word(text, "troops")).text == "refused"
    assert clause_head(word(text, "Yerevan")).text == "said"


def test_a_phrase_leaves_asides_out_unless_it_is_to_be_full():
    text = "Armenia, which hosts a Russian base, left the drill."
    subject = word(text, "Armenia")
    shown = {parse(text)[i].text for i in phrase(subject, set())}
    assert shown == {"Armenia"}
    assert {"Armenia", "base"} <= {parse(text)[i].text for i in phrase(subject, set(), full=True)}


def test_an_exception_is_no_aside_because_the_rest_is_untrue_without_it():
    assert is_aside(word("Armenia, which hosts a base, left the drill.", "hosts"))
    assert not is_aside(word("No member, except for Belarus, signed the text.", "except"))


def test_a_year_between_commas_sets_nothing_off():
    assert not is_set_off(word("On 23 May 2022, in Yerevan, Armenia signed an agreement.", "2022"))
    assert is_set_off(word("Armenia, a member since 1994, left the drill.", "member"))


def test_a_source_put_before_two_verbs_is_said_of_the_second():
    text = "According to Dushanbe, the guards crossed the border and opened fire."
    words = {parse(text)[i].text for i in source_of(word(text, "opened"), word(text, "opened").i)}
    assert words == {"According", "to", "Dushanbe"}
