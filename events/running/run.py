"""Extracts a stream of documents: in this process, on several processes, or on a cluster.

In: a stream of documents. Out: a stream of `ExtractionResult` records in the same order, whatever reads them, so that
the result is the same byte for byte. Only a bounded number of documents is held at any time. A document on which the
extractor fails gets a line and never stops the rest. Reading files is left to `events.reading.documents`, keeping the
events to the caller.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from events.extraction.pipeline import extract_events
from events.reading.columns import Stated
from events.reading.documents import Refused, Repeated, read_documents
from events.records import Document
from events.running.outcome import CannotExtract, Extract, ExtractionResult, prepare, read_one
from events.running.processes import read_on_processes

__all__ = ["CannotExtract", "Extract", "ExtractionResult", "How", "Progress", "cores", "extract_paths", "run"]

Progress = Callable[[int, int, str], None]
FEW = 16
"""So many articles are read before further processes would have loaded the model (docs/scale.md has the figures)."""


LARGE = 200_000
"""Letters from which on an article is read in a process of its own, whose memory is bounded."""


@dataclass(frozen=True, slots=True)
class How:
    """Who reads: `workers` processes of this machine (1: this very process), or the cluster at `scheduler`."""

    workers: int = 1
    scheduler: str = ""


def cores() -> int:
    """Number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    items: Iterable[Document | ExtractionResult],
    extract: Extract = extract_events,
    how: How | None = None,
    say: Callable[[str], None] | None = None,
) -> Generator[ExtractionResult, None, None]:
    """Extract the events of a stream of documents, lazily and in order.

    Parameters
    ----------
    items : iterable of Document or ExtractionResult
        An `ExtractionResult` (a file that was set aside before) is passed on in its place.
    extract : callable
        Reads one document. For processes and clusters a function of a module, so that they can import it.
    how : How, optional
        This process alone when left out.
    say : callable, optional
        Is told, in one line, where the documents are read when that is not what was asked for.

    Raises
    ------
    CannotExtract
        In one line that says what to do: the model cannot be loaded, or the cluster cannot be reached.
    """
    how = how or How()
    if how.scheduler:
        from events.running.dask_cluster import read_on_cluster  # loading Dask takes longer than many a run

        return read_on_cluster(items, extract, how.scheduler)
    if how.workers > 1:
        return _on_processes_if_many(items, extract, how.workers, say)
    return _here(items, extract)


def _here(items: Iterable[Document | ExtractionResult], extract: Extract) -> Generator[ExtractionResult, None, None]:
    prepared = False
    for item in items:
        if isinstance(item, ExtractionResult):
            yield item
            continue
        if extract is extract_events and len(item.text) > LARGE:
            yield from read_on_processes([item], extract, 1)
            continue
        if not prepared:
            prepare(extract)
            prepared = True
        yield read_one(item, extract)


def _on_processes_if_many(
    items: Iterable[Document | ExtractionResult], extract: Extract, workers: int, say: Callable[[str], None] | None
) -> Generator[ExtractionResult, None, None]:
    source = iter(items)
    first: list[Document | ExtractionResult] = []
    documents = 0
    for item in source:
        first.append(item)
        documents += isinstance(item, Document)
        if documents > FEW:
            yield from read_on_processes(chain(first, source), extract, workers)
            return
        if len(first) > 1_000:  # a thousand lines of what was set aside need not wait for a readable article
            break
    if say and documents:
        say(f"{documents} articles: read in one process, which is done before others would have started")
    yield from _here(chain(first, source), extract)


def extract_paths(
    paths: Sequence[Path],
    progress: Progress | None = None,
    extract: Extract = extract_events,
    how: How | None = None,
    say: Callable[[str], None] | None = None,
    columns: Stated = (),
) -> Iterator[ExtractionResult]:
    """Extract events from files and folders, lazily.

    Parameters
    ----------
    paths : sequence of Path
        Files, folders, patterns or ``-``, as `events.reading.documents.read_documents` takes them.
    progress : callable, optional
        Called as ``progress(done, total, name)`` before each document and once at the end; `total` is 0 until then,
        for nobody knows what is to come.
    extract, how, say
        As for `run`.
    columns
        As for `events.reading.documents.read_documents`.

    Raises
    ------
    CannotExtract
        As `run`.
    """
    return run(opened(paths, progress, columns), extract, how, say)


def opened(
    paths: Sequence[Path], progress: Progress | None = None, columns: Stated = ()
) -> Iterator[Document | ExtractionResult]:
    """The documents under some paths, each opened when it is its turn; what is no document as an `ExtractionResult`.

    Parameters
    ----------
    paths, progress, columns
        As for `extract_paths`.
    """
    done = 0
    for item in read_documents(paths, columns=columns):
        if isinstance(item, Document):
            if progress:
                progress(done, 0, item.source_path)
            done += 1
            yield item
        elif isinstance(item, Repeated):
            yield ExtractionResult(Path(item.file), None, (), note=str(item))
        elif isinstance(item, Refused):
            yield ExtractionResult(Path(item.file), None, (), str(item))
    if progress:
        progress(done, done, "")
