"""Opens the database behind the store, SQLite or PostgreSQL, and brings its tables up to date.

In: a SQLAlchemy URL. Out: an engine whose tables are there and of this program's version, and transactions that write.
What is kept in the tables is left to `events.store.store`, how they came to be to `events.store.migrations`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, func, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from events.store.failures import ReadOnlyError, StoreError, failure, is_held_or_damaged, reason, scrubbed, shown
from events.store.sqlite import (
    can_only_be_read,
    checkpoint,
    engine_that_reads,
    engine_that_writes,
    has_content,
    switch_to_wal,
    writing_engines,
)
from events.store.tables import SCHEMA, SCHEMA_VERSION, STATE

_WRITES = {"writes": True}
_WRITERS_LOCK = 0x4353544F  # any number that no other program on the server uses
_LOCK_SECONDS = 120


def connect(address: str) -> Engine:
    """An engine on the database at `address`, with its tables made when they are missing, upgraded when they are old.

    Raises
    ------
    StoreError
        The address cannot be used, or a newer program wrote the store.
    """
    url = _url(address)
    try:
        engine, newer = _opened(url)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise _no_driver(url, error) from error
    except ReadOnlyError:
        raise
    except (DBAPIError, sqlite3.Error, OSError, TypeError) as error:  # TypeError: an option that no driver knows
        told = failure(url, error)
        why = str(told).partition(": ")[2] if told else scrubbed(url, reason(error))
        raise StoreError(f"store {shown(url)} cannot be opened: {why}; check STORE_URL and its rights") from error
    if newer:
        engine.dispose()
        raise StoreError(
            f"store {shown(url)} was written by a newer program (schema {newer}, this one knows {SCHEMA_VERSION}); "
            "update the program or point STORE_URL elsewhere"
        )
    return engine


def _opened(url: URL) -> tuple[Engine, str]:
    """An engine, and the schema's name when a newer program made it."""
    if url.get_backend_name() != "sqlite":
        # A server may be restarted beneath a long-running app: ask before use whether the connection still stands.
        engine = create_engine(url, pool_pre_ping=True)
        if engine.dialect.driver == "psycopg":
            from events.store.postgresql import bound

            bound(engine)
        return engine, _made_or_newer(engine)
    if can_only_be_read(url):
        return _to_read(url)
    engine = engine_that_writes(url)
    try:
        switch_to_wal(engine)
        return engine, _made_or_newer(engine)
    except (DBAPIError, sqlite3.Error, OSError) as error:
        engine.dispose()
        # Below a full disk, or where its folder cannot be written to, a store can still be read.
        if not has_content(url) or is_held_or_damaged(error):
            raise
        with suppress(DBAPIError, sqlite3.Error, OSError, StoreError):
            return _to_read(url)
        raise


def check_address(address: str) -> None:
    """Refuse what can never become the address of a store, without asking the database.

    Raises
    ------
    StoreError
        It is no database URL, or no driver for it is installed.
    """
    url = _url(address)
    try:
        url.get_dialect().import_dbapi()
    except (NoSuchModuleError, ImportError) as error:
        raise _no_driver(url, error) from error


def _no_driver(url: URL, error: Exception) -> StoreError:
    return StoreError(f"store {shown(url)}: no driver for this URL ({error}); install it or mend STORE_URL")


def checkpoint_open() -> None:
    """Take every log of SQLite's that this process writes into its file: for a program that is cut short."""
    for engine in list(writing_engines):
        checkpoint(engine)


def is_missing(address: str) -> bool:
    """Whether the address names a file that is not there, which `connect` would make."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        return False
    named = url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:"
    return bool(named) and not Path(url.database or "").expanduser().exists()


@contextmanager
def writing(engine: Engine, *, changes: bool = True) -> Iterator[Connection]:
    """A transaction that writes: it waits for other writers, and raises the store's revision at its end.

    Without `changes` the revision stays: for what follows from the rest of the store and says nothing new.

    One process writes at a time, on PostgreSQL as on SQLite: what one reads in here no other changes before it is done.
    Readers never wait.
    """
    with _writer(engine) as connection:
        yield connection
        if changes:
            connection.execute(update(STATE).values(revision=STATE.c.revision + 1))


def revision(connection: Connection) -> str:
    """What changes with every transaction that wrote, and from store to store."""
    identity, number = connection.execute(select(STATE.c.identity, STATE.c.revision)).one()
    return f"{identity[:12]}-{number}"


def overwrite_what_is_deleted(connection: Connection) -> None:
    """Have SQLite leave no trace in its file of what this connection deletes; PostgreSQL's vacuum does so itself."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


@contextmanager
def _writer(engine: Engine) -> Iterator[Connection]:
    with engine.execution_options(**_WRITES).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_SECONDS}s'"))
            connection.execute(select(func.pg_advisory_xact_lock(_WRITERS_LOCK)))
        yield connection


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise StoreError(
            "STORE_URL is not a database URL; write sqlite:///path/to/store.sqlite "
            "or postgresql+psycopg://user@host/database"
        ) from error
    # The driver that comes with the program, whatever SQLAlchemy takes for the plain name.
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _to_read(url: URL) -> tuple[Engine, str]:
    """As `_opened`, for a SQLite store that is only read."""
    engine = engine_that_reads(url)
    with engine.connect() as connection:
        version, newer = _found(connection)
    if version < SCHEMA_VERSION and not newer:
        raise ReadOnlyError(
            f"store {shown(url)} was written by an older program and has to be upgraded, but can only be read here; "
            "open it once where it may be written to"
        )
    return engine, newer


def reading_options(engine: Engine) -> dict[str, str]:
    """Execution options with which several queries of one transaction see one moment."""
    return {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}


def _made_or_newer(engine: Engine) -> str:
    """Make or upgrade the tables; the schema's name instead when a newer program made it."""
    with engine.connect() as connection:
        version, newer = _found(connection)
    if version == SCHEMA_VERSION or newer:
        return newer
    # Only where it is needed: loading Alembic takes longer than opening a store.
    from events.store.migrations import upgrade

    with _writer(engine) as connection:
        version, newer = _found(connection)  # another program may have done it meanwhile
        if version < SCHEMA_VERSION and not newer:
            if connection.dialect.driver == "psycopg":
                from events.store.postgresql import wait_for_all

                wait_for_all(connection)
            upgrade(connection, version)
        return newer


def _found(connection: Connection) -> tuple[int, str]:
    """The store's schema (0: none yet), and its name when this program does not know it."""
    version = 0
    if connection.dialect.has_table(connection, SCHEMA.name):
        version = connection.scalar(select(SCHEMA.c.version)) or 0
    migration = ""
    if connection.dialect.has_table(connection, "alembic_version"):
        migration = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
    if version > SCHEMA_VERSION:
        return version, str(version)
    known = migration.isdecimal() and int(migration) <= SCHEMA_VERSION
    return version, migration if migration and not known else ""
