"""A whole store as one file, and back: the same form whatever database it lies in.

In: a store. Out: a SQLite file that is a store itself; or a store's content from such a file. Others may read and write
meanwhile: a backup is the store as of one moment.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import JSON, Connection, Integer, Table, bindparam, delete, func, insert, select, text

from events.store.store import Store, StoreError, open_store
from events.store.tables import DOCUMENTS, METADATA, REVIEWS, SCHEMA, STATE, TOURS

AT_ONCE = 1_000
"""Rows that are held at a time."""


def back_up(store: Store, path: Path) -> int:
    """Write all that a store holds to a SQLite file; returns the number of documents.

    Parameters
    ----------
    path : Path
        Takes its name when the backup is complete; what stood there before is replaced then.

    Raises
    ------
    StoreError
        The database fails.
    OSError
        The file cannot be written.
    """
    path = path.resolve()
    if path == store.file:
        raise StoreError(f"{path} is the store itself; give the backup another name")
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name[:100]}.") as folder:
        unfinished = Path(folder) / "store.sqlite"
        with closing(open_store(f"sqlite:///{unfinished}")) as copy:
            documents = _copied(store, copy)
        with closing(sqlite3.connect(unfinished)) as connection:
            connection.execute(
                "PRAGMA journal_mode = DELETE"
            )  # one file, that can be read where nothing can be written
        unfinished.replace(path)
    return documents


def restore(store: Store, path: Path) -> int:
    """Bring what a backup holds into an empty store; returns the number of documents.

    Raises
    ------
    StoreError
        The store holds something already, or the file is no backup.
    OSError
        The file cannot be read.
    """
    with _opened(path) as backup:
        backup.check()
        return _copied(backup, store)


@contextmanager
def _opened(path: Path) -> Iterator[Store]:
    """The backup as a store; one of an older program is upgraded in a copy, as the file is to stay what it is."""
    with TemporaryDirectory(prefix="csto-restore-") as folder:
        copy = Path(folder) / "store.sqlite"
        path.open("rb").close()  # says why it cannot be read, which SQLite does not
        address = f"{path.resolve().as_uri()}?mode=ro"
        try:
            with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        except sqlite3.Error as error:
            told = f"{path}: not a backup ({error}); give a file that `python -m events backup` wrote"
            raise StoreError(told) from error
        with closing(open_store(f"sqlite:///{copy}")) as backup:
            yield backup


def _copied(source: Store, target: Store) -> int:
    """Copy all tables in one transaction."""
    with source.reading() as reading, target.writing(changes=False) as writing:
        for table in (DOCUMENTS, REVIEWS, TOURS):
            if writing.scalar(select(func.count()).select_from(table)):
                raise StoreError(
                    f"store {target.address} holds something already; restore into an empty one, "
                    "or set this one aside first"
                )
        for table in METADATA.sorted_tables:
            if table is not SCHEMA:
                _copy(table, reading, writing)
        return writing.scalar(select(func.count()).select_from(DOCUMENTS)) or 0


def _copy(table: Table, reading: Connection, writing: Connection) -> None:
    if table is STATE:  # the copy is the same store, as of the same moment
        writing.execute(delete(table))
    # What is unknown stays so: SQLAlchemy's own JSON would write it as the word null.
    kinds = ((c.name, JSON(none_as_null=True) if isinstance(c.type, JSON) else c.type) for c in table.columns)
    values = {name: bindparam(name, type_=kind) for name, kind in kinds}
    rows = reading.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings()
    for some in rows.partitions(AT_ONCE):
        writing.execute(insert(table).values(values), [dict(row) for row in some])
    (*others, key) = table.primary_key.columns
    if writing.dialect.name == "postgresql" and not others and isinstance(key.type, Integer):
        # The numbers came with the rows; the next one is to follow them.
        name = table.name
        writing.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{name}', '{key.name}'), (SELECT max({key.name}) FROM {name})) "
                f"WHERE pg_get_serial_sequence('{name}', '{key.name}') IS NOT NULL AND EXISTS (SELECT 1 FROM {name})"
            )
        )
