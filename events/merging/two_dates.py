"""Whether two reports that put one happening on different days contradict each other.

In: two readings and when their documents appeared. Out: yes or no. Which readings tell one happening is left to
`events.merging.across_documents`.

They do not where one of them tells no such date in its own sentence (its day was only bounded or carried over), where
both name the same day of the week, where a night lies between the two days, where a sentence says that it happened
again, and where one report appeared before the other's day: then it tells of another happening.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache

from events.dates.resolver import DateSpan, find_dates
from events.merging.merging_words import words_known
from events.records import Document, EventReport

DAY = timedelta(days=1)
SOME_DAYS = (2, 3)  # UCDP date_prec: a few days or a week, which a word such as "recently" bounds and does not tell
TOLD = frozenset({"explicit", "partial", "relative"})
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)


def days_exclude(one: EventReport, other: EventReport, documents: Mapping[str, Document]) -> bool:
    """Whether the two cannot both be right on when it was."""
    first, second = sorted((one, other), key=lambda reading: reading.event.date_start)
    gap = second.event.date_start - first.event.date_end
    if gap < DAY or not all(_is_dated(reading, documents.get(reading.document_id)) for reading in (one, other)):
        return False
    if any(reading.event.date_precision in SOME_DAYS for reading in (one, other)):
        return False
    quotes = [reading.event.mentions[0].quote for reading in (one, other)]
    if set.intersection(*({day.lower() for day in WEEKDAY.findall(quote)} for quote in quotes)):
        return False
    if any(_words("repeated").search(quote) for quote in quotes):
        return False
    if gap == DAY and any(_words("night").search(quote) for quote in quotes):
        return False
    told = documents.get(first.document_id)
    return told is None or told.published_latest is None or told.published_latest >= second.event.date_start


def _is_dated(reading: EventReport, document: Document | None) -> bool:
    """Whether the reading's own sentence tells a date that is compatible with the event's."""
    published = (document.published_earliest, document.published_latest) if document else (None, None)
    first, last = reading.event.date_start, reading.event.date_end
    return any(
        span.kind in TOLD and span.earliest <= last and first <= span.latest
        for mention in reading.event.mentions
        for span in _dates(mention.quote, *published)
    )


@lru_cache(maxsize=10_000)
def _dates(quote: str, earliest: date | None, latest: date | None) -> tuple[DateSpan, ...]:
    return tuple(find_dates(quote, published_earliest=earliest, published_latest=latest))


@cache
def _words(table: str) -> re.Pattern:
    return re.compile(rf"\b(?:{'|'.join(words_known()[table])})\b", re.IGNORECASE)
