"""Whether a sentence is the caption of a picture."""

from __future__ import annotations

import pytest

from events.actors.directory import organisation_names
from events.coding.captions import is_caption
from events.parsing.model import load_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers from Georgia on a drill in May 2019.", True),
        ("Pictured: a bridge in Georgia in May 2019.", True),
        ("Soldiers from Georgia crossed a bridge in May 2019.", False),
        ("Signing of the treaty in May 2019.", False),
    ],
)
def test_a_caption_shows_people_and_has_no_verb_of_its_own(text, expected):
    (sentence,) = load_language(tuple(organisation_names()))(text).sents
    assert is_caption(sentence) is expected
