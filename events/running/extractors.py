"""Chooses who extracts: the rules, a language model, or both.

In: the reader's name as the command line gives it, and the articles' paths. Out: a `Reader` to hand to
`events.running.run`. Nothing is sent before the user agreed (`events.llm.consent`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from events.extraction.pipeline import extract_events
from events.llm.client import Chat, settings_from_environment
from events.llm.consent import agreed, readable
from events.llm.extractor import SecondReader, Unanswered
from events.merging.between_extractors import unite
from events.reading.columns import Stated
from events.records import Document, Event

READERS = ("rules", "second", "both")


class NotAgreed(Exception):
    """The user did not agree that articles are sent; why was said already."""


@dataclass(frozen=True, slots=True)
class Reader:
    """`extract` reads one document; `failures` tells how many parts were not read, or not to their end."""

    extract: Callable[[Document], list[Event]]
    failures: Callable[[], int]


def choose(name: str, paths: Sequence[Path], *, yes: bool, columns: Stated = ()) -> Reader:
    """The reader of that name, ready to read.

    Raises
    ------
    ValueError
        When the second reader's settings are missing or wrong.
    NotAgreed
        When the user did not agree.
    FileNotFoundError
        When a path is not there.
    """
    if name == "rules":
        return Reader(extract_events, lambda: 0)
    settings = settings_from_environment()
    documents = readable(paths, columns)
    if documents and not agreed(documents, settings, yes=yes):
        raise NotAgreed
    second = SecondReader(Chat(settings), _say)
    return Reader(second.extract if name == "second" else _both(second), lambda: second.failures)


def _both(second: SecondReader) -> Callable[[Document], list[Event]]:
    def extract(document: Document) -> list[Event]:
        by_rules = extract_events(document)
        try:
            return unite(by_rules, second.extract(document))
        except Unanswered as error:
            _say(f"read by the rules alone: {error}")
            return by_rules

    return extract


def _say(line: str) -> None:
    print(line, file=sys.stderr)
