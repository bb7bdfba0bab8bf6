"""How much memory one article may take.

In: nothing. Out: a limit on this process, set anew before each article: beyond it Python raises `MemoryError`. What
becomes of the article is left to the caller.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTES = 1_000
"""What an article may need beside the loaded model: the largest that may be read needs some 900."""
_SIZE = Path("/proc/self/statm")


def limit_this_process(megabytes: int = MEGABYTES) -> None:
    """Let this process take so much more address space than it has now; does nothing where the system cannot tell."""
    try:
        import resource  # not on every system

        pages = int(_SIZE.read_text().split()[0])
        limit = pages * resource.getpagesize() + megabytes * 1_000_000
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
    except (ImportError, OSError, ValueError):
        return


@contextmanager
def limited() -> Iterator[None]:
    """As `limit_this_process`, for as long as the block lasts.

    Outside the main thread it does nothing: in the app the limit would hold for all sessions.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    try:
        import resource

        former = resource.getrlimit(resource.RLIMIT_AS)
    except (ImportError, OSError):
        yield
        return
    limit_this_process()
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, former)


def reason() -> str:
    """What is said of an article that needs more."""
    return f"needs more memory than the {MEGABYTES:,} MB that one article may take; split it"
