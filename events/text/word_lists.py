"""Loads the lists of words that rules ask for, from the files in ``data/``.

In: the name of a list. Out: its words. What each list is for stands in ``docs/codebook.md``; which of them a rule asks
for, in the rule's module.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
FILES = ("factuality", "descriptions", "coding_words", "grounding_words")


@cache
def _lists() -> dict[str, frozenset[str]]:
    """All lists by name.

    Raises
    ------
    ValueError
        Naming the file, and the list that stands in two files, or has no words.
    """
    found: dict[str, frozenset[str]] = {}
    for path in (DATA / f"{name}.toml" for name in FILES):
        for name, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if name in found:
                raise ValueError(f"{path}: the list {name} stands in another file too; keep one")
            if set(row) != {"words"} or not row["words"]:
                raise ValueError(f"{path}: the list {name} needs `words`, and nothing else")
            found[name] = frozenset(row["words"])
    return found


def word_list(name: str) -> frozenset[str]:
    """The words of a list.

    >>> sorted(word_list("voting"))
    ['abstain', 'vote']
    """
    return _lists()[name]


def is_in(name: str, word: str) -> bool:
    """True when `word` is in the list `name`.

    >>> is_in("voting", "vote")
    True
    """
    return word in _lists()[name]
