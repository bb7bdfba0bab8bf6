"""Finds when an article was published, as an interval of days.

In: an article's stated date or its text. Out: earliest and latest day. A publication date that nobody states is
bounded by what the text tells: it is not earlier than the newest day it tells of as past.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from events.dates.landmarks import landmark_in
from events.dates.offsets import count_of
from events.dates.patterns import NUMBER
from events.dates.resolver import DateSpan, find_dates

STATED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
# A dateline stands alone near the top, or opens a line set off from the rest; a date inside a sentence there is news.
DATELINE_LINES = 12
DATELINE_WORDS = 16
BEHIND = re.compile(r"[\s*_]*(?:[·|•/]|$)")
# A report's place and day of writing: "MINSK, Aug. 17 (Agency) —", "YEREVAN, 12 May 2021 –".
PLACE = re.compile(r"\W*[A-Z][A-Z.’'-]+(?:[ ,/]+[A-Z][\w.’'-]*)*,?\s+(?:\([^)]*\)\s*)?$")
DASH = re.compile(r"[.,]?\s*(?:\([^)]{1,40}\)|/[^/]{1,40}/)?\s*(?:[-–—]|:)")
COUNTED = re.compile(rf"\b(?P<count>(?i:{NUMBER})) (?P<unit>months|years|weeks) (?:since|after|into)\b")
LATER = re.compile(rf"\b(?P<count>(?i:{NUMBER})) (?P<unit>month|year)s (?:later|on)\b")
DAYS = {"week": 7, "month": 30.44, "year": 365.25}
TO_COME = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:due |expected |scheduled |set |planned |slated )?to|due|scheduled|planned)\b[^.;]*$"
)
BOUND = re.compile(r"\b(?:until|till|by|from|before)\s+(?:\w+\s+){0,2}$")
IN_SCOPE = 2010  # what tells of nothing later does not tell when it was written
SLACK = timedelta(days=45)
PARTIAL_REACH = timedelta(
    days=100
)  # "on 24 November" after "September 2022" is of that year, "in October" after April not


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
    3 May 2019"); a landmark that is named and no later year; else from the newest day told of as past until a few
    weeks later, or until the first day told of as still to come.
    """
    return _dateline(body) or _wire(body) or _counted(body) or _after_landmark(body) or _newest(body)


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a date at `start` to `end` of a paragraph is a report's place and day of writing."""
    return bool(PLACE.match(text[:start]) and DASH.match(text[end : end + 60]))


def _top(body: str) -> list[str]:
    return [line for line in body.splitlines() if line.strip()][:DATELINE_LINES]


def _dateline(body: str) -> tuple[date, date] | None:
    for line in _top(body):
        is_short = len(line.split()) <= DATELINE_WORDS and not line.rstrip().endswith((".", ")"))
        spans = [s for s in _explicit(line) if s.precision == 1 or (s.precision == 4 and _stands_alone(line, s))]
        told = [s for s in spans if is_dateline(line, s.start, s.end) or is_short or _opens(line, s)]
        if told and told[0].precision == 1:
            return told[0].earliest, told[0].latest
        if told and is_short:
            return told[0].earliest, told[0].latest
    return None


def _opens(line: str, span: DateSpan) -> bool:
    """Whether a line begins with a date set off from the rest: "Monday, 30 December 2024 · What the papers wrote"."""
    return not line[: span.start].strip(" *_#") and BEHIND.match(line[span.end :]) is not None


def _stands_alone(line: str, span: DateSpan) -> bool:
    """Whether a month is set off from the words around it: "Policy brief · July 2013"."""
    before = line[: span.start].rstrip(" *_")
    return (not before or before.endswith(("·", "|", "•", ",", "/"))) and not line[span.end :].strip(" *_.")


def _wire(body: str) -> tuple[date, date] | None:
    """A dateline without its year is of the year that the text names last, if that lies less than a year before."""
    newest = _newest_past(_explicit(body))
    if newest is None:
        return None
    for line in _top(body):
        for span in find_dates(line, published_latest=newest.latest + timedelta(days=364)):
            if span.kind == "partial" and span.precision == 1 and is_dateline(line, span.start, span.end):
                return span.earliest, span.latest
    return None


def _counted(body: str) -> tuple[date, date] | None:
    newest = _newest_past(_explicit(body))
    for match in COUNTED.finditer(body):
        near = body[match.end() : match.end() + 80]
        for span in _explicit(near):
            days = DAYS[match["unit"].lower().rstrip("s")]
            start = span.earliest + timedelta(days=round(count_of(match["count"])[0] * days))
            end = start + timedelta(days=round(days) - 1)
            if newest is None or newest.earliest <= end:  # else it counts to a happening, not to the time of writing
                return start, end
    return None


def _after_landmark(body: str) -> tuple[date, date] | None:
    """An article that names a landmark, and no later year, was written after it: as long after as it counts."""
    day = landmark_in(body)
    if day is None or any(s.latest >= day for s in _explicit(body)):
        return None
    match = LATER.search(body)
    if match:
        days = count_of(match["count"])[0] * DAYS[match["unit"].lower()]
        start = day + timedelta(days=round(days) - 20)
        return start, start + timedelta(days=50)
    return day, day + timedelta(days=365)


def _newest(body: str) -> tuple[date, date] | None:
    spans = _explicit(body)
    newest = _newest_past([s for s in spans if not _is_ahead(body, s)]) or _newest_past(spans)
    if newest is None:
        return None
    earliest, latest = newest.earliest, newest.latest
    for span in find_dates(body, topic_year=earliest.year):
        is_past = span.kind == "partial" and not _is_ahead(body, span)
        if is_past and span.precision == 1 and earliest < span.earliest <= newest.latest + PARTIAL_REACH:
            earliest, latest = span.earliest, max(latest, span.latest)
    latest = max(latest, earliest + SLACK)
    ahead = [s.latest for s in spans if _is_ahead(body, s) and earliest <= s.latest <= latest]
    return earliest, min([latest, *ahead])


def _is_ahead(body: str, span: DateSpan) -> bool:
    """Whether a date is told of as still to come, or as an end or a beginning that need not have come."""
    before = body[max(0, span.start - 160) : span.start].rpartition("\n")[2]
    return bool(TO_COME.search(before) or BOUND.search(before))


def _newest_past(spans: Sequence[DateSpan]) -> DateSpan | None:
    return max((s for s in spans if s.latest.year >= IN_SCOPE), key=lambda s: (s.earliest, s.latest), default=None)


@lru_cache(maxsize=8)
def _explicit(text: str) -> tuple[DateSpan, ...]:
    """A text's explicit dates; kept, as each way of telling asks for those of the whole article again."""
    return tuple(s for s in find_dates(text) if s.kind == "explicit")
