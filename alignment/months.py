"""Months as numbers, and how an interval of days spreads over them.

In: ``"YYYY-MM"`` or ``"YYYY"``, days. Out: months counted from 2010-01 (which is 0), shares of an interval by month.
What a share weighs is left to `alignment.scoring`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

FIRST_DAY = date(2010, 1, 1)
"""The period's first day; what happened before is background and not accepted as an event."""

_EPOCH = np.datetime64(FIRST_DAY, "M")


def month_number(text: str, *, last: bool = False) -> int:
    """Months since 2010-01. A year alone means its January, or its December when `last`.

    Raises
    ------
    ValueError
        Not ``"YYYY-MM"`` or ``"YYYY"``, or before 2010.
    """
    found = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", text, re.ASCII)
    if not found:
        raise ValueError(f"date {text!r} is not a month; write it as 2022-09, or as 2022 for the year's end")
    year, month = int(found[1]), int(found[2] or (12 if last else 1))
    if year < FIRST_DAY.year:
        raise ValueError(f"date {text!r} is before {FIRST_DAY.year}; the scores start there")
    return (year - FIRST_DAY.year) * 12 + month - 1


def month_name(number: int) -> str:
    """``"YYYY-MM"`` of a month counted from 2010-01."""
    return f"{FIRST_DAY.year + number // 12}-{number % 12 + 1:02d}"


def last_day(number: int) -> date:
    """The last day of a month counted from 2010-01."""
    year, month = divmod(number + 1, 12)
    return date(FIRST_DAY.year + year, month + 1, 1) - timedelta(days=1)


def shares(first: np.ndarray, last: np.ndarray, until: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Spread intervals evenly over their days and gather the days by month.

    Parameters
    ----------
    first, last : ndarray of datetime64[D]
        Inclusive ends of the intervals, none before 2010.
    until : int
        Months after this one are left out.

    Yields
    ------
    rows, months, share : ndarray
        Once for the intervals that lie within a month; then for the others' first months, their second months …:
        which intervals reach that far, which month that is, and the share of the interval's days that lie in it. An
        interval's shares add up to 1 unless it runs beyond `until`.
    """
    start = (first.astype("datetime64[M]") - _EPOCH).astype(np.int64)
    stop = np.minimum((last.astype("datetime64[M]") - _EPOCH).astype(np.int64), until)
    bounds = (_EPOCH + np.arange(until + 2)).astype("datetime64[D]")
    days = (last - first).astype(np.int64) + 1
    rows = np.flatnonzero(start <= stop)
    months = start[rows]
    # Most intervals lie within one month, and have all of their days there.
    within = (last[rows].astype("datetime64[M]") - _EPOCH).astype(np.int64) == months
    yield rows[within], months[within], np.ones(int(within.sum()))
    rows, months = rows[~within], months[~within]
    while rows.size:
        since = np.maximum(first[rows], bounds[months])
        before = np.minimum(last[rows] + 1, bounds[months + 1])
        yield rows, months, (before - since).astype(np.int64) / days[rows]
        longer = stop[rows] > months
        rows, months = rows[longer], months[longer] + 1
