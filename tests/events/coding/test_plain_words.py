"""The commonest meanings of words: what the file must be."""

from __future__ import annotations

import pytest

from events.coding import plain_words
from events.vocabulary import EVENT_TYPES


def test_every_verb_has_a_type_or_tells_that_somebody_speaks_or_that_nothing_happens():
    assert set(plain_words.plain_readings().values()) <= {*EVENT_TYPES, plain_words.SAYING, plain_words.STATIVE}
    assert plain_words.plain_readings()["say"] == plain_words.SAYING


def test_nouns_are_kept_apart_from_verbs():
    assert plain_words.NOUNS not in plain_words.plain_readings().values()
    assert set(plain_words.plain_nouns().values()) <= set(EVENT_TYPES)


@pytest.mark.parametrize(
    ("file", "said"),
    [('DANCE = ["waltz"]', "DANCE is neither an event type"), ('AID = ["help"]\nAGREE = ["help"]', "keep one")],
)
def test_a_slip_in_the_file_is_named(tmp_path, monkeypatch, file, said):
    path = tmp_path / "plain_words.toml"
    path.write_text(file, encoding="utf-8")
    monkeypatch.setattr(plain_words, "DATA", path)
    with pytest.raises(ValueError, match=said):
        plain_words.plain_readings.__wrapped__()


def test_a_vote_against_is_a_refusal(read):
    assert [e.event_type for e in read("On 7 May 2022 sixty lawmakers of Armenia voted against it.")] == ["REJECT"]
