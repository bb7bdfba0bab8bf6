"""Reads one file into documents.

In: a `Source`. Out: `Document` and `Refused` records. How a kind of file is read is left to its module in
`events.reading`, what an article's text tells to `events.extraction.pipeline`. Which process reads is decided in
`events.reading.documents`.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from events import memory_limit
from events.dates.publication import infer_published
from events.reading.columns import Stated
from events.reading.exports import articles_of
from events.reading.finding import CORPORA
from events.reading.language_id import foreign_language
from events.reading.results import Limits, NotAnArticle, RawArticle, Refused, Source, one_line, printable, web_address
from events.reading.stated_dates import stated_dates
from events.reading.unpacking import opened, whole
from events.records import Document
from events.text.front_matter import body_start
from events.time_limit import OutOfTime, within

LONGEST_TITLE, LONGEST_LINE = 300, 200
TELLING = 300_000
"""So much of a text is searched for when it was published; a longer one is a book."""


def read_file(source: Source, limits: Limits, standard_input: BinaryIO | None = None) -> Iterator[Document | Refused]:
    """Read one file in this process: one document, or as many as a corpus has rows. Nothing is raised."""
    try:
        with opened(source, limits, standard_input) as stream:
            if not source.kind:
                source = replace(source, kind=_guessed(stream))
            if source.kind in CORPORA:
                yield from _rows(source, stream, limits)
            else:
                yield from _single(source, stream, limits)
    except (NotAnArticle, OutOfTime) as error:
        yield Refused(source.name, str(error))
    except MemoryError:
        yield Refused(source.name, memory_limit.reason())
    # The border to a dozen parsers of other people's files: what one of them stumbles over must not end the run.
    except Exception as error:
        yield Refused(source.name, f"broken in a way that was not foreseen ({type(error).__name__}); save it anew")


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


def _single(source: Source, stream: io.BufferedReader, limits: Limits) -> list[Document | Refused]:
    """The one article of a file, or those of an export that holds many."""
    limit = {"text": limits.article, "page": limits.page}.get(source.kind, limits.file)
    content = whole(stream, limit)
    digest = hashlib.sha256(content).hexdigest()
    identity = source.id if source.path is not None else f"{source.id}#{digest[:16]}"

    def understood() -> list[Document | Refused]:
        found = _reader(source.kind)(content, limits)
        several = articles_of(found.text)
        if several:
            return [_row(source, number, one, limits) for number, one in enumerate(several, start=1)]
        return [_document(found, identity, source.name, digest, limits)]

    return within(limits.seconds, understood)


def load_reader(kind: str) -> None:
    """Load what a kind of file is read with, which takes memory and time that no article is to blame for."""
    foreign_language("It rained.")
    infer_published("It rained on 3 May 2022.")
    if kind in CORPORA:
        _rows_reader(kind)
    else:
        _reader(kind)


def _reader(kind: str) -> Callable[[bytes, Limits], RawArticle]:
    # The libraries of the rarer kinds take a second to load; a folder of plain texts does without.
    if kind == "page":
        from events.reading.html import read_page

        return lambda content, _: read_page(content)
    if kind == "pdf":
        from events.reading.pdf import read_pdf

        return read_pdf
    if kind == "word":
        from events.reading.docx import read_word

        return read_word
    from events.reading.plain_text import read_plain

    return lambda content, _: read_plain(content)


def _rows_reader(kind: str) -> Callable[[io.BufferedReader, Limits, Stated], Iterator[tuple[int, RawArticle | str]]]:
    from events.reading.corpora import read_csv, read_jsonl, read_parquet

    return {"jsonl": read_jsonl, "csv": read_csv, "parquet": read_parquet}[kind]


def _rows(source: Source, stream: io.BufferedReader, limits: Limits) -> Iterator[Document | Refused]:
    """The articles of a corpus. What a row takes too much of costs that row; what finding it does, the rest of them."""
    rows = _rows_reader(source.kind)(stream, limits, source.columns)
    row: tuple[int, RawArticle | str] | None = None

    def understood() -> Document | Refused | None:
        nonlocal row
        row = None
        row = next(rows, None)
        return row and _row(source, *row, limits)

    some = False
    while True:
        try:
            read = within(limits.seconds, understood)
        except (OutOfTime, MemoryError) as error:
            if row is None:
                raise
            read = Refused(f"{source.name}:{row[0]}", str(error) or memory_limit.reason())
        if read is None:
            break
        some = True
        yield read
    if not some:
        raise NotAnArticle("empty")


def _row(source: Source, number: int, found: RawArticle | str, limits: Limits) -> Document | Refused:
    """The article of a row, or of an export's part; its id is made of what that says, and stays if sorted."""
    name = f"{source.name}:{number}"
    if isinstance(found, str):
        return Refused(name, found)
    told = [found.url, found.title, found.text]
    try:
        identity = f"{source.id}#{_digest(told)[:16]}"
        return _document(found, identity, name, _digest([*told, found.outlet, str(found.published)]), limits)
    except NotAnArticle as error:
        return Refused(name, str(error))


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
