"""Each effect says how sure its direction is; what the store holds counts as sure until its articles are read again."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0007", "0006"


def upgrade() -> None:
    """Add the column."""
    op.add_column("effects", sa.Column("sure", sa.Float, nullable=False, server_default="1"))
    op.execute("UPDATE schema_version SET version = 7")
