"""Reads corpora: many articles in one file.

In: a stream of JSON Lines, CSV or Parquet. Out: for each row its number and `RawArticle`, or the reason why it is no
article. Columns text, title, published, url and outlet are read, others ignored. Rows come one by one: a file may be
larger than the memory.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from events import memory_limit
from events.reading.columns import Stated, columns_of
from events.reading.encoding import decode, tidy
from events.reading.results import Limits, NotAnArticle, RawArticle, host, printable
from events.reading.unpacking import lines

TOO_LONG = "a line of more than {:,} bytes; not read"
BATCH = 64
SPOOLED = 10_000_000
ROWS_WITHOUT = 1_000  # so many rows of a JSON Lines file without a text are one line for the file
MOST_NAMES = 12
MOST_COLUMNS = 200

Row = tuple[int, RawArticle | str]


def read_jsonl(stream: io.BufferedReader, limits: Limits, stated: Stated = ()) -> Iterator[Row]:
    """Rows of a JSON Lines file, by the number of their line.

    Raises
    ------
    NotAnArticle
        When no row has a text.
    """
    without: list[Row] = []
    names: dict[str, None] = {}
    some = False
    for number, line in enumerate(lines(stream, limits.line), start=1):
        if line is not None and not line.strip():
            continue
        try:
            record = _object(line, limits)
            names |= dict.fromkeys(list(record)[:MOST_NAMES])
            columns = columns_of(tuple(record)[:MOST_COLUMNS], stated)
            some = some or "text" in columns
            row: Row = number, _article({field: record[column] for field, column in columns.items()}, limits)
        except NotAnArticle as error:
            row = number, str(error)
        without.append(row)
        if some:
            yield from without
            without.clear()
        elif len(without) == ROWS_WITHOUT:
            break
    if names and not some:
        raise NotAnArticle(_lacks_text(names, stated))
    yield from without


def _object(line: bytes | None, limits: Limits) -> dict[str, object]:
    if line is None:
        raise NotAnArticle(TOO_LONG.format(limits.line))
    try:
        record = json.loads(decode(line))
    except json.JSONDecodeError as error:
        cut = "Unterminated" in error.msg or error.pos >= len(error.doc.rstrip())
        raise NotAnArticle(f"a JSON line that is {'cut off' if cut else f'broken ({error.msg})'}") from error
    except (RecursionError, ValueError) as error:
        raise NotAnArticle(f"a JSON line that is broken ({printable(error)})") from error
    except MemoryError as error:  # a value of many small ones takes ten times the line's size
        raise NotAnArticle(memory_limit.reason()) from error
    if not isinstance(record, dict):
        raise NotAnArticle("a JSON line that is no object with a text")
    return record


def read_csv(stream: io.BufferedReader, limits: Limits, stated: Stated = ()) -> Iterator[Row]:
    """Rows of a table whose first line names its columns, by the number of the line where they end.

    Raises
    ------
    NotAnArticle
        When it has no column text.
    """
    csv.field_size_limit(limits.article)
    long: list[int] = []
    decoded = _decoded(stream, limits, long)
    first = next(decoded, "").rstrip("\n")
    separator = max(",;\t|", key=first.count)
    try:
        header = [name.strip() for name in next(csv.reader([first], delimiter=separator), [])]
    except csv.Error as error:
        raise NotAnArticle(f"its first line does not name columns ({error})") from error
    columns = columns_of(tuple(header), stated)
    if "text" not in columns:
        raise NotAnArticle(_lacks_text(header, stated))
    places = {field: header.index(column) for field, column in columns.items()}
    table = _Table(decoded, separator, len(header), limits)
    for number, cells in table.rows():
        while long:
            yield long.pop(0), TOO_LONG.format(limits.line)
        if isinstance(cells, str):
            yield number, cells
        elif any(cells):
            yield number, _found({f: cells[place] for f, place in places.items() if place < len(cells)}, limits)
    for number in long:
        yield number, TOO_LONG.format(limits.line)


class _Table:
    """The rows of a table, each by the number of the line where it ends.

    A quotation mark that is not closed takes what follows into its cell, to the next mark or the table's end. What
    cannot be a row is therefore given back but for its first line, and read on from the next line that is one.
    """

    def __init__(self, lines: Iterator[str], separator: str, columns: int, limits: Limits) -> None:
        self._columns = columns
        self._lines = _Lines(lines, limits.line)
        self._reader = csv.reader(self._lines, delimiter=separator, strict=True)

    def rows(self) -> Iterator[tuple[int, list[str] | str]]:
        """Cells, or the reason why lines from a number on are none."""
        first, lost, why = 0, 0, ""
        while (row := self._next_row()) is not None:
            several = len(self._lines.taken) > 1
            broken = row if isinstance(row, str) else self._misfit(row, several=several, after_broken=bool(lost))
            if broken and (several or lost or isinstance(row, str)):
                first, why = first or self._lines.number - len(self._lines.taken) + 1, why or broken
                lost += 1
                self._lines.give_back()
                continue
            if lost and any(row):
                yield first, self._told(why, lost)
                first, lost, why = 0, 0, ""
            self._lines.row_is_done()
            yield self._lines.number, broken or row
        if lost:
            yield first, self._told(why, lost)

    def _told(self, why: str, lost: int) -> str:
        lines = "1 line" if lost == 1 else f"{lost} lines"
        return f"a broken row ({why}); look for a quotation mark that is not closed; {lines} not read"

    def _misfit(self, cells: list[str], *, several: bool, after_broken: bool) -> str:
        """Why cells are no row of this table, ``""`` when they are."""
        if len(cells) > self._columns:
            return f"{len(cells)} cells where the first line has {self._columns}; quote texts that hold commas"
        if len(cells) < self._columns and any(cells) and (several or after_broken):
            return f"{len(cells)} cells where the first line has {self._columns}"
        return ""

    def _next_row(self) -> list[str] | str | None:
        try:
            return next(self._reader, None)
        except csv.Error as error:
            return str(error)


class _Lines(Iterator[str]):
    """Lines for a reader of tables; those of the row at hand can be given back."""

    def __init__(self, lines: Iterator[str], limit: int) -> None:
        self._lines = lines
        self._limit = limit
        self._back: deque[str] = deque()
        self._size = 0
        self.number = 1  # the first line names the columns
        self.taken: list[str] = []

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        self.number += 1
        self._size += len(line)
        self.taken.append(line)
        if self._size > self._limit:
            raise csv.Error(f"more than {self._limit:,} characters")
        return line

    def give_back(self) -> None:
        """All lines of the row at hand but its first."""
        self._back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        self.row_is_done()

    def row_is_done(self) -> None:
        """The next line begins another row."""
        self.taken.clear()
        self._size = 0


def _decoded(stream: io.BufferedReader, limits: Limits, long: list[int]) -> Iterator[str]:
    for number, line in enumerate(lines(stream, limits.line), start=1):
        if line is None:
            long.append(number)
            yield "\n"
            continue
        try:
            for part in decode(line).split("\n"):  # more than one where lines end as on old Macintoshes
                yield f"{part}\n"
        except NotAnArticle:
            yield "\0\n"  # the row that it belongs to is refused when its text is tidied


def read_parquet(stream: io.BufferedReader, limits: Limits, stated: Stated = ()) -> Iterator[Row]:
    """Rows of a Parquet file, by their number.

    Raises
    ------
    NotAnArticle
        When it is broken, has no column text, or unpacks to too much at once.
    """
    try:
        with _seekable(stream) as content:
            schema = pq.read_schema(content)
            columns = columns_of(tuple(schema.names), stated)
            if "text" not in columns:
                raise NotAnArticle(_lacks_text(schema.names, stated))
            _check_kind(schema.field(columns["text"]).type)
            # As a dictionary, a text that many rows repeat is held once: a row's memory is that of what is written.
            with pq.ParquetFile(content, read_dictionary=[columns["text"]]) as file:
                yield from _parquet_rows(file, columns, limits)
    except (pa.ArrowException, OSError) as error:
        raise NotAnArticle(f"a broken Parquet file ({printable(str(error).splitlines()[0][:80])})") from error


@contextmanager
def _seekable(stream: io.BufferedReader) -> Iterator[IO[bytes]]:
    """The stream itself, or, when it was unpacked on the way or comes from a pipe, a file of its content."""
    if isinstance(getattr(stream, "raw", None), io.FileIO) and stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=SPOOLED) as held:
        shutil.copyfileobj(stream, held)
        held.seek(0)
        yield held


def _check_kind(kind: pa.DataType) -> None:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        raise NotAnArticle(f"its column text holds {printable(str(kind))[:80]}, not text")


def _parquet_rows(file: pq.ParquetFile, chosen: dict[str, str], limits: Limits) -> Iterator[Row]:
    number = 0
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).total_byte_size
        if size > 10 * limits.unpacked:
            raise NotAnArticle(f"its rows {number + 1}-… unpack to {size:,} bytes at once; write smaller row groups")
        for batch in file.iter_batches(BATCH, row_groups=[group], columns=list(chosen.values())):
            for values in zip(*(batch.column(name) for name in chosen.values()), strict=True):
                number += 1
                yield number, _cells(dict(zip(chosen, values, strict=True)), limits)


def _cells(cells: dict[str, pa.Scalar], limits: Limits) -> RawArticle | str:
    """The article of a row of Parquet's values, each of which may be one that Python has no words for."""
    record = {}
    for name, cell in cells.items():
        try:
            record[name] = cell.as_py()
        except (OverflowError, ValueError) as error:  # a day in the year 2941723, letters that are none
            return f"its {name} cannot be read ({printable(str(error))[:80]})"
    return _found(record, limits)


