"""Resolves an expression that counts: "two weeks ago", "ten days later", "within hours".

In: an `Expression`, the narrative, and the other expressions of the sentence. Out: an interval and its kind, or None
when there is nothing to count from. Where it starts: publication, a date beside it, a happening that the text dated,
or what was told last.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from events.dates.absolute import calendar_interval
from events.dates.expressions import Expression
from events.dates.intervals import UNIT_DAYS, Interval, shift, shifted_unit, union, unit_interval, width
from events.dates.narrative import Narrative
from events.dates.well_known_days import landmark_behind
from events.dates.words import words

W = words()
DAY = timedelta(days=1)
OPEN = 31  # days by which a vague publication may widen what counts from it
Resolved = tuple[Interval, str] | None
HALVES = {"decade": (5, 5, "year"), "year": (6, 6, "month"), "month": (13, 17, "day"), "week": (3, 4, "day")}
TOWARDS = ("after", "before", "since", "into")  # what they are followed by is what they count from
APART = re.compile(r"[.;:]|, (?:and|but)\b")
IT_IS = re.compile(r"\b[Ii]t(?: is|['’]s| has been)(?: now| almost| nearly| just| barely| only)? $")
WITHIN = {"hour": 1, "day": 6, "week": 27, "month": 183}  # days that "within hours", "within weeks" may take


def from_publication(narrative: Narrative, resolve: Callable[[date], Interval]) -> tuple[Interval, str] | None:
    """Resolve against the first and the last day on which the text may have been published.

    Where these lie so far apart that they leave open which day or month is meant, it stays open.
    """
    if narrative.published is None:
        return None
    first, last = map(resolve, narrative.published)
    both = union(first, last)
    if width(both) - max(width(first), width(last)) > OPEN:
        return None
    return both, "relative"


def count_of(text: str) -> tuple[int, int]:
    """Return the least and the most that a number word stands for."""
    text = text.lower().replace("-", " ")
    if text in W.vague_numbers:
        return W.vague_numbers[text]
    total = sum(
        int(word) if word.isdigit() else W.numbers.get(word, 0) for word in text.split() if word != "a" or text == "a"
    )
    return total, total


def offset(x: Expression, narrative: Narrative, others: list[Expression]) -> Resolved:
    """ "Two weeks ago", "ten days later", "a month after the accord", "three weeks into the war"."""
    direction = x.word["direction"]
    low, high, unit = _distance(x, narrative.text)
    if exact := x.word.get("exact"):  # "ten years ago tonight"
        return from_publication(narrative, lambda day: unit_interval(shift(day, -low, unit), exact))
    if direction == "ago":
        return from_publication(narrative, lambda day: _moved((day, day), -low, -high, unit))
    base = _base(x, narrative, others)
    if direction == "since":
        is_long = base is None and IT_IS.search(narrative.text[max(0, x.start - 30) : x.start])
        return _long_since(low, unit, narrative) if is_long else _elapsed(base, low, unit, narrative)
    sign = 1 if direction in ("later", "afterwards", "on", "after", "into") else -1
    if direction in ("after", "before") and _in_apposition(x, narrative, others):
        sign = -sign
    if base is None:
        return None if sign > 0 else from_publication(narrative, lambda day: _moved((day, day), -low, -high, unit))
    interval = _counted(x, narrative, base, (sign * low, sign * high, unit))
    if narrative.published and interval[0] > narrative.published[1] and not narrative.is_future(x):
        return None  # the count began elsewhere
    return interval, "anchored"


def _counted(x: Expression, narrative: Narrative, base: Interval, distance: tuple[int, int, str]) -> Interval:
    """Move what a count starts from by the least and the most that it says."""
    low, high, unit = distance
    if unit == "week" and not x.word.get("number"):
        return (base[0] - 7 * DAY, base[0]) if low < 0 else (base[1], base[1] + 7 * DAY)
    if low > 0 and unit != "year" and width(base) > 31 and base != unit_interval(base[0], "year"):
        base = base[1], base[1]  # after a long stretch one counts from its end
    if width(base) == 1 and low == high and re.match(r" to the day\b", narrative.text[x.end :]):
        return (shift(base[0], low, unit),) * 2
    return _moved(base, low, high, unit)


def _distance(x: Expression, text: str) -> tuple[int, int, str]:
    """Return the least and the most of a count and its unit; halves in the next smaller unit."""
    unit, number = x.word["unit"].lower(), x.word.get("number", "").lower()
    if number.startswith("half"):
        return HALVES.get(unit, (1, 1, "day"))
    if not number:
        plural = text[x.start : x.end].split()[0].endswith("s")
        return (*count_of("" if plural else "a"), unit)
    low, high = count_of(number)
    if unit == "year" and (x.word.get("half") or number.endswith("half")):
        return low * 12 + 6, high * 12 + 6, "month"
    return low, high, unit


def _moved(base: Interval, low: int, high: int, unit: str) -> Interval:
    if low == high:
        return shifted_unit(base, low, unit)
    return union((shift(base[0], low, unit),) * 2, (shift(base[1], high, unit),) * 2)


def _base(x: Expression, narrative: Narrative, others: list[Expression]) -> Interval | None:
    """What a count starts from: a date that follows "after", "before" or "since", else what was told last."""
    if x.word["direction"] in TOWARDS:
        for other in others:
            if other.is_calendar and 0 <= other.start - x.end <= 60:
                resolved = calendar_interval(other, narrative)
                if resolved:
                    return resolved[0]
        if x.word["direction"] == "since":
            return None
        latest = narrative.published[1] if narrative.published else None
        named = narrative.happenings.after(narrative.text, x.end, narrative.sentence) or landmark_behind(
            narrative.text, x.end, latest
        )
        if named or x.word["direction"] == "into":
            return named
    until = narrative.published[1] if narrative.published and x.word["direction"] == "earlier" else None
    return narrative.anchor(4 if x.word["unit"].lower() in ("day", "week") else 5, until=until)


def _in_apposition(x: Expression, narrative: Narrative, others: list[Expression]) -> bool:
    """ "On Thursday, two days after the shooting" dates the shooting, two days before Thursday."""
    before = [other for other in others if other.end <= x.start]
    follows = any(other.is_calendar and 0 <= other.start - x.end <= 60 for other in others)
    if not before or follows or before[-1].form not in ("date", "month", "weekday", "named"):
        return False
    between = narrative.text[before[-1].end : x.start]
    if re.fullmatch(r",\s+(?:just |only |barely |some )?", between):
        return True
    is_told = re.match(r"\s+(?:[\w’'-]+\s+){1,8}?(?:had|let|was|were|[a-z]+ed)\b", narrative.text[x.end : x.end + 90])
    return bool(is_told and re.search(r",\s+(?:just |only |barely |some )?$", between) and not APART.search(between))


def _elapsed(base: Interval | None, count: int, unit: str, narrative: Narrative) -> tuple[Interval, str] | None:
    """ "Ten months since the invasion": the time of writing, as far as the count narrows it."""
    if base is not None:
        first, last = shift(base[0], count, unit), shift(base[1], count + 1, unit) - DAY
        if narrative.published is None:
            return (first, last), "anchored"
        overlap = max(first, narrative.published[0] - 31 * DAY), min(last, narrative.published[1])
        if overlap[0] <= overlap[1]:
            return overlap, "anchored"
    return (narrative.published, "relative") if narrative.published else None


def _long_since(count: int, unit: str, narrative: Narrative) -> Resolved:
    """ "It is two months since paratroopers landed": when they landed, give or take what the unit leaves open."""
    slack = {"day": 0, "week": 3, "month": 15}.get(unit, 31) * DAY
    return from_publication(
        narrative, lambda day: (shift(day, -count, unit) - slack, min(day, shift(day, -count, unit) + slack))
    )


def within(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    """ "Within hours": from what was told last, or from what is named, as long as the words allow."""
    base = narrative.happenings.after(narrative.text, x.end, narrative.sentence) or narrative.anchor(4)
    if base is None or narrative.is_future(x):
        return None
    unit, number = x.word["unit"], x.word.get("number")
    days = WITHIN[unit]
    if number:
        most = count_of(number)[1]
        days = -(-most // 24) if unit == "hour" else most * UNIT_DAYS[unit]
    return (base[0], base[1] + days * DAY), "anchored"


def of_day(x: Expression, narrative: Narrative, _: list[Expression]) -> tuple[Interval, str] | None:
    """ "The second day of the fighting", "the day the war began": a day counted from the first of what is named."""
    base = narrative.happenings.after(narrative.text, x.end, narrative.sentence, 5)
    if base is None:
        return None
    day = base[0] + (W.ordinals[x.word.get("ordinal", "first").lower()] - 1) * DAY
    return (day, day), "anchored"
