"""Articles into the store.

In: a store and the articles' files. Out: the store holds their events, as extracted by this version. A document
that the store already holds in the same text and version is left alone. Then the whole store is merged anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from events.documents import Refused, read_documents
from events.extraction import VERSION, extract_events
from events.language import model_name
from events.pipeline import Progress
from events.records import Document
from events.store import Store
from events.uniting import unite_store

SEEDS = Path(__file__).parent.parent / "seeds"


def extractor_version() -> str:
    """What a stored extraction was made with: the rules' version and the model."""
    return f"{VERSION}/{model_name()}"


def pending(store: Store, folder: Path = SEEDS) -> tuple[list[Document], list[str]]:
    """Documents of a folder that the store lacks in this version, and a line for each file that cannot be read."""
    done = store.extracted(extractor_version())
    read = list(read_documents([folder]))
    problems = [str(item) for item in read if isinstance(item, Refused)]
    waiting = [item for item in read if isinstance(item, Document) and (item.id, item.sha256) not in done]
    return waiting, problems


def ingest(store: Store, documents: Sequence[Document], progress: Progress | None = None) -> int:
    """Extract documents and save each in a transaction of its own, then merge; returns the number of readings saved."""
    saved = 0
    for done, document in enumerate(documents):
        if progress:
            progress(done, len(documents), document.title)
        events = extract_events(document)
        store.save(document, events, extractor_version())
        saved += len(events)
    if documents:
        unite_store(store)
    if progress:
        progress(len(documents), len(documents), "")
    return saved
