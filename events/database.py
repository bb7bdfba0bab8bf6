"""Opening the database behind the store: SQLite or PostgreSQL, one schema version.

In: a SQLAlchemy URL. Out: an engine whose tables are there and of this program's version. What is kept in the tables
is left to `events.store`.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from events.tables import METADATA, SCHEMA, SCHEMA_VERSION, UPGRADES

WRITES = {"writes": True}
"""Execution options of a transaction that writes: SQLite then takes its lock at the start, where it can wait for it."""
BUSY_SECONDS = 30
_TABLES_LOCK = 0x4353544F  # any number that no other program on the server uses


class StoreError(Exception):
    """The store cannot be used; the message is one line and says what to do."""


def connect(address: str) -> Engine:
    """An engine on the database at `address`, with its tables made when they are missing, upgraded when they are old.

    Raises
    ------
    StoreError
        The address cannot be used, or a newer program wrote the store.
    """
    url = _url(address)
    shown = url.render_as_string(hide_password=True)
    try:
        engine = create_engine(url)
        if url.get_backend_name() == "sqlite":
            _prepare_sqlite(engine, url)
        version = _schema_version(engine)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"store {shown}: no driver for this URL ({error}); install it or mend STORE_URL") from error
    except (DBAPIError, sqlite3.Error, OSError) as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        raise StoreError(f"store {shown} cannot be opened: {reason}; check STORE_URL and its rights") from error
    if version > SCHEMA_VERSION:
        engine.dispose()
        raise StoreError(
            f"store {shown} was written by a newer program (schema {version}, this one knows {SCHEMA_VERSION}); "
            "update the program or point STORE_URL elsewhere"
        )
    return engine


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except ArgumentError as error:
        raise StoreError(
            "STORE_URL is not a database URL; write sqlite:///path/to/store.sqlite "
            "or postgresql+psycopg://user@host/database"
        ) from error


def _prepare_sqlite(engine: Engine, url: URL) -> None:
    if url.database and url.database != ":memory:":
        Path(url.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    _switch_to_wal(engine)


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by `_on_begin`, not by the driver's guess
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")


def _on_begin(connection) -> None:
    # A transaction that begins by reading and then writes is refused at once when another has written meanwhile,
    # whatever the busy timeout says.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _switch_to_wal(engine: Engine) -> None:
    """Turn the write-ahead log on. The switch needs the file for itself and does not heed the busy timeout."""
    connection = engine.raw_connection()
    try:
        deadline = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                connection.driver_connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
    finally:
        connection.close()


def _schema_version(engine: Engine) -> int:
    """The store's schema version; a store without one is new and gets its tables, an older one is upgraded."""
    with engine.connect() as connection:
        if engine.dialect.has_table(connection, SCHEMA.name):
            version = connection.scalar(select(SCHEMA.c.version))
            if version is not None and version >= SCHEMA_VERSION:
                return version
    with engine.execution_options(**WRITES).begin() as connection:
        if engine.dialect.name == "postgresql":  # two programs that start at once would both make the tables
            connection.execute(select(func.pg_advisory_xact_lock(_TABLES_LOCK)))
        METADATA.create_all(connection)
        version = connection.scalar(select(SCHEMA.c.version))
        if version is None:
            connection.execute(insert(SCHEMA), {"version": SCHEMA_VERSION})
            version = SCHEMA_VERSION
        return _upgraded(connection, version)


def _upgraded(connection: Connection, version: int) -> int:
    """Bring an older store's tables up to date, all or nothing; another program may have done it meanwhile."""
    while version < SCHEMA_VERSION:
        version += 1
        for statement in UPGRADES[version]:
            connection.execute(text(statement))
        connection.execute(update(SCHEMA).values(version=version))
    return version
