"""Documents from files, folders, corpora and standard input: the door to `events.reading`.

In: paths as a user gives them. Out: one by one, `Document` for an article, `Refused` for what cannot be read,
`Repeated` for a text that came before. How one file is read is left to `events.reading.one_file`, the process that
reads it to `events.reading.apart`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from events.reading.apart import read_apart
from events.reading.columns import Stated
from events.reading.finding import CORPORA, find_sources, given
from events.reading.one_file import read_file
from events.reading.results import Limits, Refused, Repeated, Source, printable
from events.reading.unpacking import GZIP
from events.records import Document
from events.text.near_duplicates import CopyIndex, Known

__all__ = [
    "Limits",
    "Refused",
    "Repeated",
    "Source",
    "UnreadableDocument",
    "find_sources",
    "read_document",
    "read_documents",
    "read_source",
]
SMALL_TEXT = 200_000
"""Bytes up to which a plain text is read in this process: to start another takes a second, to read it some tens of
milliseconds."""


class UnreadableDocument(ValueError):
    """A file that cannot be read as an article; the message says which and why."""


def read_documents(
    paths: Iterable[Path | str],
    *,
    limits: Limits | None = None,
    standard_input: BinaryIO | None = None,
    columns: Stated = (),
) -> Iterator[Document | Refused | Repeated]:
    """Read all articles under some paths, lazily: memory is the same for ten as for a million.

    Parameters
    ----------
    paths : iterable of Path or str
        Files, folders (searched below, too), patterns such as ``archive/**/*.html``, and ``-`` for standard input.
    limits : Limits, optional
        What is too much.
    standard_input : binary stream, optional
        Read for ``-`` in place of the process's own.
    columns : tuple of pairs of str, optional
        What the user says of a corpus's columns (`events.reading.columns.parse_columns`).

    Yields
    ------
    Document, Refused or Repeated
        A document whose text nearly repeats an earlier one's has that one's id in `copy_of`. Bad input is never raised.
    """
    with closing(CopyIndex()) as index:
        for source in find_sources(paths, columns):
            if isinstance(source, Refused):
                yield source
                continue
            for read in read_source(source, limits, standard_input):
                if isinstance(read, Refused):
                    yield read
                else:
                    yield _placed(read, index.place(read.id, read.text, read.source_path))


def _placed(document: Document, known: Known | None) -> Document | Refused | Repeated:
    """A document beside those before it."""
    if known is None:
        return document
    if known.how == "near":
        return replace(document, copy_of=known.document_id)
    if known.how == "same":
        return Repeated(document.source_path, known.document_id)
    return Refused(document.source_path, f"{known.source} has the same name, which is an article's id; rename one")


def read_source(
    source: Source, limits: Limits | None = None, standard_input: BinaryIO | None = None
) -> Iterator[Document | Refused]:
    """Read one file: one document, or as many as a corpus has rows. Knows nothing of other files.

    A plain text of ordinary size is read in this process, anything else in another one, whose memory is bounded.
    """
    limits = limits or Limits()
    here = _is_small_text(source) or os.name != "posix"
    return read_file(source, limits, standard_input) if here else read_apart(source, limits, standard_input)


def _is_small_text(source: Source) -> bool:
    if source.path is None or source.kind != "text":
        return False
    try:
        with source.path.open("rb") as file:
            return os.fstat(file.fileno()).st_size <= SMALL_TEXT and not file.peek(2).startswith(GZIP)
    except OSError:
        return True  # there is nothing to read but why


def read_document(path: Path) -> Document:
    """Read the one article of a file.

    Raises
    ------
    UnreadableDocument
        Naming the file, and why it is no article.
    """
    source = given(path)
    if not isinstance(source, Refused) and source.kind in CORPORA:
        source = Refused(source.name, "a corpus of many articles; read it with read_documents")
    read, *others = [source] if isinstance(source, Refused) else read_source(source)
    if others:
        raise UnreadableDocument(f"{printable(path)}: {len(others) + 1} articles; read it with read_documents")
    if isinstance(read, Refused):
        raise UnreadableDocument(str(read))
    return read
