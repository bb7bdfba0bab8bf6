"""Which punctuation stands between the words that are kept of a sentence."""

from __future__ import annotations

import pytest

from events.coding.clause_marks import gap, is_word, start_of_prose, with_marks
from tests.events.parsed import parse, word


def kept(text: str, *words: str) -> list[str]:
    doc = parse(text)
    return [doc[i].text for i in with_marks(doc, {word(text, one).i for one in words})]


def test_a_comma_stays_between_words_that_stood_side_by_side():
    text = "Minsk, Moscow and Astana signed it."
    assert kept(text, "Minsk", "Moscow") == ["Minsk", ",", "Moscow"]


def test_a_comma_goes_with_the_words_that_are_left_out():
    text = "Minsk, which hosted the talks, signed it."
    assert kept(text, "Minsk", "signed") == ["Minsk", "signed"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("MINSK, Aug. 17 – Armenia left the drill early.", "Armenia"),
        ("The guards opened fire in Dushanbe.", "The"),
    ],
)
def test_prose_begins_behind_the_dateline(text, first):
    (sentence, *_) = parse(text).sents
    assert parse(text)[start_of_prose(sentence)].text == first


def test_a_space_stands_before_a_word_and_none_before_an_apostrophe():
    text = "Russia's troops left the town early."
    assert gap(parse(text), word(text, "'s").i) == ""
    assert gap(parse(text), word(text, "left").i) == " "
    assert not is_word(word(text, "."))
    assert is_word(word(text, "troops"))
