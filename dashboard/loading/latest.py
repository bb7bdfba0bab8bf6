"""Which state of the store the pages show: the newest whose map is prepared.

In: the store. Out: `Tables`. Counting a million events anew takes most of a minute: while articles come in, pages go on
with the state before, and a thread prepares the next. A small store is counted at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from dashboard.map.bundle import as_json, build_bundle
from dashboard.map.shapes import read_shapes
from dashboard.state.tables import Tables, fingerprint, load_tables
from events.store.store import Store

LARGE = 20_000
"""Events that are counted within a second or two."""
SAME_MOMENT = 0.2
"""Seconds for which the store is not asked again whether it has changed."""
QUIET = 1.0
"""Seconds before a large store is counted anew: a page that follows is shown first, and several changes count once."""
BUNDLE = "bundle"


def bundle_text(tables: Tables) -> str:
    """The map's bundle as JSON: from what is kept, else computed and kept."""
    return tables.computed_once(BUNDLE, _bundle)


def _bundle(tables: Tables) -> str:
    return as_json(build_bundle(tables, read_shapes()))


class Latest:
    """The state that is shown, shared by all sessions of this server."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shown: Tables | None = None
        self._next: threading.Thread | None = None
        self._lock = threading.Lock()
        self._seen = ("", 0.0)
        self._given: tuple[Tables | None, float] = (None, 0.0)

    def tables(self, load: Callable[[str], Tables]) -> Tables:
        """The state to show.

        Parameters
        ----------
        load : callable
            Gives the tables of a mark; called where the page can wait for it.
        """
        given = self._newest(self._mark(), load)
        self._given = given, time.monotonic() + SAME_MOMENT
        return given

    def _newest(self, mark: str, load: Callable[[str], Tables]) -> Tables:
        with self._lock:
            shown = self._shown
            if shown is not None and shown.mark != mark and shown.event_count >= LARGE:
                self._prepare()
                return shown
        tables = shown if shown is not None and shown.mark == mark else load(mark)
        with self._lock:
            self._shown = tables
        return tables

    @property
    def shown(self) -> Tables | None:
        """The state that was shown last, if any was."""
        return self._shown

    def is_behind(self) -> bool:
        """Whether the state that is shown is an older one, because the next is still being prepared."""
        return self._shown is not None and self._shown.mark != self._seen[0]

    def a_moment_ago(self) -> Tables | None:
        """What `tables` gave last, if that was a moment ago; the store is not asked."""
        given, until = self._given
        return given if time.monotonic() < until else None

    def _mark(self) -> str:
        """The store's mark; viewers who step in the same moment ask once."""
        found, until = self._seen
        if time.monotonic() >= until:
            found = fingerprint(self._store)
            self._seen = found, time.monotonic() + SAME_MOMENT
        return found

    def _prepare(self) -> None:
        if self._next is None or not self._next.is_alive():
            self._next = threading.Thread(target=self._take_next, name="preparing", daemon=True)
            self._next.start()

    def _take_next(self) -> None:
        time.sleep(QUIET)
        tables = load_tables(self._store)
        bundle_text(tables)
        with self._lock:
            self._shown = tables
