"""Finds where one document lets a party both back and refuse the same thing.

In: the events of one document. Out: `Contradiction` records: a member is told to back Moscow and to withhold support
over the same long stretch. Both may be true of different acts; a reader should see that the document says both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from events.actors.directory import camp
from events.merging.within_document import overlap
from events.records import Contradiction, Event
from events.vocabulary import SCORED

FOR, AGAINST = "SUPPORT", "REJECT"
SAME_STRETCH = 0.5
LONGER_THAN = 31  # days; within a month a party may well do the one and then the other


def stands(events: Sequence[tuple[str, Event]]) -> Iterable[tuple[str, Contradiction]]:
    """Pairs of events in which one member both backs Moscow and refuses it, by the first one's id."""
    towards = [(event_id, event) for event_id, event in events if any(camp(c) == "moscow" for c in event.target_actors)]
    backing = [(i, event) for i, event in towards if event.event_type == FOR]
    refusing = [event for _, event in towards if event.event_type == AGAINST]
    for (event_id, one), other in product(backing, refusing):
        both = {*one.source_actors} & {*other.source_actors} & {*SCORED}
        if both and _same_stretch(one, other):
            yield event_id, Contradiction("act", (one.summary, other.summary), (one.mentions[0], other.mentions[0]))


def _same_stretch(one: Event, other: Event) -> bool:
    days = min((e.date_end - e.date_start).days for e in (one, other))
    return (
        days > LONGER_THAN and overlap(one.date_start, one.date_end, other.date_start, other.date_end) >= SAME_STRETCH
    )
