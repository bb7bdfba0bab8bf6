"""Finds which events of several articles are one event.

In: documents, and what was read in each. Out: groups of readings that tell one happening, at most one a document, each
with its id. Which of them disagree is left to `events.merging.contradictions`, where they are kept to
`events.store.store`.

Pairs are weighed by type, parties, dates, place and the TF-IDF cosine of their sentences, and joined best pair first:
the order in which articles come makes no difference to the groups. A group keeps the id that it had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from events.merging.likeness import likeness
from events.merging.merging_words import kin
from events.merging.within_document import overlap
from events.records import Document, Event, EventReport, Mention
from events.vocabulary import SCORED

SAME_DATES = 0.5
NEAR_DAYS = 31
LONG_DAYS = 366
CLOSE_DAYS, WEEK = 3, 7
REPEATED = frozenset({"ASSAULT", "CONSULT", "PROTEST", "COOPERATE", "AID", "MOBILIZE"})
ALIKE = {"same": 0.1, "year": 0.2, "near": 0.08, "loose": 0.35}
"""Least cosine by how the dates agree: to the month, within a year, next to each other, within a long stretch."""
KIN_MORE = 0.05
ELSEWHERE = 0.4


@dataclass(frozen=True, slots=True)
class Group:
    """Readings of one happening, the first published first, and the id it goes by."""

    event_id: str
    readings: tuple[EventReport, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, reading by reading."""
        return tuple(mention for reading in self.readings for mention in reading.event.mentions)


def group(
    readings: Iterable[EventReport], documents: Mapping[str, Document], fresh: frozenset[str] = frozenset()
) -> list[Group]:
    """Put readings of one happening together.

    Parameters
    ----------
    readings : iterable of EventReport
        One for each event and document. ``event.event_id`` is the id that it has so far.
    documents : mapping
        Documents by id: the first published gives a new group its id.
    fresh : frozenset of str
        Documents just read: their readings take the id of what was there before.
    """
    ordered = sorted(readings, key=lambda r: _seniority(r, documents, frozenset()))
    parts = _joined(ordered)
    parts.sort(key=lambda part: min(_seniority(r, documents, fresh) for r in part))
    home = {reading.read_as: n for n, part in enumerate(parts) for reading in part}
    taken: set[str] = set()
    groups = []
    for n, part in enumerate(parts):
        seniors = sorted(part, key=lambda r: _seniority(r, documents, fresh))
        ids = (*(r.event.event_id for r in seniors), *(r.read_as for r in seniors))
        # A reading that has left a group leaves the group's id to the one it was read as.
        event_id = next((one for one in ids if one not in taken and home.get(one, n) == n), ids[-1])
        taken.add(event_id)
        groups.append(Group(event_id, tuple(part)))
    return groups


def told_once(group: Group) -> Event:
    """A group as one event: its surest reading, of equals the closest dated, with every mention."""
    lead = min(group.readings, key=lambda r: (-r.event.confidence, r.event.date_precision, r.document_id)).event
    return replace(lead, event_id=group.event_id, mentions=group.mentions)


def _seniority(reading: EventReport, documents: Mapping[str, Document], fresh: frozenset[str]) -> tuple:
    published = documents[reading.document_id].published_earliest or date.max
    first = reading.event.mentions[0].start if reading.event.mentions else 0
    return reading.document_id in fresh, published, reading.document_id, first, reading.read_as


def _joined(readings: Sequence[EventReport]) -> list[list[EventReport]]:
    """Groups in which every pair agrees, made from the best pair on."""
    weights = _weights(readings)
    part_of = {n: {n} for n in range(len(readings))}
    for one, other in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        mine, theirs = part_of[one], part_of[other]
        if mine is theirs or any((min(a, b), max(a, b)) not in weights for a in mine for b in theirs):
            continue
        mine |= theirs
        for member in theirs:
            part_of[member] = mine
    parts = {min(part): sorted(part) for part in part_of.values()}
    return [[readings[n] for n in parts[first]] for first in sorted(parts)]


def may_be_one(one: Event, other: Event) -> bool:
    """Whether dates and parties let two readings tell one happening; what their sentences say is not looked at."""
    return bool(dates_agree(one, other)) and same_parties(one, other)


