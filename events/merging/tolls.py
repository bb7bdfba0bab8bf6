"""Finds where two sentences on one event tell numbers that cannot both hold.

In: a group of readings, and when their documents appeared. Out: `Contradiction` records. What a sentence counts is left
to `events.merging.numbers`.

Two numbers are compared when they count the same people of the same side, and no part of them. A toll rises while a
fight goes on: reports of other days then tell other moments, and disagree only when they appeared on one day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from events.actors.directory import load_knowledge
from events.merging.across_documents import Group
from events.merging.merging_words import words_known
from events.merging.numbers import Count, counts, disagree
from events.records import Contradiction, Document, Mention

SETTLED = timedelta(days=31)
"""So long after the last day of a fight its tolls are known."""
STEADY = frozenset({"troops"})


@dataclass(frozen=True, slots=True)
class _Toll:
    count: Count
    mention: Mention
    people: str
    sides: frozenset[str]
    document: Document | None


def numbers(group: Group, source: Mapping[str, str], documents: Mapping[str, Document]) -> Iterable[Contradiction]:
    """Pairs of sentences, each with one number of a kind, that cannot both hold."""
    last = max(reading.event.date_end for reading in group.readings)
    told: dict[tuple, list[_Toll]] = defaultdict(list)
    for mention in dict.fromkeys(group.mentions):
        for toll in _tolls(mention, documents.get(mention.document_id)):
            told[toll.count.kind, toll.people, toll.sides].append(toll)
    for these in told.values():
        for one, other in combinations(these, 2):
            first, second = one.mention, other.mention
            a_copy = first.document_id != second.document_id and source[first.document_id] == source[second.document_id]
            if disagree(one.count, other.count) and not a_copy and _of_one_moment(one, other, last):
                yield Contradiction("number", (one.count.words, other.count.words), (first, second))


def _tolls(mention: Mention, document: Document | None) -> Iterable[_Toll]:
    """The numbers of a sentence that stand alone in it for their kind, and tell no part and no older number."""
    if _listed("part_of_a_number").search(mention.quote) or _listed("former_number").search(mention.quote):
        return
    by_kind = defaultdict(list)
    for count in counts(mention.quote):
        by_kind[count.kind].append(count)
    for these in by_kind.values():
        if len(these) == 1:
            yield _Toll(these[0], mention, _people(these[0].words), _sides(mention.quote), document)


def _of_one_moment(one: _Toll, other: _Toll, last: date) -> bool:
    """Whether both speak of the same moment: of one day, or of a time when all was over."""
    days = [toll.document.published_latest if toll.document else None for toll in (one, other)]
    if one.count.kind in STEADY or days[0] == days[1]:
        return True
    return all(day is not None and day - last > SETTLED for day in days)


def _people(words: str) -> str:
    """Who is counted, by the table ``people``."""
    found = (row for row, names in words_known()["people"].items() if _any_of(tuple(names)).search(words))
    return next(found, "people")


def _sides(quote: str) -> frozenset[str]:
    """The states that a sentence names."""
    known = load_knowledge().words
    return frozenset(code for name in _names().findall(quote) for code in known[name][1])


@cache
def _names() -> re.Pattern:
    names = "|".join(sorted(map(re.escape, load_knowledge().words), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b")


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _listed(table: str) -> re.Pattern:
    return _any_of(tuple(words_known()[table]["words"]))
