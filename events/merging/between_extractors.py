"""Joins what two extractors read in one document.

In: events of one document, by two readers or by one that told a happening twice. Out: one list in text order, each
happening once. What the rules of `events.extraction.pipeline` themselves found twice is left to
`events.merging.within_document`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from events.merging.within_document import overlap
from events.records import Disagreement, Effect, Event, Mention

SAME_DATES = SAME_ACTORS = 0.5
A_WEEK = 3  # date_precision
FIRST, SECOND = "rules", "second"  # what readers are called that told nothing of an article
DISPUTED_SIGN = 0.5  # how sure a direction is that the other reader tells otherwise: shown, and not scored
FURTHER_READING = 0.3  # how much of a second reading's confidence counts, as for a further telling


def fold(events: Sequence[Event]) -> list[Event]:
    """One reader's events with repeated ones joined; repeating a thing makes it no surer."""
    kept: list[Event] = []
    for event in events:
        match = next((n for n, other in enumerate(kept) if is_same(other, event)), None)
        if match is None:
            kept.append(event)
        else:
            kept[match] = replace(kept[match], mentions=_joined_mentions(kept[match], event))
    return _in_text_order(kept)


def unite(first: Sequence[Event], second: Sequence[Event]) -> list[Event]:
    """Both readers' events; where both tell one happening, the surer reading, a little surer, under the first's id.

    Its dates are those of the reading that knows them more exactly. Each event of one reader is the same as at most
    one of the other's. A match in type goes before one in effects. What they tell differently, also that only one of
    them tells it, is noted in `Event.disagreements`; a direction that the other reader tells otherwise is less sure.
    """
    left, united = list(second), []
    partners: dict[int, Event] = {}
    for same in (is_same, is_same_but_for_type):
        for number, event in enumerate(first):
            match = next((other for other in left if same(event, other)), None) if number not in partners else None
            if match:
                left.remove(match)
                partners[number] = match
    who = [_name_of(events, silent) for events, silent in ((first, FIRST), (second, SECOND))]
    for number, event in enumerate(first):
        other = partners.get(number)
        united.append(_agreed(event, other) if other else _told_by_one(event, who[0], who[1]))
    return _in_text_order([*united, *(_told_by_one(event, who[1], who[0]) for event in left)])


def is_same(a: Event, b: Event) -> bool:
    """Same type and parties; told in the same words at dates that agree, or in others at the same dates to the week."""
    if a.event_type != b.event_type or not _same_parties(a, b):
        return False
    if _share_words(a, b):
        return _dates_agree(a, b)
    return _same_dates(a, b) and max(a.date_precision, b.date_precision) <= A_WEEK


def is_same_but_for_type(a: Event, b: Event) -> bool:
    """Same words, parties, dates and effects: two readers who only differ in the type's name."""
    effects = [{(e.member, e.direction) for e in event.effects} for event in (a, b)]
    return _share_words(a, b) and effects[0] == effects[1] and _same_parties(a, b) and _dates_agree(a, b)


def _same_parties(a: Event, b: Event) -> bool:
    first, second = {*a.source_actors, *a.target_actors}, {*b.source_actors, *b.target_actors}
    return first == second or len(first & second) >= SAME_ACTORS * len(first | second)


def _same_dates(a: Event, b: Event) -> bool:
    return overlap(a.date_start, a.date_end, b.date_start, b.date_end) >= SAME_DATES


def _dates_agree(a: Event, b: Event) -> bool:
    """Whether both say the same, or one says more exactly what the other leaves open."""
    within = any(x.date_start <= y.date_start and y.date_end <= x.date_end for x, y in ((a, b), (b, a)))
    return within or _same_dates(a, b)


def _share_words(a: Event, b: Event) -> bool:
    return any(m.start < n.end and n.start < m.end for m in a.mentions for n in b.mentions)


def _name_of(events: Sequence[Event], silent: str) -> str:
    """The reader that tells some events; one that tells none goes by `silent`."""
    return "+".join(dict.fromkeys(name for event in events for name in event.readers)) or silent


def _told_by_one(event: Event, reader: str, other: str) -> Event:
    return replace(event, disagreements=(Disagreement("told", ((reader, "told"), (other, "not told"))),))


def _differences(a: Event, b: Event) -> Iterator[Disagreement]:
    """What two readings of one happening tell differently, in plain words."""
    names = "+".join(a.readers), "+".join(b.readers)
    for what, tell in (("type", _type), ("date", _dates), ("parties", _parties), ("effect", _directions)):
        values = tell(a), tell(b)
        if values[0] != values[1]:
            yield Disagreement(what, tuple(zip(names, values, strict=True)))


def _type(event: Event) -> str:
    return event.event_type


def _dates(event: Event) -> str:
    days = dict.fromkeys((event.date_start.isoformat(), event.date_end.isoformat()))
    return " to ".join(days)


def _parties(event: Event) -> str:
    return ", ".join(sorted({*event.source_actors, *event.target_actors})) or "none"


def _directions(event: Event) -> str:
    return ", ".join(sorted(f"{e.member} {e.direction:+d}" for e in event.effects if e.direction)) or "none"


def _doubted(effects: Sequence[Effect], others: Sequence[Effect]) -> tuple[Effect, ...]:
    """Effects, those less sure whose direction the other reader tells otherwise."""
    told = {effect.member: effect.direction for effect in others}
    return tuple(
        replace(e, sure=min(e.sure, DISPUTED_SIGN)) if told.get(e.member, e.direction) != e.direction else e
        for e in effects
    )


def _agreed(first: Event, second: Event) -> Event:
    lead, other = (first, second) if first.confidence >= second.confidence else (second, first)
    confidence = 1 - (1 - lead.confidence) * (1 - FURTHER_READING * other.confidence)
    dated = min(lead, other, key=lambda event: event.date_end - event.date_start)
    return replace(
        lead,
        date_start=dated.date_start,
        date_end=dated.date_end,
        date_precision=dated.date_precision,
        event_id=first.event_id,
        mentions=_joined_mentions(first, second),
        confidence=round(confidence, 3),
        effects=_doubted(lead.effects, other.effects),
        readers=tuple(dict.fromkeys((*first.readers, *second.readers))),
        disagreements=tuple(_differences(first, second)),
    )


def _joined_mentions(a: Event, b: Event) -> tuple[Mention, ...]:
    """All mentions but those that lie within another."""
    every = dict.fromkeys((*a.mentions, *b.mentions))
    return tuple(m for m in every if not any(n != m and n.start <= m.start and m.end <= n.end for n in every))


def _in_text_order(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.mentions[0].start)
