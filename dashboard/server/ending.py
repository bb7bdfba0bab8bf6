"""Ends the app in time when Streamlit runs it (``streamlit run app.py``), as ``python -m dashboard`` ends it.

In: the server's own start and end, which Streamlit tells. Out: nothing. Uvicorn, left to itself, waits without end for
open pages and downloads.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from events.interrupting import ending_within
from events.store.database import checkpoint_open

END_SECONDS = 6.0
"""After being asked to end, whatever is under way: a download, a page, a database that stands still."""


@asynccontextmanager
async def ends_in_time(_app: object) -> AsyncIterator[None]:
    """While the server runs, a signal ends it within `END_SECONDS`, a second one at once, with the store whole."""
    with ending_within(END_SECONDS, checkpoint_open):
        yield
    checkpoint_open()
