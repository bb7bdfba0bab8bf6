"""Which words of an article an event was read from, and what each stage of the extraction made of its sentence.

In: an article and a passage of it. Out: marks at characters of its text, and lines. The article is read again for
this, in a thread beside the page: a reviewer need not wait for it, and who does not review never pays for it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from events.extraction.marks import Trace, trace
from events.extraction.pipeline import VERSION, Stages, extractor
from events.records import Document

KEPT = 4
"""Articles whose reading is kept: a parsed article of ten pages takes some ten megabytes."""
LONGEST = 60_000
"""Characters of an article that is read again for its marks."""


class Traces:
    """Readings of the articles that are looked at, the last few."""

    def __init__(self, read: Callable[[Document], Stages] | None = None) -> None:
        self._read = read or (lambda document: extractor().stages(document))
        self._kept: OrderedDict[tuple[str, str, str], Stages | None] = OrderedDict()
        self._under_way: set[tuple[str, str, str]] = set()
        self._lock = threading.Lock()
        self._reading = threading.Lock()

    def of(self, document: Document, event_type: str, start: int, end: int, *, wait: bool = False) -> Trace | None:
        """What was read at a passage; None while the article is being read, and where nothing can be said.

        Parameters
        ----------
        wait : bool
            Read the article now rather than beside the page.
        """
        if len(document.text) > LONGEST:
            return None
        key = document.id, document.sha256, VERSION
        with self._lock:
            known, stages = key in self._kept, self._kept.get(key)
            if known:
                self._kept.move_to_end(key)
        if not known:
            if not wait:
                self._begin(key, document)
                return None
            stages = self._take(key, document)
        return trace(stages, event_type, start, end) if stages is not None else None

    def _begin(self, key: tuple[str, str, str], document: Document) -> None:
        with self._lock:
            if key in self._under_way:
                return
            self._under_way.add(key)
        threading.Thread(target=self._take, args=(key, document), name="tracing", daemon=True).start()

    def is_reading(self, document: Document) -> bool:
        """Whether the article is being read: its marks come in a moment."""
        with self._lock:
            return (document.id, document.sha256, VERSION) in self._under_way

    def _take(self, key: tuple[str, str, str], document: Document) -> Stages | None:
        with self._reading:  # one article at a time: the language model is shared
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            try:
                stages = self._read(document)
            except (ValueError, RuntimeError, OSError):
                stages = None  # an article that cannot be read again has no marks
            with self._lock:
                self._kept[key] = stages
                self._under_way.discard(key)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return stages
