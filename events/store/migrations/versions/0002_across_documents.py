"""One happening told by several documents: copies of a text, the id as first read, contradictions."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Add what merging across documents writes."""
    op.add_column("documents", sa.Column("copy_of", sa.Text))
    op.add_column("events", sa.Column("read_as", sa.Text))
    op.add_column("events", sa.Column("contradictions", sa.JSON))
    op.execute("UPDATE schema_version SET version = 2")
