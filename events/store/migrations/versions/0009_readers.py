"""Each reading says which readers tell it and what they tell differently; what the store holds is the rules' own."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0009", "0008"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("events", sa.Column("readers", sa.JSON, nullable=False, server_default='["rules"]'))
    op.add_column("events", sa.Column("disagreements", sa.JSON, nullable=False, server_default="[]"))
    op.execute("UPDATE schema_version SET version = 9")
