"""Article files in, events out, one document at a time.

In: paths. Out: `Read` records in path order. A file that cannot be read is reported in its record and never stops
the rest. Where events go is left to the caller: a file (`events.__main__`) or the store (`events.ingest`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from events.documents import UnreadableDocument, find_documents, read_document, same_names
from events.extraction import extract_events
from events.records import Document, Event
from events.uniting import flagged

Progress = Callable[[int, int, str], None]
Extract = Callable[[Document], Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one file: its document and events, or the line that says why it was set aside."""

    path: Path
    document: Document | None
    events: tuple[Event, ...]
    problem: str = ""


def extract_paths(
    paths: Sequence[Path], progress: Progress | None = None, extract: Extract = extract_events
) -> Iterator[Read]:
    """Extract events from files and folders, lazily.

    Parameters
    ----------
    paths : sequence of Path
        Files (``.md``, ``.txt``) or folders, searched recursively.
    progress : callable, optional
        Called as ``progress(done, total, name)`` before each file and once at the end.
    extract : callable, optional
        Reads one document; raises `UnreadableDocument` for one to be set aside.

    Raises
    ------
    FileNotFoundError
        Before anything is read, when a path is not there.
    """
    files = find_documents(paths)
    repeated = same_names(files)
    for done, path in enumerate(files):
        if progress:
            progress(done, len(files), path.name)
        yield Read(path, None, (), repeated[path]) if path in repeated else read_one(path, extract)
    if progress:
        progress(len(files), len(files), "")


def read_one(path: Path, extract: Extract = extract_events) -> Read:
    """Extract the events of one file."""
    try:
        document = read_document(path)
        return Read(path, document, tuple(flagged(document, extract(document))))
    except UnreadableDocument as error:
        return Read(path, None, (), str(error))
