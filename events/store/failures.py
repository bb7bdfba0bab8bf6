"""What a database says when it fails, as one plain sentence that says what to do.

In: errors of SQLAlchemy and of the drivers. Out: `StoreError`. What is wrong with a text that is to be stored, or with
a query, is no failure of the database and left as it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, TimeoutError
from sqlalchemy.exc import InterfaceError as WrongArgument

READ_ONLY = "it can only be read here; give this user the right to write to it, or set STORE_URL to another"
DAMAGED = "its file is damaged; put a backup in its place (docs/operations.md says how)"
GONE = "its file is gone; put it back, or start the program anew"
FULL = "the disk that it lies on is full; make room there"
FAILING = "the disk that it lies on may be full or broken; make room there"
BUSY = "another program holds it and does not let go; wait for it, or end it"
AWAY = "the database does not answer; it is asked again the next time"
# By the beginning of SQLite's error names, and of SQL's states (PostgreSQL).
_SQLITE = {
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR": FAILING,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
}
_POSTGRESQL = {
    "25006": READ_ONLY,
    "42501": READ_ONLY,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
    "53100": FULL,
    "55P03": BUSY,
    "57014": AWAY,
    "57P": AWAY,
    "08": AWAY,
}
# What an address may hold that is no secret.
_SHOWN = frozenset({"host", "port", "dbname", "user", "service", "sslmode", "mode", "timeout"})


class StoreError(Exception):
    """The store cannot be used; the message is one line and says what to do."""


class ReadOnlyError(StoreError):
    """The store can be read and not written to."""


def shown(url: URL) -> str:
    """An address fit to be shown: passwords and whatever may be one are left out."""
    query = {name: value if name in _SHOWN else "***" for name, value in url.query.items()}
    return url.set(query=query).render_as_string(hide_password=True).replace("%2A%2A%2A", "***")


def scrubbed(url: URL, said: str) -> str:
    """What was said, without any secret of the address that it may repeat."""
    secrets = [url.password, *(value for name, value in url.query.items() if name not in _SHOWN)]
    for secret in (str(one) for one in secrets if one):
        said = said.replace(secret, "***")
    return said


def reason(error: BaseException) -> str:
    """What a database says went wrong, in one line."""
    said = str(getattr(error, "orig", None) or error).strip()
    return said.splitlines()[0] if said else type(error).__name__


@contextmanager
def plainly(url: URL) -> Iterator[None]:
    """Within, a database that fails raises `StoreError`.

    Raises
    ------
    ReadOnlyError
        It cannot be written to.
    StoreError
        It is away, damaged, full, busy, or failed otherwise.
    """
    try:
        yield
    except (DBAPIError, TimeoutError, sqlite3.Error) as error:
        told = failure(url, error)
        if told is None:
            raise
        raise told from error


def failure(url: URL, error: BaseException) -> StoreError | None:
    """The failure that an error tells of; None when the database is not at fault."""
    said = getattr(error, "orig", None) or error
    state = getattr(said, "sqlstate", None) or ""
    if isinstance(error, OSError | TypeError):
        return None
    if isinstance(error, TimeoutError):
        return StoreError(f"store {shown(url)}: too many readers at once; try again")
    advice = _advice(getattr(said, "sqlite_errorname", None) or "", _SQLITE) or _advice(state, _POSTGRESQL)
    if not advice and isinstance(said, sqlite3.DataError | sqlite3.IntegrityError | sqlite3.ProgrammingError):
        return None
    if not advice and isinstance(error, DataError | IntegrityError | WrongArgument):
        return None
    if not advice and state:
        return None  # PostgreSQL answers, and says what is wrong with the query
    if not advice and type(said).__module__.startswith("psycopg") and "FATAL" not in reason(error):
        advice = AWAY
    kind = ReadOnlyError if advice == READ_ONLY else StoreError
    return kind(f"store {shown(url)}: {scrubbed(url, reason(error))}" + (f": {advice}" if advice else ""))


def is_held_or_damaged(error: BaseException) -> bool:
    """Whether another program has SQLite's file for itself, or its content is broken: then it cannot be read either."""
    name = getattr(getattr(error, "orig", None) or error, "sqlite_errorname", None) or ""
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _advice(code: str, known: dict[str, str]) -> str:
    return next((advice for start, advice in known.items() if code.startswith(start)), "")
