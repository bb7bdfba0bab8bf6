"""Extracts one document, and turns whatever goes wrong with it into one line.

In: a `Document` and the function that extracts its events. Out: an `ExtractionResult`. Which process does it is left to
`events.running.run`, `events.running.processes` and `events.running.dask_cluster`.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from events import memory_limit
from events.extraction.pipeline import extract_events, extractor
from events.merging.merge import flagged
from events.parsing.bounded import TooLong
from events.reading.documents import UnreadableDocument
from events.records import Document, Event
from events.time_limit import OutOfTime, reason, seconds_allowed, within

Extract = Callable[[Document], Sequence[Event]]


class CannotExtract(Exception):
    """No document can be read, now or by trying the next; the message is one line and says what to do."""


@dataclass(frozen=True, slots=True)
class ExtractionResult:
    """What became of one file: its document and events, or the line that says why it was set aside.

    `note` is the line on a file whose text came before: nothing is wrong with it, and there is nothing to read.
    `seconds` is what the extraction took, on whatever process it ran.
    """

    path: Path
    document: Document | None
    events: tuple[Event, ...]
    problem: str = ""
    seconds: float = 0.0
    note: str = ""


def prepare(extract: Extract) -> None:
    """Load what `extract` needs, so that a missing model is one line and not a line for each document.

    Raises
    ------
    CannotExtract
        When the language model cannot be loaded.
    """
    if extract is not extract_events:
        return
    try:
        extractor()
    except (OSError, RuntimeError, ValueError) as error:
        raise CannotExtract(str(error)) from error


def read_one(document: Document, extract: Extract) -> ExtractionResult:
    """Extract one document's events; whatever goes wrong with it becomes its line."""
    path = Path(document.source_path)
    began = time.perf_counter()
    try:
        events = within(seconds_allowed(), _extracted, document, extract)
    except UnreadableDocument as error:
        return ExtractionResult(path, None, (), str(error))
    except OutOfTime:
        return out_of_time(document)
    except TooLong as error:
        return ExtractionResult(path, None, (), f"{document.source_path}: {error}")
    except MemoryError:
        return ExtractionResult(path, None, (), f"{document.source_path}: {memory_limit.reason()}")
    except Exception as error:  # the border between one article and a run over a million: it must not end the run
        told = " ".join(str(error).split())[:200]
        return set_aside(document, f"the extractor failed on it ({type(error).__name__}: {told})")
    return ExtractionResult(path, document, events, seconds=time.perf_counter() - began)


def _extracted(document: Document, extract: Extract) -> tuple[Event, ...]:
    return tuple(flagged(document, told_apart(extract(document))))


def told_apart(events: Sequence[Event]) -> list[Event]:
    """The events, each with an id of its own: ids are made of an article's words, and it may bring a sentence twice."""
    seen: Counter[str] = Counter()
    apart = []
    for event in events:
        seen[event.event_id] += 1
        if (times := seen[event.event_id]) > 1:
            other = hashlib.sha256(f"{event.event_id}\x1f{times}".encode()).hexdigest()[:16]
            event = replace(event, event_id=other)
        apart.append(event)
    return apart


def out_of_time(document: Document) -> ExtractionResult:
    """The record of a document that takes longer than it may."""
    return ExtractionResult(
        Path(document.source_path), None, (), f"{document.source_path}: {reason(seconds_allowed())}"
    )


def set_aside(document: Document, reason: str) -> ExtractionResult:
    """The record of a document that cannot be read."""
    line = f"{document.source_path}: {reason}; set aside, please report it with the article"
    return ExtractionResult(Path(document.source_path), None, (), line)
