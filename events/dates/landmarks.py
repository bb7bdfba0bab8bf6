"""Finds the well-known happening that an article looks back on ("since the invasion").

In: a document and its dates. Out: the day from which an undated happening of that article may be told. Knowledge:
``data/landmarks.toml``.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from events.dates.resolver import DateSpan
from events.records import Document

DATA = Path(__file__).parents[1] / "data" / "landmarks.toml"
NEAR_CHARACTERS = 60


@cache
def known_landmarks() -> list[tuple[tuple[str, ...], date]]:
    """Words for each landmark, and its day."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["landmark"]
    return [(tuple(row["words"]), row["date"]) for row in rows]


def landmark_in(text: str) -> date | None:
    """Day of the newest landmark that a text names, or None."""
    low = text.lower()
    return max((day for words, day in known_landmarks() if any(w in low for w in words if " " in w)), default=None)


OPENING = re.compile(
    r"(?:when|as|once|(?:start|outset|beginning|eve|time) of) (?:the|russia's|russia’s|its|his|moscow's|putin's)?"
    r"[\w\s’'-]{0,25}?(?:invasion|war)(?: of ukraine| in ukraine)?(?: began| started| broke out| was launched)?",
    re.IGNORECASE,
)
OPENS = re.compile(r"began|started|broke out|launched|start of|outset of|beginning of|eve of|time of", re.IGNORECASE)


def landmark_dates(text: str, offset: int, sentence: str, window: tuple[date, date]) -> list[DateSpan]:
    """Dates that a sentence gives by the landmark alone ("when the invasion began"): the month from its first day.

    `window` is the time the article looks back on, whose start is the landmark's day.
    """
    days = {day for _, day in known_landmarks()}
    if not any(abs((window[0] - day).days) <= 31 for day in days):
        return []
    found = []
    for match in OPENING.finditer(sentence):
        if OPENS.search(match.group()):
            start, end = offset + match.start(), offset + match.end()
            last = window[0].replace(day=calendar.monthrange(window[0].year, window[0].month)[1])
            found.append(DateSpan(start, end, text[start:end], window[0], last, 4, "anchored"))
    return found


def look_back(document: Document, dates: list[list[DateSpan]]) -> date | None:
    """Start of the time the article looks back on, or None when it names no landmark.

    The article's own date for the landmark is taken when one stands beside its name and lies within a month of it.
    """
    text = document.text.lower()
    for words, day in known_landmarks():
        if document.published_latest and document.published_latest < day:
            continue
        places = [text.find(w) for w in words if w in text]
        if not places:
            continue
        own = [
            s.earliest
            for listed in dates
            for s in listed
            if abs((s.earliest - day).days) <= 31 and s.precision <= 4 and _is_near(text, s, words)
        ]
        return min(own) if own else day
    return None


def _is_near(text: str, span: DateSpan, words: tuple[str, ...]) -> bool:
    around = text[max(0, span.start - NEAR_CHARACTERS) : span.end + NEAR_CHARACTERS]
    return any(w in around for w in words)
