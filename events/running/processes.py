"""Extracts documents on several processes of this machine.

In: a stream of documents. Out: their `ExtractionResult` records, in the same order. Each process loads the model once,
computes on one core, and is replaced after some thousand documents, before its memory has grown. One that dies is
replaced too: the document it was reading is tried once more, and set aside when it kills its process again (at once
when it took longer than it may); nothing else is lost or read twice. No wait is without end: one that does not answer
is ended too.

Each worker has a pipe of its own, so that it is known which document it was reading when it died (with the executors
of the standard library one dead process fails all that is in flight).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread

from events.memory_limit import limit_this_process
from events.records import Document
from events.running.outcome import CannotExtract, Extract, ExtractionResult, out_of_time, prepare, read_one, set_aside
from events.time_limit import GRACE, OUT_OF_TIME, end_this_process_after, longest_wait, seconds_allowed

DEEP = 3
"""Documents at a worker: the one it reads, and the next ones, so that it never waits for this process."""
AHEAD = 32
"""Documents a worker that may be under way or done before the oldest one is: what bounds memory."""
LIFE = 5_000
"""Documents after which a worker is replaced: the model keeps every word it has ever met."""
TRIES = 2
LOADING_SECONDS = 900.0
"""A process that has not loaded the model after so long never will."""
LOOK_SECONDS = 10.0
"""How often it is looked whether one has been waited for too long, while none answers."""
ENDING_SECONDS = 10.0
READY = "ready"
# Two processes that each let the numeric libraries use all cores get in each other's way.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(slots=True)
class _Job:
    number: int
    document: Document
    tries: int = 0


@dataclass(slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    connection: Connection
    ready: bool = False
    answered: int = 0
    jobs: deque[_Job] = field(default_factory=deque)
    waited_since: float = field(default_factory=time.monotonic)

    @property
    def has_room(self) -> bool:
        return len(self.jobs) < DEEP and self.answered + len(self.jobs) < LIFE

    @property
    def is_awaited(self) -> bool:
        """Whether it has something to say."""
        return bool(self.jobs) or not self.ready

    def is_stuck(self) -> bool:
        """Whether it has been silent for longer than any work may take."""
        return time.monotonic() - self.waited_since > (longest_wait() if self.ready else LOADING_SECONDS)

    def give(self, job: _Job) -> None:
        if self.ready and not self.jobs:
            self.waited_since = time.monotonic()
        self.jobs.append(job)
        # One that has died meanwhile is found out, and its jobs given to another, when it is listened to.
        with suppress(OSError):
            self.connection.send(job.document)

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join(ENDING_SECONDS)


def read_on_processes(
    items: Iterable[Document | ExtractionResult], extract: Extract, workers: int
) -> Iterator[ExtractionResult]:
    """Extract the events of a stream of documents on `workers` processes.

    Parameters
    ----------
    items : iterable of Document or ExtractionResult
        An `ExtractionResult` is passed on in its place.
    extract : callable
        A function of a module that the processes can import.
    workers : int
        At least 1.

    Raises
    ------
    CannotExtract
        When the processes cannot load the model.
    """
    pool = _Pool(extract, workers)
    source = enumerate(items)
    done: dict[int, ExtractionResult] = {}
    taken = given = 0
    exhausted = False
    try:
        while True:
            while not exhausted and taken - given < AHEAD * workers and pool.has_room():
                following = next(source, None)
                if following is None:
                    exhausted = True
                    break
                number, item = following
                taken += 1
                if isinstance(item, ExtractionResult):
                    done[number] = item
                else:
                    pool.give(_Job(number, item))
            while given in done:
                yield done.pop(given)
                given += 1
            if exhausted and given == taken:
                return
            if pool.is_reading():  # else a long row of what was set aside has been passed on
                done.update(pool.answers())
    finally:
        pool.stop()


class _Pool:
    """The processes, and what each has been given."""

    def __init__(self, extract: Extract, workers: int) -> None:
        self._extract = extract
        self._workers = [_start(extract) for _ in range(workers)]
        self._again: deque[_Job] = deque()

    def has_room(self) -> bool:
        return not self._again and any(worker.has_room for worker in self._workers)

    def is_reading(self) -> bool:
        """Whether a document is under way."""
        return any(worker.jobs for worker in self._workers)

    def give(self, job: _Job) -> None:
        free = [worker for worker in self._workers if worker.has_room]
        min(free, key=lambda worker: len(worker.jobs)).give(job)

    def answers(self) -> dict[int, ExtractionResult]:
        """What the workers have answered, once one of them did or was waited for too long."""
        found: dict[int, ExtractionResult] = {}
        heard = wait([worker.connection for worker in self._workers if worker.is_awaited], LOOK_SECONDS)
        for place, worker in enumerate(self._workers):
            if worker.connection in heard:
                found.update(self._heard(place))
            elif worker.is_awaited and worker.is_stuck():
                found.update(self._given_up(place))
        self._share_out()
        return found

    def _heard(self, place: int) -> dict[int, ExtractionResult]:
        """What one worker says."""
        worker = self._workers[place]
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            return self._bury(place)
        worker.waited_since = time.monotonic()
        if answer == READY:
            worker.ready = True
            return {}
        if isinstance(answer, CannotExtract):
            raise answer
        job = worker.jobs.popleft()
        worker.answered += 1
        if worker.answered == LIFE:
            worker.stop()
            self._workers[place] = _start(self._extract)
        return {job.number: answer if answer.problem else replace(answer, document=job.document)}

    def _bury(self, place: int) -> dict[int, ExtractionResult]:
        """Replace a worker that has died; what it was reading is tried once more, then set aside."""
        worker = self._workers[place]
        suspect = self._replaced(place)
        if worker.process.exitcode == OUT_OF_TIME:
            return {suspect.number: out_of_time(suspect.document)}
        suspect.tries += 1
        if suspect.tries < TRIES:
            self._again.append(suspect)
            return {}
        died = f"the process that read it died (exit {worker.process.exitcode}), {TRIES} times"
        return {suspect.number: set_aside(suspect.document, died)}

    def _given_up(self, place: int) -> dict[int, ExtractionResult]:
        """Replace a worker that stands still; what it was reading is set aside."""
        suspect = self._replaced(place)
        return {suspect.number: set_aside(suspect.document, f"no answer within {longest_wait():g} s")}

    def _replaced(self, place: int) -> _Job:
        """Put a new worker in the place of one; returns what that one was reading. The others' turn comes again."""
        worker = self._workers[place]
        worker.stop()
        if not worker.ready:
            how = f"exit {worker.process.exitcode}" if not worker.is_stuck() else "it took too long"
            raise CannotExtract(f"a process died while it loaded the model ({how}): give fewer --workers")
        self._workers[place] = _start(self._extract)
        suspect, *others = worker.jobs
        self._again.extend(others)
        return suspect

    def _share_out(self) -> None:
        while self._again and any(worker.has_room for worker in self._workers):
            self.give(self._again.popleft())

    def stop(self) -> None:
        for worker in self._workers:
            worker.stop()


