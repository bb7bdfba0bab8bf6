"""How alike texts are, by their rare words."""

from __future__ import annotations

import pytest

from events.text import similarity
from events.text.similarity import cosine, terms, vectors


def test_endings_and_words_that_say_nothing_are_left_out():
    assert terms("the troops") == terms("Troop")
    assert terms("the of and") == []


def test_a_vector_has_length_one_and_an_empty_text_has_none():
    (one, empty) = vectors(["Armenia asked for soldiers", "the"])
    assert cosine(one, one) == pytest.approx(1)
    assert empty == {}


def test_a_rare_word_weighs_more_than_a_common_one():
    (one,) = vectors(["russia zangezur"])
    assert one["zangezur"] > one["russia"]


def test_a_text_weighs_the_same_whatever_it_is_compared_with():
    assert vectors(["Armenia asked", "Belarus refused"])[0] == vectors(["Armenia asked"])[0]


def test_a_spoilt_file_of_counts_is_named_with_what_makes_it_anew(tmp_path, monkeypatch):
    path = tmp_path / "word_counts.csv"
    path.write_text("word,sentences\nrussia,many\n", encoding="utf-8")
    monkeypatch.setattr(similarity, "COUNTS", path)
    with pytest.raises(ValueError, match=r"python -m tools\.word_counts"):
        similarity._word_counts.__wrapped__()
