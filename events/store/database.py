"""Opening the database behind the store: SQLite or PostgreSQL, one schema version.

In: a SQLAlchemy URL. Out: an engine whose tables are there and of this program's version, and transactions that write.
What is kept in the tables is left to `events.store.store`, how they came to be to `events.store.migrations`.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, func, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from events.store.tables import SCHEMA, SCHEMA_VERSION, STATE

BUSY_SECONDS = 30
_WRITES = {"writes": True}
_WRITERS_LOCK = 0x4353544F  # any number that no other program on the server uses
_LOCK_SECONDS = 120


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
        engine = _engine(url)
        newer = _made_or_newer(engine)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"store {shown}: no driver for this URL ({error}); install it or mend STORE_URL") from error
    except (DBAPIError, sqlite3.Error, OSError) as error:
        raise StoreError(f"store {shown} cannot be opened: {reason(error)}; check STORE_URL and its rights") from error
    if newer:
        engine.dispose()
        raise StoreError(
            f"store {shown} was written by a newer program (schema {newer}, this one knows {SCHEMA_VERSION}); "
            "update the program or point STORE_URL elsewhere"
        )
    return engine


def is_missing(address: str) -> bool:
    """Whether the address names a file that is not there, which `connect` would make."""
    try:
        url = make_url(address)
    except ArgumentError:
        return False
    named = url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:"
    return bool(named) and not Path(url.database).expanduser().exists()


def reason(error: Exception) -> str:
    """What a database says went wrong, in one line."""
    said = str(getattr(error, "orig", None) or error).strip()
    return said.splitlines()[0] if said else type(error).__name__


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
    except ArgumentError as error:
        raise StoreError(
            "STORE_URL is not a database URL; write sqlite:///path/to/store.sqlite "
            "or postgresql+psycopg://user@host/database"
        ) from error
    # The driver that comes with the program, whatever SQLAlchemy takes for the plain name.
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url)
        _prepare_sqlite(engine, url)
        return engine
    # A server may be restarted beneath a long-running app: ask before use whether the connection still stands.
    return create_engine(url, pool_pre_ping=True)


def reading_options(engine: Engine) -> dict[str, str]:
    """Execution options with which several queries of one transaction see one moment."""
    return {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}


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
    connection.execute("PRAGMA recursive_triggers = ON")  # else REPLACE would change reviews unseen
    connection.execute("PRAGMA synchronous = FULL")  # what was acknowledged outlives a power cut


def _on_begin(connection: Connection) -> None:
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
