"""The store: one SQL database that the command line and the app share.

In: `Document` and `Event` records. Out: the same records, or DataFrames with the columns of `events.frames`.
Extraction is left to `events.extraction`, scores to the room above; the tables are in `events.tables`.

SQLite in a file by default (write-ahead log: readers never wait for a writer), PostgreSQL by URL. An event read in two
articles keeps one reading for each; what is shown is the reading with the highest confidence, of equals the closest
dated, with all articles' mentions. Which readings are one event, `events.uniting` finds.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import pandas as pd
from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, Select, Text, cast, delete, func, insert, select, update

from events import database
from events.frames import DOCUMENT_COLUMNS, EFFECT_COLUMNS, EVENT_COLUMNS, MENTION_COLUMNS, REPORT_COLUMNS, table
from events.records import (
    Contradiction,
    Document,
    Effect,
    Event,
    Mention,
    Reading,
    contradiction_to_record,
)
from events.rows import DOCUMENT_FIELDS, event_of, rows_of, shown
from events.tables import DOCUMENTS, EFFECTS, EVENTS, MENTIONS, RUNS

StoreError = database.StoreError


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


class Store:
    """Documents, events, and what was read where. Made by `open_store`; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**database.WRITES)

    def close(self) -> None:
        """Let go of the database's connections."""
        self._engine.dispose()

    def save(self, document: Document, events: Sequence[Event], version: str, seconds: float | None = None) -> None:
        """Write a document and what `version` of the extractor read in it, in one transaction.

        Replaces the document's former extraction. Of each event the mentions in this document are kept; those in other
        documents come with their own `save`.

        Raises
        ------
        ValueError
            An event has no mention in this document, or two events have one id.
        """
        rows = rows_of(document, events)
        run = {
            "document_id": document.id,
            "sha256": document.sha256,
            "version": version,
            "finished_at": datetime.now(UTC).replace(tzinfo=None),
            "seconds": seconds,
        }
        with self._writer.begin() as connection:
            _forget(connection, [document.id])
            record = {name: getattr(document, name) for name in DOCUMENT_FIELDS}
            connection.execute(insert(DOCUMENTS), record)
            connection.execute(insert(RUNS), run)
            for target, records in zip((EVENTS, MENTIONS, EFFECTS), rows, strict=True):
                if records:
                    connection.execute(insert(target), records)

    def forget(self, document_ids: Iterable[str]) -> None:
        """Remove documents with all that was read in them. Unknown ids are passed over."""
        with self._writer.begin() as connection:
            _forget(connection, list(document_ids))

    def extracted(self, version: str) -> set[tuple[str, str]]:
        """(document id, sha256) of each document whose events in the store come from `version`."""
        return {
            (row.document_id, row.sha256)
            for row in self._read(select(RUNS.c.document_id, RUNS.c.sha256).where(RUNS.c.version == version))
        }

    def merge_mark(self) -> tuple[int, int]:
        """Two numbers that change when merging joins readings or finds other contradictions."""
        flagged = func.coalesce(func.sum(func.length(cast(EVENTS.c.contradictions, Text))), 0)
        return tuple(self._read(select(func.count(EVENTS.c.event_id.distinct()), flagged))[0])

    def document(self, document_id: str) -> Document | None:
        """One document with its text."""
        query = select(*(DOCUMENTS.c[name] for name in DOCUMENT_FIELDS))
        rows = self._read(query.where(DOCUMENTS.c.id == document_id))
        return Document(**rows[0]._mapping) if rows else None

    def documents_frame(self) -> pd.DataFrame:
        """One row a document, without its text: `events.frames.DOCUMENT_COLUMNS`."""
        count = select(func.count()).where(EVENTS.c.document_id == DOCUMENTS.c.id).scalar_subquery()
        columns = [DOCUMENTS.c[name] for name in DOCUMENT_COLUMNS if name in DOCUMENTS.c]
        query = select(*columns, RUNS.c.version, count).join(RUNS, RUNS.c.document_id == DOCUMENTS.c.id)
        return table(self._read(query.order_by(DOCUMENTS.c.id)), DOCUMENT_COLUMNS)

    def events_frame(self) -> pd.DataFrame:
        """One row an event: `events.frames.EVENT_COLUMNS`.

        Actors and countries are joined by ``|``; `reports` is the number of documents that tell of the event, copies
        of one text counted once; `contradictions` is a JSON list as in the event file.
        """
        return table([shown(row._mapping) for row in self._read(_readings())], EVENT_COLUMNS)

    def mentions_frame(self) -> pd.DataFrame:
        """One row a mention, with its document's title and outlet: `events.frames.MENTION_COLUMNS`."""
        columns = (
            MENTIONS.c.event_id,
            MENTIONS.c.document_id,
            MENTIONS.c.start,
            MENTIONS.c.end,
            MENTIONS.c.quote,
            DOCUMENTS.c.title,
            DOCUMENTS.c.outlet,
        )
        query = select(*columns).join(DOCUMENTS, DOCUMENTS.c.id == MENTIONS.c.document_id)
        query = query.order_by(MENTIONS.c.event_id, MENTIONS.c.document_id, MENTIONS.c.position)
        return table(self._read(query), MENTION_COLUMNS)

    def effects_frame(self) -> pd.DataFrame:
        """One row an event and member, as the score takes it: `events.frames.EFFECT_COLUMNS`."""
        reading = _readings().subquery()
        query = (
            select(*(reading.c[name] if name in reading.c else EFFECTS.c[name] for name in EFFECT_COLUMNS))
            .join(
                EFFECTS, (EFFECTS.c.document_id == reading.c.document_id) & (EFFECTS.c.event_id == reading.c.event_id)
            )
            .order_by(reading.c.date_start, reading.c.event_id, EFFECTS.c.position)
        )
        return table(self._read(query), EFFECT_COLUMNS)

    def reports_frame(self) -> pd.DataFrame:
        """One row an event and document that tells it: `events.frames.REPORT_COLUMNS`.

        A document that brings another's text again stands under that document and its outlet.
        """
        original = DOCUMENTS.alias("original")
        query = (
            select(EVENTS.c.event_id, original.c.id, original.c.outlet, EVENTS.c.confidence)
            .join(DOCUMENTS, DOCUMENTS.c.id == EVENTS.c.document_id)
            .join(original, original.c.id == func.coalesce(DOCUMENTS.c.copy_of, DOCUMENTS.c.id))
            .order_by(EVENTS.c.event_id, EVENTS.c.document_id)
        )
        return table(self._read(query), REPORT_COLUMNS)

    def events(self) -> list[Event]:
        """All events with their effects and every document's mentions, by date."""
        rows, mentions, effects = self._told(_readings())
        everywhere = defaultdict(list)
        for (_, event_id), these in mentions.items():
            everywhere[event_id] += these
        return [
            event_of(row._mapping, effects[row.document_id, row.event_id], everywhere[row.event_id]) for row in rows
        ]

    def readings(self) -> list[Reading]:
        """Each event as each document tells it, with that document's mentions alone."""
        rows, mentions, effects = self._told(select(EVENTS).order_by(EVENTS.c.document_id, EVENTS.c.event_id))
        return [
            Reading(row.document_id, row.read_as or row.event_id, event_of(row._mapping, effects[key], mentions[key]))
            for row in rows
            for key in [(row.document_id, row.event_id)]
        ]

    def merge(
        self,
        event_ids: Mapping[tuple[str, str], str],
        contradictions: Mapping[str, Sequence[Contradiction]],
        copies: Mapping[str, str],
    ) -> None:
        """Write what merging across documents found, in one transaction.

        Parameters
        ----------
        event_ids : mapping
            For each reading, by document and its present event id, the id it shall go by.
        contradictions : mapping
            By the new event id; events that are not in it have none.
        copies : mapping
            Documents that bring another's text again, and that document.
        """
        with self._writer.begin() as connection:
            connection.execute(update(DOCUMENTS).values(copy_of=None))
            for document_id, original in copies.items():
                connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document_id).values(copy_of=original))
            _rename(connection, {key: new for key, new in event_ids.items() if key[1] != new})
            connection.execute(update(EVENTS).values(contradictions=[]))
            for event_id, these in contradictions.items():
                records = [contradiction_to_record(one) for one in these]
                connection.execute(update(EVENTS).where(EVENTS.c.event_id == event_id).values(contradictions=records))

    def _told(self, query: Select) -> tuple[Sequence, dict, dict]:
        """Rows of events, with all mentions and effects by document and event, as of one moment."""
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
            mention_rows = connection.execute(
                select(MENTIONS).order_by(MENTIONS.c.document_id, MENTIONS.c.position)
            ).all()
            effect_rows = connection.execute(select(EFFECTS).order_by(EFFECTS.c.position)).all()
        mentions, effects = defaultdict(list), defaultdict(list)
        for row in mention_rows:
            mentions[row.document_id, row.event_id].append(Mention(row.document_id, row.start, row.end, row.quote))
        for row in effect_rows:
            effects[row.document_id, row.event_id].append(Effect(row.member, row.direction, row.dimension))
        return rows, mentions, effects

    def _read(self, query: Select) -> Sequence:
        with self._engine.connect() as connection:
            return connection.execute(query).all()


