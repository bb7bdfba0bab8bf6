"""The stages that go over a whole article, each giving a new record."""

from __future__ import annotations

from dataclasses import replace

from events.coding.lexicon import load_lexicon
from events.extraction.article_events import code, complete, date_events, judge_effects, place_events, read_again
from tests.events.conftest import article
from tests.events.parsed import stages_of

TEXT = (
    "On 13 September 2022 Armenia asked the CSTO for help after Azerbaijan attacked it. "
    "The alliance refused in September 2022."
)


def test_each_sentence_has_its_happenings():
    stages = stages_of(TEXT)
    coded = code(stages.article, stages.dates, stages.actors, load_lexicon())
    assert len(coded) == 2
    assert [one.event_type for one in coded[1]] == ["REJECT"]


def test_completing_puts_the_fight_first_and_leaves_what_was_coded_as_it_is():
    coded = stages_of(TEXT).coded
    (refusal,) = coded[1]
    completed = complete(coded)
    assert completed[0][0].event_type == "ASSAULT"
    assert (refusal.targets, completed[1][0].targets) == ((), ("ARM",))


def test_what_two_years_are_told_of_stands_once_for_each():
    stages = stages_of("Kyrgyzstan refused to host the drill of the CSTO in 2021 and 2022.")
    dated = date_events(stages.article, stages.dates, stages.actors, stages.completed)
    assert [one.time.start.year for one in dated] == [2021, 2022]


def test_each_dated_happening_is_placed():
    stages = stages_of(TEXT)
    assert len(place_events(stages.article, stages.dated)) == len(stages.dated)


def test_without_a_model_nothing_is_read_again_and_events_are_judged_by_the_rules_alone():
    stages = stages_of(TEXT)
    nothing = read_again(stages.article, stages.actors, stages.placed, None)
    assert nothing == [None] * len(stages.placed)
    alone = judge_effects(article(TEXT), stages.placed, nothing, None)
    assert [t.event.event_id for t in alone] == [t.event.event_id for t in stages.judged]


def test_the_same_words_have_the_same_identity_and_another_document_another():
    stages = stages_of(TEXT)
    other = replace(article(TEXT), id="another")
    told = [judge_effects(doc, stages.placed, stages.read_again, None) for doc in (article(TEXT), article(TEXT), other)]
    first, again, elsewhere = ([t.event.event_id for t in one] for one in told)
    assert first == again
    assert not set(first) & set(elsewhere)
