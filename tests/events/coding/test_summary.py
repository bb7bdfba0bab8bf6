"""One line for a happening: the article's own words, cut where they still make sense."""

from __future__ import annotations

import pytest

from events.coding.lexicon import load_lexicon
from events.coding.summary import one_line


def told(read, text):
    """The quoted words of the only event in a text."""
    (event,) = read(text)
    return event.summary.partition(": ")[2].strip("“”")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "In October 2022 Armenia signed a gas deal with Russia, which pleased Moscow.",
            "signed a gas deal with Russia",
        ),
        (
            "In October 2022 Armenia was visited by the Russian president because the talks had failed.",
            "was visited by the Russian president",
        ),
        (
            "In October 2022 Kyrgyzstan criticised the CSTO and the Kremlin for their silence.",
            "criticised the CSTO and the Kremlin for their silence",
        ),
    ],
)
def test_the_words_end_where_another_thought_begins(read, sentence, words):
    assert told(read, sentence) == words


def test_a_verb_that_says_little_is_told_with_the_one_that_governs_it(read):
    assert told(read, "In October 2022 Armenia refused to sign.").startswith("refused to sign")


def test_where_nobody_did_it_the_words_say_so(read):
    text = "Six states are in the CSTO. None of the members except Belarus joined Russia's invasion of Ukraine in 2022."
    assert told(read, text).startswith("None of the members except Belarus joined Russia's invasion")


def test_several_parties_are_a_list_and_take_the_plural():
    assert one_line("REJECT", ["KAZ", "UZB", "KGZ"], ["RUS"], "turned it down") == (
        "Kazakhstan, Uzbekistan and Kyrgyzstan refuse Russia: “turned it down”"
    )
    assert one_line("SANCTION", ["ARM"], ["CSTO"], "left").startswith("Armenia cuts back with CSTO: ")
    assert one_line("SANCTION", ["ARM", "KGZ"], ["CSTO"], "left").startswith("Armenia and Kyrgyzstan cut back with ")


def test_without_a_second_party_the_first_and_the_words_stand_alone():
    assert one_line("ASSAULT", ["AZE", "ARM"], ["ARM", "AZE"], "fought") == "Azerbaijan and Armenia: “fought”"
    assert one_line("PROTEST", [], [], "marched") == "“marched”"


def test_of_a_coarse_reading_no_relation_is_asserted(read):
    assert one_line(None, ["KGZ"], ["UKR", "KGZ"], "remarked") == "Kyrgyzstan and Ukraine: “remarked”"
    assert one_line(None, ["RUS"], ["ARM"], "went", whom="Syunik") == "Russia and Armenia: “went”"
    (event,) = read("Uzbek lawmakers promulgated the charter of the Eurasian union on 6 April 2020.")
    assert event.summary.startswith("Uzbekistan and EAEU: “promulgated the charter")


def test_every_types_verb_becomes_a_plural_by_losing_its_s():
    for kind in load_lexicon().types.values():
        verb = kind.summary.partition(" ")[0]
        assert verb.endswith("s")
        assert not verb.endswith(("ss", "ies", "shes", "ches"))
