"""Takes the partitions of a long extraction into the store.

In: folders that ``extract --output NAME.parquet`` wrote, and a store. Out: the store holds their documents and events,
merged. A second run writes only what is new; one that was broken off is completed by the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import DataError

from events.ingest.ingest import extractor_version
from events.running.partitions import BrokenPart, Extracted, find_parts, read_part
from events.store.merging import unite_store
from events.store.store import Store

Progress = Callable[[int, int, str], None]


@dataclass
class Loaded:
    """What a load did: documents and events written, documents the store had already, and lines for the rest."""

    documents: int = 0
    events: int = 0
    held_before: int = 0
    repeated: int = 0
    problems: list[str] = field(default_factory=list)


def load(store: Store, paths: Sequence[Path], progress: Progress | None = None, *, merge: bool = True) -> Loaded:
    """Write partitions into a store, each in one transaction, then merge what is new.

    Parameters
    ----------
    paths : sequence of Path
        Folders of partitions, or partitions.
    progress : callable, optional
        Called as ``progress(done, total, name)`` before each partition.
    merge : bool
        Without it merging is left to the next ``load`` or ``ingest``.

    Raises
    ------
    FileNotFoundError
        Before anything is written, when a path is not there.
    StoreError
        The database fails.
    """
    parts = find_parts(paths)
    loaded = Loaded()
    for done, part in enumerate(parts):
        if progress:
            progress(done, len(parts), part.name)
        try:
            fresh = [row for row in read_part(part) if _is_new(store, row, part, loaded)]
        except BrokenPart as error:
            loaded.problems.append(str(error))
            continue
        if fresh:
            _save(store, fresh, loaded)
    if merge:
        unite_store(store)
    return loaded


def _save(store: Store, rows: Sequence[Extracted], loaded: Loaded) -> None:
    """Write rows in one transaction; when one of them is at fault, each in its own, to lose no other."""
    try:
        store.save_all([(row.document, row.events, row.seconds) for row in rows], extractor_version())
    except (DataError, UnicodeEncodeError, ValueError) as error:
        if len(rows) > 1:
            for row in rows:
                _save(store, [row], loaded)
        else:
            reason = " ".join(str(error).split())[:200]
            loaded.problems.append(f"{rows[0].document.source_path}: cannot be stored: {reason}")
        return
    loaded.documents += len(rows)
    loaded.events += sum(len(row.events) for row in rows)


def _is_new(store: Store, row: Extracted, part: Path, loaded: Loaded) -> bool:
    """Whether a row has to be written; counts it, or says why it cannot be, when it has not."""
    document, version = row.document, extractor_version()
    if row.version != version:
        line = f"{part}: extracted by version {row.version}, this program is {version}; extract its articles again"
        if line not in loaded.problems:
            loaded.problems.append(line)
        return False
    if store.version_of(document.id, document.sha256) == version:
        loaded.held_before += 1
        return False
    held = store.source_of(document.id)
    if held and held.source_path != document.source_path:
        loaded.problems.append(
            f"{document.source_path}: the store has {held.source_path} under the same name {document.id}; rename one"
        )
        return False
    if store.same_text(document):
        loaded.repeated += 1
        return False
    return True
