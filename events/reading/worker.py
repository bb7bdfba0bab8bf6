"""A process that reads files for another: ``python -m events.reading.worker DESCRIPTOR``.

In: requests on a connection, one a file. Out: its documents and lines, one by one, as they are taken. Memory and
processor time are bounded by the system, so that a file which one of the parsers cannot deal with costs this process
and nothing else. It is started by `events.reading.apart`, and ends when that one's process is gone.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from events.memory_limit import held_by_this_process, limit_this_process
from events.reading.messages import End, answer_bytes, request
from events.reading.one_file import load_reader, read_file
from events.reading.results import Limits, Refused, Source
from events.records import Document
from events.time_limit import GRACE, end_this_process_after

GROWN = 300
"""Megabytes beyond which a process that has read a file is not given another."""


def serve(connection: Connection) -> None:
    """Answer requests until nobody is there to ask."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests: SimpleQueue[bytes] = SimpleQueue()
    # Listened to at all times: whoever asked may be gone while a file is read, which may take minutes.
    Thread(target=_fetch, args=(connection, requests), daemon=True).start()
    while True:
        source, limits = request(requests.get())
        for answer in _answers(source, limits):
            connection.send_bytes(answer_bytes(answer))


def _answers(source: Source, limits: Limits) -> Iterator[Document | Refused | End]:
    load_reader(source.kind)
    limit_this_process()
    before = held_by_this_process()
    reads = read_file(source, limits)
    while True:
        end_this_process_after(limits.seconds + GRACE)
        read = next(reads, None)
        if read is None:
            break
        yield read
    yield End(fresh=held_by_this_process() - before < GROWN)


def _fetch(connection: Connection, requests: SimpleQueue[bytes]) -> None:
    try:
        while True:
            requests.put(connection.recv_bytes())
    except (EOFError, OSError):
        os._exit(0)


def main() -> None:
    """Serve the connection whose descriptor the command line names."""
    connection = Connection(int(sys.argv[1]))
    os.dup2(2, 1)  # what a library prints is none of the answers, and no business of standard output
    try:
        serve(connection)
    except BrokenPipeError:
        return


if __name__ == "__main__":
    main()
