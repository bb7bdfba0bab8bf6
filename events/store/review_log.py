"""The log of reviews in the database: it can only be added to, and is read by what reviews speak of.

In: a connection, and reviews or what they speak of. Out: reviews. What follows from them is left to
`events.store.standing`. Triggers of the database refuse every change and removal (migration 0003), whichever program
asks. A review that comes twice is kept once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import Connection, exists, insert, select

from events.reviews.lines import review_from_json
from events.reviews.review import Passage, Review, review_to_json
from events.store.portions import portions
from events.store.tables import REVIEW_LINKS, REVIEWS

EVENT, READING, DOCUMENT, CONTENT, UNDONE = "e:", "r:", "d:", "s:", "v:"
"""What a review names, as the first letters of its links: an event, a reading, an article, a content, a review."""


def is_empty(connection: Connection) -> bool:
    """Whether nobody has reviewed anything here."""
    return not connection.scalar(select(exists().where(REVIEWS.c.content.is_not(None))))


def append(connection: Connection, reviews: Iterable[Review]) -> list[Review]:
    """Add reviews to the log; returns those that it did not hold."""
    wanted = {review.review_id: review for review in reviews}
    held: set[str] = set()
    for ids in portions(wanted):
        held.update(connection.execute(select(REVIEWS.c.review_id).where(REVIEWS.c.review_id.in_(ids))).scalars())
    new = sorted((review for name, review in wanted.items() if name not in held), key=lambda review: review.order)
    for review in new:
        row = {
            "event_id": review.event_id,
            "reviewer": review.reviewer,
            "verdict": review.action,
            "note": review.note,
            "reviewed_at": review.reviewed_at.replace(tzinfo=None),
            "review_id": review.review_id,
            "content": review_to_json(review),
        }
        number = connection.execute(insert(REVIEWS).returning(REVIEWS.c.id), row).scalar_one()
        links = [{"token": token, "review": number} for token in sorted(_tokens(review))]
        connection.execute(insert(REVIEW_LINKS), links)
    return new


def of_events(connection: Connection, event_ids: Iterable[str]) -> list[Review]:
    """All reviews that bear on events: of them, of what was merged or split with them, and what took those back."""
    return _concerning(connection, {EVENT + name for name in event_ids})


def of_documents(connection: Connection, contents: Iterable[tuple[str, str]]) -> list[Review]:
    """All reviews that bear on events told in articles, given by id and content (hash, or empty)."""
    tokens = {token for name, content in contents for token in (DOCUMENT + name, CONTENT + content) if token != CONTENT}
    return _concerning(connection, tokens)


def of_reviews(connection: Connection, reviews: Iterable[Review]) -> list[Review]:
    """All reviews that bear on the events of which some reviews speak."""
    named = {token for review in reviews for token in _tokens(review)}
    return _concerning(connection, {token for token in named if token[:2] not in (DOCUMENT, CONTENT)})


def _concerning(connection: Connection, tokens: set[str]) -> list[Review]:
    """Reviews that name one of the tokens, and those that hang together with them."""
    found: dict[str, Review] = {}
    asked: set[str] = set()
    frontier = tokens
    while frontier:
        asked |= frontier
        new = [review for review in _naming(connection, frontier) if review.review_id not in found]
        found |= {review.review_id: review for review in new}
        near = {token for review in new for token in (*_tokens(review), UNDONE + review.review_id)}
        frontier = {token for token in near if token[:2] not in (DOCUMENT, CONTENT)} - asked
    return sorted(found.values(), key=lambda review: review.order)


def _naming(connection: Connection, tokens: set[str]) -> list[Review]:
    lines: set[str] = set()
    for some in portions(tokens):
        linked = select(REVIEW_LINKS.c.review).where(REVIEW_LINKS.c.token.in_(some))
        lines.update(connection.execute(select(REVIEWS.c.content).where(REVIEWS.c.id.in_(linked))).scalars())
    for some in portions(token[2:] for token in tokens if token.startswith(UNDONE)):
        lines.update(connection.execute(select(REVIEWS.c.content).where(REVIEWS.c.review_id.in_(some))).scalars())
    return [kept(line) for line in sorted(lines)]


@lru_cache(maxsize=20_000)
def kept(line: str) -> Review:
    """A review as the log keeps it: several are asked for again and again, and none ever changes."""
    return review_from_json(line, ours=True)


def _tokens(review: Review) -> set[str]:
    """What a review names."""
    passages: tuple[Passage, ...] = (*review.passages, *(one for part in review.parts for one in part.passages))
    tokens = {token for one in passages for token in (DOCUMENT + one.document_id, CONTENT + one.sha256)}
    tokens |= {READING + one.read_as for one in passages if one.read_as}
    tokens |= {EVENT + part.event_id for part in review.parts}
    tokens |= {(UNDONE if review.action == "undo" else EVENT) + other for other in review.others}
    return tokens | ({EVENT + review.event_id} if review.event_id else set())
