"""The store as it would be without what came into it since a moment.

In: a `Store` and a moment. Out: the articles and reviews that came since, the newest first, and a copy of the store
from which they can be taken back one after the other. The store itself is only read. What an article says is what the
extractor reads in it now, on both sides: of texts and readings that were replaced, the store keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from events.records import Document
from events.reviews import making
from events.reviews.review import Review
from events.store import arrivals, reviewing
from events.store.backup import back_up
from events.store.merging import unite_store
from events.store.store import Store, open_store

TAKER = "rewinding"
"""Who takes reviews back in the copy."""


@dataclass(frozen=True, slots=True)
class Came:
    """An article that was read for the first time, or a review that was made; `at` is in UTC."""

    at: datetime
    what: Document | Review


def came_since(store: Store, moment: datetime) -> list[Came]:
    """What came at the moment or after it, the newest first.

    Parameters
    ----------
    moment : datetime
        With its time zone.
    """
    read = arrivals.arrived_since(store, moment.astimezone(UTC).replace(tzinfo=None))
    articles = [Came(at.replace(tzinfo=UTC), document) for name, at in read if (document := store.document(name))]
    reviews = reviewing.all_reviews(store, reviewing.LogFilter(first=moment))
    both = [*articles, *(Came(review.reviewed_at, review) for review in reviews)]
    return sorted(both, key=lambda came: came.at, reverse=True)


@contextmanager
def copied(store: Store) -> Iterator[Store]:
    """A copy of the store to take things back in; it goes when the block ends.

    Raises
    ------
    StoreError, OSError
        The store cannot be read, or there is no room for the copy.
    """
    with TemporaryDirectory(prefix="csto-before-") as folder:
        file = Path(folder) / "store.sqlite"
        back_up(store, file)
        with closing(open_store(f"sqlite:///{file}")) as copy:
            yield copy


def take_back(copy: Store, came: Iterable[Came]) -> None:
    """Leave the copy as if these had not come. Taken back the newest first, it is then as before each of them."""
    came = list(came)
    reviews = [one.what.review_id for one in came if isinstance(one.what, Review)]
    if reviews:
        reviewing.add_reviews(copy, [making.undo(reviews, TAKER)])
    if documents := [one.what.id for one in came if isinstance(one.what, Document)]:
        copy.forget(documents)
        unite_store(copy)
