"""The words by which articles are found."""

from __future__ import annotations

from events.text.search_words import LONGEST, MOST_LETTERS, words_kept, words_of


def test_case_accents_and_punctuation_make_no_other_word():
    assert words_of("Süd-Kaukasus, SÜD!") == ["kaukasus", "sud"]


def test_what_is_asked_and_what_is_kept_are_cut_alike():
    assert words_kept("The SUMMIT of 2022", "of Kyiv") == "2022 kyiv of summit the"


def test_what_is_too_long_is_no_word_and_a_text_keeps_no_more_than_a_store_takes():
    assert words_of("a" * LONGEST, "b" * (LONGEST + 1)) == ["a" * LONGEST]
    assert len(words_kept(" ".join(f"word{n}" for n in range(30_000)))) == MOST_LETTERS
