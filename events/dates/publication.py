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

from events.dates.datelines import day_without_year, stated_on_top
from events.dates.landmarks import landmark_in
from events.dates.offsets import count_of
from events.dates.patterns import NUMBER
from events.dates.resolver import DateSpan, find_dates

STATED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
COUNTED = re.compile(rf"\b(?P<count>(?i:{NUMBER})) (?P<unit>months|years|weeks) (?:since|after|into)\b")
LATER = re.compile(rf"\b(?P<count>(?i:{NUMBER})) (?P<unit>month|year)s (?:later|on)\b")
DAYS = {"week": 7, "month": 30.44, "year": 365.25}
TO_COME = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:due |expected |scheduled |set |planned |slated )?to|due|scheduled|planned)\b[^.;]*$"
)
BOUND = re.compile(r"\b(?:until|till|by|from|before)\s+(?:\w+\s+){0,2}$")
NAMED_BY = re.compile(
    r"\b(?:positions?|lines?|borders?|accords?|agreements?|statements?|war|events|decision) (?:of|as of|from) $"
)
TERM = re.compile(
    r"\b(?:(?:until|till|through|by|before)|(?:extend|prolong|renew|lengthen|last|run)\w*\b[^.;]{0,40}\bto)\s+"
    r"(?:at least |the (?:end|beginning|year) (?:of )?|\w+\s+){0,2}$",
    re.IGNORECASE,
)
CREDIT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[^\n]{0,30}$", re.IGNORECASE)  # of the page, not of the story
NAMED = re.compile(r"\b[A-Z][\w’']+-(?P<y>20[12]\d)\b")
WEEKDAY = re.compile(r"\b(?:on|said|said on|last) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
LATEST_YEAR = 2030  # what lies further ahead is a plan
IN_SCOPE = 2010  # what tells of nothing later does not tell when it was written
SLACK, YEAR = timedelta(days=45), timedelta(days=365)
REPORT, NEWS = 4000, timedelta(days=7)  # characters of the longest report; it follows what it tells by weekdays at once
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
    year, month, day = (int(part) if part else 0 for part in match.groups())
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
    newest = _newest_told(body)
    on_top = stated_on_top(body, newest.earliest if newest else None)
    if on_top is None and newest:
        on_top = day_without_year(body, newest.latest)
    return on_top or _counted(body) or _after_landmark(body) or _newest(body)


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
    newest = _newest_told(body)
    if newest is None:
        return None
    earliest, latest = newest.earliest, newest.latest
    if NAMED_BY.search(body, 0, newest.start):
        return earliest, earliest + YEAR  # "to the lines of 11 May 2021" was written some time after
    if newest.precision == 5 and WEEKDAY.search(body):
        latest = latest.replace(year=latest.year + 1)  # news does not name its own year: "In 2021 …" is background
    for span in find_dates(body, topic_year=earliest.year):
        is_past = span.kind == "partial" and not _is_ahead(body, span)
        if is_past and span.precision == 1 and earliest < span.earliest <= newest.latest + PARTIAL_REACH:
            earliest, latest = span.earliest, max(latest, span.latest)
    is_report = len(body) < REPORT and earliest == latest and WEEKDAY.search(body)
    latest = max(latest, earliest + (NEWS if is_report else SLACK))
    ahead = [s.latest for s in _explicit(body) if _is_ahead(body, s) and earliest <= s.latest <= latest]
    return earliest, min([latest, *ahead])


def _newest_told(body: str) -> DateSpan | None:
    """The newest date told of as past; of a text that has none, the newest that is no end of a term and no credit."""
    spans = [s for s in _explicit(body) if s.earliest.year <= LATEST_YEAR]
    told = [s for s in spans if not _is_term(body, s) and not CREDIT.search(body, max(0, s.start - 40), s.start)]
    return _newest_past([s for s in told if not _is_ahead(body, s)]) or _newest_past(told) or _named_for_its_year(body)


def _named_for_its_year(body: str) -> DateSpan | None:
    """The year by which a drill or a meeting is named: "Zapad-2021"."""
    match = max(NAMED.finditer(body), key=lambda m: m["y"], default=None)
    if match is None:
        return None
    year = int(match["y"])
    return DateSpan(match.start("y"), match.end("y"), match["y"], date(year, 1, 1), date(year, 12, 31), 5, "explicit")


def _is_term(body: str, span: DateSpan) -> bool:
    """Whether a date is where a term ends ("until 2017", "through 2044", "extended to 2044", "by 2030")."""
    return bool(TERM.search(body[max(0, span.start - 60) : span.start].rpartition("\n")[2]))


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
