"""SQLite beneath the store: how its file is opened, to write or to read alone, and kept whole.

In: a URL. Out: an engine. Its tables are left to `events.database`.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import URL

BUSY_SECONDS = 30
"""How long a writer waits for another one."""
READ_BUSY_SECONDS = 5
"""How long a reader waits for a program that has the file for itself, as none of this one's ever does for long."""
writing_engines: WeakSet[Engine] = WeakSet()


def engine_that_writes(url: URL) -> Engine:
    """An engine on a file that this process may write to; its folder is made when it is not there."""
    path = file_of(url)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    writing_engines.add(engine)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def engine_that_reads(url: URL) -> Engine:
    """An engine that only reads a SQLite store, and needs no right to write anything.

    The write-ahead log needs files beside the store. Where nobody has made any, the file is read as it stands: nobody
    writes to it. That is looked at anew for each connection.
    """
    path = Path(url.database or "").expanduser().absolute()

    def opened() -> sqlite3.Connection:
        wal, shared = (_size(Path(f"{path}{beside}")) for beside in ("-wal", "-shm"))
        is_written_to = wal > 0 or shared >= SHARED_BYTES
        how = "mode=ro" if is_written_to else "mode=ro&immutable=1"
        return sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, check_same_thread=False)

    engine = create_engine(url, creator=opened, poolclass=NullPool)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA temp_store = MEMORY"))
    event.listen(engine, "begin", _on_begin)
    return engine


SHARED_BYTES = 32_768
"""The file that readers and writers share has as many at least; a shorter one was left on a full disk by nobody."""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def file_of(url: URL) -> Path | None:
    """The file of a SQLite store; None for one in memory."""
    return Path(url.database).expanduser() if url.database and url.database != ":memory:" else None


def has_content(url: URL) -> bool:
    """Whether the file of a SQLite store is there and holds something."""
    path = file_of(url)
    return path is not None and path.is_file() and path.stat().st_size > 0


def can_only_be_read(url: URL) -> bool:
    """Whether a SQLite store is there that this process may not write to: by its rights, or on a read-only disk."""
    path = file_of(url)
    if path is None or not has_content(url):
        return False
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by `_on_begin`, not by the driver's guess
    connection.execute(f"PRAGMA busy_timeout = {round(READ_BUSY_SECONDS * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")  # else REPLACE would change reviews unseen
    connection.execute("PRAGMA synchronous = FULL")  # what was acknowledged outlives a power cut


def _on_begin(connection: Connection) -> None:
    # A transaction that begins by reading and then writes is refused at once when another has written meanwhile,
    # whatever the busy timeout says.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(1000 * (BUSY_SECONDS if writes else READ_BUSY_SECONDS))}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def switch_to_wal(engine: Engine) -> None:
    """Turn the write-ahead log on. The switch needs the file for itself and does not heed the busy timeout."""
    connection = engine.raw_connection()
    driver: Any = connection.driver_connection
    try:
        driver.execute("PRAGMA busy_timeout = 100")
        deadline = time.monotonic() + READ_BUSY_SECONDS
        while True:
            try:
                driver.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
    finally:
        connection.close()


def checkpoint(engine: Engine) -> None:
    """Have SQLite take what its write-ahead log holds into the file; what another program still reads stays there."""
    path = file_of(engine.url) if engine.dialect.name == "sqlite" else None
    if path is None:
        return
    try:
        # Not one of the engine's connections: those may all be in use for longer than anybody waits.
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=1)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        pass  # nothing is lost: it stays in the log


def damage(engine: Engine) -> str:
    """What is broken in SQLite's file, ``""`` when it is whole. PostgreSQL looks after its files itself."""
    if engine.dialect.name != "sqlite":
        return ""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    return "" if found == "ok" else " ".join(str(found).split())[:200]
