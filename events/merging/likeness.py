"""How much alike the sentences are that tell two events.

In: events. Out: the cosine of their sentences' word vectors, 0 to 1. What follows from it is left to
`events.merging.within_document` and `events.merging.across_documents`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from events.records import Event
from events.text.similarity import cosine, vectors


def likeness(one: Event, other: Event) -> float:
    """How much alike the sentences of two events are, 0 to 1."""
    return cosine(_vector(one), _vector(other))


def _vector(event: Event) -> Mapping[str, float]:
    return _vector_of(" ".join(mention.quote for mention in event.mentions))


@lru_cache(maxsize=10_000)
def _vector_of(text: str) -> Mapping[str, float]:
    return vectors([text])[0]
