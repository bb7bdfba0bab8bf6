"""Which nouns tell a happening, and whose."""

from __future__ import annotations

import pytest

from events.coding.lexicon import load_lexicon
from events.coding.nouns import NounCoder, is_encounter, is_many
from events.parsing.factuality import Factuality
from tests.events.parsed import referents, word


def coder(text: str) -> NounCoder:
    who = referents(text)
    return NounCoder(load_lexicon(), who, Factuality())


def read(text: str, noun: str):
    return coder(text).code(word(text, noun))


def test_the_doer_stands_before_the_noun_and_the_other_behind_it():
    found = read("Russia's refusal of help to Armenia angered Yerevan.", "refusal")
    assert (found.event_type, found.sources, found.targets) == ("REJECT", ("RUS",), ("ARM",))


def test_a_fight_is_between_both():
    found = read("The clashes between Kyrgyzstan and Tajikistan lasted two days.", "clashes")
    assert (found.event_type, set(found.sources), set(found.targets)) == ("ASSAULT", {"KGZ", "TJK"}, {"KGZ", "TJK"})


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The Armenians saw a film about the war with Azerbaijan.", "war"),
        ("The Great Patriotic War of Russia ended.", "War"),
        ("Armenia feared an attack by Azerbaijan.", "attack"),
    ],
)
def test_a_topic_a_name_and_a_fear_tell_nothing(text, noun):
    assert read(text, noun) is None


def test_who_was_hit_is_not_who_did_it():
    text = "The shelling of Armenia went on."
    assert coder(text).suffering(word(text, "shelling")) == ("ARM",)
    by = "The Azerbaijani shelling of Armenia went on."
    assert coder(by).suffering(word(by, "shelling")) == ()


def test_twenty_and_dozens_are_many():
    assert is_many(word("More than 230 conflicts broke out.", "conflicts"))
    assert is_many(word("Dozens of incidents followed.", "incidents"))
    assert not is_many(word("Two conflicts broke out.", "conflicts"))


@pytest.mark.parametrize(
    ("text", "noun", "doers", "others"),
    [
        ("After talks with Russia, Tajikistan promised new laws.", "talks", ("TJK", "RUS"), ("RUS", "TJK")),
        ("Following a meeting with Tajikistan, France praised its reforms.", "meeting", ("FRA", "TJK"), ("TJK", "FRA")),
        ("During his visit to Moscow, Japarov praised the harvest.", "visit", ("KGZ",), ("RUS",)),
    ],
)
def test_whoever_acts_after_talks_took_part_in_them(text, noun, doers, others):
    found = read(text, noun)
    assert (found.event_type, found.sources, found.targets) == ("CONSULT", doers, others)
    assert is_encounter(found)


def test_a_summit_and_a_meeting_of_one_are_no_encounter():
    assert read("After a meeting of its ministers, Tajikistan promised new laws.", "meeting") is None
    found = read("At the summit with Russia, Tajikistan promised new laws.", "summit")
    assert found is None or not is_encounter(found)
