"""A store with any number of made-up events, for measuring what grows with them.

In: a store and a number. Out: the store filled. Events lie at random over the years, states, types and places; ten are
told by one document. They are written as finished (merged already): what merging costs is measured by itself. Beyond
the first hundred thousand the database copies what it has under other names, which is quicker.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import Insert, Table, insert, literal, select, update

from events.ingest.ingest import extractor_version
from events.records import Document, Effect, Event, Mention
from events.store.invariants import SETTLED
from events.store.store import Store
from events.store.tables import DOCUMENTS, EFFECTS, EVENTS, MENTIONS
from events.vocabulary import DIMENSIONS, EVENT_TYPES, SCORED
from geo.gazetteer import load_gazetteer
from geo.place import Place

TOLD_BY_ONE = 10
AT_ONCE = 500
BASE = 100_000
FIRST = date(2010, 1, 1)
DAYS = 15 * 365
PLACES = 300


def fill(store: Store, events: int) -> None:
    """Write so many events; beyond `BASE` a multiple of it."""
    base = min(events, BASE)
    documents = _documents(base)
    version = extractor_version()
    while some := list(islice(documents, AT_ONCE)):
        store.save_all([(document, told, None) for document, told in some], version)
    with store.writing() as connection:
        connection.execute(update(EVENTS).values(pending=SETTLED, contradictions=[], own_contradictions=[]))
    for number in range(1, events // base):
        with store.writing() as connection:
            for table in (DOCUMENTS, EVENTS, MENTIONS, EFFECTS):
                connection.execute(_copy(table, f"copy-{number}-"))


def _copy(table: Table, prefix: str) -> Insert:
    """The statement that writes a table's first rows again, under other ids."""
    of_document = table.c.id if table is DOCUMENTS else table.c.document_id
    values = [
        (literal(prefix) + column).label(column.name) if column.name in ("id", "document_id", "event_id") else column
        for column in table.c
    ]
    return insert(table).from_select(
        [column.name for column in table.c], select(*values).where(of_document.like("made-%"))
    )


def _documents(events: int) -> Iterator[tuple[Document, list[Event]]]:
    places = _places()
    for number in range(-(-events // TOLD_BY_ONE)):
        chance = random.Random(number)
        sentences = [
            f"Sentence {number}-{n} tells what happened {chance.getrandbits(40):x}."
            for n in range(min(TOLD_BY_ONE, events - number * TOLD_BY_ONE))
        ]
        text = " ".join(sentences)
        day = date(2024, 12, 31)
        document = Document(
            id=f"made-{number:06d}",
            title=f"Made-up article {number}",
            outlet=f"Outlet {number % 200}",
            author="",
            published_earliest=day,
            published_latest=day,
            language="en",
            text=text,
            source_path=f"made-{number:06d}.txt",
            sha256=f"{number:064x}",
        )
        yield document, [_event(document, n, sentence, chance, places) for n, sentence in enumerate(sentences)]


def _event(document: Document, number: int, sentence: str, chance: random.Random, places: list[Place]) -> Event:
    start = FIRST + timedelta(days=chance.randrange(DAYS))
    month_long = chance.random() < 0.3
    member, begin = chance.choice(SCORED), document.text.index(sentence)
    return Event(
        event_id=f"{document.id}-{number}",
        event_type=chance.choice(EVENT_TYPES),
        summary=f"{member} did something: “{sentence[:24]}”",
        date_start=start,
        date_end=start + timedelta(days=30) if month_long else start,
        date_precision=4 if month_long else 1,
        source_actors=(member,),
        target_actors=("RUS",),
        place=chance.choice(places),
        effects=(Effect(member, chance.choice((-1, 1)), chance.choice(DIMENSIONS)),),
        mentions=(Mention(document.id, begin, begin + len(sentence), sentence),),
        confidence=round(chance.uniform(0.4, 0.95), 3),
    )


def _places() -> list[Place]:
    """Some of the gazetteer's towns."""
    gazetteer = load_gazetteer()
    towns = [entry.id for entry in gazetteer.entries.values() if entry.level == "city" and entry.latitude is not None]
    return [gazetteer.to_place(entry_id) for entry_id in towns[:PLACES]]
