"""The first start: reads the articles in ``seeds/`` when they belong into the store and it lacks them, once, with a
visible progress bar.

In: the store, the seeds folder with its recorded reviews, and the setting `FIRST_START_READER`, without which the
rules read and nothing leaves the computer. Out: a store that holds their events, as they were reviewed. Whether they
belong there is left to `shipped`, how an article is read to `events.ingest.ingest`, the reviews to
`events.ingest.recorded`. One reading serves all sessions: they watch the same progress, and a lock keeps it single.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from dashboard.loading import shipped
from events.ingest.ingest import SEEDS, ingest, pending
from events.ingest.recorded import take_recorded
from events.records import Document
from events.running.extractors import Reader, ready
from events.store.store import Store, StoreError

LOOK_SECONDS = 0.15
FIRST_START = "FIRST_START_READER"


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
    sent_to: str = ""
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
            if not shipped.belong_in(self.store, self.folder):
                self.finished = True
                return
            reader, problem = _reader()
            waiting, self.problems = pending(self.store, self.folder, reader)
            self.problems += [problem] * bool(problem)
            if not waiting:
                self.finished = True
                return
            self.total, self.name = len(waiting), waiting[0].title
            if reader and reader.settings:
                self.sent_to = f"{reader.settings.shown} (model {reader.settings.model})"
            self._thread = threading.Thread(target=self._run, args=(waiting, reader), name="first-start", daemon=True)
            self._thread.start()

    def _run(self, waiting: list[Document], reader: Reader | None) -> None:
        try:
            # Before the articles: a start that is broken off in between leaves none of them unreviewed for good.
            self.problems += take_recorded(self.store, self.folder)
            self.problems += ingest(self.store, waiting, progress=self._heard, reader=reader) or []
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


def _reader() -> tuple[Reader | None, str]:
    """The reader that the setting names, and a line where it cannot be had; none where the setting is not there."""
    name = os.environ.get(FIRST_START, "")
    try:
        return (ready(name) if name else None), ""
    except ValueError as error:
        return None, f"{FIRST_START}={name}: {error}; the articles are read by the rules"


def wait_for(reading: Reading) -> None:
    """Show the progress until the articles are read; at once when they are. Raises what the store failed by."""
    reading.begin()
    if reading.finished:
        return
    place = st.empty()
    with place.container():
        st.subheader("First start: reading the articles")
        st.caption("This happens once. The map opens as soon as the events are in the store.")
        if reading.sent_to:
            st.text(f"As set in {FIRST_START}, each article is sent to {reading.sent_to}.")
        bar = st.progress(0.0, text=reading.text)
        while not (reading.finished or reading.failure):
            bar.progress(min(1.0, reading.share), text=reading.text)
            time.sleep(LOOK_SECONDS)
    place.empty()
    if reading.failure:
        raise reading.failure
