"""Documents from files, folders, corpora and standard input: the door to `events.reading`.

In: paths as a user gives them. Out: one by one, `Document` for an article, `Refused` for what cannot be read,
`Repeated` for a text that came before. How a kind of file is read is left to its module in `events.reading`, what an
article's text tells to `events.extraction.pipeline`.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from events import memory_limit
from events.dates.publication import infer_published
from events.reading.finding import CORPORA, find_sources, given
from events.reading.language_id import foreign_language
from events.reading.results import (
    Limits,
    NotAnArticle,
    RawArticle,
    Refused,
    Repeated,
    Source,
    one_line,
    printable,
    web_address,
)
from events.reading.stated_dates import stated_dates
from events.reading.unpacking import opened, whole
from events.records import Document
from events.text.front_matter import body_start
from events.text.near_duplicates import CopyIndex, Known
from events.time_limit import OutOfTime, within

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
LONGEST_TITLE, LONGEST_LINE = 300, 200
TELLING = 300_000
"""So much of a text is searched for when it was published; a longer one is a book."""


class UnreadableDocument(ValueError):
    """A file that cannot be read as an article; the message says which and why."""


def read_documents(
    paths: Iterable[Path | str], *, limits: Limits | None = None, standard_input: BinaryIO | None = None
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

    Yields
    ------
    Document, Refused or Repeated
        A document whose text nearly repeats an earlier one's has that one's id in `copy_of`. Bad input is never raised.
    """
    with closing(CopyIndex()) as index:
        for source in find_sources(paths):
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
    """Read one file: one document, or as many as a corpus has rows. Knows nothing of other files."""
    limits = limits or Limits()
    try:
        with opened(source, limits, standard_input) as stream:
            if not source.kind:
                source = replace(source, kind=_guessed(stream))
            if source.kind in CORPORA:
                yield from _rows(source, stream, limits)
            else:
                yield _single(source, stream, limits)
    except (NotAnArticle, OutOfTime) as error:
        yield Refused(source.name, str(error))
    except MemoryError:
        yield Refused(source.name, memory_limit.reason())
    # The border to a dozen parsers of other people's files: what one of them stumbles over must not end the run.
    except Exception as error:
        yield Refused(source.name, f"broken in a way that was not foreseen ({type(error).__name__}); save it anew")


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
    read = source if isinstance(source, Refused) else next(read_source(source))
    if isinstance(read, Refused):
        raise UnreadableDocument(str(read))
    return read


def _guessed(stream: io.BufferedReader) -> str:
    """What standard input holds, by how it begins."""
    start = stream.peek(1024)[:1024]
    for mark, kind in ((b"%PDF-", "pdf"), (b"PK\x03\x04", "word"), (b"PAR1", "parquet")):
        if start.startswith(mark):
            return kind
    words = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if words.startswith(b"{"):
        return "jsonl"
    if words.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "page"
    header = words.partition(b"\n")[0].strip().replace(b";", b",").replace(b"\t", b",").split(b",")
    return "csv" if b"text" in [name.strip(b' "') for name in header] and len(header) > 1 else "text"


def _single(source: Source, stream: io.BufferedReader, limits: Limits) -> Document:
    """The one article of a file."""
    limit = {"text": limits.article, "page": limits.page}.get(source.kind, limits.file)
    content = whole(stream, limit)
    digest = hashlib.sha256(content).hexdigest()
    identity = source.id if source.path is not None else f"{source.id}#{digest[:16]}"

    def understood() -> Document:
        with memory_limit.limited():
            return _document(_found(source.kind, content, limits), identity, source.name, digest, limits)

    return within(limits.seconds, understood)


def _found(kind: str, content: bytes, limits: Limits) -> RawArticle:
    # The libraries of the rarer kinds take a second to load; a folder of plain texts does without.
    if kind == "page":
        from events.reading.html import read_page

        return read_page(content)
    if kind == "pdf":
        from events.reading.pdf import read_pdf

        return read_pdf(content, limits)
    if kind == "word":
        from events.reading.docx import read_word

        return read_word(content, limits)
    from events.reading.plain_text import read_plain

    return read_plain(content)


def _rows(source: Source, stream: io.BufferedReader, limits: Limits) -> Iterator[Document | Refused]:
    """The articles of a corpus. A row's id is made of what it says, so that it stays when rows are sorted or added."""
    from events.reading.corpora import read_csv, read_jsonl, read_parquet

    rows = {"jsonl": read_jsonl, "csv": read_csv, "parquet": read_parquet}[source.kind](stream, limits)
    some = False
    while (row := _next(rows)) is not None:
        (number, found), some = row, True
        name = f"{source.name}:{number}"
        if isinstance(found, str):
            yield Refused(name, found)
            continue
        told = [found.url, found.title, found.text]
        identity = f"{source.id}#{_digest(told)[:16]}"
        try:
            digest = _digest([*told, found.outlet, str(found.published)])
            yield within(limits.seconds, _document, found, identity, name, digest, limits)
        except (NotAnArticle, OutOfTime) as error:
            yield Refused(name, str(error))
    if not some:
        raise NotAnArticle("empty")


def _next(rows: Iterator[tuple[int, RawArticle | str]]) -> tuple[int, RawArticle | str] | None:
    with memory_limit.limited():
        return next(rows, None)


def _digest(values: list[str]) -> str:
    return hashlib.sha256(json.dumps(values).encode("ascii")).hexdigest()


def _document(found: RawArticle, identity: str, name: str, digest: str, limits: Limits) -> Document:
    """The record of an article.

    Raises
    ------
    NotAnArticle
        When it is empty, too large, not English, or its stated date is none.
    """
    body = found.text[body_start(found.text) :]
    if not body.strip():
        raise NotAnArticle("empty")
    if len(found.text) > limits.article:
        raise NotAnArticle(f"more than {limits.article:,} characters of text, too much for one article; split it")
    language = foreign_language(body, found.language)
    if language:
        raise NotAnArticle(f"{printable(language)}; only English is read")
    try:
        published = stated_dates(found.published)
    except ValueError as error:
        raise NotAnArticle(f"published: {error}") from error
    earliest, latest = published or infer_published(body[:TELLING]) or (None, None)
    return Document(
        id=identity,
        title=one_line(found.title)[:LONGEST_TITLE] or _first_line(body),
        outlet=one_line(found.outlet)[:LONGEST_TITLE],
        author=one_line(found.author)[:LONGEST_TITLE],
        published_earliest=earliest,
        published_latest=latest,
        language="en",
        text=found.text,
        source_path=name,
        sha256=digest,
        url=web_address(found.url),
    )


def _first_line(body: str) -> str:
    """The first line that says something; of a paragraph its first sentence."""
    for line in body.splitlines():
        if len(line.split()) >= 4:
            line = line.strip().lstrip("# ")
            sentence = re.match(r".{20,}?[.!?…]['\"”’)]*(?=\s)", line)
            return one_line(sentence.group() if sentence else line)[:LONGEST_LINE]
    return one_line(body)[:LONGEST_LINE]
