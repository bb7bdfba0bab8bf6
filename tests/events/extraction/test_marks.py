"""Which words an event was read from."""

from __future__ import annotations

from itertools import pairwise

import pytest

from events.extraction.marks import trace
from events.extraction.pipeline import extractor
from tests.events.conftest import article

TEXT = "The year was long. On 25 February 2022 Kazakhstan rejected Russia's request in Astana. Nobody was surprised."


@pytest.fixture(scope="module")
def stages():
    return extractor().stages(article(TEXT))


def marked(found) -> dict[str, str]:
    return {mark.kind: TEXT[mark.start : mark.end] for mark in found.marks}


def test_the_words_of_a_reading_are_marked_by_what_was_read_from_them(stages):
    (event,) = stages.events
    (mention,) = event.mentions
    found = trace(stages, event.event_type, mention.start, mention.end)
    assert marked(found) == {
        "trigger": "rejected",
        "doer": "Kazakhstan",
        "target": "Russia",
        "date": "25 February 2022",
        "place": "Astana",
    }


def test_marks_stand_in_order_and_do_not_overlap(stages):
    found = trace(stages, "REJECT", TEXT.index("On 25"), TEXT.index(" Nobody"))
    assert all(one.end <= other.start for one, other in pairwise(found.marks))


def test_the_stages_say_what_they_made_of_the_sentence(stages):
    found = trace(stages, "REJECT", TEXT.index("On 25"), TEXT.index(" Nobody"))
    assert any(line.startswith("code") and "rejected" in line for line in found.lines)
    assert not any("Nobody" in line for line in found.lines)


def test_a_sentence_without_a_happening_has_no_marks_but_says_why(stages):
    found = trace(stages, "REJECT", TEXT.index("Nobody"), len(TEXT))
    assert found.marks == ()
    assert any(line.startswith("code") for line in found.lines)


def test_where_no_sentence_was_parsed_there_is_nothing(stages):
    assert trace(stages, "REJECT", len(TEXT) + 10, len(TEXT) + 20) is None
