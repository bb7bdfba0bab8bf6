"""Finds where the reports of one event disagree.

In: documents, and groups of readings that tell one happening (`events.merging.across_documents`). Out: `Contradiction`
records by the event's id, on its date, place, actor, a number, or on the act itself. Nothing is decided: all reports
are kept.

Reports disagree where both cannot hold: intervals without a common day, other places on one day, other doers, numbers
whose bounds exclude each other, an office that its holder does not hold, a landmark told on another day. What both may
be right on is left out: `two_dates` and `tolls` say when two days, or two numbers, exclude each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations, pairwise

from events.actors.directory import display_name, load_knowledge
from events.dates.landmarks import known_landmarks
from events.dates.resolver import find_dates
from events.merging.across_documents import Group, places_differ
from events.merging.denials import denials
from events.merging.likeness import likeness
from events.merging.merging_words import words_known
from events.merging.opposed_stands import stands
from events.merging.tolls import numbers
from events.merging.two_dates import days_exclude
from events.records import Contradiction, Document, Event, EventReport, Mention
from events.vocabulary import GATHERING_DAYS

MONTH_DAYS = 31
WEEK = 3  # UCDP date_prec
LANDMARK_DAYS = 14
ALIKE_DAYS = 0.2
FOLLOWS = 400
CODE = re.compile(r"\b[A-Z]{3,5}\b")
DATED = r"(?: of \w+| in \w+)?(?: that| which)?(?: began| started| was launched)?,? (?:on|of)\s+"


def find(documents: Mapping[str, Document], groups: Sequence[Group]) -> dict[str, tuple[Contradiction, ...]]:
    """Contradictions of each event, by its id; events whose reports agree are left out."""
    found = between(groups, documents)
    by_document = defaultdict(list)
    for group in groups:
        for reading in group.readings:
            by_document[reading.document_id].append((group.event_id, reading))
    for document_id, readings in by_document.items():
        for event_id, these in within(documents[document_id], readings).items():
            found[event_id] = [*found.get(event_id, ()), *these]
    return {event_id: each_once(these) for event_id, these in found.items() if these}


def between(groups: Sequence[Group], documents: Mapping[str, Document]) -> dict[str, list[Contradiction]]:
    """What the readings of an event tell otherwise, and what happens once told on two days; by event id.

    Parameters
    ----------
    documents : mapping
        The documents by id, with or without their texts: when they appeared, and which bring another's text again.
        What is read otherwise in such two is no disagreement of two sources.
    """
    source = _Sources({one.id: one.copy_of for one in documents.values() if one.copy_of})
    found: dict[str, list[Contradiction]] = {
        group.event_id: [
            *_between_readings(group, source, documents),
            *numbers(group, source, documents),
            *_offices(group),
        ]
        for group in groups
    }
    readings = [(group.event_id, reading) for group in groups for reading in group.readings]
    for event_id, contradiction in _once(readings, source, documents):
        found[event_id].append(contradiction)
    return found


class _Sources(dict[str, str]):
    """The document that each document's text comes from: most often itself."""

    def __missing__(self, document_id: str) -> str:
        return document_id


def within(document: Document, readings: Sequence[tuple[str, EventReport]]) -> dict[str, list[Contradiction]]:
    """What one document says against itself or against the program's own files; by the id given with each reading."""
    readings = sorted(readings, key=lambda row: (row[1].event.mentions[0].start, row[0]))
    events = [(event_id, reading.event) for event_id, reading in readings]
    found = defaultdict(list)
    for event_id, contradiction in (
        *denials(document, events),
        *_told_together(document, readings),
        *_landmarks(document, events),
        *stands(events),
    ):
        found[event_id].append(contradiction)
    return found


