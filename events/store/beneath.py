"""The engine beneath an open store, looked after for as long as a program runs.

In: an engine. Out: the same, or another when SQLite's file was exchanged or can be written to again. What lies in the
database is left to `events.store.store`.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress

from sqlalchemy import Engine, NullPool

from events.store import database, sqlite
from events.store.failures import DAMAGED, GONE, StoreError, shown

AGAIN_SECONDS = 10.0
"""How often it is tried whether a store that could only be read can be written to."""
MAGIC = b"SQLite format 3\0"
_Seen = tuple[int, int, int, int]


class Beneath:
    """An engine, and one that reads as of one moment. SQLite's open connections go on with a file that was removed or
    overwritten as if nothing had happened: what they would show is not there any more."""

    def __init__(self, engine: Engine) -> None:
        self._take(engine)
        self._lock = threading.Lock()
        self._tried = time.monotonic()

    def _take(self, engine: Engine) -> None:
        self.engine = engine
        self.reader = engine.execution_options(**database.reading_options(engine))
        self.file = sqlite.file_of(engine.url) if engine.dialect.name == "sqlite" else None
        self._seen = self._state()

    def look(self) -> None:
        """Look whether the file is the one that was opened, and begin anew when it is another.

        Raises
        ------
        StoreError
            It is gone, or no database.
        """
        if self.file is None:
            return
        with self._lock:
            now = self._state()
            if now is None:
                self._seen = None
                raise StoreError(f"store {shown(self.engine.url)}: {GONE}")
            if now == self._seen:
                return
            if not self._is_database():
                self._seen = None
                raise StoreError(f"store {shown(self.engine.url)}: {DAMAGED}")
            self.engine.dispose()  # new connections open what lies there now
            self._seen = self._state()

    def try_to_write(self) -> None:
        """Open a store anew that could only be read: there may be room on the disk again."""
        if self.file is None or not isinstance(self.engine.pool, NullPool):  # only an engine that reads has none
            return
        with self._lock:
            if time.monotonic() - self._tried < AGAIN_SECONDS:
                return
            self._tried = time.monotonic()
            with suppress(StoreError):
                self._take(database.connect(self.engine.url.render_as_string(hide_password=False)))

    def _state(self) -> _Seen | None:
        """What tells the file from another, and from what it was; None when it is not there."""
        if self.file is None:
            return None
        try:
            found = os.stat(self.file)
        except OSError:
            return None
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

    def _is_database(self) -> bool:
        if self.file is None:
            return False
        try:
            with self.file.open("rb") as file:
                return file.read(len(MAGIC)) in (MAGIC, b"")
        except OSError:
            return False
