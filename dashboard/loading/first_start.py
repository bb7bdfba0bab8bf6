"""The first start: reads the articles in ``seeds/`` when the store lacks them, once, with a visible progress bar.

In: the store and the seeds folder. Out: a store that holds their events. How an article is read is left to
`events.ingest.ingest`. One reading serves all sessions: they watch the same progress, and a lock keeps it single.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from events.ingest.ingest import SEEDS, ingest, pending
from events.records import Document
from events.store.store import Store, StoreError

LOOK_SECONDS = 0.15


@dataclass
class Reading:
    """One reading of the seeds, shared by every session of this server."""

    store: Store
    folder: Path = SEEDS
    done: int = 0
    total: int = 0
    name: str = ""
    problems: list[str] = field(default_factory=list)
    finished: bool = False
    failure: Exception | None = None
    """Why the store did not take the articles; the next `begin` tries again."""
    _thread: threading.Thread | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        """Start reading in the background, unless that was done before."""
        with self._lock:
            if self.finished or (self._thread is not None and self._thread.is_alive()):
                return
            self.failure = None
            waiting, self.problems = pending(self.store, self.folder)
            if not waiting:
                self.finished = True
                return
            self.total, self.name = len(waiting), waiting[0].title
            self._thread = threading.Thread(target=self._run, args=(waiting,), name="first-start", daemon=True)
            self._thread.start()

    def _run(self, waiting: list[Document]) -> None:
        try:
            self.problems += ingest(self.store, waiting, progress=self._heard) or []
        except (StoreError, SQLAlchemyError) as error:
            self.failure = error
        except (OSError, ValueError, RuntimeError) as error:
            self.problems.append(str(error))
        finally:
            self.finished = self.failure is None

    def _heard(self, done: int, total: int, name: str) -> None:
        self.done, self.total, self.name = done, total, name

    @property
    def share(self) -> float:
        """Part that is done, from 0 to 1."""
        return self.done / self.total if self.total else 0.0

    @property
    def text(self) -> str:
        """What is going on, in plain words."""
        return f"Reading article {min(self.done + 1, self.total)} of {self.total}: {self.name}"


def wait_for(reading: Reading) -> None:
    """Show the progress until the articles are read; at once when they are. Raises what the store failed by."""
    reading.begin()
    if reading.finished:
        return
    place = st.empty()
    with place.container():
        st.subheader("First start: reading the articles")
        st.caption("This happens once. The map opens as soon as the events are in the store.")
        bar = st.progress(0.0, text=reading.text)
        while not (reading.finished or reading.failure):
            bar.progress(min(1.0, reading.share), text=reading.text)
            time.sleep(LOOK_SECONDS)
    place.empty()
    if reading.failure:
        raise reading.failure
