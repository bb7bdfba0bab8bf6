"""The store's tables, as SQLAlchemy sees them.

In: nothing. Out: `METADATA` with one `Table` each. How an older store gets there is left to `events.store.migrations`,
what is written and read to `events.store.store`.

An event found in two articles has one reading per article (`events`, `effects` and `mentions` are keyed by document and
event), so that extracting or forgetting one article never touches what was read in another.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    false,
    text,
)

SCHEMA_VERSION = 10
"""The number of the last migration in `events/store/migrations/versions`."""

METADATA = MetaData()

# Read before anything else, and by older programs: a store whose number is higher than theirs they leave alone.
SCHEMA = Table("schema_version", METADATA, Column("version", Integer, primary_key=True))

# One row. `revision` is raised by every transaction that writes; `identity` tells one store from another.
STATE = Table(
    "store_state",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("identity", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
)

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
    Column("version", Text, nullable=False, server_default=""),  # of the extractor its present events come from
    Column("url", Text, nullable=False, server_default=""),
    Column("text_key", Text),  # the same for texts that differ in spacing and the like alone
    Index("documents_by_copy", "copy_of"),
    Index("documents_by_text", "text_key"),
    Index("documents_by_content", "sha256"),
)

# Hashes of parts of each text: texts alike share some, so that copies are found without reading all texts.
MARKS = Table(
    "text_marks",
    METADATA,
    Column("mark", BigInteger, primary_key=True),
    Column("document_id", Text, primary_key=True),
    ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
    Index("text_marks_by_document", "document_id"),
)

# A log: one row each time a document was extracted. It outlives the document.
RUNS = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("finished_at", DateTime, nullable=False),
    Column("seconds", Float),
    Column("events", Integer),
    Index("runs_by_document", "document_id"),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("document_id", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("event_type", Text, nullable=False),
    Column("mode", Text),  # PLOVER's, null where the type has none or the words tell none
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
    Column("contradictions", JSON),  # of the event, the same in each of its readings
    Column("readers", JSON, nullable=False, server_default='["rules"]'),  # which readers of the document tell it
    Column("disagreements", JSON, nullable=False, server_default="[]"),  # what those readers tell differently
    Column("own_contradictions", JSON),  # what the document says against itself; null until merging has looked
    Column("lead", Boolean, nullable=False, server_default=false()),  # the reading that is shown of its event
    Column("reports", Integer, nullable=False, server_default="1"),  # documents that tell of it, copies counted once
    Column("pending", SmallInteger, nullable=False, server_default="0"),  # see `events.store.invariants`
    Column("layer", SmallInteger, nullable=False, server_default="0"),  # see `events.store.reviewing`
    Column("claimed_by", Text),  # of a reading that stands aside for a reviewed event: that event
    Column("reviewed", Text, nullable=False, server_default=""),  # `events.reviews.decisions.STATUSES`; "": nobody did
    Column("reviewer", Text, nullable=False, server_default=""),
    Column("reviewed_at", Text, nullable=False, server_default=""),  # ISO 8601, UTC
    ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
    Index("events_by_id", "event_id"),
    Index("events_by_type_and_date", "event_type", "date_start"),
    Index("events_by_date", "date_start"),
    Index("events_shown", "date_start", "event_id", sqlite_where=text("lead"), postgresql_where=text("lead")),
    # All that the list of a window needs to know in order to choose; the rows themselves are read for the chosen alone.
    Index(
        "events_listed",
        *("date_end", "date_start", "date_precision", "event_id", "document_id", "lead"),
        sqlite_where=text("lead"),
        postgresql_where=text("lead"),
    ),
    Index("events_pending", "document_id", sqlite_where=text("pending > 0"), postgresql_where=text("pending > 0")),
    Index("events_claimed", "claimed_by", sqlite_where=text("layer < 0"), postgresql_where=text("layer < 0")),
    Index("events_reviewed", "event_id", sqlite_where=text("layer > 0"), postgresql_where=text("layer > 0")),
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
    Column("by", Text, nullable=False, server_default="other"),  # who acted: `events.records.ACTED_BY`
    Column("sure", Float, nullable=False, server_default="1"),  # of the direction, 0-1
    ForeignKeyConstraint(["document_id", "event_id"], ["events.document_id", "events.event_id"], ondelete="CASCADE"),
    Index("effects_by_member", "member", "event_id", "document_id"),
)

# What was computed from all events, for one state of the store: see `events.store.aggregates`.
AGGREGATES = Table(
    "aggregates",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("content", Text, nullable=False),
)

# Append-only (triggers see to it), and bound to no other table: a review outlives the extraction it speaks of.
REVIEWS = Table(
    "reviews",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("event_id", Text, nullable=False, index=True),
    Column("reviewer", Text, nullable=False),
    Column("verdict", Text, nullable=False),  # `events.reviews.review.ACTIONS`
    Column("note", Text, nullable=False),
    Column("reviewed_at", DateTime, nullable=False),
    Column("review_id", Text),  # null in rows from before reviews could be made
    Column("content", Text),  # the whole review, as a line of the file of reviews
    Index("reviews_by_review_id", "review_id", unique=True),
    Index("reviews_by_time", "reviewed_at"),
)

# What each review names, so that all that concern an event or an article are found without reading the log.
REVIEW_LINKS = Table(
    "review_links",
    METADATA,
    Column("token", Text, primary_key=True),
    Column("review", Integer, primary_key=True),
    ForeignKeyConstraint(["review"], ["reviews.id"]),
)

# How each event that somebody reviewed stands among the articles here; made anew from the log with each change.
STANDINGS = Table(
    "standings",
    METADATA,
    Column("event_id", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("reviewed_at", Text, nullable=False),
    Column("here", Boolean, nullable=False),  # one of its articles is in the store, and still has the passage
    Column("otherwise", Boolean, nullable=False),  # the extractor reads other than what was reviewed
    Column("missing", Boolean, nullable=False),  # the extractor finds it no more
    Column("disputed", Boolean, nullable=False),  # two reviewers differ
    Column("joined", Integer, nullable=False),  # tellings that came after the review
)

# Who judged each reviewed event (confirmed, edited or rejected it); made anew as `standings` is.
JUDGES = Table(
    "judges",
    METADATA,
    Column("event_id", Text, primary_key=True),
    Column("reviewer", Text, primary_key=True),
    ForeignKeyConstraint(["event_id"], ["standings.event_id"], ondelete="CASCADE"),
)

# Tours that briefers make: bound to no other table, since what a stop shows is asked for anew whenever it is shown.
TOURS = Table(
    "tours",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("content", Text, nullable=False),  # the stops, as those who make tours write them
    Column("edition", Integer, nullable=False),  # one more with each change
    Column("changed_at", DateTime, nullable=False),  # UTC
)

# The words of each article and of each shown event, once each; an index on them is made by the migration.
SEARCHED = Table(
    "searched",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("words", Text, nullable=False),
    Index("searched_by_name", "kind", "name", unique=True),
)
