"""Reads the publication date that a file or corpus states.

In: a value of any shape: text, a number, a date. Out: the first and the last day that it may mean. A date that may be
two different days is refused rather than guessed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from events.dates.publication import parse_published
from events.dates.resolver import find_dates
from events.reading.results import printable

EARLIEST, LATEST = 1900, 2100
LONGEST = 60
ISO = re.compile(r"\d{4}-?\d{2}-?\d{2}(?:[T ]\d{2}:?\d{2}.*)?$")
SECONDS = re.compile(r"-?\d{9,10}(?:\.\d+)?$")
MILLISECONDS = re.compile(r"\d{12,13}$")
NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,?\s+\d{1,2}:\d{2}.*)?$")
YEAR_FIRST = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})(?:,?\s+\d{1,2}:\d{2}.*)?$")
WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
CLOCK = re.compile(
    r",?\s*(?:at\s+)?\b\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,5}\)?|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
NOTHING = frozenset({"", "null", "none", "nan", "nat", "n/a", "na", "unknown", "-"})
FORMS = "write 2022-10-12 (YYYY-MM-DD), 2022-10 or 2022"


def stated_dates(value: object) -> tuple[date, date] | None:
    """First and last day that a stated date may mean; None when nothing is stated.

    Days are those of the place that the value names: a time zone does not move them. Seconds since 1970 are in UTC.

    Raises
    ------
    ValueError
        When it is no date, lies outside 1900-2100, or may mean two days (10/12/2022).
    """
    try:
        span = _span(value)
    except ValueError as error:
        reason = str(error)
        raise ValueError(reason if "; " in reason else f"{printable(value)!r}: {reason}; {FORMS}") from error
    if span and not EARLIEST <= span[0].year <= span[1].year <= LATEST:
        raise ValueError(f"{printable(value)!r} lies outside {EARLIEST}-{LATEST}; {FORMS}")
    return span


def _span(value: object) -> tuple[date, date] | None:
    if isinstance(value, datetime):
        return value.date(), value.date()
    if isinstance(value, date):
        return value, value
    text = str(int(value) if isinstance(value, float) and value.is_integer() else value if value is not None else "")
    text = " ".join(text.split())
    if text.lower() in NOTHING:
        return None
    for read in (_seconds, _iso, _numbers, _mail, _plain, _words):
        span = read(text)
        if span:
            return span
    raise ValueError(f"{printable(text)!r} is not a date; {FORMS}")


def _day(year: str | int, month: str | int, day: str | int) -> tuple[date, date]:
    one = date(int(year), int(month), int(day))
    return one, one


def _seconds(text: str) -> tuple[date, date] | None:
    if MILLISECONDS.match(text):
        text = text[:-3]
    if not SECONDS.match(text):
        return None
    moment = datetime.fromtimestamp(float(text), UTC)
    return moment.date(), moment.date()


def _iso(text: str) -> tuple[date, date] | None:
    if not ISO.match(text):
        return None
    digits = text.replace("-", "")
    return _day(digits[:4], digits[4:6], digits[6:8])


def _numbers(text: str) -> tuple[date, date] | None:
    if match := YEAR_FIRST.match(text):
        return _day(match[1], match[3], match[4])
    match = NUMBERS.match(text)
    if not match:
        return None
    first, second = int(match[1]), int(match[3])
    # With dots the day always comes first; with strokes it depends on who wrote it.
    if match[2] == "." or first > 12 or first == second:
        return _day(match[4], second, first)
    if second > 12:
        return _day(match[4], first, second)
    raise ValueError(f"{text!r} may be two different days; write YYYY-MM-DD")


def _mail(text: str) -> tuple[date, date] | None:
    """As in mail and feeds: ``Wed, 12 Oct 2022 09:30:00 +0400``."""
    try:
        day = parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        return None
    return day, day


def _plain(text: str) -> tuple[date, date] | None:
    return parse_published(text) if re.match(r"\d{4}\b", text) else None


def _words(text: str) -> tuple[date, date] | None:
    """``12 Oct 2022``, ``October 12th, 2022``, ``May 2022``, with a weekday and an hour or without."""
    if len(text) > LONGEST:
        return None
    bare = re.sub(r"(?<=\w)-(?=\w)", " ", CLOCK.sub("", WEEKDAY.sub("", text)).strip(" ,|"))
    spans = [span for span in find_dates(bare) if span.kind == "explicit"]
    return (spans[0].earliest, spans[0].latest) if len(spans) == 1 else None
