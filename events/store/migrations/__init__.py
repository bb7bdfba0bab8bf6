"""The store's schema, step by step: what brings an older store to the tables of `events.store.tables`.

In: a connection inside a transaction. Out: its tables are those of the last migration. When that is done, and that a
newer store is refused, is left to `events.store.database`. One file a step in ``versions``; what is there is never
edited.
"""

from __future__ import annotations

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

FOLDER = Path(__file__).parent
_ONE_AT_A_TIME = threading.Lock()  # Alembic keeps the migration at work in its module


def upgrade(connection: Connection, version: int) -> None:
    """Bring the tables from schema `version` (0: there are none) to the last, within `connection`'s transaction."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        if version:  # made before there were migrations, or by them: both know their number
            command.stamp(config, name(version))
        command.upgrade(config, "head")


def name(version: int) -> str:
    """A schema's number as its migration is called."""
    return f"{version:04d}"
