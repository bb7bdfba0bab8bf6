"""Remembers the happenings that a text dates, for dates that count from them ("five days after the appeal").

In: the happenings that a narrative met beside a date. Out: the days of one that an expression refers back to. Which
words stand for a happening is told by ``data/dates.toml``; how an expression counts from it, by
`events.dates.relative`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from events.dates.intervals import Interval, precision, width
from events.dates.words import words

W = words()
WORD = "|".join(sorted(W.happenings, key=len, reverse=True))
NAMED = re.compile(rf"\b(?i:(?P<word>{WORD}))\b")
REFERRED = re.compile(
    r"\s+(?:of\s+|after\s+|before\s+|from\s+)?(?:the|its|their|his|that|this|[A-Z][\w’'-]+[’']s)\s+"
    rf"(?P<phrase>(?:[\w’'-]+\s+){{0,5}}?(?i:(?P<word>{WORD})))\b"
)
NAME = re.compile(r"\b[A-Z][\w’'-]+")
NEAR = 60  # characters between a date and the word that it dates
LONGEST = 62  # days: what lasts longer is too vague to count from
GATHERING = "summit"
MET = ("met", "meeting", "session")
ASIDE = re.compile(r"\b(?:before|after|since|following|until|ahead of|despite|by)\b[^,;]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated happening: the kind of word it goes by, the names beside it, its days, its sentence."""

    kind: str
    names: frozenset[str]
    interval: Interval
    sentence: int


@dataclass(slots=True)
class Happenings:
    """All that a text dated, in order."""

    known: list[Happening] = field(default_factory=list)

    def note(self, text: str, start: int, end: int, interval: Interval, sentence: int) -> None:
        """Remember what stands nearest to a date at `start` to `end` of a sentence, when the date is close enough."""
        if precision(interval) > 4 and width(interval) > LONGEST:
            return
        floor = max(0, start - NEAR)
        found = list(NAMED.finditer(text, floor, min(len(text), end + NEAR)))
        if found:
            nearest = min(found, key=lambda m: max(start - m.end(), m.start() - end))
            summits = [m for m in found if m["word"].lower() == GATHERING and nearest["word"].lower() in MET]
            for match in (nearest, *summits[:1]):  # "the summit met on 23 November"
                kind, names = W.happenings[match["word"].lower()], _names(text, match.start(), match.end())
                self.known.append(Happening(kind, names, interval, sentence))

    def after(self, text: str, position: int, sentence: int, coarsest: int = 4) -> Interval | None:
        """The days of the happening that the words right after `position` refer to."""
        match = REFERRED.match(text, position)
        if match is None:
            return None
        return self._find(W.happenings[match["word"].lower()], _names(text, position, match.end()), sentence, coarsest)

    def gathering_in(self, text: str, month: Interval, sentence: int) -> Interval | None:
        """The day of the one summit of a month, told elsewhere, for a sentence that is about it."""
        match = re.search(rf"\b{GATHERING}\b", text)
        if match is None or ASIDE.search(text[: match.start()]):
            return None
        days = {
            h.interval
            for h in self.known
            if h.kind == GATHERING and precision(h.interval) == 1 and month[0] <= h.interval[0] <= month[1]
        }
        return days.pop() if len(days) == 1 else None

    def _find(self, kind: str, names: frozenset[str], sentence: int, coarsest: int) -> Interval | None:
        fitting = [h for h in self.known if h.kind == kind and precision(h.interval) <= coarsest]
        told = [h for h in fitting if h.sentence <= sentence] or fitting
        best = max(told, key=lambda h: (len(h.names & names), h.sentence), default=None)
        return best.interval if best else None


def _names(text: str, start: int, end: int) -> frozenset[str]:
    """The capitalised words around a stretch, by which two summits are told apart."""
    return frozenset(NAME.findall(text[max(0, start - 40) : end + 40]))
