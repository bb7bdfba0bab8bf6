"""The commonest meaning of verbs and nouns, for sentences that no frame of the lexicon reads.

In: ``data/plain_words.toml``. Out: an event type by verb and by noun, checked. How they are used is left to
`events.coding.fallback` and `events.coding.relations`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from events.vocabulary import EVENT_TYPES

DATA = Path(__file__).parents[1] / "data" / "plain_words.toml"
SAYING, STATIVE, NOUNS = "saying", "stative", "nouns"


@cache
def plain_readings() -> dict[str, str]:
    """Type (or ``saying``, ``stative``) by verb: a lemma, or a lemma and its particle.

    Raises
    ------
    ValueError
        Naming the list that is no event type, or the verb that stands twice.
    """
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return _by_word({name: words for name, words in table.items() if name != NOUNS}, (*EVENT_TYPES, SAYING, STATIVE))


@cache
def plain_nouns() -> dict[str, str]:
    """Type by noun lemma; raises as `plain_readings` does."""
    return _by_word(tomllib.loads(DATA.read_text(encoding="utf-8"))[NOUNS], EVENT_TYPES)


def _by_word(lists: dict[str, list[str]], names: tuple[str, ...]) -> dict[str, str]:
    readings: dict[str, str] = {}
    for name, words in lists.items():
        if name not in names:
            raise ValueError(f"{DATA}: {name} is neither an event type nor {SAYING} or {STATIVE}")
        for word in words:
            if word in readings:
                raise ValueError(f"{DATA}: {word!r} stands under {readings[word]} and {name}; keep one")
            readings[word] = name
    return readings
