"""Reads a file in a process of its own, whose memory and processor time are bounded.

In: a `Source`. Out: what that process tells of it, one by one as it is taken, so that a corpus may be larger than the
memory of both. When the process dies of a file, or does not answer, the file gets one line. A process is kept for the
next file, as starting it takes longer than reading most of them.

It is started by its name and not copied from this one: it shall not import what the program's own script does, and
what it sends is no object.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from pathlib import Path
from typing import BinaryIO

from events.reading.messages import End, answer, request_bytes
from events.reading.results import Limits, Refused, Source
from events.records import Document
from events.time_limit import OUT_OF_TIME, longest_wait, reason

WORKER = "events.reading.worker"
ROOT = Path(__file__).parents[2]
ENDING_SECONDS = 30.0
LONGEST_ANSWER = 100_000_000
"""Bytes; an article of 5 million letters has some 30 million in the longest writing."""
# What it computes is too little to share out among cores.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_idle: list[_Reader] = []


def read_apart(source: Source, limits: Limits, standard_input: BinaryIO | None = None) -> Iterator[Document | Refused]:
    """Read one file in another process; as `events.reading.one_file.read_file`."""
    if source.path is None:
        with _as_file(standard_input or sys.stdin.buffer) as file:
            reader = _Reader(file)
            try:
                yield from reader.read(source, limits)
            finally:
                reader.stop()
        return
    reader = _taken() or _Reader()
    try:
        yield from reader.read(source, limits)
    finally:
        if reader.is_fresh and not _idle:
            _idle.append(reader)
        else:
            reader.stop()


def _taken() -> _Reader | None:
    """The process that waits for another file, when there is one and it lives."""
    reader = _idle.pop() if _idle else None
    if reader and not reader.is_alive():
        reader.stop()
        return None
    return reader


@atexit.register
def stop_idle() -> None:
    """End the process that waits for another file."""
    while _idle:
        _idle.pop().stop()


@contextmanager
def _as_file(stream: BinaryIO) -> Iterator[BinaryIO]:
    """A stream that another process can read, too."""
    try:
        stream.fileno()
    except (AttributeError, OSError):
        with tempfile.TemporaryFile() as held:
            while block := stream.read(1 << 16):
                held.write(block)
            held.seek(0)
            yield held
    else:
        yield stream


class _Reader:
    """A process that reads, and this end of the connection to it."""

    def __init__(self, standard_input: BinaryIO | None = None) -> None:
        self._connection, there = Pipe()
        self.is_fresh = True
        with there, _undisturbed():
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", WORKER, str(there.fileno())],
                stdin=standard_input or subprocess.DEVNULL,
                pass_fds=[there.fileno()],
                env=_environment(),
            )

    def read(self, source: Source, limits: Limits) -> Iterator[Document | Refused]:
        """What it tells of a file."""
        self.is_fresh = False  # until it has told all
        # Nobody knows how long a feed is waited for.
        patience = None if source.path is None else longest_wait(limits.seconds)
        told = 0
        try:
            self._connection.send_bytes(request_bytes(source, limits))
            while self._connection.poll(patience):
                said = answer(self._connection.recv_bytes(LONGEST_ANSWER))
                if isinstance(said, End):
                    self.is_fresh = said.fresh
                    return
                told += 1
                yield said
        except (EOFError, OSError):
            yield Refused(source.name, self._died(limits) + _rest(told))
        else:
            yield Refused(source.name, f"no answer within {patience:g} s" + _rest(told))

    def _died(self, limits: Limits) -> str:
        code = self._ended()
        if code == OUT_OF_TIME:
            return reason(limits.seconds)
        how = f"signal {signal.Signals(-code).name}" if code and code < 0 else f"exit {code}"
        return f"the process that read it died ({how}); split it, or save its text as .txt"

    def is_alive(self) -> bool:
        """Whether it can be given a file."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End it, whatever it does."""
        self._connection.close()
        self._process.kill()
        self._ended()

    def _ended(self) -> int | None:
        """Its exit code; None when it has not ended in time, which is the system's to see to."""
        try:
            return self._process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            return None


def _rest(told: int) -> str:
    return f"; what comes after its row {told:,} is not read" if told else ""


def _environment() -> dict[str, str]:
    """The other process finds this program where it lies, not in a folder that it happens to be started in."""
    environment = {**os.environ, **ONE_THREAD}
    others = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), others] if others else [str(ROOT)])
    return environment


@contextmanager
def _undisturbed() -> Iterator[None]:
    """What is started within never hears of Ctrl+C, which reaches the whole group: its starter ends it."""
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)
