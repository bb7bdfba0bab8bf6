"""The happening an article looks back on.

In: a document and its dates. Out: the day from which an undated happening of that article may be told. Knowledge:
``data/landmarks.toml``.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from events.dates import DateSpan
from events.records import Document

DATA = Path(__file__).parent / "data" / "landmarks.toml"
NEAR_CHARACTERS = 60


@cache
def _landmarks() -> list[tuple[tuple[str, ...], date]]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["landmark"]
    return [(tuple(row["words"]), row["date"]) for row in rows]


def look_back(document: Document, dates: list[list[DateSpan]]) -> date | None:
    """Start of the time the article looks back on, or None when it names no landmark.

    The article's own date for the landmark is taken when one stands beside its name and lies within a month of it.
    """
    text = document.text.lower()
    for words, day in _landmarks():
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
