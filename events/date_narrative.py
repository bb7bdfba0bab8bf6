"""What a text has said so far that later time expressions lean on.

In: the publication interval, then each resolved expression in order. Out: the year of a partial date ("in October"),
the interval that "the same month" or "ten days later" counts from. How an expression is then turned into days is left
to `events.dates`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from events.date_grammar import Expression
from events.date_intervals import Interval, precision, width

MONTH_REACH = 3  # sentences for which a month with its year sets the scene
ANCHOR_REACH = 12  # sentences for which "the following day" may look back
FUTURE = re.compile(
    r"\b(?:will|shall|won't|(?:is|are) (?:due|expected|scheduled|set|planned|slated|to)\b|(?:am|is|are) going to|"
    r"plans? to|intends? to|promises? to|vows? to|upcoming|premieres|hopes? to)"
)
BREAK = re.compile(
    r"[;:.]|,(?!\s+\d)|\b(?:that|said|says|who|which|after|when|but|because|told|announced|warned|reported|while)\b"
)
SUBORDINATE = re.compile(r"\b(?:which|who|whose|whom|that|since|when|after|before|following|until|as|unlike|despite)\b")
HEADING = re.compile(r"(?:^|\n)[\s#*=–-]*((?:19|20)\d\d)[\s:*=–-]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Hint:
    """A year that the text named, the month if it named one, and where."""

    year: int
    month: int | None
    sentence: int
    paragraph: int
    position: int


@dataclass(slots=True)
class Narrative:
    """The state carried through a document."""

    published: Interval | None
    year: int | None = None
    sentence: int = 0
    paragraph: int = 0
    text: str = ""
    heading: int | None = None
    anchors: list[tuple[Interval, int]] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    local: list[Hint] = field(default_factory=list)

    def enter(self, text: str, expressions: list[Expression], new_paragraph: bool) -> None:
        """Move to the next sentence."""
        self.sentence += 1
        self.paragraph += new_paragraph
        self.text = text
        if match := HEADING.search(text):
            self.heading = int(match[1])
        self.local = [
            Hint(x.year, x.month, self.sentence, self.paragraph, x.start)
            for x in expressions
            if x.is_calendar and x.year and not x.attributive and not x.mode and x.form not in ("decade", "years")
        ]

    def leave(self) -> None:
        """Keep the years that this sentence named for the next ones."""
        self.hints += [hint for hint in self.local if not SUBORDINATE.search(self._segment(hint.position))]

    def record(self, interval: Interval) -> None:
        """Let later expressions count from here."""
        if width(interval) <= 366:
            self.anchors.append((interval, self.sentence))

    def anchor(self, coarsest: int = 5) -> Interval | None:
        """Return the latest interval that is at least as precise as asked (UCDP's code), if it is not too far back."""
        for interval, sentence in reversed(self.anchors):
            if sentence and self.sentence - sentence > ANCHOR_REACH:
                break
            if precision(interval) <= coarsest:
                return interval
        return None

    def is_future(self, x: Expression) -> bool:
        """Whether the clause around an expression speaks of what is to come."""
        before, after = self.text[max(0, x.start - 90) : x.start], self.text[x.end : x.end + 70]
        clause = BREAK.split(before)[-1]
        if not clause.strip(" \n\"“‘'") or clause.strip().lower() in ("in", "on", "by"):
            after = after.lstrip(", ")
        return bool(FUTURE.search(clause) or FUTURE.search(BREAK.split(after)[0]))

    def year_of(self, x: Expression) -> int | None:
        """Return the year of a month, day or season that was named without one."""
        month, day = x.month or x.season or 1, x.days[0] if x.days else 1
        hint = self._local_hint(x)
        if hint is not None:
            return self._not_later(_near(hint, month, 10, 10), month, day)
        if self.heading or self.year:
            return self.heading or self.year
        if self.published and self.is_future(x):
            first = self.published[0]
            return first.year + ((month, day if x.days else 31) < (first.month, first.day))
        hint = self._earlier_hint()
        if hint is not None:
            return self._not_later(_near(hint, month, 10, 6), month, day)
        if self.published:
            last = self.published[1]
            return last.year - ((month, day) > (last.month, last.day))
        return self.anchors[-1][0][1].year if self.anchors else None

    def _local_hint(self, x: Expression) -> Hint | None:
        """The nearest year named in this sentence, unless it stands in a clause of its own."""
        hints = [h for h in self.local if h.position != x.start]
        for hint in sorted(hints, key=lambda h: abs(h.position - x.start)):
            first, last = sorted((hint.position, x.start))
            apart = "," in self.text[first:last]
            if not (apart and SUBORDINATE.search(self._segment(hint.position))):
                return hint
        return None

    def _earlier_hint(self) -> Hint | None:
        """The year last named before this sentence, while it still sets the scene."""
        if not self.hints:
            return None
        hint = self.hints[-1]
        distance = self.sentence - hint.sentence
        near = distance <= MONTH_REACH if hint.month else distance == 1 and hint.paragraph == self.paragraph
        return hint if near else None

    def _segment(self, position: int) -> str:
        """The words between commas in front of a position."""
        start = max(self.text.rfind(mark, 0, position) for mark in ",;—–(")
        return self.text[start + 1 : position]

    def _not_later(self, year: int, month: int, day: int) -> int:
        """A year back when the date would lie after publication (of the same or the next year)."""
        if not self.published:
            return year
        last = self.published[1]
        late = year == last.year and (month, day) > (last.month, last.day)
        return year - 1 if late or year == last.year + 1 else year


def _near(hint: Hint, month: int, back: int, forward: int) -> int:
    """The hint's year, or its neighbour when the months lie further apart than `back` or `forward`."""
    if hint.month is None:
        return hint.year
    if month - hint.month >= back:
        return hint.year - 1
    return hint.year + (hint.month - month >= forward)


def latest_before(day: date, weekday: int, *, inclusive: bool = True) -> date:
    """Return the last such weekday (Monday is 0) up to a date."""
    back = (day.weekday() - weekday) % 7
    if back == 0 and not inclusive:
        back = 7
    return date.fromordinal(day.toordinal() - back)
