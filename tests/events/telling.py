"""Made-up readings for tests of merging and contradictions: one sentence, one event, without a language model."""

from __future__ import annotations

import hashlib
from datetime import date

from events.records import Document, Event, EventReport, Mention
from geo.place import Place

ARMENIA = Place("Armenia", "country", None, ("ARM",), 40.0, 45.0, 6)
BORDER = Place("Armenia–Azerbaijan border", "zone", "armenia-azerbaijan-border", ("ARM", "AZE"), 39.8, 45.8, 5)
FIRST, LAST = date(2022, 9, 1), date(2022, 9, 30)


def document(name: str, text: str, published: date | None = None) -> Document:
    """An article in memory."""
    return Document(
        id=name,
        title=name,
        outlet="",
        author="",
        published_earliest=published,
        published_latest=published,
        language="en",
        text=text,
        source_path=f"{name}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def event(name: str, quote: str, text: str | None = None, **changes) -> Event:
    """An event of document `name`, told by `quote` (which stands in `text`)."""
    start = (text or quote).index(quote)
    values = {
        "event_id": f"{name}-event",
        "event_type": "REQUEST",
        "summary": "Armenia asks",
        "date_start": FIRST,
        "date_end": LAST,
        "date_precision": 4,
        "source_actors": ("ARM",),
        "target_actors": ("CSTO",),
        "place": ARMENIA,
        "effects": (),
        "mentions": (Mention(name, start, start + len(quote), quote),),
        "confidence": 0.8,
    }
    return Event(**{**values, **changes})


def reading(name: str, quote: str, **changes) -> EventReport:
    """What document `name` tells."""
    one = event(name, quote, **changes)
    return EventReport(name, one.event_id, one)
