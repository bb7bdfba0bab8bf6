"""What the tests of this room share: reading a text as an article."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from events.documents import body_start
from events.extraction import extract_events
from events.publication import infer_published, parse_published
from events.records import Document, Event

Read = Callable[..., list[Event]]


def article(text: str, published: str | None = "2023-01-15", name: str = "article") -> Document:
    """A document in memory; without `published` the date is inferred from the text, as for a file."""
    if published:
        earliest, latest = parse_published(published)
    else:
        earliest, latest = infer_published(text[body_start(text) :]) or (None, None)
    return Document(
        id=name,
        title="An article",
        outlet="",
        author="",
        published_earliest=earliest,
        published_latest=latest,
        language="en",
        text=text,
        source_path=f"{name}.md",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


@pytest.fixture(scope="session")
def read() -> Read:
    """Read the events of a text: ``read("Armenia …", published="2023-01-15")``."""

    def read_text(text: str, published: str | None = "2023-01-15", name: str = "article") -> list[Event]:
        return extract_events(article(text, published, name))

    return read_text
