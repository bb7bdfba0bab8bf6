"""Stand-ins for the extractor that processes and clusters can import: quick, without a language model."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from events.records import Document, Effect, Event, Mention
from geo.place import Place
from tests.events.conftest import article


def documents(count: int) -> Iterator[Document]:
    """Short articles, each another."""
    for number in range(count):
        yield article(f"Armenia signed agreement number {number}.", name=f"article-{number:03d}")


def simple(document: Document) -> list[Event]:
    """One event, which tells the document and the process that read it."""
    return [
        Event(
            event_id=f"{document.id}-event",
            event_type="AGREE",
            summary=document.text,
            date_start=date(2022, 5, 3),
            date_end=date(2022, 5, 3),
            date_precision=1,
            source_actors=("ARM",),
            target_actors=("RUS",),
            place=Place("Yerevan", "city", None, ("ARM",), 40.18, 44.51, 1),
            effects=(Effect("ARM", 1, "political"),),
            mentions=(Mention(document.id, 0, len(document.text), document.text),),
            confidence=0.9,
        )
    ]


def telling_twice(document: Document) -> list[Event]:
    """The same event twice, as from a sentence that an article repeats."""
    return simple(document) * 2


def telling_its_process(document: Document) -> list[Event]:
    """An event whose quote is the process's id."""
    text = str(os.getpid())
    (event,) = simple(document)
    return [Event(**{name: getattr(event, name) for name in event.__slots__} | {"summary": text})]


def failing_on_poison(document: Document) -> list[Event]:
    """Fails as a fault in the extractor would."""
    if "poison" in document.text:
        raise RecursionError("too deep\nin the parse")
    return simple(document)


def dying_of_poison(document: Document) -> list[Event]:
    """Ends its process at once, as the kernel does when memory is short."""
    if "poison" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return simple(document)


def dying_once(document: Document) -> list[Event]:
    """Ends its process at the first such document that any process reads; the text names a file that remembers it."""
    if "remember in " in document.text:
        mark = Path(document.text.split("remember in ")[1].split()[0])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return simple(document)


def slow(document: Document) -> list[Event]:
    """Takes long enough for a worker to be killed in the midst of its work."""
    time.sleep(0.1)
    return telling_its_process(document)


def never_done_with_poison(document: Document) -> list[Event]:
    """Goes on forever: on poison step by step, on venom within one call of a library that no signal interrupts."""
    while "poison" in document.text:
        pass
    if "venom" in document.text:
        sum(range(10**15))
    return simple(document)


def standing_still_on_poison(document: Document) -> list[Event]:
    """Waits, as for a disk that does not answer, and uses no processor time."""
    while "poison" in document.text:
        time.sleep(60)
    return simple(document)


def greedy_on_poison(document: Document) -> list[Event]:
    """Takes far more memory than an article may."""
    if "poison" in document.text:
        bytearray(1 << 34)
    return simple(document)
