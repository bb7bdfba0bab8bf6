"""Which words of a sentence an event was read from: trigger, doer, target, date and place.

In: what each stage made of a document, and a passage of it. Out: marks at characters of the document's text, and what
the stages made of that sentence, in words. For whoever checks a reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.extraction.explanation import lines_of_sentence
from events.grounding.context import PlacedEvent
from geo.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

    from events.actors.coreference import Referents
    from events.extraction.pipeline import Stages
    from events.parsing.article import Sentence

KINDS = ("trigger", "date", "place", "doer", "target")
"""The earlier one holds where two are read from the same words: \"in Astana\" is a place, not Kazakhstan acting."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) of a document's text, and what was read there: one of `KINDS`."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trace:
    """An event's marks in one sentence, in the text's order and apart, and what each stage made of that sentence."""

    marks: tuple[Mark, ...]
    lines: tuple[str, ...]


def trace(stages: Stages, event_type: str, start: int, end: int) -> Trace | None:
    """What was read at a passage.

    Parameters
    ----------
    stages : Stages
        Of the document, as `events.extraction.pipeline.Extractor.stages` gives them.
    event_type : str
        The type of the event that was read there; another one of the sentence is taken when none has it.
    start, end : int
        Characters of the document's text.

    Returns
    -------
    Trace or None
        None when no sentence of the parsed text lies there.
    """
    here = [one for one in stages.placed if _in(one, start, end)]
    fitting = [one for one in here if one.coded.event_type == event_type] or here
    sentence = next((s for s in stages.article.sentences if start <= s.start < end or s.start <= start < _end(s)), None)
    if sentence is None:
        return None
    marks = _apart(_marks(stages, fitting[0])) if fitting else ()
    return Trace(marks, tuple(lines_of_sentence(stages, sentence)))


def _end(sentence: Sentence) -> int:
    return sentence.start + len(sentence.span.text)


def _in(one: PlacedEvent, start: int, end: int) -> bool:
    begins = one.context.sentence.start
    return start <= begins < end or begins <= start < _end(one.context.sentence)


def _marks(stages: Stages, one: PlacedEvent) -> Iterator[Mark]:
    sentence = one.context.sentence
    offset = sentence.start - sentence.span.start_char
    token = one.coded.token
    yield Mark("trigger", offset + token.idx, offset + token.idx + len(token.text))
    for dated in one.context.dates:
        if dated.span.earliest <= one.time.end and one.time.start <= dated.span.latest:
            yield Mark("date", dated.span.start, dated.span.end)
    paragraph = next(n for n, part in enumerate(stages.article.paragraphs) if sentence in part.sentences)
    yield from _parties(one, stages.actors.referents[paragraph], sentence.span, offset)
    entries = load_gazetteer().entries
    for entity in sentence.span.ents:
        entry = entries.get(entity.ent_id_)
        if entry is not None and entry.level != "country" and entry.name == one.place.name:
            yield Mark("place", offset + entity.start_char, offset + entity.end_char)


def _parties(one: PlacedEvent, who: Referents, tokens: Iterable[Token], offset: int) -> Iterator[Mark]:
    for token in tokens:
        codes = who.named(token)
        for kind, parties in (("doer", one.coded.sources), ("target", one.coded.targets)):
            if codes and set(codes) <= set(parties):
                yield Mark(kind, offset + token.idx, offset + token.idx + len(token.text))
                break


def _apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """In order, the earlier kind first where two overlap; neighbours of one kind are one mark."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (KINDS.index(mark.kind), mark.start)):
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    joined: list[Mark] = []
    for mark in sorted(kept, key=lambda mark: mark.start):
        before = joined[-1] if joined else None
        if before and before.kind == mark.kind and mark.start - before.end <= 1:
            joined[-1] = Mark(mark.kind, before.start, mark.end)
        else:
            joined.append(mark)
    return tuple(joined)
