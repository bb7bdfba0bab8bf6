"""Ctrl+C or a TERM signal ends a command: once in one line, twice at once, whatever it waits for.

In: nothing. Out: a block within which that holds. What a command does at the first Ctrl+C (``ingest`` finishes the
article at hand) is left to the command.

Python looks at a signal only between two of its own steps. A call of a database or of the parser may keep it from doing
so for minutes; what the system writes down at once for a second thread does not wait for that.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

INTERRUPTED = 130
"""The exit code of a command that Ctrl+C ended, as shells have it."""
TERMINATED = 143
ENDING = (signal.SIGINT, signal.SIGTERM)


class _Terminated(KeyboardInterrupt):
    """A TERM signal: what is half done is tidied up as after Ctrl+C."""


@dataclass
class Ended:
    """How the block ended."""

    code: int = INTERRUPTED


@contextmanager
def interruptible() -> Iterator[Ended]:
    """Within, Ctrl+C and TERM are one line on standard error, and the second one ends the process.

    Gives a record whose `code` the block sets; it is `INTERRUPTED` or `TERMINATED` when a signal ended the block.
    """
    ended = Ended()
    with _ended_by_the_second():
        try:
            yield ended
        except _Terminated:
            ended.code = TERMINATED
            print("stopped by a TERM signal", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            print("stopped by Ctrl+C", file=sys.stderr, flush=True)


@contextmanager
def _ended_by_the_second() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # signals come to the main thread alone
        return
    told, written = socket.socketpair()
    written.setblocking(False)
    terminated = signal.signal(signal.SIGTERM, _terminate)
    former = signal.set_wakeup_fd(written.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_count, args=(told,), name="interrupts", daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(former)
        signal.signal(signal.SIGTERM, terminated)
        written.close()


def _terminate(_number: int, _frame: object) -> None:
    raise _Terminated


def _count(told: socket.socket) -> None:
    """End the process at the second signal that asks for it; each is a byte."""
    asked = 0
    with told:
        while some := told.recv(64):
            asked += sum(some.count(number) for number in ENDING)
            if asked > 1:
                os._exit(INTERRUPTED)
