"""A store of a million events: what is computed from all of them is kept, and a window's list is chosen by an index."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    """Add the table and the indexes."""
    op.create_table(
        "aggregates",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    shown = sa.text("lead")
    op.create_index(
        "events_listed",
        "events",
        ["date_end", "date_start", "date_precision", "event_id", "document_id", "lead"],
        sqlite_where=shown,
        postgresql_where=shown,
    )
    op.create_index("effects_by_member", "effects", ["member", "event_id", "document_id"])
    op.execute("UPDATE schema_version SET version = 4")
