"""The stages between parsing and merging that go over a whole article: coding, completing, dating, placing, judging.

In: a parsed article with its dates and actors. Out: a new record at each stage; none changes what the stage before
gave. What happens to a single sentence or happening is left to `events.coding` and `events.grounding`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from events.coding.coded import CodedEvent
from events.coding.discourse import Story, complete_one
from events.coding.effects import Act, effects_of
from events.coding.lexicon import Lexicon
from events.coding.summary import headline
from events.coding.verbs import Coder
from events.extraction.article_actors import ArticleActors
from events.extraction.article_dates import ArticleDates
from events.extraction.confidence import confidence, is_rescue, sure_of_sign
from events.extraction.scope import in_scope
from events.grounding.context import Context, DatedEvent, PlacedEvent
from events.grounding.event_place import Scene, note_zones, place_of
from events.grounding.event_time import Carried, times_of
from events.learned.judgement import less_sure, sure_by_reader
from events.learned.model import Model
from events.learned.reader import Reading, read_word
from events.merging.within_document import Told
from events.parsing.article import Article
from events.records import Document, Effect, Event, Mention
from events.text.word_lists import word_list

Coding = tuple[tuple[CodedEvent, ...], ...]
"""The happenings of each sentence."""
SUMMITS = word_list("summit")
MOST_AT_A_VISIT = 3  # where more meet, each only attends
LEAD = 3  # paragraphs


def code(article: Article, dates: ArticleDates, actors: ArticleActors, lexicon: Lexicon) -> Coding:
    """What each sentence tells: event types and parties."""
    found: list[tuple[CodedEvent, ...]] = []
    whole = zip(article.paragraphs, dates.entries, actors.referents, strict=True)
    for number, (paragraph, entry, who) in enumerate(whole):
        coder = Coder(lexicon, who, in_chronology=entry is not None)
        has_date = bool(entry) or (dates.is_news and number < LEAD)  # what news opens with is new, told undated too
        for sentence in paragraph.sentences:
            is_dated = bool(dates.mentions[sentence.number]) or has_date
            found.append(tuple(coder.code(sentence.span, is_dated=is_dated)))
    return tuple(found)


def complete(coded: Coding) -> Coding:
    """The same with what the story so far fills in; of a sentence's happenings the fights come first.

    A fight told in a sentence sets the scene for the pleas and refusals beside it.
    """
    story, completed = Story(), []
    for number, happenings in enumerate(coded):
        told = [complete_one(one, story, number) for one in happenings]
        completed.append(tuple(sorted(told, key=lambda c: (c.event_type != "ASSAULT", c.token.i))))
    return tuple(completed)


def date_events(article: Article, dates: ArticleDates, actors: ArticleActors, coded: Coding) -> list[DatedEvent]:
    """When each happening took place; one that several years are told of stands once for each."""
    found, carried = [], Carried()
    for paragraph, entry, topic in zip(article.paragraphs, dates.entries, actors.topics, strict=True):
        carried.new_paragraph(paragraph.text, entry)
        for sentence in paragraph.sentences:
            here, mentions = coded[sentence.number], dates.mentions[sentence.number]
            context = Context(sentence, mentions, tuple(c.token for c in here), dates.window, topic)
            found += [DatedEvent(one, time, context) for one in here for time in times_of(one, context, carried)]
            carried.read(mentions, here, is_list_item=sentence.span.text.rstrip().endswith(";"))
    return found


def place_events(article: Article, dated: Sequence[DatedEvent]) -> list[PlacedEvent]:
    """Where each happening took place."""
    of_sentence: dict[int, list[DatedEvent]] = defaultdict(list)
    for one in dated:
        of_sentence[one.context.sentence.number].append(one)
    found, scene = [], Scene()
    for paragraph in article.paragraphs:
        scene.town = ""
        for sentence in paragraph.sentences:
            note_zones(sentence.span, scene)
            for one in of_sentence[sentence.number]:
                place = place_of(one.coded, one.time, one.context, scene)
                found.append(PlacedEvent(one.coded, one.time, place, one.context))
    return found


def read_again(
    article: Article, actors: ArticleActors, placed: Sequence[PlacedEvent], model: Model | None
) -> list[Reading | None]:
    """What the learned reader makes of each happening's word; None without a model."""
    if model is None:
        return [None] * len(placed)
    whole = zip(article.paragraphs, actors.referents, strict=True)
    who_in = {paragraph.doc: who for paragraph, who in whole}
    coded = [one.coded for one in placed]
    return [read_word(model, c.token, who_in[c.token.doc], (*c.sources, *c.targets)) for c in coded]


def judge_effects(
    document: Document, placed: Sequence[PlacedEvent], readings: Sequence[Reading | None], model: Model | None
) -> list[Told]:
    """The events that bear on a scored state, each with how it bears on it, and how sure two readings leave it."""
    found = []
    for one, reading in zip(map(in_scope, placed), readings, strict=True):
        if one is None:
            continue
        judged = None if model is None or reading is None else Second(model, reading)
        found.append(_told(document, one, judged))
    return found


class Second(NamedTuple):
    """The learned reader and what it makes of one happening."""

    model: Model
    reading: Reading


def _told(document: Document, placed: PlacedEvent, second: Second | None) -> Told:
    coded, time, sentence = placed.coded, placed.time, placed.context.sentence
    doubt = less_sure(second.reading, coded.event_type) if second else 0.0
    end = sentence.start + len(sentence.span.text.rstrip())
    mention = Mention(document.id, sentence.start, end, document.text[sentence.start : end])
    event = Event(
        event_id=_identity(placed, mention),
        event_type=coded.event_type,
        summary=headline(coded),
        date_start=time.start,
        date_end=time.end,
        date_precision=time.precision,
        source_actors=coded.sources,
        target_actors=coded.targets,
        place=placed.place,
        effects=_effects(placed, second),
        mentions=(mention,),
        confidence=round(confidence(coded, time) - doubt, 3),
        mode=coded.mode,
    )
    return Told(event, coded.theme or coded.token.lemma_.lower(), time.basis)


def _effects(placed: PlacedEvent, second: Second | None) -> tuple[Effect, ...]:
    coded = placed.coded
    parties = {*coded.sources, *coded.targets}
    act = Act(coded.event_type, coded.relation, coded.dimension, coded.sources, coded.targets)
    effects = effects_of(
        act,
        zone=placed.place.zone,
        multilateral=coded.theme in SUMMITS or "CSTO" in parties or len(parties) > MOST_AT_A_VISIT,
    )
    return tuple(replace(effect, sure=_sure(placed, act, effect, second)) for effect in effects)


def _sure(placed: PlacedEvent, act: Act, effect: Effect, second: Second | None) -> float:
    """How sure the direction is by the less sure of the two readings."""
    by_rules = sure_of_sign(placed.coded, effect.member, placed.place.zone)
    if second is None or not effect.direction or is_rescue(placed.coded, effect.member, placed.place.zone):
        return by_rules  # whom the allies rescued is known
    return min(by_rules, sure_by_reader(*second, act, effect))


def _identity(placed: PlacedEvent, mention: Mention) -> str:
    """The same words read again give the same id, so that reviews survive a new extraction."""
    token = placed.coded.token
    place_in_quote = str(token.idx - token.sent.start_char)
    first = placed.time.start.isoformat()
    parts = (mention.document_id, placed.coded.event_type, place_in_quote, mention.quote, first)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