def _start(extract: Extract) -> _Worker:
    # A new interpreter for each: a copy of this process would carry its threads' locks along.
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there, extract), daemon=True, name="events-worker")
    with _single_threaded():
        process.start()
    there.close()
    return _Worker(process, here)


@contextmanager
def _single_threaded() -> Iterator[None]:
    """What processes started meanwhile inherit: numeric libraries read it when they are first imported."""
    before = {name: value for name, value in os.environ.items() if name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name in ONE_THREAD:
            del os.environ[name]
        os.environ.update(before)


def _work(connection: Connection, extract: Extract) -> None:
    """A worker's life: load, then answer each document; it ends with its starter."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; the starter ends its workers
    try:
        prepare(extract)
    except CannotExtract as error:
        connection.send(error)
        return
    connection.send(READY)
    jobs: SimpleQueue = SimpleQueue()
    # Taken from the pipe at once: else two ends that both write long messages would wait for each other forever.
    Thread(target=_fetch, args=(connection, jobs), daemon=True).start()
    while True:
        document = jobs.get()
        end_this_process_after(seconds_allowed() + GRACE)
        limit_this_process()
        read = read_one(document, extract)
        try:
            connection.send(replace(read, document=None))  # the other end has the document
        except OSError:
            return


def _fetch(connection: Connection, jobs: SimpleQueue) -> None:
    try:
        while True:
            jobs.put(connection.recv())
    except (EOFError, OSError):
        # Nobody is there to hear an answer, which may be minutes away.
        os._exit(0)
