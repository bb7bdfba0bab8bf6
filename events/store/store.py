"""The store: one SQL database that the command line and the app share.

In: `Document` and `Event` records. Out: the same records, or DataFrames with the columns of `events.dataframes`.
Extraction is left to `events.extraction.pipeline`, scores to the room above; the tables are in `events.store.tables`.

SQLite in a file by default (write-ahead log: readers never wait for a writer), PostgreSQL by URL. An event read in two
articles keeps one reading for each; what is shown is the reading with the highest confidence, of equals the closest
dated, with all articles' mentions. Which readings are one event, `events.store.merging` finds.
"""

from __future__ import annotations

import atexit
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, Select, delete, func, select

from events.dataframes import (
    DOCUMENT_COLUMNS,
    EFFECT_COLUMNS,
    EVENT_COLUMNS,
    MENTION_COLUMNS,
    REPORT_COLUMNS,
    RUN_COLUMNS,
    table,
)
from events.records import Document, Event, EventReport, Mention
from events.store import database, sqlite, standing
from events.store.beneath import Beneath
from events.store.duplicates import same_text, unlink
from events.store.failures import DAMAGED, ReadOnlyError, StoreError, plainly
from events.store.failures import shown as shown_address
from events.store.invariants import READ, clear, portions, settle
from events.store.rows import DOCUMENT_FIELDS, effects_of, event_of, mentions_of, shown
from events.store.search import drop_articles
from events.store.tables import AGGREGATES, DOCUMENTS, EFFECTS, EVENTS, MENTIONS, RUNS
from events.store.writing import write_document

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Extracted", "ReadOnlyError", "Source", "Store", "StoreError", "default_url", "open_store"]
Extracted = tuple[Document, Sequence[Event], float | None]


def default_url() -> str:
    """Where the store lies: `STORE_URL`, or a SQLite file in the user's data folder."""
    return os.environ.get("STORE_URL") or f"sqlite:///{user_data_path('csto-alignment-timeline') / 'store.sqlite'}"


def open_store(url: str | None = None) -> Store:
    """Open the store, and create it when it is not there yet.

    Parameters
    ----------
    url : str, optional
        A SQLAlchemy URL; `default_url()` when left out.

    Raises
    ------
    StoreError
        In one line that says what to do: the URL cannot be used, or a newer program wrote the store.
    """
    return Store(database.connect(url or default_url()))


class Source(NamedTuple):
    """Where a stored document came from."""

    source_path: str
    sha256: str


