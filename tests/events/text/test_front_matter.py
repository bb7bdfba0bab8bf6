"""Where an article begins behind the lines about it."""

from __future__ import annotations

import pytest

from events.text.front_matter import LONGEST, body_start, front_matter_of


@pytest.mark.parametrize(
    ("text", "mark", "lines"),
    [
        ("---\ntitle: A plea\n---\nArmenia asked.", "---", "title: A plea\n"),
        ('+++\ntitle = "A plea"\n+++\nArmenia asked.', "+++", 'title = "A plea"\n'),
        ("---\n# comment\ntitle: A plea\n...\nArmenia asked.", "---", "# comment\ntitle: A plea\n"),
    ],
)
def test_lines_between_marks_are_front_matter(text, mark, lines):
    found = front_matter_of(text)
    assert (found.mark, found.lines) == (mark, lines)
    assert text[body_start(text) :] == "Armenia asked."


@pytest.mark.parametrize(
    "text",
    [
        "Armenia asked.\n---\ntitle: x\n---\n",
        "---\n\nArmenia asked.\n\n---\n",  # rules above and below a paragraph
        "---\ntitle: never closed\nArmenia asked.",
        "---\ntitle: x\n" + "word " * LONGEST + "\n---\n",
    ],
)
def test_all_else_is_the_article(text):
    assert front_matter_of(text) is None
    assert body_start(text) == 0
