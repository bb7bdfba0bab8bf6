"""Lists of words: each in one file, and a slip in a file is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from events.text import word_lists

SOURCES = list((Path(__file__).parents[3] / "events").rglob("*.py"))


@pytest.mark.parametrize(
    ("first", "second", "complaint"),
    [
        ('[a]\nwords = ["x"]\n', '[a]\nwords = ["y"]\n', "the list a stands in another file too"),
        ('[a]\nwords = ["x"]\nweight = 2\n', "", "the list a needs `words`, and nothing else"),
        ("[a]\nwords = []\n", "", "the list a needs `words`"),
    ],
)
def test_a_slip_in_a_list_is_named(tmp_path, monkeypatch, first, second, complaint):
    (tmp_path / "one.toml").write_text(first, encoding="utf-8")
    (tmp_path / "two.toml").write_text(second, encoding="utf-8")
    monkeypatch.setattr(word_lists, "DATA", tmp_path)
    monkeypatch.setattr(word_lists, "FILES", ("one", "two"))
    with pytest.raises(ValueError, match=re.escape(complaint)) as error:
        word_lists._lists.__wrapped__()
    assert ".toml" in str(error.value)


def test_every_list_is_asked_for_by_a_rule():
    asked = {
        name
        for path in SOURCES
        for name in re.findall(r'(?:word_list|is_in|_has_mark)\([^")]*"(\w+)"', path.read_text("utf-8"))
    }
    unused = set(word_lists._lists()) - asked
    assert not unused
