"""Cuts long lists of ids into what one query can take.

In: ids. Out: short lists, in order. What is asked is left to the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

_Id = TypeVar("_Id", str, int)
AT_ONCE = 400
"""Ids in one query: below what either database takes."""


def portions(ids: Iterable[_Id]) -> Iterator[list[_Id]]:
    """Ids, each once and in order, in lists short enough for one query."""
    ordered = sorted(set(ids))
    for first in range(0, len(ordered), AT_ONCE):
        yield ordered[first : first + AT_ONCE]
