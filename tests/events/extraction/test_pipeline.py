"""A document's events: quotes that can be looked up, ids that last, and text that is only ever text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from events.extraction.pipeline import extract_events
from events.records import event_from_json, event_to_json
from events.running.run import extract_paths
from events.vocabulary import DIMENSIONS
from geo.place import LEVELS
from tests.events.conftest import article

SEEDS = Path(__file__).parents[3] / "seeds"
STORY = """---
title: A year of doubts
published: 2022-12-01
---

On 13 September 2022 Azerbaijan attacked **Armenia**. Yerevan asked the CSTO for help, and the alliance refused to
send troops.

– “We were left alone,” said Nikol Pashinyan, who on 23 November 2022 refused to sign the bloc’s declaration.

In October 2022 Kyrgyzstan cancelled the CSTO drill on its territory; in 2021 and 2022 Armenia refused to host drills.
"""


@pytest.fixture(scope="module")
def seeds():
    """What the project's own retellings give: (document, events) pairs."""
    return [(read.document, read.events) for read in extract_paths([SEEDS]) if read.document]


def test_quotes_are_the_text_at_their_offsets(seeds):
    document = article(STORY, "2022-12-01")
    for source, events in [*seeds, (document, extract_events(document))]:
        assert events
        for event in events:
            assert event.mentions
            for mention in event.mentions:
                assert mention.document_id == source.id
                assert mention.quote == source.text[mention.start : mention.end]
                assert mention.quote == mention.quote.strip() != ""


def test_the_same_text_read_again_gives_the_same_events():
    document = article(STORY, "2022-12-01")
    assert extract_events(document) == extract_events(document)


def test_ids_are_unique_within_a_document(seeds):
    for document, events in seeds:
        assert len({event.event_id for event in events}) == len(events), document.id


def test_the_same_words_in_two_documents_are_two_events():
    ids = {e.event_id for name in ("one", "two") for e in extract_events(article(STORY, "2022-12-01", name))}
    assert len(ids) == 2 * len(extract_events(article(STORY, "2022-12-01")))


def test_an_id_survives_a_change_elsewhere_in_the_text():
    before = {event.event_id for event in extract_events(article(STORY, "2022-12-01"))}
    longer = STORY.replace("On 13 September", "It was a bad year for the alliance, all agreed.\n\nOn 13 September")
    assert before <= {event.event_id for event in extract_events(article(longer, "2022-12-01"))}


def test_every_event_is_what_the_records_promise(seeds):
    for _, events in seeds:
        for event in events:
            assert event_from_json(event_to_json(event)) == event
            assert date(2010, 1, 1) <= event.date_start <= event.date_end <= date(2024, 12, 31)
            assert event.place.level in LEVELS
            assert all(effect.dimension in DIMENSIONS and effect.direction in (-1, 0, 1) for effect in event.effects)
            assert len({effect.member for effect in event.effects}) == len(event.effects)
            assert event.source_actors or event.target_actors
            assert event.summary


def test_an_article_that_only_speculates_tells_no_event(read):
    text = """Armenia may one day leave the alliance, and some analysts believe that it should.

If Azerbaijan attacks again, Russia might send troops, or it might not. Would Kazakhstan help? Nobody knows.

Relations between Yerevan and Moscow are strained. Belarus could be asked to mediate, and Minsk hopes that it will be.

Unless the bloc changes, observers expect Kyrgyzstan to cancel its drills in the years to come.
"""
    assert read(text) == []


def test_an_article_about_something_else_tells_no_event(read):
    text = "The museum in Lyon opened its new wing in May 2022. Visitors from France and Germany came in thousands."
    assert read(text) == []


def test_an_article_without_prose_tells_no_event(read):
    assert read("") == read("\n\n# Menu\n\nHome | News\n") == []


@pytest.mark.parametrize(
    "sentence",
    [
        'On 3 May 2022 Armenia signed an <script>alert("pact")</script> agreement with Russia.',
        "On 3 May 2022 Armenia signed an agreement with Russia <img src=x onerror=alert(1)>.",
        "On 3 May 2022 Armenia signed an agreement with Russia ({{ 7*7 }}, ${HOME}, %s, `rm`).",
        "On 3 May 2022 Armenia signed an [agreement](javascript:alert(1)) with Russia.",
        "On 3 May 2022 Armenia signed an agreement with Russia'; DROP TABLE events; --.",
    ],
)
def test_hostile_text_passes_through_as_it_stands(read, sentence):
    text = f"{sentence}\n\nOn 9 June 2022 Kyrgyzstan cancelled the CSTO drill."
    events = read(text)
    assert any(event.event_type == "SANCTION" for event in events)
    for event in events:
        for mention in event.mentions:
            assert text[mention.start : mention.end] == mention.quote


@pytest.mark.parametrize(
    "text",
    [
        "(" * 3000 + " Armenia.",
        "x" * 50_000 + ".",
        "\u202eArmenia\u202c signed 🤝 a pact in 2022.",
        "1" * 5000 + " May.",
    ],
)
def test_odd_text_does_not_stop_the_reading(read, text):
    assert isinstance(read(text), list)


def test_confidence_is_a_share(seeds):
    assert all(0 < event.confidence <= 1 for _, events in seeds for event in events)


def test_an_article_without_a_publication_date_is_still_read(read):
    (event,) = read("On 3 May 2022 Armenia signed an agreement with Russia.", published=None)
    assert event.date_start == date(2022, 5, 3)
