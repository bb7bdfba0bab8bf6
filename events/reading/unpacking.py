"""Unpacks a file, and stops when it unpacks to too much.

In: a `Source`. Out: a stream of its bytes that refuses to give more than the limits allow, and its bounded lines.
What the bytes mean is left to the modules of each kind.
"""

from __future__ import annotations

import codecs
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from events.reading.results import Limits, NotAnArticle, Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

BLOCK = 1 << 16
GZIP = b"\x1f\x8b"
WIDE = (
    *((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
)


@contextmanager
def opened(source: Source, limits: Limits, standard_input: BinaryIO | None = None) -> Iterator[io.BufferedReader]:
    """The bytes of a source, unpacked.

    Raises
    ------
    NotAnArticle
        When it cannot be opened; while it is read, when it is packed and broken, or unpacks to too much.
    """
    try:
        raw = (standard_input or sys.stdin.buffer) if source.path is None else source.path.open("rb")
    except OSError as error:
        raise NotAnArticle(f"cannot be opened: {error.strerror or error}") from error
    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(_Plain(raw))
    try:
        # A file may be packed whatever it is called; nothing that is read begins with gzip's two bytes.
        packed = stream.peek(2)[:2] == GZIP
        yield io.BufferedReader(_Unpacked(stream, limits), BLOCK) if packed else stream
    except OSError as error:
        raise NotAnArticle(f"cannot be read: {error.strerror or error}") from error
    finally:
        if source.path is not None:
            raw.close()


class _Plain(io.RawIOBase):
    """Any readable object as a raw stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, given: Buffer) -> int:
        buffer = memoryview(given)
        block = self._stream.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


class _Counted(_Plain):
    """Counts the packed bytes that were taken."""

    taken = 0

    def readinto(self, given: Buffer) -> int:
        count = super().readinto(given)
        self.taken += count
        return count


class _Unpacked(io.RawIOBase):
    """A gzip stream's content, until it grows out of proportion."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._limits = limits
        self._packed = _Counted(stream)
        self._unpacked = gzip.GzipFile(fileobj=io.BufferedReader(self._packed, BLOCK))
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, given: Buffer) -> int:
        try:
            count = self._unpacked.readinto(given)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise NotAnArticle(f"packed, and broken or cut off ({error}); fetch it anew") from error
        self._given += count
        if self._given > max(self._limits.unpacked, self._packed.taken * self._limits.growth):
            raise NotAnArticle(f"unpacks to more than {self._limits.growth} times its size; not unpacked any further")
        return count


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream.

    Raises
    ------
    NotAnArticle
        When there are more than `limit`, or none.
    """
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise NotAnArticle(f"more than {limit:,} bytes, too large for one article; split it")
    if not content.strip():
        raise NotAnArticle("empty")
    return content


def lines(stream: io.BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Lines without their ends; None for a line that is longer than `limit`, of which no more is held."""
    start = stream.peek(4)[:4]
    encoding = next((name for mark, name in WIDE if start.startswith(mark)), None)
    if encoding:
        stream = io.BufferedReader(_Recoded(stream, encoding))
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line.rstrip(b"\r\n")
            continue
        while (rest := stream.readline(BLOCK)) and not rest.endswith(b"\n"):
            pass
        yield None


class _Recoded(io.RawIOBase):
    """UTF-16 or UTF-32 as UTF-8, so that a line's end is one byte."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, given: Buffer) -> int:
        buffer = memoryview(given)
        while not self._held:
            block = self._stream.read(BLOCK)
            self._held = self._decoder.decode(block, final=not block).encode("utf-8")
            if not block:
                break
        count = min(len(buffer), len(self._held))
        buffer[:count], self._held = self._held[:count], self._held[count:]
        return count