def _found(record: dict[str, object], limits: Limits) -> RawArticle | str:
    try:
        return _article(record, limits)
    except NotAnArticle as error:
        return str(error)


def _article(record: dict[str, object], limits: Limits) -> RawArticle:
    """The article of a row.

    Raises
    ------
    NotAnArticle
        When it has no text, or one that is too large.
    """
    text, title = record.get("text"), _words(record.get("title"))
    if text is not None and not isinstance(text, str):
        raise NotAnArticle("its text is not text")
    if not text or not text.strip():
        raise NotAnArticle("a title without a text" if title else "no text")
    if len(text) > limits.article:
        raise NotAnArticle(f"more than {limits.article:,} characters, too large for one article; split it")
    url = _words(record.get("url"))
    published = record.get("published")
    return RawArticle(
        text=tidy(text),
        title=title,
        outlet=_words(record.get("outlet")) or host(url),
        author=_words(record.get("author")),
        published="" if published is None else published,
        url=url,
    )


def _words(value: object) -> str:
    """A value as a line of text, a list as its items; nested values and missing numbers are none."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(one) for one in value[:MOST_NAMES] if not isinstance(one, list))))
    if not isinstance(value, str | int | float) or value != value:
        return ""
    return " ".join(str(value).split())


def _lacks_text(columns: Iterable[str], stated: Stated) -> str:
    sought = printable(dict(stated).get("text", "text"))
    listed = ", ".join(printable(name)[:40] for name in list(columns)[:MOST_NAMES]) or "none"
    return f"no column {sought}; it has: {listed}; name the one that holds the text by --columns text=NAME"
