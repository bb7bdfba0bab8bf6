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
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

INTERRUPTED = 130
"""The exit code of a command that Ctrl+C ended, as shells have it."""
TERMINATED = 143
LAST_SECONDS = 2.0
"""What may be done at the very end before a program that does not end is ended."""
STANDARD_ERROR = 2
ENDING = (signal.SIGINT, signal.SIGTERM)


class _Terminated(KeyboardInterrupt):
    """A TERM signal: what is half done is tidied up as after Ctrl+C."""


@dataclass
class Ended:
    """How the block ended."""

    code: int = INTERRUPTED


@contextmanager
def interruptible(patience: float | None = None, last: Callable[[], object] | None = None) -> Iterator[Ended]:
    """Within, Ctrl+C and TERM are one line on standard error, and the second one ends the process.

    Gives a record whose `code` the block sets; it is `INTERRUPTED` or `TERMINATED` when a signal ended the block.

    Parameters
    ----------
    patience : float, optional
        Seconds after the first signal when the process is ended, whatever holds it, the threads that Python waits for
        at its end among them. Without it the process takes its time.
    last : callable, optional
        Called before that, and given `LAST_SECONDS`.
    """
    _open_standard_streams()
    ended = Ended()
    with _watched(patience, last or (lambda: None)):
        try:
            yield ended
        except _Terminated:
            ended.code = TERMINATED
            print("stopped by a TERM signal", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            print("stopped by Ctrl+C", file=sys.stderr, flush=True)


def _open_standard_streams() -> None:
    """Put the null device where a standard stream is closed, as some services start their programs.

    Else the next file that is opened takes its number: what a C library complains of would be written into the store.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= STANDARD_ERROR:
        os.set_inheritable(number, True)
    os.close(number)
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8")
    sys.stderr = sys.stderr or os.fdopen(STANDARD_ERROR, "w", encoding="utf-8")


@contextmanager
def ending_within(patience: float | None, last: Callable[[], object]) -> Iterator[None]:
    """As `interruptible`, but what the first signal does is left to handlers that are there already."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals come to the main thread alone
        return
    told, written = socket.socketpair()
    written.setblocking(False)
    former = signal.set_wakeup_fd(written.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_count, args=(told, patience, last), name="interrupts", daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(former)
        written.close()


@contextmanager
def _watched(patience: float | None, last: Callable[[], object]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    terminated = signal.signal(signal.SIGTERM, _terminate)
    try:
        with ending_within(patience, last):
            yield
    finally:
        signal.signal(signal.SIGTERM, terminated)


def _terminate(_number: int, _frame: object) -> None:
    raise _Terminated


def _count(told: socket.socket, patience: float | None, last: Callable[[], object]) -> None:
    """End the process at the second signal that asks for it; each is a byte."""
    asked = 0
    with told:
        while some := told.recv(64):
            before, asked = asked, asked + sum(some.count(number) for number in ENDING)
            if asked > 1:
                os._exit(INTERRUPTED)
            if asked > before and patience is not None:
                # It outlives the block: what holds a process may come after it.
                threading.Thread(target=_end_after, args=(patience, last), name="ending", daemon=True).start()


def _end_after(patience: float, last: Callable[[], object]) -> None:
    time.sleep(patience)
    doing = threading.Thread(target=last, daemon=True)
    doing.start()
    doing.join(LAST_SECONDS)
    print(f"not ended within {patience:g} s of being asked to; ended now", file=sys.stderr, flush=True)
    os._exit(TERMINATED)
