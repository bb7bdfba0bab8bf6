"""Each effect says who acted: the member itself, Moscow, or somebody else.

What the store holds gets it from its events' actors; `events.records.acted_by` as of this version.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0004"

_MOSCOW = " OR ".join(f"CAST({{actors}} AS TEXT) LIKE '%\"{code}\"%'" for code in ("RUS", "CSTO", "EAEU", "CIS"))
_NOBODY = "CAST(source_actors AS TEXT) = '[]'"
_BY = f"""
UPDATE effects SET "by" = (SELECT CASE
    WHEN CAST(source_actors AS TEXT) LIKE '%"' || effects.member || '"%' THEN 'own'
    WHEN {_NOBODY} AND event_type IN ('AGREE', 'CONSULT', 'COOPERATE', 'PROTEST') THEN 'own'
    WHEN {_MOSCOW.format(actors="source_actors")} THEN 'moscow'
    WHEN {_NOBODY} AND event_type = 'AID' AND ({_MOSCOW.format(actors="target_actors")}) THEN 'moscow'
    ELSE 'other' END
    FROM events WHERE events.document_id = effects.document_id AND events.event_id = effects.event_id)
"""


def upgrade() -> None:
    """Add the column and fill it."""
    op.add_column("effects", sa.Column("by", sa.Text, nullable=False, server_default="other"))
    op.execute(_BY)
    op.execute("UPDATE schema_version SET version = 5")
