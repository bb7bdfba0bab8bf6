"""Takes the recorded reviews of a folder of articles into the store: ``reviews.jsonl`` beside the articles.

In: a store and a folder. Out: the store holds the reviews, once. They may come before their articles and take hold when
those are read; a review of a passage that is not there changes nothing. How lines are read is left to
`events.reviews.lines`, what follows from reviews to `events.store.reviewing`.
"""

from __future__ import annotations

from pathlib import Path

from events.reading.finding import RECORDED_REVIEWS
from events.reviews.lines import reviews_from_text
from events.store import reviewing
from events.store.store import Store


def take_recorded(store: Store, folder: Path) -> list[str]:
    """Keep a folder's recorded reviews, all in one transaction, unless people reviewed in this store themselves.

    Returns
    -------
    list of str
        A line for each review that cannot be read; the others are kept.

    Raises
    ------
    StoreError
        The database fails; no review is kept then.
    """
    file = folder / RECORDED_REVIEWS
    if not file.is_file():
        return []
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        return [f"{file}: {error.strerror or error}"]
    reviews, problems = reviews_from_text(text, str(file))
    # Who reviewed here decided knowing this store; what was recorded elsewhere must not change that unasked.
    if set(reviewing.reviewers(store)) <= {review.reviewer for review in reviews}:
        reviewing.add_reviews(store, reviews)
    return problems
