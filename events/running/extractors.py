"""Chooses who reads articles: the rules, a language model, or both.

In: a reader's name as the command line or a setting gives it. Out: a `Reader` to hand to `events.running.run`. Nothing
is sent before the user agreed (`events.llm.consent`). A further reader is a further row of `READERS`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from events.extraction.pipeline import VERSION, extract_events
from events.learned.model import without
from events.llm.client import Chat, Settings, settings_from_environment
from events.llm.consent import agreed
from events.llm.extractor import SecondReader, Unanswered, instructions_mark
from events.merging.between_extractors import unite
from events.parsing.model import model_name
from events.records import Document, Event
from events.running.outcome import Extract

SENT = "second:"
"""How the version of a reading begins, or goes on after a ``+``, for which articles were sent to a language model."""


class NotAgreed(Exception):
    """The user did not agree that articles are sent; why was said already."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads.

    Parameters
    ----------
    version : str
        What the store notes of the articles that it read: what reads in another way has another version.
    extract : callable
        Reads one document.
    failures : callable
        Tells how many parts were not read, or not to their end.
    settings : Settings or None
        Where it sends articles; None when nothing leaves the computer.
    """

    version: str
    extract: Extract
    failures: Callable[[], int] = lambda: 0
    settings: Settings | None = None


def extractor_version() -> str:
    """What a stored extraction by the rules was made with: their version and the model."""
    return f"{VERSION}/{model_name()}{without()}"


def was_sent(version: str) -> bool:
    """Whether the version of a stored reading says that the article was sent to a language model."""
    return SENT in version


def ready(name: str) -> Reader:
    """The reader of that name, ready to read.

    Raises
    ------
    ValueError
        When there is no such reader, or when its settings are missing or wrong.
    """
    if name not in READERS:
        raise ValueError(f"{name!r} is no reader; give {', '.join(READERS)}")
    return READERS[name]()


def choose(name: str, waiting: Callable[[Reader], Sequence[Document]], *, yes: bool) -> Reader:
    """The reader of that name, once the user agreed to what it sends.

    Parameters
    ----------
    waiting : callable
        Gives the documents that the reader would read; asked only when it would send them.
    yes : bool
        Whether the user agreed beforehand.

    Raises
    ------
    ValueError
        As `ready`.
    NotAgreed
        When the user did not agree.
    FileNotFoundError
        When a path is not there.
    """
    reader = ready(name)
    if reader.settings is not None:
        documents = waiting(reader)
        if documents and not agreed(documents, reader.settings, yes=yes):
            raise NotAgreed
    return reader


def _rules() -> Reader:
    return Reader(extractor_version(), extract_events)


def _second() -> Reader:
    settings = settings_from_environment()
    second = SecondReader(Chat(settings), _say, settings.model)
    return Reader(_version_of(second), second.extract, lambda: second.failures, settings)


def _both() -> Reader:
    settings = settings_from_environment()
    second = SecondReader(Chat(settings), _say, settings.model)

    def extract(document: Document) -> list[Event]:
        by_rules = extract_events(document)
        try:
            return unite(by_rules, second.extract(document))
        except Unanswered as error:
            _say(f"read by the rules alone: {error}")
            return by_rules

    return Reader(f"{extractor_version()}+{_version_of(second)}", extract, lambda: second.failures, settings)


def _version_of(second: SecondReader) -> str:
    return f"{second.name}/{instructions_mark()}"


READERS: dict[str, Callable[[], Reader]] = {"rules": _rules, "second": _second, "both": _both}
SENDING = frozenset({"second", "both"})


def _say(line: str) -> None:
    print(line, file=sys.stderr)
