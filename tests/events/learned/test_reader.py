"""The learned reading of a word: chances for all types, a part for each actor, a sign for each scored state."""

from __future__ import annotations

import pytest

from events.learned.model import load_model
from events.learned.reader import Reading, read_word
from events.vocabulary import EVENT_TYPES
from tests.events.parsed import referents, word

TEXT = "On 5 October 2012 Tajikistan signed an agreement with Russia on its military base."


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_word(load_model(), word(TEXT, "signed"), referents(TEXT), ["KAZ"])


def test_chances_are_given_for_each_type_and_add_up(reading):
    assert set(reading.types) <= set(EVENT_TYPES)
    assert sum(reading.types.values()) == pytest.approx(1, abs=0.01)
    assert reading.likeliest == "AGREE"


def test_actors_of_the_sentence_have_parts_and_scored_states_signs(reading):
    assert set(reading.parts) == {"TJK", "RUS"}
    assert set(reading.signs) == {"TJK", "KAZ"}  # KAZ was asked for, though the sentence does not name it
    assert max(reading.signs["TJK"], key=reading.signs["TJK"].get) == "towards"


def test_of_two_types_as_likely_the_later_in_the_alphabet_is_the_likeliest():
    assert Reading(1, {"AID": 0.5, "AGREE": 0.5}, {}, {}).likeliest == "AID"
