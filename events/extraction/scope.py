"""Decides which events count, and gives an event that names no member the one it concerns.

In: a happening with its time and place. Out: the same with its parties filled in, or nothing when it bears on no state
that is scored. The rules are stated in ``docs/codebook.md``.
"""

from __future__ import annotations

from dataclasses import replace

from events.coding.coded import CodedEvent
from events.coding.discourse import is_between_others
from events.coding.effects import protected
from events.grounding.context import EventTime, PlacedEvent
from events.grounding.event_place import fighters_in
from events.vocabulary import SCORED
from geo.geocoding import geocode
from geo.place import Place
from geo.zones import load_zones

DONE_TO_A_MEMBER = frozenset({"SANCTION", "ACCUSE", "AID", "MOBILIZE"})


def in_scope(placed: PlacedEvent) -> PlacedEvent | None:
    """The happening with the parties that its place and article give it; None when it concerns no scored state."""
    coded, place = placed.coded, placed.place
    if coded.event_type == "ASSAULT" and place.zone and not (coded.sources or coded.targets):
        coded = replace(coded, sources=fighters_in(place.zone))
    if not any(c in SCORED for c in (*coded.sources, *coded.targets)):
        coded, place = _at_home(replace(placed, coded=coded))
        guarded = protected(coded.event_type, coded.sources, place)
        coded = replace(coded, targets=tuple(dict.fromkeys((*coded.targets, *guarded))))
    elif not set(coded.sources) & set(SCORED) and not set(coded.targets) & set(coded.within):
        # "Russia's guards went home from Tavush": the host's, whoever else the sentence names
        coded = replace(coded, targets=protected(coded.event_type, coded.sources, place) or coded.targets)
    if not {*coded.sources, *coded.targets} & {*SCORED, "CSTO"} and not _counts_for_its_zone(place, placed.time):
        return None
    return replace(placed, coded=coded, place=place)


def _at_home(placed: PlacedEvent) -> tuple[CodedEvent, Place]:
    """Give a one-sided act in a member, or in an article about one member, that member as its other party."""
    coded, place, time = placed.coded, placed.place, placed.time
    if time.basis == "window" or _is_foreign(place) or "CSTO" in (*coded.sources, *coded.targets):
        return coded, place
    member = _concerned(coded, place, placed.context.topic)
    if not member or (coded.sources and coded.targets):
        return coded, place
    if coded.sources:
        coded = replace(coded, targets=(member,))
    elif coded.event_type in DONE_TO_A_MEMBER:
        coded = replace(coded, targets=coded.targets or (member,))
    else:
        coded = replace(coded, sources=(member,))
    if not place.countries or (place.where_precision == 6 and not set(place.countries) & set(SCORED)):
        place = geocode([], start=time.start, end=time.end, parties=(member,), kind=None)
    return coded, place


def _concerned(coded: CodedEvent, place: Place, topic: str) -> str:
    """The member where it took place, else the one that the article is about; or an empty string."""
    host = place.countries[0] if len(place.countries) == 1 and place.where_precision < 6 else ""
    if host in SCORED:
        return host
    told_of = topic or (coded.focus[0] if coded.focus and coded.sources and not is_between_others(coded) else "")
    return "" if coded.event_type == "ASSAULT" else told_of


def _is_foreign(place: Place) -> bool:
    """Whether it lies in a zone over which no member fights."""
    return place.zone is not None and load_zones().zones[place.zone].without_members


def _counts_for_its_zone(place: Place, time: EventTime) -> bool:
    """Without a member among its parties an event counts for its zone; of Ukraine's, only when told to the month."""
    if _is_foreign(place):
        return place.zone != "ukraine" and time.basis == "stated" and time.precision <= 4
    return place.zone is not None
