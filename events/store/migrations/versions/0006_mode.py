"""Each event has PLOVER's mode; what the store holds gets it when its articles are read again."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0006", "0005"


def upgrade() -> None:
    """Add the column."""
    op.add_column("events", sa.Column("mode", sa.Text))
    op.execute("UPDATE schema_version SET version = 6")