class Store:
    """Documents, events, and what was read where. Made by `open_store`; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._beneath = Beneath(engine)
        atexit.register(self.close)  # however the process ends, but for being killed

    @property
    def _engine(self) -> Engine:
        return self._beneath.engine

    @property
    def address(self) -> str:
        """Where the store lies, fit to be shown: a password is left out."""
        return shown_address(self._engine.url)

    @property
    def file(self) -> Path | None:
        """The file that the store lies in, if it is one."""
        return self._beneath.file.resolve() if self._beneath.file else None

    def close(self) -> None:
        """Let go of the database's connections; of SQLite's log nothing stays beside the file."""
        atexit.unregister(self.close)
        self.checkpoint()
        self._engine.dispose()

    def checkpoint(self) -> None:
        """Have SQLite's file hold all that was written, so that a copy of the file does too."""
        sqlite.checkpoint(self._engine)

    def check(self) -> None:
        """Look whether SQLite's file is whole; takes as long as reading it does.

        Raises
        ------
        StoreError
            It is damaged.
        """
        with plainly(self._engine.url):
            damage = sqlite.damage(self._engine)
        if damage:
            raise StoreError(f"store {self.address}: {damage}: {DAMAGED}")

    @contextmanager
    def writing(self, *, changes: bool = True) -> Iterator[Connection]:
        """A transaction that writes; one at a time, whoever asks. All that it does is kept, or nothing.

        Without `changes` the store's revision stays as it is.

        Raises
        ------
        ReadOnlyError
            The store can only be read here.
        StoreError
            The database is away, damaged, full or held by another program; the message says which.
        """
        self._beneath.look()
        self._beneath.try_to_write()
        with plainly(self._engine.url), database.writing(self._engine, changes=changes) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the store as of one moment, whatever is written meanwhile.

        Raises
        ------
        StoreError
            The database is away, damaged or held by another program; the message says which.
        """
        self._beneath.look()
        with plainly(self._engine.url), self._beneath.reader.connect() as connection:
            yield connection

    def revision(self) -> str:
        """Changes with every transaction that wrote to the store, and from store to store. Costs one row."""
        with self.reading() as connection:
            return database.revision(connection)

    def save(self, document: Document, events: Sequence[Event], version: str, seconds: float | None = None) -> None:
        """Write a document and what `version` of the extractor read in it, in one transaction.

        Replaces the document's former extraction; an event read there before keeps the id that it goes by. Of each
        event the mentions in this document are kept; those in other documents come with their own `save`.

        Raises
        ------
        ValueError
            An event has no mention in this document, or two events have one id.
        """
        self.save_all([(document, events, seconds)], version)

    def save_all(self, extracted: Iterable[Extracted], version: str) -> None:
        """Write several documents, each with its events and the seconds they took, in one transaction.

        Raises
        ------
        ValueError
            As `save`; then none of them is written.
        """
        wanted = list(extracted)
        with self.writing() as connection, standing.heeded(connection, {one.id for one, _, _ in wanted}):
            touched: set[str] = set()
            for document, events, seconds in wanted:
                touched |= write_document(connection, document, events, version, seconds)
            settle(connection, touched)

    def forget(self, document_ids: Iterable[str]) -> None:
        """Remove documents with all that was read in them and computed of them, in one transaction.

        Unknown ids are passed over. Runs and reviews stay.
        """
        ids = list(document_ids)
        with self.writing() as connection, standing.heeded(connection, ids):
            database.overwrite_what_is_deleted(connection)
            connection.execute(delete(AGGREGATES))  # they hold sentences
            touched = set(clear(connection, ids).values()) | unlink(connection, ids)
            for these in portions(ids):
                connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id.in_(these)))
            drop_articles(connection, ids)
            settle(connection, touched)

    def version_of(self, document_id: str, sha256: str) -> str | None:
        """Which version of an extractor this content of a document was last read by; None when it was not."""
        same = (DOCUMENTS.c.id == document_id) & (DOCUMENTS.c.sha256 == sha256)
        rows = self._read(select(DOCUMENTS.c.version).where(same))
        return rows[0].version if rows else None

    def holds_articles(self) -> bool:
        """Whether any document is in the store."""
        return bool(self._read(select(DOCUMENTS.c.id).limit(1)))

    def source_of(self, document_id: str) -> Source | None:
        """Where a document came from, and the hash of what it held."""
        query = select(DOCUMENTS.c.source_path, DOCUMENTS.c.sha256).where(DOCUMENTS.c.id == document_id)
        rows = self._read(query)
        return Source(*rows[0]) if rows else None

    def same_text(self, document: Document) -> str | None:
        """Another document that has this text, spacing and the like aside."""
        with self.reading() as connection:
            return same_text(connection, document)

    def extracted(self, version: str) -> set[tuple[str, str]]:
        """(document id, sha256) of each document whose events in the store come from `version`."""
        query = select(DOCUMENTS.c.id, DOCUMENTS.c.sha256).where(DOCUMENTS.c.version == version)
        return {tuple(row) for row in self._read(query)}

    def document(self, document_id: str) -> Document | None:
        """One document with its text."""
        query = select(*(DOCUMENTS.c[name] for name in DOCUMENT_FIELDS))
        rows = self._read(query.where(DOCUMENTS.c.id == document_id))
        return Document(**rows[0]._mapping) if rows else None

    def documents_frame(self) -> pd.DataFrame:
        """One row a document, without its text: `events.dataframes.DOCUMENT_COLUMNS`."""
        told = (EVENTS.c.document_id == DOCUMENTS.c.id) & (EVENTS.c.layer >= READ)
        count = select(func.count()).where(told).scalar_subquery()
        columns = [DOCUMENTS.c[name] for name in DOCUMENT_COLUMNS if name in DOCUMENTS.c]
        return table(self._read(select(*columns, count).order_by(DOCUMENTS.c.id)), DOCUMENT_COLUMNS)

    def runs_frame(self) -> pd.DataFrame:
        """One row each time that a document was extracted, the first first: `events.dataframes.RUN_COLUMNS`."""
        return table(self._read(select(*(RUNS.c[name] for name in RUN_COLUMNS)).order_by(RUNS.c.id)), RUN_COLUMNS)

    def events_frame(self) -> pd.DataFrame:
        """One row an event: `events.dataframes.EVENT_COLUMNS`.

        Actors and countries are joined by ``|``; `reports` is the number of documents that tell of the event, copies
        of one text counted once; `contradictions` and `disagreements` are JSON lists as in the event file.
        """
        return table([shown(row._mapping) for row in self._read(_shown_readings())], EVENT_COLUMNS)

    def mentions_frame(self) -> pd.DataFrame:
        """One row a mention, with its document's title and outlet: `events.dataframes.MENTION_COLUMNS`."""
        columns = (
            MENTIONS.c.event_id,
            MENTIONS.c.document_id,
            MENTIONS.c.start,
            MENTIONS.c.end,
            MENTIONS.c.quote,
            DOCUMENTS.c.title,
            DOCUMENTS.c.outlet,
        )
        of_reading = (EVENTS.c.document_id == MENTIONS.c.document_id) & (EVENTS.c.event_id == MENTIONS.c.event_id)
        query = select(*columns).join(DOCUMENTS, DOCUMENTS.c.id == MENTIONS.c.document_id)
        query = query.join(EVENTS, of_reading).where(EVENTS.c.layer >= READ)
        query = query.order_by(MENTIONS.c.event_id, MENTIONS.c.document_id, MENTIONS.c.position)
        return table(self._read(query), MENTION_COLUMNS)

    def effects_frame(self) -> pd.DataFrame:
        """One row an event and member, as the score takes it: `events.dataframes.EFFECT_COLUMNS`."""
        of_reading = (EFFECTS.c.document_id == EVENTS.c.document_id) & (EFFECTS.c.event_id == EVENTS.c.event_id)
        query = (
            select(*(EVENTS.c[name] if name in EVENTS.c else EFFECTS.c[name] for name in EFFECT_COLUMNS))
            .join(EFFECTS, of_reading)
            .where(EVENTS.c.lead)
            .order_by(EVENTS.c.date_start, EVENTS.c.event_id, EFFECTS.c.position)
        )
        return table(self._read(query), EFFECT_COLUMNS)

    def reports_frame(self) -> pd.DataFrame:
        """One row an event and document that tells it: `events.dataframes.REPORT_COLUMNS`.

        A document that brings another's text again stands under that document and its outlet.
        """
        original = DOCUMENTS.alias("original")
        query = (
            select(EVENTS.c.event_id, original.c.id, original.c.outlet, EVENTS.c.confidence)
            .join(DOCUMENTS, DOCUMENTS.c.id == EVENTS.c.document_id)
            .join(original, original.c.id == func.coalesce(DOCUMENTS.c.copy_of, DOCUMENTS.c.id))
            .where(EVENTS.c.layer >= READ)
            .order_by(EVENTS.c.event_id, EVENTS.c.document_id)
        )
        return table(self._read(query), REPORT_COLUMNS)

    def events(self) -> list[Event]:
        """All events with their effects and every document's mentions, by date."""
        with self.reading() as connection:
            rows = connection.execute(_shown_readings()).all()
            mentions, effects = mentions_of(connection), effects_of(connection)
        everywhere: dict[str, list[Mention]] = defaultdict(list)
        for (_, event_id), these in mentions.items():
            everywhere[event_id] += these
        return [
            event_of(row._mapping, effects[row.document_id, row.event_id], everywhere[row.event_id]) for row in rows
        ]

    def readings(self) -> list[EventReport]:
        """Each event as the extractor reads it in each document, with that document's mentions alone.

        Reviews make no difference; ids of readings that stand aside for a reviewed event are those merging gave.
        """
        with self.reading() as connection:
            read = select(EVENTS).where(EVENTS.c.layer <= READ)
            rows = connection.execute(read.order_by(EVENTS.c.document_id, EVENTS.c.event_id)).all()
            mentions, effects = mentions_of(connection), effects_of(connection)
        return [
            EventReport(row.document_id, row.read_as or name, event_of(values, effects[key], mentions[key]))
            for row in rows
            for key in [(row.document_id, row.event_id)]
            for name in [row.event_id.removeprefix(standing.MARK)]
            for values in [{**row._mapping, "event_id": name}]
        ]

    def _read(self, query: Select) -> Sequence:
        with self.reading() as connection:
            return connection.execute(query).all()


def _shown_readings() -> Select:
    return select(EVENTS).where(EVENTS.c.lead).order_by(EVENTS.c.date_start, EVENTS.c.date_end, EVENTS.c.event_id)
