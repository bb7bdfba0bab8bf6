"""Which state an article is about, and whom its phrases stand for."""

from __future__ import annotations

from collections import Counter

import pytest

from events.extraction.article_actors import counted, topic_of
from events.extraction.pipeline import extractor
from tests.events.parsed import parse, stages_of


@pytest.mark.parametrize(
    ("counts", "share", "least", "topic"),
    [
        ({"ARM": 3, "AZE": 2}, 0.6, 1, "ARM"),
        ({"ARM": 1, "AZE": 1}, 0.6, 1, ""),
        ({"ARM": 1}, 0.35, 2, ""),  # named once in passing
        ({}, 0.6, 1, ""),
    ],
)
def test_the_topic_has_its_share_of_the_mentions(counts, share, least, topic):
    assert topic_of(Counter(counts), share, least) == topic


def test_each_paragraph_has_its_referents_and_the_topic_of_the_whole():
    text = "Armenia asked the CSTO for help in 2022. Armenia waited for weeks.\n\nThe bloc refused in October 2022."
    actors = stages_of(text).actors
    assert len(actors.referents) == len(actors.topics) == 2
    assert set(actors.topics) == {"ARM"}


def test_only_scored_states_are_counted():
    finder = extractor()._finder
    assert counted([finder.find(parse("Armenia, Russia and the CSTO signed a text."))]) == Counter({"ARM": 1})
