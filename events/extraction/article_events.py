"""The stages between parsing and merging that go over a whole article: coding, completing, dating, placing, judging.

In: a parsed article with its dates and actors. Out: a new record at each stage; none changes what the stage before
gave. What happens to a single sentence or happening is left to `events.coding` and `events.grounding`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from events.coding.coded import CodedEvent
from events.coding.discourse import Story, complete_one
from events.coding.effects import Act, effects_of
from events.coding.lexicon import Lexicon
from events.coding.summary import headline
from events.coding.verbs import Coder
from events.extraction.article_actors import ArticleActors
from events.extraction.article_dates import ArticleDates
from events.extraction.confidence import confidence, sure_of_sign
from events.extraction.scope import in_scope
from events.grounding.context import Context, DatedEvent, PlacedEvent
from events.grounding.event_place import Scene, note_zones, place_of
from events.grounding.event_time import Carried, times_of
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


def judge_effects(document: Document, placed: Sequence[PlacedEvent]) -> list[Told]:
    """The events that bear on a scored state, each with how it bears on it."""
    return [_told(document, one) for one in map(in_scope, placed) if one is not None]


def _told(document: Document, placed: PlacedEvent) -> Told:
    coded, time, sentence = placed.coded, placed.time, placed.context.sentence
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
        effects=_effects(placed),
        mentions=(mention,),
        confidence=confidence(coded, time),
        mode=coded.mode,
    )
    return Told(event, coded.theme or coded.token.lemma_.lower(), time.basis)


def _effects(placed: PlacedEvent) -> tuple[Effect, ...]:
    coded = placed.coded
    parties = {*coded.sources, *coded.targets}
    effects = effects_of(
        Act(coded.event_type, coded.relation, coded.dimension, coded.sources, coded.targets),
        zone=placed.place.zone,
        multilateral=coded.theme in SUMMITS or "CSTO" in parties or len(parties) > MOST_AT_A_VISIT,
    )
    return tuple(replace(effect, sure=sure_of_sign(coded, effect.member, placed.place.zone)) for effect in effects)


def _identity(placed: PlacedEvent, mention: Mention) -> str:
    """The same words read again give the same id, so that reviews survive a new extraction."""
    token = placed.coded.token
    place_in_quote = str(token.idx - token.sent.start_char)
    first = placed.time.start.isoformat()
    parts = (mention.document_id, placed.coded.event_type, place_in_quote, mention.quote, first)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