def each_once(found: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
    """Of several pairs that disagree in the same words, the first."""
    return tuple({(one.what, frozenset(one.values)): one for one in reversed(found)}.values())[::-1]


def in_words(start: date, end: date) -> str:
    """An interval in ISO form: "2022-11-24", "2022-11", "2022", "2022-02-24 to 2022-12-05"."""
    if start == end:
        return start.isoformat()
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and end.day >= 28:
        return f"{start:%Y-%m}"
    return f"{start} to {end}"


def _between_readings(group: Group, source: _Sources, documents: Mapping[str, Document]) -> Iterable[Contradiction]:
    for first, second in combinations(group.readings, 2):
        if source[first.document_id] == source[second.document_id]:
            continue
        one, other = first.event, second.event
        if days_exclude(first, second, documents) and _is_one_happening(one, other):
            yield _pair("date", one, other, in_words(one.date_start, one.date_end), _dates(other))
        if not _dated_alike(one, other):
            continue
        if places_differ(one, other) and _names_its_place_alone(one, other):
            yield _pair("place", one, other, one.place.name, other.place.name)
        doers = set(one.source_actors), set(other.source_actors)
        if all(doers) and not doers[0] & doers[1] and _who_matters(group):
            yield _pair("actor", one, other, *(", ".join(map(display_name, sorted(d))) for d in doers))
        types = sorted({one.event_type, other.event_type})
        if len(types) > 1 and types not in words_known()["same_act"]:
            yield _pair("act", one, other, one.event_type, other.event_type)


def _names_its_place_alone(one: Event, other: Event) -> bool:
    """Whether each sentence names the place it was put on, and not the other's: a border has two sides."""
    quotes = one.mentions[0].quote, other.mentions[0].quote
    names = one.place.name, other.place.name
    return all(names[n] in quotes[n] and names[1 - n] not in quotes[n] for n in (0, 1))


def _is_one_happening(one: Event, other: Event) -> bool:
    """Whether two days told for it are no two happenings: sentences that tell a day each have to be much alike."""
    days = all(event.date_precision <= WEEK for event in (one, other))
    return not days or likeness(one, other) >= ALIKE_DAYS


def _who_matters(group: Group) -> bool:
    """Whether it is more than a manner of speaking that one report names Russia and the other the alliance it leads.

    Doers within a group differ in no other way. It is more where help was refused, and where a report disputes the name
    ("troops nominally of the CSTO").
    """
    disputed = re.compile(rf"\b(?:{'|'.join(words_known()['disputed_name'])})\b", re.IGNORECASE)
    refused = all(reading.event.event_type == "REJECT" for reading in group.readings)
    return refused or any(disputed.search(mention.quote) for mention in group.mentions)


def _dates(event: Event) -> str:
    return in_words(event.date_start, event.date_end)


def _dated_alike(one: Event, other: Event) -> bool:
    """Both known to the month or better: otherwise they may well be two happenings."""
    return all((event.date_end - event.date_start).days < MONTH_DAYS for event in (one, other))


def _pair(what: str, one: Event, other: Event, *values: str) -> Contradiction:
    return Contradiction(what, values, (one.mentions[0], other.mentions[0]))


def _offices(group: Group) -> Iterable[Contradiction]:
    """A person named with an office that no holder of the name has held."""
    for mention in group.mentions:
        for match in _office_before_name().finditer(mention.quote):
            before = mention.quote[: match.start()].lower().split()[-1:]
            held = load_knowledge().offices[match["name"]]
            office = match["office"].lower().replace("defense", "defence")
            if (before and before[0].rstrip("-") in words_known()["not_in_office"]) or office in held:
                continue
            known = next((one for one in words_known()["offices"] if one in held), "")
            if known and not {office, known} <= set(words_known()["interchanged"]):
                yield Contradiction("actor", (f"{office} {match['name']}", f"{known} {match['name']}"), (mention,))


@cache
def _office_before_name() -> re.Pattern:
    names = "|".join(sorted(map(re.escape, load_knowledge().offices), key=len, reverse=True))
    offices = "|".join(words_known()["offices"])
    return re.compile(rf"\b(?P<office>(?i:{offices})),? (?P<name>{names})\b(?!['’]s)")


def _once(
    readings: Sequence[tuple[str, EventReport]], source: _Sources, documents: Mapping[str, Document]
) -> Iterable[tuple[str, Contradiction]]:
    """One body's summit, or the beginning of one fight, on two days in two articles."""
    told = [(event_id, r, what) for event_id, r in readings for what in happens_once(r.event)]
    told.sort(key=lambda row: (row[1].event.date_start, row[1].document_id, row[1].read_as, row[2]))
    for (one_id, one, what), (other_id, other, same) in combinations(told, 2):
        apart = abs((one.event.date_start - other.event.date_start).days)
        one_source = source[one.document_id] == source[other.document_id]
        if what != same or one_source or not 0 < apart <= GATHERING_DAYS:
            continue
        if not days_exclude(one, other, documents):
            continue
        contradiction = _pair("date", one.event, other.event, _dates(one.event), _dates(other.event))
        for event_id in {one_id, other_id}:
            yield event_id, contradiction


def happens_once(event: Event) -> set[str]:
    """What an event of one day took place at that cannot have two days: a body's gathering, a fight's beginning."""
    if event.date_start != event.date_end:
        return set()
    return _bodies_met(event.mentions[0].quote) | _begun(event)


def _begun(event: Event) -> set[str]:
    """The fight in a zone that began by an event: within a few days there is but one."""
    begins = "|".join(words_known()["begins"])
    if event.event_type != "ASSAULT" or not event.place.zone:
        return set()
    if not re.search(rf"\b(?:{begins})\b", event.mentions[0].quote, re.IGNORECASE):
        return set()
    return {event.place.zone}


def _bodies_met(quote: str) -> set[str]:
    """Organisations at whose gathering it was; none when it was before or after it."""
    gatherings = "|".join(words_known()["gatherings"])
    if not re.search(rf"\b(?:{gatherings})\b", quote, re.IGNORECASE):
        return set()
    beside = rf"\b(?:after|before|ahead of|eve of|since)\b(?: \S+){{0,5}} (?:{gatherings})\b"
    if re.search(beside, quote, re.IGNORECASE):
        return set()
    return {code for code in CODE.findall(quote) if code in load_knowledge().camps}


def _told_together(
    document: Document, readings: Sequence[tuple[str, EventReport]]
) -> Iterable[tuple[str, Contradiction]]:
    """A sentence that says "at the same time", and dates itself apart from the sentence before."""
    told = [(m.start, event_id, m, reading.event) for event_id, reading in readings for m in reading.event.mentions]
    told.sort(key=lambda row: row[:2])
    for (_, _, before, earlier), (_, event_id, mention, later) in pairwise(told):
        if mention.start == before.start or mention.start - before.end > FOLLOWS:
            continue
        apart = earlier.date_end < later.date_start or later.date_end < earlier.date_start
        opening = mention.quote.lower().startswith(tuple(words_known()["same_time"]))
        gap = document.text[before.end : mention.start].strip()
        if apart and opening and "\n\n" not in gap:  # with a paragraph between, it speaks of that one
            yield event_id, Contradiction("date", (_dates(earlier), _dates(later)), (before, mention))


def _landmarks(document: Document, events: Sequence[tuple[str, Event]]) -> Iterable[tuple[str, Contradiction]]:
    """A landmark told on another day than the known one.

    The event told in that passage carries it; where the passage tells none, the first that the article dates by it
    does, and no other: a day matters little to an interval of years.
    """
    for mention, told, known in _misdated(document):
        contradiction = Contradiction("date", (told.isoformat(), known.isoformat()), (mention,))
        here = [
            i for i, event in events if any(m.start < mention.end and mention.start < m.end for m in event.mentions)
        ]
        dated_by_it = [i for i, event in events if event.date_start == told][:1]
        for event_id in here or dated_by_it:
            yield event_id, contradiction


def _misdated(document: Document) -> Iterable[tuple[Mention, date, date]]:
    """Passages that put a landmark on another day, with that day and the known one."""
    for words, known in known_landmarks():
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b{DATED}", re.IGNORECASE)
        for match in pattern.finditer(document.text):
            tail = document.text[match.end() : match.end() + 30].partition("\n")[0]
            dates = find_dates(
                tail, published_earliest=document.published_earliest, published_latest=document.published_latest
            )
            if not dates or dates[0].start or dates[0].precision != 1 or dates[0].earliest == known:
                continue
            if abs((dates[0].earliest - known).days) <= LANDMARK_DAYS:
                start, end = match.start(), match.end() + dates[0].end
                yield Mention(document.id, start, end, document.text[start:end]), dates[0].earliest, known
