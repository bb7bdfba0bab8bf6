"""Large files on their way: made while they are sent, for as long as somebody waits for them, a few at once.

In: a function that writes a file. Out: an answer that sends it. What is written is left to `dashboard.downloads.files`.
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import asynccontextmanager, suppress
from typing import IO, Protocol
from weakref import WeakKeyDictionary

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

AT_ONCE = 2
"""Files that are made at the same time; who comes then waits."""
WAIT_SECONDS = 30.0
STALL_SECONDS = 60.0
"""A reader that takes nothing for so long is taken for gone."""
CHUNK = 256 * 1024
LOOK_SECONDS = 1.0
AHEAD = 4
"""Chunks that are ready before the reader takes them."""


class Out(Protocol):
    """What a file is written to."""

    def write(self, data: bytes, /) -> int:
        """Take some bytes."""

    def look(self) -> None:
        """Raise `Gone` once nobody waits for the file any more."""


Write = Callable[[Out], object]
_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="download")
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class Gone(Exception):
    """Nobody waits for the file any more."""


class Busy(Exception):
    """Others' files are being made; come again."""


class Download(Response):
    """A file that `write` makes, sent while it is made; one that has to be written out of order (`whole`) afterwards.

    `write` gets a file whose `write` raises `Gone` once the reader has left. `busy` is answered when too many others'
    files are being made, `failed` gives the answer to an error that came before the first byte.
    """

    def __init__(
        self,
        write: Write,
        headers: Mapping[str, str],
        media_type: str,
        *,
        whole: bool,
        busy: Response,
        failed: Callable[[Exception], Response],
    ) -> None:
        super().__init__(None, headers=dict(headers), media_type=media_type)
        del self.headers["content-length"]
        self._write, self._whole, self._busy, self._failed = write, whole, busy, failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        if scope["method"] == "HEAD":
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            await send({"type": "http.response.body", "body": b""})
            return
        sending = asyncio.ensure_future(self._send(scope, receive, send))
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            if not sending.done():
                sending.cancel()
            with suppress(asyncio.CancelledError):
                await sending

    async def _send(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with _turn(), _made(self._write, whole=self._whole) as chunks:
                try:
                    first = await anext(chunks, b"")
                except Exception as error:
                    await self._failed(error)(scope, receive, send)
                    return
                await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                await _body(send, first)
                async for chunk in chunks:
                    await _body(send, chunk)
                await send({"type": "http.response.body", "body": b""})
        except Busy:
            await self._busy(scope, receive, send)
        except Gone:
            return  # without its last piece the file is seen not to be whole


async def _body(send: Send, chunk: bytes) -> None:
    try:
        async with asyncio.timeout(STALL_SECONDS):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    except TimeoutError as error:
        raise Gone from error


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


@asynccontextmanager
async def _turn() -> AsyncIterator[None]:
    turns = _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            await turns.acquire()
    except TimeoutError as error:
        raise Busy from error
    try:
        yield
    finally:
        turns.release()


@asynccontextmanager
async def _made(write: Write, *, whole: bool) -> AsyncIterator[AsyncIterator[bytes]]:
    """The file's chunks, made on a thread that ends soon after this does."""
    sluice = _Sluice(asyncio.get_running_loop())
    maker = asyncio.get_running_loop().run_in_executor(_threads, sluice.run, _afterwards(write) if whole else write)
    try:
        yield sluice.chunks()
    finally:
        sluice.shut()
        await asyncio.shield(maker)


def _afterwards(write: Write) -> Write:
    """The same file, written to the disk first and handed on when it is complete."""

    def both(out: Out) -> None:
        with tempfile.TemporaryFile() as kept:
            write(_Watched(kept, out.look))
            kept.seek(0)
            while chunk := kept.read(CHUNK):
                out.write(chunk)

    return both


class _Watched:
    """A file on which nothing more is written once the reader has left."""

    def __init__(self, file: IO[bytes], look: Callable[[], None]) -> None:
        self._file, self.look = file, look

    def write(self, data: bytes) -> int:
        """Write, or raise `Gone`."""
        if self._file.closed:
            return len(data)
        self.look()
        return self._file.write(data)

    def seek(self, *where: int) -> int:
        """Like the file's; a ZIP file that was broken off asks for it once more when it is thrown away."""
        return 0 if self._file.closed else self._file.seek(*where)

    def tell(self) -> int:
        """Like the file's."""
        return 0 if self._file.closed else self._file.tell()

    def flush(self) -> None:
        """Like the file's."""
        if not self._file.closed:
            self._file.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)


class _Sluice:
    """A file for the thread that writes, chunks for the loop that sends; the writer waits for the sender."""

    closed = False

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._queue: asyncio.Queue[bytes | Exception | None] = asyncio.Queue(AHEAD)
        self._gone = threading.Event()
        self._held = bytearray()

    def run(self, write: Write) -> None:
        """On the writing thread: write it all, and tell the sender how it ended."""
        end = None
        try:
            write(self)
            self._hand_over()
        except Exception as error:
            end = error
        with suppress(Gone):
            self._put(end)

    def look(self) -> None:
        """Raise `Gone` when the reader has left."""
        if self._gone.is_set():
            raise Gone

    def write(self, data: bytes) -> int:
        """Add to the file."""
        self.look()
        self._held += data
        if len(self._held) >= CHUNK:
            self._hand_over()
        return len(data)

    def flush(self) -> None:
        """Nothing: chunks are sent when they are full."""

    def readable(self) -> bool:
        """For `io.TextIOWrapper`."""
        return False

    seekable = readable

    def writable(self) -> bool:
        """For `io.TextIOWrapper`."""
        return True

    def _hand_over(self) -> None:
        if self._held:
            self._put(bytes(self._held))
            self._held.clear()

    def _put(self, item: bytes | Exception | None) -> None:
        self.look()
        put = asyncio.run_coroutine_threadsafe(self._queue.put(item), self._loop)
        # The loop may end while this waits: its answer would never come, and Python waits for this thread at its end.
        while not wait([put], LOOK_SECONDS).done:
            self.look()
            if not self._loop.is_running():
                raise Gone
        put.result()

    async def chunks(self) -> AsyncIterator[bytes]:
        """On the loop: what has been written, as it comes."""
        while (item := await self._queue.get()) is not None:
            if isinstance(item, Exception):
                raise item
            yield item

    def shut(self) -> None:
        """On the loop: let the writer run into `Gone`, also where it waits for room."""
        self._gone.set()
        while not self._queue.empty():
            self._queue.get_nowait()
