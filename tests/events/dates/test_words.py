"""The words of time expressions: what the file must hold, and that a slip in it is named."""

from __future__ import annotations

import pytest

from events.dates.words import PATH, load_words, words


def test_months_count_from_one_and_weekdays_from_zero():
    assert (words().months["january"], words().months["december"]) == (1, 12)
    assert (words().weekdays["monday"], words().weekdays["sunday"]) == (0, 6)


def test_each_phrase_names_a_part_that_has_bounds():
    assert set(words().phrases.values()) <= words().parts.keys()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[weekdays]\nsource", "[weekdays]\nnote", "names no source"),
        ("[months]\n", "[months]\nSmarch = []\n", "has 13 rows, not 12"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path, old, new, said):
    text = PATH.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "dates.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=said) as error:
        load_words(path)
    assert str(path) in str(error.value)
