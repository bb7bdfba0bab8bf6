"""Takes articles into the store.

In: a store, and files or documents. Out: the store holds their events, as extracted by this version, merged with what
was there. What it holds in the same text and version is left alone; what was extracted by an older version is read
again. How files are read is left to `events.reading.documents`, who reads them to `events.running.run`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy.exc import DataError

from events.extraction.pipeline import extract_events
from events.reading.documents import Refused, Source, read_documents, read_source
from events.reading.finding import CORPORA
from events.records import Document
from events.running.extractors import Reader, extractor_version, was_sent
from events.running.outcome import ExtractionResult
from events.running.run import How, Progress, run
from events.store.merging import unite_store
from events.store.store import Store
from events.text.near_duplicates import text_key

SEEDS = Path(__file__).parents[2] / "seeds"
MERGE_EVERY = 1_000
"""Documents after which merging need not wait for the end of a long run."""
Say = Callable[[str], None]


@dataclass
class Tally:
    """What became of the files of one run."""

    saved: int = 0
    events: int = 0
    unchanged: int = 0
    repeated: int = 0
    problems: list[str] = field(default_factory=list)


def pending(store: Store, folder: Path = SEEDS, reader: Reader | None = None) -> tuple[list[Document], list[str]]:
    """Documents of a folder that `reader` (the rules) has to read, and a line for each file that cannot be read."""
    read = list(read_documents([folder]))
    problems = [str(item) for item in read if isinstance(item, Refused)]
    waiting = [item for item in read if isinstance(item, Document) and not is_held(store, item, reader)]
    return waiting, problems


def is_held(store: Store, document: Document, reader: Reader | None = None) -> bool:
    """Whether the store holds what `reader` would read in a document.

    Without a reader: what the rules would, or what a language model has read, which cost something and is not thrown
    away unasked.
    """
    return _is_current(store.version_of(document.id, document.sha256), reader)


def _is_current(held: str | None, reader: Reader | None) -> bool:
    if held is None:
        return False
    return held == reader.version if reader else held == extractor_version() or was_sent(held)


def ingest(
    store: Store, documents: Sequence[Document], progress: Progress | None = None, reader: Reader | None = None
) -> list[str]:
    """Extract documents by `reader` (the rules), save each in a transaction of its own, then merge.

    Returns
    -------
    list of str
        A line for each document that could not be read.
    """
    tally = Tally()
    extract, version = (reader.extract, reader.version) if reader else (extract_events, extractor_version())
    for done, read in enumerate(run(_told(documents, progress), extract)):
        _keep(store, read, version, tally, done + 1, None)
    unite_store(store)
    store.checkpoint()
    if progress:
        progress(len(documents), len(documents), "")
    return tally.problems


def _told(documents: Sequence[Document], progress: Progress | None) -> Iterator[Document]:
    for done, document in enumerate(documents):
        if progress:
            progress(done, len(documents), document.title)
        yield document


def ingest_sources(
    store: Store,
    sources: Iterable[Source | Refused],
    *,
    how: How | None = None,
    reader: Reader | None = None,
    say: Say | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Tally:
    """Take files in: each document in a transaction of its own, said only when it is kept; then merge.

    Killed at any moment, what was said to be stored is there, once, and the next call goes on.

    Parameters
    ----------
    sources : iterable of Source or Refused
        As `events.reading.documents.find_sources` gives them.
    how
        As for `events.running.run.run`.
    reader : Reader, optional
        Who reads. When left out the rules do, and what a language model has read stays as it is.
    say : callable, optional
        Is told a line for each document.
    stopped : callable, optional
        Asked between documents; when true, the rest is left for another time.

    Raises
    ------
    CannotExtract
        The model cannot be loaded, or the cluster cannot be reached.
    StoreError
        The database fails; the message says how.
    """
    version = reader.version if reader else extractor_version()
    extract = reader.extract if reader else extract_events
    tally = Tally()
    new = _New(store, reader, tally)
    with closing(run(new.documents(sources, stopped), extract, how, say)) as reads:
        for done, read in enumerate(reads, start=1):
            _keep(store, read, version, tally, done, say)
            new.kept(read)
            if tally.saved and tally.saved % MERGE_EVERY == 0:
                unite_store(store)
            if stopped():
                break
    unite_store(store)
    store.checkpoint()
    return tally


def _keep(store: Store, read: ExtractionResult, version: str, tally: Tally, number: int, say: Say | None) -> None:
    """Write what was read of one document, or count why it was not."""
    problem = read.problem
    if read.document and not problem:
        try:
            store.save(read.document, read.events, version, read.seconds)
        except (DataError, UnicodeEncodeError, ValueError) as error:  # text that no database takes
            problem = f"{read.document.source_path}: cannot be stored: {' '.join(str(error).split())[:200]}"
    if problem:
        tally.problems.append(problem)
        line = f"set aside: {problem}"
    elif read.note:
        tally.repeated += 1
        line = read.note
    else:
        tally.saved += 1
        tally.events += len(read.events)
        path = read.document.source_path if read.document else ""
        line = f"[{number}] stored: {path}, {len(read.events)} events"
    if say:
        say(line)


class _New:
    """Tells the documents that the store lacks from those that it has."""

    def __init__(self, store: Store, reader: Reader | None, tally: Tally) -> None:
        self._store = store
        self._reader = reader
        self._tally = tally
        # Being read: not in the store yet, and as few as are read at a time.
        self._ids: dict[str, str] = {}
        self._texts: dict[bytes, str] = {}

    def documents(
        self, sources: Iterable[Source | Refused], stopped: Callable[[], bool]
    ) -> Iterator[Document | ExtractionResult]:
        """What has to be read, and an `ExtractionResult` for what cannot or need not be."""
        for source in sources:
            if stopped():
                return
            if isinstance(source, Refused):
                yield ExtractionResult(Path(source.file), None, (), str(source))
                continue
            if self._is_known(source):
                self._tally.unchanged += 1
                continue
            for item in read_source(source):
                judged = (
                    ExtractionResult(Path(item.file), None, (), str(item))
                    if isinstance(item, Refused)
                    else self._judged(item)
                )
                if judged:
                    yield judged

    def kept(self, read: ExtractionResult) -> None:
        """Forget what is no longer being read."""
        document = read.document
        path = document.source_path if document else str(read.path)
        self._ids = {name: held for name, held in self._ids.items() if held != path}
        self._texts = {key: held for key, held in self._texts.items() if held != path}

    def _is_known(self, source: Source) -> bool:
        """Whether a file of one article is in the store as it is: found by its bytes, which need not be understood."""
        if source.path is None or source.kind in CORPORA or source.path.suffix.lower() == ".gz":
            return False
        try:
            with source.path.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
        except OSError:
            return False  # reading it says why
        names = source.id, _other_name(source.id, source.name)
        return any(_is_current(self._store.version_of(name, digest), self._reader) for name in names)

    def _judged(self, document: Document) -> Document | ExtractionResult | None:
        document = replace(document, id=self._free_name(document))
        if is_held(self._store, document, self._reader):
            self._tally.unchanged += 1
            return None
        key = text_key(document.text)
        twin = self._texts.get(key) or self._store.same_text(document)
        if twin:
            if self._store.source_of(document.id):
                self._store.forget([document.id])  # what it said before it said this
            note = f"{document.source_path}: the same text as {twin}; counted once"
            return ExtractionResult(Path(document.source_path), None, (), note=note)
        self._ids[document.id] = self._texts[key] = document.source_path
        return document

    def _free_name(self, document: Document) -> str:
        """The document's id, or another one when a different file has that."""
        held = self._ids.get(document.id)
        if held is None:
            known = self._store.source_of(document.id)
            if known is None or known.sha256 == document.sha256 or not os.path.exists(known.source_path):
                return document.id
            held = known.source_path
        same = os.path.realpath(held) == os.path.realpath(document.source_path)
        return document.id if same else _other_name(document.id, document.source_path)


def _other_name(document_id: str, path: str) -> str:
    """An id for a file whose own is taken: the same each time that this file is read."""
    return f"{document_id}~{hashlib.sha256(os.path.realpath(path).encode()).hexdigest()[:8]}"
