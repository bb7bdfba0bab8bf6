"""The store's tables, as SQLAlchemy sees them.

In: nothing. Out: `METADATA` with one `Table` each. What is written and read is left to `events.store`.

An event found in two articles has one reading per article (`events`, `effects` and `mentions` are keyed by document and
event), so that extracting or forgetting one article never touches what was read in another.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, DateTime, Float, ForeignKeyConstraint, Index, Integer, MetaData, Table, Text

SCHEMA_VERSION = 2
"""Raise it when a table changes, and say in `UPGRADES` how an older store gets there."""

METADATA = MetaData()

SCHEMA = Table("schema_version", METADATA, Column("version", Integer, primary_key=True))

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("published_earliest", Date),
    Column("published_latest", Date),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("source_path", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("copy_of", Text),  # the document whose text it brings again, or null
)

# One row a document: the run that its present events come from.
RUNS = Table(
    "runs",
    METADATA,
    Column("document_id", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("finished_at", DateTime, nullable=False),
    Column("seconds", Float),
    ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("document_id", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("event_type", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("date_start", Date, nullable=False),
    Column("date_end", Date, nullable=False),
    Column("date_precision", Integer, nullable=False),
    Column("source_actors", JSON, nullable=False),
    Column("target_actors", JSON, nullable=False),
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("zone", Text),
    Column("countries", JSON, nullable=False),
    Column("latitude", Float(53)),
    Column("longitude", Float(53)),
    Column("where_precision", Integer, nullable=False),
    Column("confidence", Float(53), nullable=False),
    Column("read_as", Text),  # the id that the extractor gave; `event_id` is the one it goes by among all documents
    Column("contradictions", JSON),
    ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
    Index("events_by_id", "event_id"),
)

MENTIONS = Table(
    "mentions",
    METADATA,
    Column("document_id", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    ForeignKeyConstraint(["document_id", "event_id"], ["events.document_id", "events.event_id"], ondelete="CASCADE"),
    Index("mentions_by_event", "event_id"),
)

EFFECTS = Table(
    "effects",
    METADATA,
    Column("document_id", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("member", Text, nullable=False),
    Column("direction", Integer, nullable=False),
    Column("dimension", Text, nullable=False),
    ForeignKeyConstraint(["document_id", "event_id"], ["events.document_id", "events.event_id"], ondelete="CASCADE"),
)

# Append-only, and bound to no other table: a review outlives the extraction it speaks of.
REVIEWS = Table(
    "reviews",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("event_id", Text, nullable=False, index=True),
    Column("reviewer", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("reviewed_at", DateTime, nullable=False),
)

UPGRADES = {
    2: (
        "ALTER TABLE documents ADD COLUMN copy_of TEXT",
        "ALTER TABLE events ADD COLUMN read_as TEXT",
        "ALTER TABLE events ADD COLUMN contradictions JSON",
    ),
}
"""Statements that bring a store from the version before to this one. What they add may be null in older rows."""
