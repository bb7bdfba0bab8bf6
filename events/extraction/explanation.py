"""What each stage made of a text, as lines to read.

In: the record of all stages. Out: lines, sentence by sentence, for ``python -m events explain``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from events.coding.coded import CodedEvent
from events.grounding.context import EventTime
from events.learned.reader import Reading
from events.records import Event

if TYPE_CHECKING:
    from events.extraction.pipeline import Stages
    from events.parsing.article import Sentence

LEFT = 11
"""Characters of the column that names the stage."""


def lines_of(stages: Stages) -> Iterator[str]:
    """What each stage made of every sentence, then the events that are left after merging."""
    if not stages.article.paragraphs:
        yield "clean: no line of this text is running prose"
        return
    first, last = stages.dates.window
    yield _line("window", f"what is told without a date lies between {first} and {last}")
    for paragraph, entry, topic in zip(
        stages.article.paragraphs, stages.dates.entries, stages.actors.topics, strict=True
    ):
        if topic:
            yield _line("about", topic)
        if entry:
            yield _line("entry", f"of a chronology, dated {entry.earliest} to {entry.latest}")
        for sentence in paragraph.sentences:
            yield ""
            yield from lines_of_sentence(stages, sentence)
    yield ""
    for event in stages.events:
        yield from _of_event(event)
    if not stages.events:
        yield _line("event", "none")


def lines_of_sentence(stages: Stages, sentence: Sentence) -> Iterator[str]:
    """What each stage made of one sentence."""
    yield _line(f"sentence {sentence.number + 1}", sentence.span.text.strip())
    yield _line("parse", " ".join(f"{t.text}/{t.dep_}" for t in sentence.span if not t.is_space))
    for mention in stages.dates.mentions[sentence.number]:
        span = mention.span
        yield _line("date", f"“{span.text}” is {span.earliest} to {span.latest} ({span.kind})")
    who = stages.actors.referents[_paragraph_of(stages, sentence)]
    named = {token.text: who.named(token) for token in sentence.span if who.named(token)}
    yield _line("actors", ", ".join(f"{word} is {'+'.join(codes)}" for word, codes in named.items()) or "none")
    coded, completed = stages.coded[sentence.number], stages.completed[sentence.number]
    for one in coded:
        yield _line("code", _told(one))
    if not coded:
        yield _line("code", "nothing that is asserted and that a row of event_types.toml or plain_words.toml reads")
    for one in completed:
        if one not in coded:
            yield _line("complete", _told(one))
    yield from _of_happenings(stages, sentence.number)


def _of_happenings(stages: Stages, number: int) -> Iterator[str]:
    dated = [one for one in stages.dated if one.context.sentence.number == number]
    for one in stages.completed[number]:
        times = [d.time for d in dated if d.coded is one]
        yield _line("date it", f"{_name(one)}: " + (", ".join(map(_when, times)) or "no date, so it is left out"))
    for placed in (p for p in stages.placed if p.context.sentence.number == number):
        place = placed.place
        zone = f", zone {place.zone}" if place.zone else ""
        yield _line("place it", f"{_name(placed.coded)}: {place.name} ({place.level}{zone})")
    for placed, reading in zip(stages.placed, stages.read_again, strict=True):
        if reading is not None and placed.context.sentence.number == number:
            yield _line("read again", f"{_name(placed.coded)}: {_second(reading)}")


def _of_event(event: Event) -> Iterator[str]:
    yield _line("event", event.summary)
    parties = f"{'+'.join(event.source_actors) or '?'} to {'+'.join(event.target_actors) or '?'}"
    mode = f", {event.mode}" if event.mode else ""
    yield _line("", f"{event.event_type}{mode}; {parties}; {event.date_start} to {event.date_end}; {event.place.name}")
    directions = {1: "towards Moscow", -1: "away from Moscow", 0: "neither way"}
    effects = (f"{e.member} {directions[e.direction]} ({e.dimension}, sure {e.sure:g})" for e in event.effects)
    yield _line("", f"{'; '.join(effects) or 'no effect'}; confidence {event.confidence}")


def _paragraph_of(stages: Stages, sentence: Sentence) -> int:
    return next(n for n, paragraph in enumerate(stages.article.paragraphs) if sentence in paragraph.sentences)


def _told(one: CodedEvent) -> str:
    parties = f"{'+'.join(one.sources) or '?'} to {'+'.join(one.targets) or '?'}"
    plain = ", read by its verb alone" if one.is_plain else ""
    mode = f", {one.mode}" if one.mode else ""
    return f"{_name(one)}{mode}: {parties}; {one.relation}, {one.stance.value}; about “{one.theme}”{plain}"


def _name(one: CodedEvent) -> str:
    return f"{one.event_type} by “{one.token.text}”"


def _second(reading: Reading) -> str:
    """What the learned reader makes of a word; of the actors, those to whom it gives a part."""
    kind = reading.likeliest
    parts = {code: max(chances, key=lambda name: chances[name]) for code, chances in reading.parts.items()}
    told = [f"{code} {part} {reading.parts[code][part]:g}" for code, part in parts.items() if part != "none"]
    what = f"a happening {reading.happening:g}, {kind} {reading.types[kind]:g}"
    return f"{what}; {', '.join(told) or 'nobody takes part'}"


def _when(time: EventTime) -> str:
    return f"{time.start} to {time.end} ({time.basis}, precision {time.precision})"


def _line(stage: str, text: str) -> str:
    return f"{stage:<{LEFT}} {text}"
