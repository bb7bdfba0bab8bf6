"""Merges what one article tells several times into one event.

In: the events read from one document. Out: fewer, each with all its mentions. Across documents a later step merges.
Two tellings are one when type and actors agree, their dates are compatible, and they speak of the same thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from events.merging.likeness import likeness
from events.merging.merging_words import kin
from events.records import Event
from geo.zones import load_zones

ALIKE = 0.1  # least cosine of the sentences of two tellings of one day's act by the same parties
ANOTHER = re.compile(
    r"\b(?:another(?! (?:\d|two|three|five|ten|twenty|few|couple))|again|once more"
    r"|a (?:second|third|fourth|further))\b",
    re.IGNORECASE,
)
ONE_A_SENTENCE = frozenset(
    {"ACCUSE", "AGREE", "ASSAULT", "CONSULT", "SUPPORT"}
)  # told twice in a sentence, these are one
ANEW = 0.1
SAME_DATES = 0.5
TOWN = 2  # UCDP's code of a place known to the town or to its surroundings
NEWS = 14  # days of the longest window of news


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what merging needs beside it: the words it turns on, and on what its date rests."""

    event: Event
    theme: str
    basis: str


def merge(told: list[Told]) -> list[Event]:
    """Merge tellings of one happening, keeping the better dated one's fields and every mention."""
    kept: list[Told] = []
    for one in told:
        match = next((n for n, other in enumerate(kept) if is_same(one, other)), None)
        if match is None:
            kept.append(one)
        else:
            kept[match] = _joined(kept[match], one)
    return [t.event for t in kept]


def is_same(a: Told, b: Told) -> bool:
    """Whether two tellings speak of one happening."""
    first, second = a.event, b.event
    if _is_toll(a, b) or _is_toll(b, a) or is_one_day_s_act(first, second) or _is_one_meeting(a, b):
        return True
    if first.event_type != second.event_type or not _same_actors(first, second):
        return False
    if first.mentions[0] == second.mentions[0]:
        # One sentence may tell two happenings of one type; those differ in date or place.
        same_time = (first.date_start, first.date_end) == (second.date_start, second.date_end)
        if not same_time or (first.place != second.place and first.event_type == "ASSAULT"):
            return False
        return first.event_type in ONE_A_SENTENCE or (first.place == second.place and a.theme == b.theme)
    if not _compatible_dates(a, b) or (a.basis == b.basis == "stated" and _is_another(first, second)):
        return False
    if _is_told_anew(a, b):
        return True
    if first.event_type == "ASSAULT" or (first.place.zone and load_zones().zones[first.place.zone].allies_helped):
        return first.place.zone == second.place.zone
    return bool(a.theme) and a.theme == b.theme


def _is_toll(a: Told, b: Told) -> bool:
    """Whether one tells undated and without a doer whom a fight killed that the other tells of: "35 people died"."""
    toll, fight = a.event, b.event
    if {toll.event_type, fight.event_type} != {"ASSAULT"} or a.basis != "window" or toll.source_actors:
        return False
    parties = {*fight.source_actors, *fight.target_actors}
    is_near = timedelta(0) <= toll.date_end - fight.date_end <= timedelta(days=NEWS / 2)
    return bool(fight.source_actors) and bool(toll.target_actors) and {*toll.target_actors} <= parties and is_near


def is_one_day_s_act(first: Event, second: Event) -> bool:
    """Whether two sentences tell, in like words, what the same doer did on the same day to the same party.

    Where one of them says "another" or "again", or they name different places, it was done twice.
    """
    days = {first.date_start, first.date_end, second.date_start, second.date_end}
    if len(days) > 1 or second.event_type not in kin(first.event_type) or first.mentions[0] == second.mentions[0]:
        return False
    same = (first.source_actors, first.target_actors) == (second.source_actors, second.target_actors)
    if not same or not (first.source_actors and (first.target_actors or first.event_type == "ASSAULT")):
        return False
    if _is_another(first, second):
        return False
    return likeness(first, second) >= ALIKE


