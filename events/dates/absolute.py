"""Resolves an expression that names a date, a month, a season or a year.

In: an `Expression`, and the narrative for a year that it leaves out. Out: an interval and its kind. Distances ("two
weeks later") are left to `events.dates.relative`.
"""

from __future__ import annotations

from datetime import date

from events.dates.expressions import Expression
from events.dates.intervals import Interval, month_interval, part_of, shift, year_interval
from events.dates.narrative import Narrative
from events.dates.words import words


def calendar_interval(x: Expression, narrative: Narrative) -> tuple[Interval, str] | None:
    """Return the days of an expression that names a date, month, season or year, and whether it named the year."""
    year, kind = x.year, "explicit"
    if year is None:
        year, kind = narrative.year_of(x), "partial"
        if year is None:
            return None
    interval = _fields(x, year)
    if x.until:
        last = x.until
        if x.part and x.part not in ("earlier", "later"):
            interval = part_of(interval, words().parts[x.part])
        end = _fields(last, last.year or year + ((last.month or 12) < (x.month or 1)))
        return ((interval[0], end[1]), kind) if end[1] >= interval[0] else (interval, kind)
    return interval, kind


def _fields(x: Expression, year: int) -> Interval:
    if x.days and x.month:
        first, last = date(year, x.month, x.days[0]), date(year, x.month, x.days[-1])
        if last < first:  # "the night of 30 to 1 June"
            first = shift(first, -1, "month")
        return first, last
    if x.month:
        return month_interval(year, x.month)
    if x.season:
        return month_interval(year, x.season, 3)
    if x.form == "quarter":
        return month_interval(year, int(x.word["quarter"]) * 3 - 2, 3)
    if x.form == "half":
        return month_interval(year, int(x.word["half"]) * 6 - 5, 6)
    if x.form == "decade":
        return year_interval(year, 10)
    if x.form == "years":
        text = x.word["y2"]
        return date(year, 1, 1), date(int(str(year)[: 4 - len(text)] + text), 12, 31)
    return year_interval(year)