def _forget(connection: Connection, document_ids: list[str]) -> None:
    for document_id in document_ids:
        connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == document_id))


def _rename(connection: Connection, event_ids: Mapping[tuple[str, str], str]) -> None:
    """Give readings other ids. All are taken out before any is put back: they may swap ids."""
    taken = []
    for (document_id, old), new in event_ids.items():
        for target in (EVENTS, MENTIONS, EFFECTS):
            here = (target.c.document_id == document_id) & (target.c.event_id == old)
            rows = connection.execute(select(target).where(here)).mappings().all()
            taken += [(target, {**row, "event_id": new}) for row in rows]
    for document_id, old in event_ids:
        here = (EVENTS.c.document_id == document_id) & (EVENTS.c.event_id == old)
        connection.execute(delete(EVENTS).where(here))
    for target in (EVENTS, MENTIONS, EFFECTS):
        rows = [row for table_, row in taken if table_ is target]
        if rows:
            connection.execute(insert(target), rows)


def _readings() -> Select:
    """Of each event the reading that is shown, with the number of documents that tell of it."""
    rank = func.row_number().over(
        partition_by=EVENTS.c.event_id,
        order_by=(EVENTS.c.confidence.desc(), EVENTS.c.date_precision, EVENTS.c.document_id),
    )
    original = func.coalesce(DOCUMENTS.c.copy_of, DOCUMENTS.c.id)
    counted = select(EVENTS.c.event_id.label("told"), func.count(original.distinct()).label("reports"))
    counted = counted.join(DOCUMENTS, DOCUMENTS.c.id == EVENTS.c.document_id).group_by(EVENTS.c.event_id).subquery()
    ranked = select(EVENTS, rank.label("rank"), counted.c.reports)
    ranked = ranked.join(counted, counted.c.told == EVENTS.c.event_id).subquery()
    columns = [column for column in ranked.c if column.name != "rank"]
    return (
        select(*columns).where(ranked.c.rank == 1).order_by(ranked.c.date_start, ranked.c.date_end, ranked.c.event_id)
    )
