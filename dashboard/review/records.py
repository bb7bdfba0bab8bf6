"""The records of the events that are looked at, kept for as long as the store stays as it is.

In: a store's tables and an event's id. Out: its record (`dashboard.review.record`) at once; what decisions would do to
the scores is reckoned beside the page and stands in it a moment later, so that no key waits for it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from dashboard.loading import outage
from dashboard.review.disagreements import ANYONE
from dashboard.review.record import reckoned, standing, with_tellings
from dashboard.review.trace import Traces
from dashboard.state.tables import Tables

MOST_KEPT = 64
Key = tuple[str, str, str, str]


class Records:
    """Records of the events looked at last.

    Parameters
    ----------
    beside : callable, optional
        Runs the reckoning; by default in a thread.
    """

    def __init__(self, beside: Callable[[Callable[[], None]], None] | None = None) -> None:
        self._beside = beside or _in_a_thread
        self._kept: OrderedDict[Key, dict[str, Any]] = OrderedDict()
        self._under_way: set[Key] = set()
        self._wanted: Key | None = None
        self._lock = threading.Lock()
        self._reckoning = threading.Lock()

    def of(
        self, tables: Tables, event_id: str, traces: Traces | None = None, reviewer: str = ANYONE
    ) -> dict[str, Any] | None:
        """The record of an event as one reviewer may decide on it, None where the store shows none.

        `reckoning` says that a part of it is to come.
        """
        key = tables.mark, tables.store.revision(), event_id, reviewer or ANYONE
        with self._lock:
            record, self._wanted = self._kept.get(key), key
        if record is None:
            record = standing(tables, event_id)
            if record is None:
                return None
            self._keep(key, record)
        if record["impact"] is None:
            self._begin(key, tables)
            with self._lock:
                record = self._kept.get(key, record)
        return with_tellings(record, traces) | {"reckoning": record["impact"] is None}

    def _keep(self, key: Key, record: dict[str, Any]) -> None:
        with self._lock:
            self._kept[key] = record
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def _begin(self, key: Key, tables: Tables) -> None:
        with self._lock:
            if key in self._under_way:
                return
            self._under_way.add(key)
        self._beside(lambda: self._reckon(key, tables))

    def _reckon(self, key: Key, tables: Tables) -> None:
        with self._reckoning:  # one at a time: each asks the store for what a decision would change
            try:
                with self._lock:
                    record = self._kept.get(key) if self._wanted == key else None
                if record is not None:  # nobody waits for an event that was left meanwhile
                    self._keep(key, record | reckoned(tables, record, key[-1]))
            except outage.FAILURES:
                pass  # asked again with the next look
            finally:
                with self._lock:
                    self._under_way.discard(key)


def _in_a_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="reckoning", daemon=True).start()
