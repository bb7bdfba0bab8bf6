"""Watches folders: tells which files are new or changed, once they are completely written.

In: paths. Out: batches of sources to be read. Reading them is left to `events.ingest.ingest`.

The folders are looked at again and again rather than watched by the system: that works on network drives, needs no
limits raised, and sees what was written while nobody looked.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

from events.reading.columns import Stated
from events.reading.documents import Refused, Source, find_sources

PAUSE_SECONDS = 1.0
"""Least time between two looks. A file that is the same in two looks is taken to be complete."""
SHARE = 10
"""Looking takes at most one part in so many of the time, however large the folder."""
Stamp = tuple[int, int]


def watch(
    paths: Sequence[Path], stop: Event, pause: float = PAUSE_SECONDS, columns: Stated = ()
) -> Iterator[list[Source | Refused]]:
    """What is new or changed since the last batch, whenever there is some; ends when `stop` is set.

    A file that changes while it is being read comes again. What cannot be read is told once, until it changes.
    """
    before: dict[Path, Stamp] = {}
    done: dict[Path, Stamp] = {}
    told: set[str] = set()
    while not stop.is_set():
        began = time.monotonic()
        found = list(find_sources(paths, columns))
        now = {
            source.path: stamp
            for source in found
            if isinstance(source, Source) and source.path and (stamp := _stamp(source))
        }
        ready = [
            source
            for source in found
            if isinstance(source, Source) and source.path and source.path in now
            if now[source.path] == before.get(source.path) and now[source.path] != done.get(source.path)
        ]
        refused = [item for item in found if isinstance(item, Refused)]
        new = [item for item in refused if str(item) not in told]
        told = {str(item) for item in refused}
        if ready or new:
            yield [*new, *ready]
            done |= {source.path: now[source.path] for source in ready if source.path}
        done = {path: stamp for path, stamp in done.items() if path in now}
        before = now
        stop.wait(max(pause, SHARE * (time.monotonic() - began) if not ready else 0))


def _stamp(source: Source) -> Stamp | None:
    """What changes when a file does; None when it is gone again."""
    if source.path is None:
        return None
    try:
        status = source.path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def stopping_at(stop: Event) -> Callable[[int, object], None]:
    """A signal handler that lets the document at hand be finished; a second signal ends the program as usual."""

    def handle(number: int, _frame: object) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    return handle
