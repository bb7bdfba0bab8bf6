"""How much memory one article may take.

In: nothing. Out: a limit on this process, set anew before each article: beyond it Python raises `MemoryError`. What
becomes of the article is left to the caller.
"""

from __future__ import annotations

import os
from pathlib import Path

MEGABYTES = 1_000
"""What an article may need beside the loaded model: the largest that may be read needs some 900."""
_SIZES = Path("/proc/self/statm")


def limit_this_process(megabytes: int = MEGABYTES) -> None:
    """Let this process take so much more address space than it has now; does nothing where the system cannot tell."""
    try:
        import resource  # not on every system

        limit = _pages(0) * resource.getpagesize() + megabytes * 1_000_000
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
    except (ImportError, OSError, ValueError):
        return


def held_by_this_process() -> float:
    """Megabytes of memory that this process holds; 0 where the system cannot tell."""
    try:
        return _pages(1) * os.sysconf("SC_PAGE_SIZE") / 1_000_000
    except (OSError, ValueError):
        return 0.0


def _pages(column: int) -> int:
    """Of this process's sizes the address space (0) or what is held in memory (1)."""
    return int(_SIZES.read_text().split()[column])


def reason() -> str:
    """What is said of an article that needs more."""
    return f"needs more memory than the {MEGABYTES:,} MB that one article may take; split it"
