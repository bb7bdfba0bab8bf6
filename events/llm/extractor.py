"""Extracts events by a language model, and holds each against the article.

In: documents, and the address that the user set (`events.llm.client`). Out: events of the same form as
`events.extraction.pipeline` gives. It is off unless ``--reader second`` or ``both`` of a command asks for it, or the
setting ``FIRST_START_READER`` of the app. What is asked before anything is sent is left to `events.llm.consent`.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from pathlib import Path

from events.actors.directory import load_knowledge
from events.llm.client import Chat, ChatError
from events.llm.parsing import BadAnswer, Tally, events_of, listed
from events.merging.between_extractors import fold
from events.parsing.cleaning import EMPHASIS, Segment, segments
from events.reading.documents import UnreadableDocument
from events.records import Document, Event, Mention
from events.vocabulary import DIMENSIONS, SCORED

PROMPT = Path(__file__).parent / "prompt.md"
PIECE, OVERLAP = 6_000, 800  # characters: with prompt and answer a piece fits a model of 8,000 tokens
SHORTEST_QUOTE, LONGEST_QUOTE = 3, 800  # words; characters
BREAK = "\n\n"
FAILURES_IN_A_ROW = 5
Say = Callable[[str], None]


class Unanswered(UnreadableDocument):
    """No part of an article was answered; the message says which article and why."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A document's prose as it is sent, with the way back: `starts` are its segments' offsets in `text`."""

    document: Document
    text: str
    segments: tuple[Segment, ...]
    starts: tuple[int, ...]

    def find(self, quote: str, start: int, end: int) -> Mention | None:
        """Where a quote stands in the document, looked for within ``text[start:end]``; None when it does not.

        Only whitespace may differ. Quotes too short to show anything, and such as run across what was not sent, count
        as not found.
        """
        words = quote.split()
        if len(words) < SHORTEST_QUOTE or len(quote) > LONGEST_QUOTE:
            return None
        match = re.compile(r"\s+".join(map(re.escape, words))).search(self.text, start, end)
        if not match:
            return None
        first, last = self._offset(match.start()), self._offset(match.end() - 1) + 1
        told = self.document.text[first:last]
        if EMPHASIS.sub(" ", told).split() != words:
            return None
        return Mention(self.document.id, first, last, told)

    def _offset(self, position: int) -> int:
        number = bisect_right(self.starts, position) - 1
        return self.segments[number].start + position - self.starts[number]


def prose_of(document: Document) -> Prose:
    """The parts of a document that are its article."""
    parts = segments(document.text)
    starts = accumulate((len(part.text) + len(BREAK) for part in parts[:-1]), initial=0)
    return Prose(document, BREAK.join(part.text for part in parts), tuple(parts), tuple(starts))


def pieces(text: str) -> list[tuple[int, int]]:
    """Stretches of at most `PIECE` characters that overlap, cut between sentences where there are any."""
    found: list[tuple[int, int]] = []
    start = 0
    while text[start:].strip():
        end = start + PIECE
        if end >= len(text):
            return [*found, (start, len(text))]
        end = _boundary(text, start + PIECE // 2, end)
        found.append((start, end))
        start = _boundary(text, start + 1, end - OVERLAP)
    return found


def _boundary(text: str, lowest: int, highest: int) -> int:
    """The last beginning of a sentence from `lowest` to `highest`; `highest` when there is none."""
    cut = max(text.rfind(mark, lowest, highest) + len(mark) for mark in (". ", BREAK))
    return cut if cut > lowest else highest


@cache
def _template() -> str:
    text = PROMPT.read_text(encoding="utf-8")
    missing = [name for name in ("{mark}", "{members}", "{actors}", "{dimensions}") if name not in text]
    if missing:
        raise ValueError(f"{PROMPT}: {', '.join(missing)} must stand in it; put it back")
    return text


def instructions_mark() -> str:
    """Eight letters that change with what the model is told to do, for the version of what it read."""
    return hashlib.sha256(_template().encode()).hexdigest()[:8]


def prompt(document: Document) -> str:
    """What the model is told to do. The mark is the text's own hash, which no text can hold."""
    names = load_knowledge().names
    fields = {
        "{mark}": document.sha256[:16],
        "{members}": ", ".join(SCORED),
        "{actors}": ", ".join(f"{code} {name}" if name != code else code for code, name in names.items()),
        "{dimensions}": ", ".join(DIMENSIONS),
    }
    text = _template()
    for name, value in fields.items():
        text = text.replace(name, value)
    return text


def question(document: Document, text: str) -> str:
    """What is sent of an article: when it was published, and the piece between two marked lines."""
    mark, earliest, latest = document.sha256[:16], document.published_earliest, document.published_latest
    published = "at an unknown date" if latest is None else f"between {earliest} and {latest}"
    return f"Published {published}.\n--- article {mark} begins ---\n{text}\n--- article {mark} ends ---\n"


class SecondReader:
    """Reads documents through a chat, one piece after the other; `failures` counts pieces that were not read."""

    def __init__(self, chat: Chat, say: Say, model: str = "") -> None:
        self._chat = chat
        self._say = say
        self._in_a_row = 0
        self.failures = 0
        self.name = f"second:{model}"

    def extract(self, document: Document) -> list[Event]:
        """The events of one document, in text order.

        Raises
        ------
        Unanswered
            When not one of its pieces was answered.
        """
        prose, tally, found = prose_of(document), Tally(), []
        parts, problems = pieces(prose.text), []
        for number, (start, end) in enumerate(parts, start=1):
            try:
                found += self._read(prose, start, end, tally)
            except (ChatError, BadAnswer) as error:
                part = f", part {number} of {len(parts)}" if len(parts) > 1 else ""
                problems.append(f"{document.id}{part}: {error}")
                self.failures += 1
        if problems and len(problems) == len(parts):
            raise Unanswered(f"second reader: {problems[0]}")
        for problem in problems:
            self._say(f"second reader: not read: {problem}")
        events = [replace(event, readers=(self.name,)) for event in fold(found)]
        if tally.line():
            self._say(f"second reader: {document.id}: kept {len(events)}; {tally.line()}")
        return events

    def _read(self, prose: Prose, start: int, end: int, tally: Tally) -> list[Event]:
        if self._in_a_row >= FAILURES_IN_A_ROW:
            raise ChatError(f"not asked, since the address failed {FAILURES_IN_A_ROW} times in a row")
        try:
            answer = self._chat.ask(prompt(prose.document), question(prose.document, prose.text[start:end]))
        except ChatError:
            self._in_a_row += 1
            raise
        self._in_a_row = 0
        items, breaks_off = listed(answer)
        events = events_of(items, prose.document, lambda quote: prose.find(quote, start, end), tally)
        if breaks_off:
            self.failures += 1
            self._say(
                f"second reader: {prose.document.id}: the answer breaks off; {len(items)} items before that were read"
            )
        return events
