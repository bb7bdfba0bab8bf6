"""When an article was published, as an interval.

In: an article's stated date or its text. Out: earliest and latest day. A publication date that nobody states is
bounded by what the text tells: it is not earlier than the newest day it tells of as past.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from events.dates import DateSpan, find_dates
from events.landmarks import landmark_in

STATED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
# A dateline stands alone near the top; a date inside a long sentence there is news, not a dateline.
DATELINE_LINES = 12
DATELINE_WORDS = 16
COUNTED = re.compile(
    r"\b(?P<count>[a-z]+(?:-[a-z]+)?|\d{1,3}) (?P<unit>months|years|weeks) (?:since|after|into)\b", re.IGNORECASE
)
LATER = re.compile(r"\b(?P<count>[a-z]+(?:-[a-z]+)?) (?P<unit>month|year)s (?:later|on)\b", re.IGNORECASE)
NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "twenty-one",
    "twenty-two",
    "twenty-three",
    "twenty-four",
    "twenty-five",
    "twenty-six",
    "twenty-seven",
    "twenty-eight",
    "twenty-nine",
    "thirty",
]
SLACK = timedelta(days=45)


def parse_published(stated: str) -> tuple[date, date]:
    """Read ``2023``, ``2023-05``, ``2023-05-09`` or two of them joined by ``/``.

    Raises
    ------
    ValueError
        When the value has another form.
    """
    first, _, second = stated.partition("/")
    start, end = _one(first.strip())
    if second:
        end = _one(second.strip())[1]
    if start > end:
        raise ValueError(f"{stated!r} ends before it starts")
    return start, end


def _one(stated: str) -> tuple[date, date]:
    match = STATED.match(stated)
    if not match:
        raise ValueError(f"{stated!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def infer_published(body: str) -> tuple[date, date] | None:
    """Publication interval from the text alone, or None when the text tells no date.

    In order: a dateline near the top; a count from a dated happening ("eleven months after the accord of
    3 May 2019"); else the newest explicit date as the earliest day, and a few weeks after it as the latest.
    """
    return _dateline(body) or _counted(body) or _after_landmark(body) or _newest(body)


def _dateline(body: str) -> tuple[date, date] | None:
    lines = [line for line in body.splitlines() if line.strip()][:DATELINE_LINES]
    for line in lines:
        if len(line.split()) > DATELINE_WORDS or line.rstrip().endswith((".", ")")):
            continue
        for span in _explicit(line):
            if span.precision == 1:
                return span.earliest, span.latest
    return None


def _counted(body: str) -> tuple[date, date] | None:
    for match in COUNTED.finditer(body):
        word = match["count"].lower()
        if not (word.isdigit() or word in NUMBERS):
            continue
        count = int(word) if word.isdigit() else NUMBERS.index(word)
        near = body[match.end() : match.end() + 80]
        for span in _explicit(near):
            days = {"weeks": 7, "months": 30.44, "years": 365.25}[match["unit"].lower()]
            start = span.earliest + timedelta(days=round(count * days))
            return start, start + timedelta(days=round(days) - 1)
    return None


def _after_landmark(body: str) -> tuple[date, date] | None:
    """An article that names a landmark, and no later year, was written after it: as long after as it counts."""
    day = landmark_in(body)
    if day is None or any(s.latest >= day for s in _explicit(body)):
        return None
    match = LATER.search(body)
    if match and match["count"].lower() in NUMBERS:
        days = NUMBERS.index(match["count"].lower()) * {"month": 30.44, "year": 365.25}[match["unit"].lower()]
        start = day + timedelta(days=round(days) - 20)
        return start, start + timedelta(days=50)
    return day, day + timedelta(days=365)


def _newest(body: str) -> tuple[date, date] | None:
    spans = [s for s in _explicit(body) if s.earliest.year >= 1990]
    if not spans:
        return None
    newest = max(spans, key=lambda s: (s.earliest, s.latest))
    return newest.earliest, max(newest.latest, newest.earliest + SLACK)


def _explicit(text: str) -> list[DateSpan]:
    return [s for s in find_dates(text) if s.kind == "explicit"]
