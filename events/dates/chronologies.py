"""Recognises chronologies, whose headings or labels date all that stands below them.

In: paragraphs in reading order with the dates of their first sentence. Out: the date that holds for the whole entry,
or nothing where the text is no chronology. Such entries tell in the present tense what happened, and state no further
date where the entry's own is meant.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from events.dates.resolver import DateSpan

DATED = frozenset({"explicit", "partial"})
# "2 January.", "5 March 2021:", "Wednesday, 12 May – "; a comma begins an ordinary sentence.
LABEL_END = re.compile(r"\s*(?:\([^)]{1,40}\)\s*)?(?:[.:–—]|-\s|$)")
LABEL_START = re.compile(r"\W*(?:\w+day,?\s+)?", re.IGNORECASE)
SECTION = re.compile(r"^(#+) ", re.MULTILINE)
OPENING = 2  # characters before a date that opens its paragraph: a bullet, a quotation mark


@dataclass(slots=True)
class Chronicle:
    """The date of the heading or entry that the text stands under."""

    document: str = ""
    heading: DateSpan | None = None
    is_dated: bool = False  # whether an entry has named its year, which then holds for the next

    def entry(
        self, text: str, start: int, dates: Sequence[DateSpan], published: date | None
    ) -> tuple[DateSpan | None, list[DateSpan]]:
        """The date that holds for a whole paragraph.

        Parameters
        ----------
        text : str
            The paragraph.
        start : int
            Its offset in the document, as the dates' offsets are.
        dates : sequence of DateSpan
            The dates of its first sentence.
        published : date or None
            The last day the text may have been written on; where it is not known, an entry without a year keeps the
            year that the narrative gave it.

        Returns
        -------
        DateSpan or None
            None outside chronologies.
        list of DateSpan
            The dates of the first sentence, the entry's own with the year that it turned out to have.
        """
        if self.heading and _is_left(self.document, self.heading, start):
            self.heading = None
        opening = next((d for d in dates if d.kind in DATED and _opens(text, d.start - start)), None)
        if opening is None:
            return self.heading, [*dates]
        after = text[opening.end - start :]
        if not after.strip(" .:–—-"):
            self.heading = opening
        elif self.heading is None and not _is_label(opening, after):
            return None, [*dates]
        self.is_dated = self.is_dated or opening.kind == "explicit"
        if published and not self.is_dated:
            entry = _last_before(published, opening)
            self.heading = entry if self.heading is opening else self.heading
            return entry, [entry if d is opening else d for d in dates]
        return opening, [*dates]


def _is_left(document: str, heading: DateSpan, start: int) -> bool:
    """Whether another section began since a heading: a heading line of its rank or a higher one."""
    line = document[document.rfind("\n", 0, heading.start) + 1 : heading.start]
    rank = len(line) - len(line.lstrip("#"))
    later = (len(match[1]) for match in SECTION.finditer(document, heading.end, start))
    return any(not rank or found <= rank for found in later)


def _opens(text: str, offset: int) -> bool:
    return offset <= OPENING or bool(LABEL_START.fullmatch(text[:offset]))


def _last_before(published: date, label: DateSpan) -> DateSpan:
    """A label without a year in a chronology that names none: the last such day before publication."""
    years = published.year - label.earliest.year
    moved = replace(label, earliest=_in_year(label.earliest, years), latest=_in_year(label.latest, years))
    if moved.earliest > published:
        years -= 1
        moved = replace(label, earliest=_in_year(label.earliest, years), latest=_in_year(label.latest, years))
    return moved


def _in_year(day: date, years: int) -> date:
    last = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def _is_label(opening: DateSpan, after: str) -> bool:
    return opening.kind == "explicit" or bool(LABEL_END.match(after))