def _is_one_meeting(a: Told, b: Told) -> bool:
    """Whether two sentences tell of the same two parties' talks on the same day: "visited Bishkek", "held talks"."""
    first, second = a.event, b.event
    days = {first.date_start, first.date_end, second.date_start, second.date_end}
    parties = [{*e.source_actors, *e.target_actors} for e in (first, second)]
    if {first.event_type, second.event_type} != {"CONSULT"} or parties[0] != parties[1]:
        return False
    if len(days) > 1 and not _is_one_undated(a, b):
        return False
    return len(parties[0]) > 1 and not _is_another(first, second)


def _is_one_undated(a: Told, b: Told) -> bool:
    """Whether one of two tellings has no date of its own but the week of the news, and the other lies in it."""
    undated, other = (a, b) if a.basis == "window" else (b, a)
    first, second = undated.event, other.event
    is_week = undated.basis == "window" and (first.date_end - first.date_start).days <= NEWS
    return is_week and first.date_start <= second.date_start and second.date_end <= first.date_end


def _is_another(first: Event, second: Event) -> bool:
    """Whether one of two sentences says that it was done before, or they put it on different places."""
    again = any(ANOTHER.search(event.mentions[0].quote) for event in (first, second))
    return again or _places_differ(first, second)


def _places_differ(first: Event, second: Event) -> bool:
    """Whether both are put on a town or a spot, and not on the same."""
    finest = max(first.place.where_precision, second.place.where_precision)
    return finest <= TOWN and first.place.name != second.place.name


def _is_told_anew(a: Told, b: Told) -> bool:
    """Whether news tells one act of the same parties twice, once without its day: in its lead and further down."""
    first, second = a.event, b.event
    undated = next((t.event for t in (a, b) if t.basis == "window"), None)
    if undated is None or (undated.date_end - undated.date_start).days > NEWS:
        return False
    same = (first.source_actors, first.target_actors) == (second.source_actors, second.target_actors)
    return same and likeness(first, second) >= ANEW


def _same_actors(a: Event, b: Event) -> bool:
    first, second = {*a.source_actors, *a.target_actors}, {*b.source_actors, *b.target_actors}
    return bool(first & second) and len(first & second) / len(first | second) >= 0.5


def _compatible_dates(a: Told, b: Told) -> bool:
    if overlap(a.event.date_start, a.event.date_end, b.event.date_start, b.event.date_end) >= SAME_DATES:
        return True
    if a.event.event_type == "ASSAULT" and a.basis == b.basis == "stated":
        return _contains(a.event, b.event) or _contains(b.event, a.event)
    stated, other = (a, b) if a.basis == "stated" else (b, a)
    inside = other.event.date_start <= stated.event.date_start and stated.event.date_end <= other.event.date_end
    return other.basis == "window" and inside


def _contains(a: Event, b: Event) -> bool:
    """Whether a month's fighting holds the other's day."""
    return a.date_start <= b.date_start and b.date_end <= a.date_end and (a.date_end - a.date_start).days <= 31


def overlap(a_start: date, a_end: date, b_start: date, b_end: date) -> float:
    """Days shared over days spanned by two intervals, 0-1."""
    shared = (min(a_end, b_end) - max(a_start, b_start)).days + 1
    return max(0.0, shared / ((max(a_end, b_end) - min(a_start, b_start)).days + 1))


def _joined(a: Told, b: Told) -> Told:
    """The better dated telling leads; each extra telling makes the event a little surer."""
    rank = {"stated": 0, "carried": 1, "window": 2}
    lead, other = (
        (a, b) if (rank[a.basis], a.event.date_precision) <= (rank[b.basis], b.event.date_precision) else (b, a)
    )
    mentions = tuple(dict.fromkeys((*a.event.mentions, *b.event.mentions)))
    confidence = 1 - (1 - lead.event.confidence) * (1 - 0.3 * other.event.confidence)
    first = a.event.event_id
    event = replace(lead.event, event_id=first, mentions=mentions, confidence=round(confidence, 3))
    told = {(effect.member, effect.direction): effect.sure for effect in other.event.effects}
    effects = (replace(e, sure=max(e.sure, told.get((e.member, e.direction), 0.0))) for e in event.effects)
    event = replace(event, effects=tuple(effects))
    return replace(lead, event=event)
