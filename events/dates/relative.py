"""Resolves an expression that counts from publication ("last week") or from the story ("the next day").

In: an `Expression`, the narrative, and the other expressions of the sentence. Out: an interval and its kind, or None
when there is nothing to count from. Dates that stand for themselves are left to `events.dates.absolute`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from events.dates.expressions import Expression
from events.dates.intervals import (
    Interval,
    latest_before,
    month_interval,
    precision,
    shift,
    union,
    unit_interval,
)
from events.dates.narrative import Narrative
from events.dates.offsets import count_of, from_publication, of_day, offset, within
from events.dates.words import words

W = words()
DAY = timedelta(days=1)
NEXT_MONTH = 10  # days: "on the 27th … on the 26th" looks back, "on the 27th … on the 3rd" goes on
FOLLOWING = ("following", "ensuing", "subsequent", "followed")


def _weekday(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    weekday = W.weekdays[x.word["weekday"].lower()]
    future = narrative.is_future(x)

    def resolve(day: date) -> Interval:
        found = latest_before(day + 6 * DAY, weekday) if future else latest_before(day, weekday)
        return found, found

    return from_publication(narrative, resolve)


def _deictic(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    which = x.word["which"].lower().split()[-1]
    step = {"last": -1, "past": -1, "this": 0}.get(which, 1)
    resolved = from_publication(narrative, lambda day: _turn(x, day, step))
    published = narrative.published
    if resolved is None or published is None or step or "weekday" in x.word:
        return resolved
    (first, last), kind = resolved
    if first > published[1]:
        return resolved  # "this summer", told in spring
    if x.part == "later" or (x.part == "" and narrative.is_future(x)):
        return (max(first, published[0]), last), kind
    return ((first, last) if x.part not in ("", "earlier") else (first, max(first, min(last, published[1])))), kind


def _turn(x: Expression, day: date, step: int) -> Interval:
    """Return the last, this or the next unit, weekend, month, season or weekday, seen from a day."""
    if unit := x.word.get("unit"):
        return unit_interval(shift(unit_interval(day, unit)[0], step, unit), unit)
    if "weekend" in x.word:
        saturday = unit_interval(day, "week")[0] + 5 * DAY + 7 * step * DAY
        return saturday, saturday + DAY
    if "weekday" in x.word:
        weekday = W.weekdays[x.word["weekday"].lower()]
        if step < 0:
            found = latest_before(day, weekday, inclusive=False)
        else:
            found = latest_before(day + 7 * DAY, weekday) if step else unit_interval(day, "week")[0] + weekday * DAY
        return found, found
    start, months = (x.month, 1) if x.month else (x.season or 1, 3)
    candidates = [month_interval(year, start, months) for year in range(day.year - 2, day.year + 3)]
    if step < 0:
        return max(c for c in candidates if c[1] < day)
    if step > 0:
        return min(c for c in candidates if c[0] > day)
    holding = [c for c in candidates if c[0] <= day <= c[1]]
    return holding[0] if holding else month_interval(day.year, start, months)


def _weekend(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    def resolve(day: date) -> Interval:
        saturday = latest_before(day, 5)
        return saturday, saturday + DAY

    return from_publication(narrative, resolve)


def _named(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    name = x.word["named"].lower()
    before, after = narrative.text[: x.start].rstrip(" “\"'‘"), narrative.text[x.end : x.end + 2]
    if (
        name == "today"
        and narrative.published
        and (not before or before.endswith(("of", "until")) or after in ("’s", "'s"))
    ):
        return (narrative.published[0] - 365 * DAY, narrative.published[1]), "recent"  # "today's Russia", not this day
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
    return from_publication(narrative, lambda day: (day + step.get(name, 0) * DAY,) * 2)


def _anaphor(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    which = x.word.get("which", "").lower()
    step = {"following": 1, "next": 1, "ensuing": 1, "subsequent": 1, "previous": -1, "preceding": -1, "prior": -1}.get(
        which, 0
    )
    unit = x.word.get("unit") or ("day" if "time" in x.word else "")
    if unit == "week" and step == 0 and (told := narrative.anchor(4)) and precision(told) == 4:
        return told, "anchored"  # "that same week", when only the month was told
    within = {"": "year", "month": "month", "year": "year"}.get(unit, "")
    last = narrative.anchor(4)
    if unit == "day" and last and precision(last) == 4 and narrative.anchors[-1][0] is last:
        return last, "anchored"  # "the following day", when only the month was told
    base = narrative.anchor({"day": 2, "week": 3, "month": 4}.get(unit, 5), within)
    if base is None:
        if narrative.published and (step < 0 or not which) and unit:
            return from_publication(narrative, lambda day: _turn(x, day, step))
        return None
    if not unit:
        return _turn_from(x, base, step), "anchored"
    if step == 0:
        return union(unit_interval(base[0], unit), unit_interval(base[1], unit)) if unit != "day" else base, "anchored"
    if unit == "week":
        return ((base[0] - 7 * DAY, base[0]) if step < 0 else (base[1] + DAY, base[1] + 7 * DAY)), "anchored"
    edge = base[1] if step > 0 else base[0]
    return unit_interval(shift(unit_interval(edge, unit)[0], step, unit), unit), "anchored"


def _turn_from(x: Expression, base: Interval, step: int) -> Interval:
    """Return "that November" or "the following Monday", seen from the narrative."""
    if step == 0 and not ("weekday" in x.word or "weekend" in x.word):
        return month_interval(base[1].year, x.month or x.season or 1, 1 if x.month else 3)
    if "weekend" in x.word:
        saturday = latest_before(base[1] + 7 * DAY, 5) if step >= 0 else latest_before(base[0], 5, inclusive=False)
        return saturday, saturday + DAY
    return _turn(x, base[1] if step >= 0 else base[0], step)


def _nth(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    """ "On the 20th": in the month of the narrative, or in the next one when that day had long passed."""
    number = int(x.word["nth"]) if "nth" in x.word else W.ordinals[x.word["ordinal"].lower()]
    of_month = x.word.get("of_month", "")
    base = narrative.published if of_month == "this" else narrative.anchor(4)
    if base is None:
        return None
    month = base[0].replace(day=1, year=x.year or base[0].year)
    looks_back = re.search(r"\bhad\b[^,;]*$", narrative.text[: x.start])
    long_passed = precision(base) == 1 and base[0].day - number >= NEXT_MONTH and not looks_back and not of_month
    if long_passed or of_month.endswith(("following", "next")):
        month = shift(month, 1, "month")
    day = month.replace(day=number)
    return (day, day), "anchored"


def _day_of_week(x: Expression, narrative: Narrative, others: list[Expression]) -> tuple[Interval, str] | None:
    """ "On the Saturday", "the Friday of the following week": in the narrative; "Wednesday of last week" is not."""
    weekday, week = W.weekdays[x.word["weekday"].lower()], x.word.get("week", "")
    if week in ("last", "this"):
        step = 1 if week == "last" else 0
        return from_publication(
            narrative, lambda day: (unit_interval(day - 7 * step * DAY, "week")[0] + weekday * DAY,) * 2
        )
    base = narrative.anchor(3)
    if base is None:
        return _weekday(x, narrative, others) if narrative.anchor() is None else None
    monday = unit_interval(base[0], "week")[0]
    day = monday + (weekday + 7 * week.endswith(("following", "next"))) * DAY
    if not week and day < base[0]:
        day += 7 * DAY
    return (day, day), "anchored"


def _anniversary(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    """ "On this day in 2011"."""
    return from_publication(narrative, lambda day: (shift(day, (x.year or day.year) - day.year, "year"),) * 2)


def _on_the_day(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    """ "Hours later", "on 7 April 2010, the day the president fled": on the day that was told last."""
    base = narrative.anchor(1)
    return (base, "anchored") if base else None


def _month_out(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    """ "Before the month was out": from what was told last to the end of its month."""
    base = narrative.anchor(4)
    return ((base[0], unit_interval(base[1], x.word["unit"])[1]), "anchored") if base else None


def _then(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    base = narrative.just_told()
    if base is None:
        return None
    phrase = narrative.text[x.start : x.end].lower()
    if "since" in phrase or phrase == "thereafter":
        return (base[0], max(base[1], narrative.published[1]) if narrative.published else base[1]), "since"
    return base, "until" if phrase.startswith(("until", "by")) else "anchored"


def _window(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    which, unit = x.word["which"].lower(), x.word["unit"].lower()
    anchor = narrative.anchor()
    if which in FOLLOWING or (which == "next" and "number" in x.word and anchor and not narrative.is_future(x)):
        count = count_of(x.word.get("number", ""))[1]
        return _stretch_after(anchor, count, unit, narrative) if anchor else None
    count = count_of(x.word.get("number", "a"))[1]
    if which in ("previous", "preceding") and anchor:
        return (shift(anchor[0], -count, unit), anchor[0]), "anchored"
    if narrative.published is None:
        return None
    first, last = narrative.published
    if which in ("coming", "next"):
        return (first, shift(last, count, unit)), "relative"
    return (shift(first, -count, unit), last), "relative"


def _stretch_after(anchor: Interval, count: int, unit: str, narrative: Narrative) -> tuple[Interval, str] | None:
    first, last = anchor[1] + DAY, shift(anchor[1], count, unit)
    if narrative.published:
        last = min(last, narrative.published[1])
    return ((first, last), "anchored") if first <= last else None


def _recent(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    if narrative.published is None:
        return None
    first, last = narrative.published
    return (first - W.recent[x.word["recent"].lower()] * DAY, last), "recent"


# Each takes an expression, the narrative and the sentence's other expressions.
FORMS = {
    "weekday": _weekday,
    "deictic": _deictic,
    "weekend": _weekend,
    "named": _named,
    "offset": offset,
    "anaphor": _anaphor,
    "nth": _nth,
    "day_of_week": _day_of_week,
    "anniversary": _anniversary,
    "hours": _on_the_day,
    "same_day": _on_the_day,
    "month_out": _month_out,
    "within": within,
    "of_day": of_day,
    "then": _then,
    "window": _window,
    "recent": _recent,
}
