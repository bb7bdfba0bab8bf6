"""Which state a part of an article is about."""

from __future__ import annotations

import pytest

from events.actors.sections import Sections

TEXT = """## Tajikistan: a long yes

Dushanbe haggled.

## What follows

Nobody knows.

**Minsk.** An odd quarrel.

It went on.

BAKU AND YEREVAN. Both rearmed.

BISHKEK. Parliament sat.

**Silence.** Nothing happened.

## Georgia looks to Brussels

Silence. Nothing happened.
"""


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Dushanbe haggled", "TJK"),
        ("Nobody knows", ""),
        ("An odd quarrel", "BLR"),
        ("It went on", "BLR"),
        ("Both rearmed", ""),
        ("Parliament sat", "KGZ"),
        ("**Silence.** Nothing", "KGZ"),
        ("\nSilence. Nothing", ""),
    ],
)
def test_a_part_is_about_the_state_its_heading_or_label_names_alone(words, state):
    assert Sections(TEXT).state_at(TEXT.index(words) + 1) == state


def test_a_text_without_headings_has_no_parts():
    assert Sections("Armenia signed.").state_at(3) == ""


def test_parliament_is_that_of_the_state_whose_section_it_is(read):
    text = "TASHKENT. Uzbekistan kept silent.\n\nBISHKEK. Parliament voted on 20 June 2013 to close the American base."
    (event,) = read(text, published="2013-07-12")
    assert event.source_actors == ("KGZ",)
