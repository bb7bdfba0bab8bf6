"""A large file is made while it is sent, stops when its reader leaves, and others wait for their turn."""

from __future__ import annotations

import asyncio
import gc
import threading

import pytest
from starlette.responses import PlainTextResponse

from dashboard.downloads import streaming as downloads
from dashboard.downloads.streaming import AT_ONCE, CHUNK, Download
from events.export.binary import write_workbook
from tests.dashboard.asking import on_a_loop

SCOPE = {"type": "http", "method": "GET"}


def file(write, *, whole=False):
    """A download of what `write` writes."""
    return Download(
        write,
        {"X-Name": "x"},
        "text/csv",
        whole=whole,
        busy=PlainTextResponse("busy", 503),
        failed=lambda error: PlainTextResponse(str(error), 503),
    )


class Reader:
    """Who asks for a file: what came, and the moment to leave."""

    def __init__(self):
        self.status, self.body, self.ended = 0, bytearray(), False
        self.some = asyncio.Event()
        self.leave = asyncio.Event()

    async def receive(self):
        await self.leave.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        self.body += message["body"]
        self.ended = not message.get("more_body")
        self.some.set()

    async def take(self, download, **scope):
        await download(SCOPE | scope, self.receive, self.send)
        return self


@pytest.mark.parametrize("whole", [False, True])
def test_it_arrives_whole(whole):
    content = bytes(range(256)) * (5 * CHUNK // 256)

    async def go():
        return await Reader().take(file(lambda out: out.write(content), whole=whole))

    reader = on_a_loop(go)
    assert reader.status == 200
    assert reader.ended
    assert bytes(reader.body) == content


@pytest.mark.parametrize("whole", [False, True])
def test_who_leaves_ends_the_work(whole):
    ended = threading.Event()
    written = []

    def without_end(out):
        try:
            while True:
                written.append(out.write(b"x" * 1000))
        finally:
            ended.set()

    async def go():
        reader = Reader()
        taking = asyncio.ensure_future(reader.take(file(without_end, whole=whole)))
        while not written:
            await asyncio.sleep(0)
        reader.leave.set()
        await taking
        return reader

    reader = on_a_loop(go)
    assert ended.is_set()
    assert not reader.ended


def test_a_workbook_that_is_broken_off_leaves_nothing_behind_that_complains(monkeypatch):
    complaints = []
    monkeypatch.setattr("sys.unraisablehook", complaints.append)

    async def go():
        reader = Reader()

        def rows(out):
            for number in range(100):
                yield [str(number)]
            reader.leave_now()
            while True:
                out.look()

        reader.leave_now = lambda: loop.call_soon_threadsafe(reader.leave.set)
        loop = asyncio.get_running_loop()
        return await reader.take(file(lambda out: write_workbook(rows(out), ["a"], out), whole=True))

    assert not on_a_loop(go).ended
    gc.collect()
    assert complaints == []


def test_who_takes_nothing_keeps_the_writer_waiting_and_is_let_go(monkeypatch):
    monkeypatch.setattr(downloads, "STALL_SECONDS", 0.05)
    written, ended = [], threading.Event()

    def without_end(out):
        try:
            while True:
                written.append(out.write(b"x" * CHUNK))
        finally:
            ended.set()

    class Stalled(Reader):
        async def send(self, message):
            if message["type"] == "http.response.body":
                await asyncio.sleep(3600)

    async def go():
        return await Stalled().take(file(without_end))

    on_a_loop(go)
    assert ended.is_set()
    assert len(written) <= downloads.AHEAD + 4


def test_so_many_are_made_at_once_and_the_next_wait_for_their_turn(monkeypatch):
    running, most, release = [], [], threading.Event()

    def write(out):
        running.append(1)
        most.append(len(running))
        release.wait()
        out.write(b"x")
        running.pop()

    async def go():
        readers = [asyncio.ensure_future(Reader().take(file(write))) for _ in range(AT_ONCE + 3)]
        while len(running) < AT_ONCE:
            await asyncio.sleep(0)
        release.set()
        return await asyncio.gather(*readers)

    assert all(reader.ended and reader.body == b"x" for reader in on_a_loop(go))
    assert max(most) == AT_ONCE


def test_who_would_wait_too_long_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr(downloads, "WAIT_SECONDS", 0.05)
    release = threading.Event()

    async def go():
        others = [asyncio.ensure_future(Reader().take(file(lambda _: release.wait()))) for _ in range(AT_ONCE)]
        await asyncio.sleep(0)
        late = await Reader().take(file(lambda _: None))
        release.set()
        await asyncio.gather(*others)
        return late

    assert on_a_loop(go).status == 503


def test_an_error_before_the_first_byte_is_an_answer_and_a_later_one_breaks_off():
    def fails(out):
        raise OSError("the disk is full")

    def fails_later(out):
        out.write(b"x" * 3 * CHUNK)
        raise OSError("the disk is full")

    async def early():
        return await Reader().take(file(fails))

    async def later():
        reader = Reader()
        with pytest.raises(OSError, match="the disk is full"):
            await reader.take(file(fails_later))
        return reader

    assert on_a_loop(early).body == b"the disk is full"
    assert not on_a_loop(later).ended


def test_who_asks_for_the_head_alone_has_nothing_made():
    async def go():
        return await Reader().take(file(lambda _: 1 / 0), method="HEAD")

    reader = on_a_loop(go)
    assert (reader.status, bytes(reader.body)) == (200, b"")
