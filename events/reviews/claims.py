"""Which readings of the articles at hand are events that somebody decided on.

In: decisions, the articles, and what the extractor reads in them now. Out: a `Standing` for each decision: where its
passages are, which readings are its own, which joined it since, and where a newer extractor reads otherwise.

A reading is a decision's own when it stands on one of its passages and is the same reading (its id), or says much the
same: the type and the time, or the doer and the target. Other events of the same sentence stay what they are. Readings
that merging puts together with one of a kept event's are further tellings of it; a rejection holds for the passages
that were rejected alone, as another article's telling was not read by whoever rejected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from events.records import Document, Event, EventReport
from events.reviews.decisions import Decision
from events.reviews.passages import Located, locate
from events.reviews.review import Fields, Passage, reading_hash

ENOUGH = 4
"""How much a reading has to share with a decision to be its own: the type and the time, or both parties."""
SAME_ID = 100
HALF = 0.5
Reading = tuple[str, str]
"""A reading by its document and the id that the extractor gave it there."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One decision among the articles at hand.

    Parameters
    ----------
    located : tuple of Located
        Its passages, where they stand now; none: its articles are not here.
    claimed : tuple of EventReport
        The readings that are its own.
    joined : tuple of EventReport
        Further tellings, which no reviewer has seen.
    otherwise : tuple of EventReport
        Those of `claimed` that say other than what reviewers saw and decided: a conflict to decide.
    missing : bool
        The articles are here, and the extractor finds nothing there any more.
    """

    decision: Decision
    located: tuple[Located, ...]
    claimed: tuple[EventReport, ...] = ()
    joined: tuple[EventReport, ...] = ()
    otherwise: tuple[EventReport, ...] = ()
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Claims:
    """All standings by the event's id, and whose each reading is that stands aside for a decision."""

    standings: Mapping[str, Standing]
    aside: Mapping[Reading, str]


def claims(decided: Iterable[Decision], documents: Mapping[str, Document], readings: Iterable[EventReport]) -> Claims:
    """Find what each decision stands on.

    Parameters
    ----------
    decided : iterable of Decision
        All that have a passage in one of the documents.
    documents : mapping
        The articles at hand by id.
    readings : iterable of EventReport
        What the extractor reads in them; ``event.event_id`` is the one that merging gave.
    """
    ordered = sorted(decided, key=lambda one: one.event_id)
    located = {one.event_id: _located(one, documents) for one in ordered}
    told = sorted(readings, key=_key)
    owner = _claimed(ordered, located, told)
    joined = _joined(ordered, told, owner)
    standings = {}
    for one in ordered:
        own = tuple(r for r in told if owner.get(_key(r)) == one.event_id)
        seen = one.reads | ({reading_hash(one.fields)} if one.fields else set())
        standings[one.event_id] = Standing(
            decision=one,
            located=located[one.event_id],
            claimed=own,
            joined=tuple(r for r in told if joined.get(_key(r)) == one.event_id),
            otherwise=tuple(r for r in own if one.counts and reading_hash(r.event) not in seen),
            missing=bool(located[one.event_id]) and not own and any(passage.read_as for passage in one.passages),
        )
    return Claims(standings, owner | joined)


def _located(decision: Decision, documents: Mapping[str, Document]) -> tuple[Located, ...]:
    found: list[Located] = []
    by_content: dict[str, str] = {}
    for name in sorted(documents):
        by_content.setdefault(documents[name].sha256, name)
    for passage in decision.passages:
        # The article itself; where its file has another name by now, the one with the same content.
        here = documents.get(passage.document_id) or documents.get(by_content.get(passage.sha256, ""))
        place = locate(passage, here) if here is not None else None
        if place is not None:
            found.append(place)
    return tuple(sorted(found, key=lambda one: (one.document_id, one.start, one.end, one.passage.read_as)))


def covered(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two passages, by their first and last characters, share at least half of the shorter."""
    common = min(end, other_end) - max(start, other_start)
    return common >= HALF * min(end - start, other_end - other_start) and common > 0


def _claimed(
    decided: Sequence[Decision], located: Mapping[str, Sequence[Located]], readings: Sequence[EventReport]
) -> dict[Reading, str]:
    """Each reading's decision, best pair first; one reading for each of a decision's passages."""
    in_document = defaultdict(list)
    for reading in readings:
        in_document[reading.document_id].append(reading)
    pairs = []
    for decision in decided:
        for number, place in enumerate(located[decision.event_id]):
            for reading in in_document[place.document_id]:
                if any(covered(place.start, place.end, m.start, m.end) for m in reading.event.mentions):
                    score = _likeness(decision, place.passage, reading)
                    if score >= ENOUGH:
                        pairs.append((-score, decision.event_id, number, reading.read_as, _key(reading)))
    owner: dict[Reading, str] = {}
    taken: set[tuple[str, int]] = set()
    for _, name, number, _, key in sorted(pairs):
        if (name, number) not in taken and key not in owner:
            owner[key] = name
            taken.add((name, number))
    return owner


def _likeness(decision: Decision, passage: Passage, reading: EventReport) -> int:
    if passage.read_as and reading.read_as == passage.read_as:
        return SAME_ID
    return _agreement(decision.fields, reading.event) if decision.fields else 0


def _agreement(decided: Fields, event: Event) -> int:
    """What a reading has in common with what was decided: the type 3, either party 2, the time 1."""
    in_time = decided.date_start <= event.date_end and event.date_start <= decided.date_end
    return (
        3 * (decided.event_type == event.event_type)
        + 2 * _shared(decided.source_actors, event.source_actors)
        + 2 * _shared(decided.target_actors, event.target_actors)
        + in_time
    )


def _shared(some: Sequence[str], others: Sequence[str]) -> bool:
    return bool({*some} & {*others})


def _joined(
    decided: Sequence[Decision], readings: Sequence[EventReport], owner: Mapping[Reading, str]
) -> dict[Reading, str]:
    """Readings that are nobody's own and belong, by merging, with one that is a kept event's."""
    kept = {one.event_id for one in decided if one.counts}
    of_group: dict[str, str] = {}
    for reading in readings:
        name = owner.get(_key(reading))
        if name in kept:
            of_group[reading.event.event_id] = min(name, of_group.get(reading.event.event_id, name))
    return {
        _key(reading): of_group[reading.event.event_id]
        for reading in readings
        if _key(reading) not in owner and reading.event.event_id in of_group
    }


def _key(reading: EventReport) -> Reading:
    return reading.document_id, reading.read_as
