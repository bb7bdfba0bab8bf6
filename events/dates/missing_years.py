"""Settles the year of a date that leaves it out, by its weekday or by the plan that it stands in.

In: the words around a month and a day. Out: a year. What else tells the year is left to `events.dates.narrative`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date

from events.dates.intervals import Interval, width
from events.dates.words import words

LATELY = 31  # days before publication of which news tells without a year
WEEK = 7
SHORT = 10  # words of a title or a question

# A plan seen from later on, which may have come to pass by the time of writing: "was due to open on 10 October".
PLANNED = "|".join(words().planned)
WAS_PLANNED = re.compile(
    rf"\b(?:(?:was|were|had been|been|is|are|and|,) (?:originally |initially |reportedly )?"
    rf"(?:{PLANNED})|(?:was|were) to (?!have\b)\w+|"
    rf"(?:{PLANNED}) (?:for|to|on|between|from)|"
    rf"(?:{'|'.join(words().promising)})\w* [^.;,]{{0,60}}?\bto\b(?! have)|"
    rf"before|ahead of|prior to)\b[^.;]*$"
)
APPOINTMENT = re.compile(rf"\s+(?:return )?(?:{'|'.join(words().appointments)})\b")
NAMED_DAY = re.compile(r"((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? ")


def was_planned(before: str) -> bool:
    """Whether the words in front of a date tell that something was planned for it.

    >>> was_planned("Kyrgyzstan called off the drill that was due to open on ")
    True
    """
    return bool(WAS_PLANNED.search(before))


def names_an_appointment(text: str, start: int, end: int) -> bool:
    """Whether a date is the name of an appointment, which lies ahead as often as behind: "the 14 January deadline"."""
    is_named = re.search(r"\b(?:the|a|its|their) ?$", text[:start], re.IGNORECASE) or re.match(
        r"[Tt]he ", text[start:end]
    )
    return bool(is_named and APPOINTMENT.match(text, end))


def nearest_year(day: date, month: int, number: int) -> int:
    """The year in which a month's day lies closest to a day.

    >>> nearest_year(date(2022, 12, 28), 1, 4)
    2023
    """
    years = [y for y in (day.year, day.year + 1, day.year - 1) if _exists(y, month, number)]
    return min(years, key=lambda y: abs((date(y, month, number) - day).days), default=day.year)


def year_of_weekday(text: str, start: int, guess: tuple[int, int, int]) -> int:
    """The guessed year of a date, or the one beside it in which the date falls on the weekday named with it.

    >>> year_of_weekday("Monday, October 10", 0, (2021, 10, 10))
    2022
    """
    year, month, number = guess
    named = NAMED_DAY.match(text, start)
    if named is None:
        return year
    wanted = words().weekdays[named[1].lower()]
    years = [y for y in (year, year + 1, year - 1) if _exists(y, month, number)]
    return next((y for y in years if date(y, month, number).weekday() == wanted), year)


def _exists(year: int, month: int, number: int) -> bool:
    return number <= calendar.monthrange(year, month)[1]


def year_of_late(published: Interval | None, month: int | None, days: Sequence[int]) -> int | None:
    """The year of publication, for a day of the weeks before it: news goes back to its own time."""
    if not days or month is None or published is None or width(published) > WEEK:
        return None
    last = published[1]
    try:
        day = date(last.year, month, days[-1])
    except ValueError:
        return None
    return last.year if 0 <= (last - day).days <= LATELY else None


def asks(text: str) -> bool:
    """Whether a paragraph's opening is a question or a title, which the next paragraph answers."""
    words = text.strip(' *_\n"”’')
    return len(words.split()) <= SHORT and not words.endswith((".", "!", ":", ";"))


def near(year: int, told: int | None, month: int, back: int, forward: int) -> int:
    """A year told with the month `told`, or its neighbour when the months are further apart than `back`, `forward`."""
    if told is None:
        return year
    if month - told >= back:
        return year - 1
    return year + (told - month >= forward)
