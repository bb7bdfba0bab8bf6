"""Finds which state a part of an article is about, by the heading above it or the label that opens it.

In: a document's text. Out: for an offset, the scored state that the heading above it, or the label that opens its
paragraph ("**Minsk.** …", "BISHKEK. …"), names alone; none where it names none or several. What follows from it is
left to `events.actors.coreference` and `events.extraction.pipeline`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from events.actors.directory import load_knowledge
from events.vocabulary import SCORED

HEADING = re.compile(r"^#+ +(?P<words>[^\n]+)$", re.MULTILINE)
BOLD = re.compile(r"^\W{0,3}\*\*(?P<words>[^*\n]{3,60})\*\*(?= *\S)", re.MULTILINE)
TOWN = re.compile(r"^(?P<words>[A-Z][\w-]+(?: [A-Z][\w-]+){0,3})\.(?= +[A-Z*])", re.MULTILINE)
WORDS = re.compile(r"[\w-]+")


class Sections:
    """The parts of one document."""

    def __init__(self, text: str) -> None:
        found = {m.start(): _states(m["words"]) for m in HEADING.finditer(text)}
        for pattern in (BOLD, TOWN):
            labels = {m: _states(m["words"]) for m in pattern.finditer(text)}
            found.update({m.start(): states for m, states in labels.items() if states or m["words"].isupper()})
        self._starts = sorted(found)
        self._states = [found[start] for start in self._starts]

    def state_at(self, offset: int) -> str:
        """Code of the state told of there, or an empty string."""
        i = bisect_right(self._starts, offset) - 1
        states = self._states[i] if i >= 0 else frozenset()
        return next((c for c in states if c in SCORED), "") if len(states) == 1 else ""


def _states(label: str) -> frozenset[str]:
    return frozenset(code for word in WORDS.findall(label.lower()) for code in _names().get(word, ()))


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Actors by the small letters of their names, capitals and peoples."""
    return {w.lower(): codes for w, (kind, codes) in load_knowledge().words.items() if kind in ("name", "demonym")}