def agreement(one: Event, other: Event) -> float:
    """How well two readings agree; 0 when they cannot be one happening."""
    if not may_be_one(one, other):
        return 0.0
    return round(_agreement(one, other, likeness(one, other)), 9)


def _weights(readings: Sequence[EventReport]) -> dict[tuple[int, int], float]:
    """How well two readings of different documents agree; pairs that cannot be one happening are left out."""
    alike: dict[tuple[int, int], float] = {}
    for pair in _candidates(readings):
        if pair not in alike:
            alike[pair] = agreement(*(readings[n].event for n in pair))
    return {pair: weight for pair, weight in alike.items() if weight}


def _candidates(readings: Sequence[EventReport]) -> Iterable[tuple[int, int]]:
    """Pairs of one type or of kin types, in different documents, that share a scored party or a zone."""
    alike = defaultdict(list)
    for n, reading in enumerate(readings):
        event = reading.event
        for common in {*event.source_actors, *event.target_actors, event.place.zone} & {*SCORED, event.place.zone}:
            if common:
                alike[min(kin(event.event_type)), common].append(n)
    for members in alike.values():
        for one, other in combinations(members, 2):
            if readings[one].document_id != readings[other].document_id:
                yield one, other


def folded(codes: Iterable[str]) -> frozenset[str]:
    """Actors for comparison: of the CSTO and Russia, articles often name the one for the other."""
    return frozenset("CSTO" if code == "RUS" else code for code in codes)


def same_parties(one: Event, other: Event) -> bool:
    """Whether the same parties act, and not each upon the other."""
    doers, others_doers = folded(one.source_actors), folded(other.source_actors)
    if doers and others_doers and not doers & others_doers:
        return False
    first = doers | folded(one.target_actors)
    second = others_doers | folded(other.target_actors)
    common = first & second
    if not common or len(common) < 0.5 * len(first | second):
        return False
    return bool(common & set(SCORED)) or (one.place.zone is not None and one.place.zone == other.place.zone)


def dates_agree(one: Event, other: Event) -> str:
    """ "same" (to a month), "year", "loose" (within a long stretch), "near" (next to each other), or "" (apart)."""
    first, second = (one.date_start, one.date_end), (other.date_start, other.date_end)
    days = max((end - start).days + 1 for start, end in (first, second))
    contained = max(first[0], second[0]), min(first[1], second[1])
    if contained in (first, second) or overlap(*first, *second) >= SAME_DATES:
        return "same" if days <= NEAR_DAYS else "year" if days <= LONG_DAYS else "loose"
    return "near" if _next_to_each_other(one, other) else ""


def _next_to_each_other(one: Event, other: Event) -> bool:
    """Days apart, or a month beside a month: a report may err so much. What may well happen twice is left apart."""
    events = one, other
    longest = max((e.date_end - e.date_start).days + 1 for e in events)
    gap = (max(e.date_start for e in events) - min(e.date_end for e in events)).days
    parties = {folded((*e.source_actors, *e.target_actors)) for e in events}
    repeated = bool(REPEATED & {e.event_type for e in events})
    few = NEAR_DAYS if WEEK < longest <= NEAR_DAYS else CLOSE_DAYS
    return longest <= NEAR_DAYS and 0 < gap <= few and len(parties) == 1 and not repeated


def _agreement(one: Event, other: Event, alike: float) -> float:
    """Weight of a pair, 0 when it is not one happening."""
    dates = dates_agree(one, other)
    if not dates:
        return 0.0
    least = ALIKE[dates] + (KIN_MORE if one.event_type != other.event_type else 0)
    zones = one.place.zone, other.place.zone
    if all(zones) and zones[0] == zones[1] and dates == "same":
        least = 0.0
    elif places_differ(one, other):
        if dates != "same":
            return 0.0
        least = ELSEWHERE
    if alike < least:
        return 0.0
    return alike + {"same": 3, "near": 2, "year": 1, "loose": 0}[dates] + (one.event_type == other.event_type)


def places_differ(one: Event, other: Event) -> bool:
    """Whether two readings put it in different zones or countries."""
    zones, countries = (one.place.zone, other.place.zone), (set(one.place.countries), set(other.place.countries))
    if all(zones):
        return zones[0] != zones[1]
    return all(countries) and not countries[0] & countries[1]
