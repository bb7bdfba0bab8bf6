"""Dates what happened at a summit by the days that the text gives that summit elsewhere.

In: an article's sentences and their dates. Out: for a sentence without a date of its own ("During the summit, the two
signed …") the summit's days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from events.dates.anchors import Happenings
from events.dates.intervals import precision
from events.dates.resolver import DateSpan

NAMED = re.compile(r"\bsummit\b", re.IGNORECASE)
AT = re.compile(
    r"\b(?:during|at|on the sidelines of|on the margins of) (?P<name>(?:the|that|this) (?:[\w’'-]+ ){0,4}?summit)\b",
    re.IGNORECASE,
)
FEW_DAYS = 2  # UCDP's code of two to six days


class Summits:
    """The summits that an article dates to the day or to a few."""

    def __init__(self, sentences: Sequence[tuple[int, str]], dates: Sequence[Sequence[DateSpan]]) -> None:
        self._known = Happenings()
        for number, ((offset, text), spans) in enumerate(zip(sentences, dates, strict=True)):
            for span in spans:
                if NAMED.search(text) and precision((span.earliest, span.latest)) <= FEW_DAYS:
                    self._known.note(text, span.start - offset, span.end - offset, (span.earliest, span.latest), number)

    def dates(self, number: int, offset: int, text: str) -> list[DateSpan]:
        """The days of the one summit that a sentence tells something of; none where the text dates several."""
        match = AT.search(text)
        days = {h.interval for h in self._known.known if h.kind == "summit"}
        if match is None or len(days) != 1:
            return []
        (interval,) = days
        start, end = offset + match.start("name"), offset + match.end("name")
        return [DateSpan(start, end, match["name"], *interval, precision(interval), "anchored")]
