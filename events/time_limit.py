"""Limits how long one article may keep the program busy.

In: work to be done on an article. Out: what it gives, or `OutOfTime`. What is counted is processor time, so that a busy
machine, a slow disk or a service's answer sets nothing aside. What becomes of the article is left to the caller.

A timer interrupts the work wherever the interpreter takes a step or a regular expression a thousand: what pypdf, lxml's
callers and the extractor spend their time on. Work inside one call of a C library goes on until that returns;
a process that does nothing else can have itself ended then (`end_this_process_after`).
"""

from __future__ import annotations

import math
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

SETTING = "ARTICLE_SECONDS"
DEFAULT = 300.0
AGAIN = 0.5
"""Seconds after which the work is interrupted once more, where a library made nothing of the first time."""
GRACE = 1
"""Second of processor time beyond those that an article may take: then its process is ended, whatever it does."""
OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0)
"""The exit code of a process that was ended so."""
PATIENCE = 20
"""How many times the processor time that an article may take is waited for an answer: the machine may be busy."""
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class OutOfTime(Exception):
    """The work took longer than it may; the message is the reason alone."""


class _Rung(BaseException):
    """No `Exception`, as libraries swallow those."""


class _Timer:
    """Whether the timer's ring is still of interest: it may come when the work is just done."""

    runs = False


def seconds_allowed() -> float:
    """Seconds of processor time that an article may take to read, and again to extract: `ARTICLE_SECONDS`.

    Raises
    ------
    ValueError
        The setting is no number above 0.
    """
    stated = os.environ.get(SETTING) or str(DEFAULT)
    try:
        seconds = float(stated)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < threading.TIMEOUT_MAX:
        raise ValueError(f"{SETTING} is {stated!r}; give the seconds that one article may take, such as {DEFAULT:g}")
    return seconds


def within(seconds: float, work: Callable[_Given, _Result], *given: _Given.args, **named: _Given.kwargs) -> _Result:
    """What `work` gives when it is done within so many seconds of processor time.

    Outside the main thread (in the app, on a Dask worker) and where the system has no such timer, it takes its time.

    Raises
    ------
    OutOfTime
        When it is not.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        return work(*given, **named)
    # It stays: were the system's own put back, a ring that comes late would end the program.
    signal.signal(signal.SIGPROF, _ring)
    try:
        try:
            _Timer.runs = True
            signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
            return work(*given, **named)
        finally:
            _Timer.runs = False
            signal.setitimer(signal.ITIMER_PROF, 0)
    except _Rung:
        signal.setitimer(signal.ITIMER_PROF, 0)  # it may have rung before the line that stops it
        raise OutOfTime(reason(seconds)) from None


def reason(seconds: float) -> str:
    """What is said of an article that takes longer."""
    return f"takes more than {seconds:g} s of processor time; split it, or raise {SETTING}"


def longest_wait(seconds: float | None = None) -> float:
    """Seconds for which another process's answer on an article is waited for."""
    return PATIENCE * ((seconds_allowed() if seconds is None else seconds) + GRACE)


def end_this_process_after(seconds: float) -> None:
    """Have the system end this process with SIGXCPU once it has used so many more seconds; each call counts anew."""
    if not hasattr(signal, "SIGXCPU"):
        return
    import resource  # as absent as the signal where there is none

    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (until if most == resource.RLIM_INFINITY else min(until, most), most))


def _ring(_number: int, _frame: object) -> None:
    if _Timer.runs:
        raise _Rung
