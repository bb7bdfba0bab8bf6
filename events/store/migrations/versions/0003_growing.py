"""A store that grows: a log of runs, the shown reading marked, merging that looks at the new alone, a revision.

Runs become a log, and `documents` keeps the version its events come from. Everything is marked as yet to be merged: the
next ingest does it.
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"

_SHOWN = """
UPDATE events SET lead = (SELECT count(*) = 0 FROM events AS other WHERE other.event_id = events.event_id AND (
    other.confidence > events.confidence OR (other.confidence = events.confidence AND (
        other.date_precision < events.date_precision OR (other.date_precision = events.date_precision
            AND other.document_id < events.document_id)))))
"""
_REPORTS = """
UPDATE events SET reports = (SELECT count(DISTINCT coalesce(documents.copy_of, documents.id)) FROM events AS other
    JOIN documents ON documents.id = other.document_id WHERE other.event_id = events.event_id)
"""
_REFUSE_SQLITE = """
CREATE TRIGGER reviews_keep_{verb} BEFORE {verb} ON reviews
BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END
"""
_REFUSE_POSTGRESQL = """
CREATE FUNCTION reviews_are_kept() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RAISE EXCEPTION ''reviews are append-only''; END'
"""
_TRIGGER_POSTGRESQL = """
CREATE TRIGGER reviews_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews
FOR EACH STATEMENT EXECUTE FUNCTION reviews_are_kept()
"""


def upgrade() -> None:
    """Add the columns, move the runs, and forbid changes to reviews."""
    _runs_as_a_log()
    _events_to_be_merged()
    _marks_of_texts()
    _revision()
    _reviews_append_only()
    op.execute("UPDATE schema_version SET version = 3")


def _runs_as_a_log() -> None:
    op.add_column("documents", sa.Column("version", sa.Text, nullable=False, server_default=""))
    op.add_column("documents", sa.Column("url", sa.Text, nullable=False, server_default=""))
    op.add_column("documents", sa.Column("text_key", sa.Text))
    op.create_index("documents_by_copy", "documents", ["copy_of"])
    op.create_index("documents_by_text", "documents", ["text_key"])
    op.execute(
        "UPDATE documents SET version = coalesce((SELECT version FROM runs WHERE runs.document_id = documents.id), '')"
    )
    op.rename_table("runs", "former_runs")
    if op.get_bind().dialect.name == "postgresql":  # there the key's index keeps its name when the table loses it
        op.execute("ALTER INDEX runs_pkey RENAME TO former_runs_pkey")
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("finished_at", sa.DateTime, nullable=False),
        sa.Column("seconds", sa.Float),
        sa.Column("events", sa.Integer),
    )
    op.create_index("runs_by_document", "runs", ["document_id"])
    op.execute(
        "INSERT INTO runs (document_id, sha256, version, finished_at, seconds, events)"
        " SELECT document_id, sha256, version, finished_at, seconds,"
        " (SELECT count(*) FROM events WHERE events.document_id = former_runs.document_id)"
        " FROM former_runs ORDER BY finished_at, document_id"
    )
    op.drop_table("former_runs")


def _events_to_be_merged() -> None:
    op.add_column("events", sa.Column("own_contradictions", sa.JSON))
    op.add_column("events", sa.Column("lead", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("events", sa.Column("reports", sa.Integer, nullable=False, server_default="1"))
    op.add_column("events", sa.Column("pending", sa.SmallInteger, nullable=False, server_default="0"))
    op.execute(_SHOWN)
    op.execute(_REPORTS)
    op.execute("UPDATE events SET pending = 1")
    op.create_index("events_by_type_and_date", "events", ["event_type", "date_start"])
    op.create_index("events_by_date", "events", ["date_start"])
    shown, pending = sa.text("lead"), sa.text("pending > 0")
    op.create_index("events_shown", "events", ["date_start", "event_id"], sqlite_where=shown, postgresql_where=shown)
    op.create_index("events_pending", "events", ["document_id"], sqlite_where=pending, postgresql_where=pending)


def _marks_of_texts() -> None:
    op.create_table(
        "text_marks",
        sa.Column("mark", sa.BigInteger, primary_key=True),
        sa.Column("document_id", sa.Text, primary_key=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
    )
    op.create_index("text_marks_by_document", "text_marks", ["document_id"])


def _revision() -> None:
    state = op.create_table(
        "store_state",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(state, [{"id": 1, "identity": uuid.uuid4().hex, "revision": 0}])


def _reviews_append_only() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_REFUSE_POSTGRESQL)
        op.execute(_TRIGGER_POSTGRESQL)
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(_REFUSE_SQLITE.format(verb=verb))
