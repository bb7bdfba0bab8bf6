"""Files to take away: the events that are shown, as CSV or JSON Lines.

In: the store, and the events' ids in the order shown. Out: bytes, as ``python -m events export`` writes them, with one
column more: by which method the page showed its scores. Which events are shown is left to `dashboard.panel`, the
formats to `events.export`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from events.export import write
from events.store import Store

DEFAULT = "default"


def to_csv(store: Store, event_ids: Iterable[str], method: str = "") -> bytes:
    """One row an event; `method` is how the page's scores differ from the default ones (empty: not at all)."""
    return _written(store, event_ids, "csv", method)


def to_jsonl(store: Store, event_ids: Iterable[str], method: str = "") -> bytes:
    """The event file, one event a line, with the method as in `to_csv`."""
    return _written(store, event_ids, "jsonl", method)


def _written(store: Store, event_ids: Iterable[str], form: str, method: str) -> bytes:
    out = io.BytesIO()
    write(store, event_ids, form, out, {"method": method or DEFAULT})
    return out.getvalue()
