"""Calendar arithmetic on inclusive intervals of days.

In: dates and counts. Out: ``(first day, last day)``. What a phrase means is left to `events.dates.resolver`.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from events.dates.words import Part

Interval = tuple[date, date]
VAGUE = 62  # days from which on an interval of publication is a mere guess
UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}


def year_interval(year: int, years: int = 1) -> Interval:
    """Return the first day of `year` and the last day of the last of `years` years."""
    return date(year, 1, 1), date(year + years - 1, 12, 31)


def month_interval(year: int, month: int, months: int = 1) -> Interval:
    """Return the first day of a month and the last day of the last of `months` months."""
    last = shift_months(date(year, month, 1), months) - timedelta(days=1)
    return date(year, month, 1), last


def shift_months(day: date, months: int) -> date:
    """Move a date by months; 31 January and one month is the last day of February."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shift(day: date, count: int, unit: str) -> date:
    """Move a date by `count` units (``day``, ``week``, ``month``, ``year``, ``decade``)."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * UNIT_DAYS[unit])
    return shift_months(day, count * {"month": 1, "year": 12, "decade": 120}[unit])


def unit_interval(day: date, unit: str) -> Interval:
    """Return the calendar day, week (from Monday), month, year or decade that contains a date."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return month_interval(day.year, day.month)
    if unit == "year":
        return year_interval(day.year)
    if unit == "decade":
        return year_interval(day.year // 10 * 10, 10)
    return day, day


def shifted_unit(interval: Interval, count: int, unit: str) -> Interval:
    """Move an interval by whole units, as exactly as the unit says.

    "Three months later" means a month and not a day; "two weeks later" may be off by a few days.
    """
    first, last = shift(interval[0], count, unit), shift(interval[1], count, unit)
    if unit == "day":
        return first, last
    if unit == "week":
        slack = timedelta(days=3)
        return first - slack, last + slack
    if unit == "decade":
        return date(first.year - 1, 1, 1), date(last.year + 1, 12, 31)
    if unit == "month":
        if width(interval) > 31:
            return first, last
        first = last = shift(
            interval[0] + timedelta(days=width(interval) // 2), count, unit
        )  # "3 June to 2 July" is June
    return unit_interval(first, unit)[0], unit_interval(last, unit)[1]


def width(interval: Interval) -> int:
    """Count the days."""
    return (interval[1] - interval[0]).days + 1


def precision(interval: Interval) -> int:
    """Return UCDP GED's ``date_prec``, by the table in ``docs/codebook.md``.

    1: an exact day; 2: one of two to six days; 3: a week; 4: 8 to 31 days, or a month; 5: longer, up to a year, and
    (ours) longer still.

    >>> [precision((date(2022, 9, 1), date(2022, 9, last))) for last in (1, 6, 7, 8, 30)]
    [1, 2, 3, 4, 4]
    """
    days = width(interval)
    for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if days <= most:
            return code
    return 5


def part_of(interval: Interval, part: Part) -> Interval:
    """Return the part of a period that a word such as "early" names."""
    if part.share is None:
        return interval
    first, last = interval
    days = width(interval)
    if part.year and 365 <= days <= 366 and first.month == 1:
        return month_interval(first.year, part.year[0], part.year[1] - part.year[0] + 1)
    if part.month and 28 <= days <= 31 and first.day == 1:
        return first.replace(day=min(part.month[0], last.day)), first.replace(day=min(part.month[1], last.day))
    if part.decade and 3652 <= days <= 3653:
        return year_interval(first.year + part.decade[0] - 1, part.decade[1] - part.decade[0] + 1)
    start = first + timedelta(days=int(days * part.share[0]))
    return start, max(start, first + timedelta(days=round(days * part.share[1]) - 1))


def union(one: Interval, other: Interval) -> Interval:
    """Return the shortest interval that covers both."""
    return min(one[0], other[0]), max(one[1], other[1])


def latest_before(day: date, weekday: int, *, inclusive: bool = True) -> date:
    """Return the last such weekday (Monday is 0) up to a date."""
    back = (day.weekday() - weekday) % 7
    if back == 0 and not inclusive:
        back = 7
    return date.fromordinal(day.toordinal() - back)
