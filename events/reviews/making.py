"""Makes reviews of what a reviewer has before them.

In: a `Seen` event (`events.store.reviewing.seen` gives it) and the reviewer's decision. Out: a checked `Review`, which
`events.store.reviewing.add_reviews` keeps and heeds. Nothing is kept here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from events.records import Document, Event
from events.reviews.passages import passage_of, text_hash
from events.reviews.review import Fields, Part, Passage, Review, checked, fields_of, reading_hash


@dataclass(frozen=True, slots=True)
class Seen:
    """An event as a reviewer sees it: with its passages, and its headline where a person wrote that."""

    event: Event
    passages: tuple[Passage, ...]
    headline: str = ""

    @property
    def fields(self) -> Fields:
        """What can be said of it, as it stands: the form's values before anybody changes them."""
        return fields_of(self.event, summary=self.headline)


def confirm(seen: Seen, reviewer: str, note: str = "", at: datetime | None = None) -> Review:
    """The event is right as it stands."""
    return _on(seen, "confirm", reviewer, at, after=seen.fields, note=note)


def reject(seen: Seen, reviewer: str, reason: str, note: str = "", at: datetime | None = None) -> Review:
    """It is no event; `reason` is a word of `events.reviews.reasons`."""
    return _on(seen, "reject", reviewer, at, reason=reason, note=note)


def edit(seen: Seen, reviewer: str, after: Fields, note: str = "", at: datetime | None = None) -> Review:
    """It is as `after` says: take `seen.fields` and `dataclasses.replace` what is wrong."""
    return _on(seen, "edit", reviewer, at, after=after, note=note)


def merge(
    seen: Seen,
    others: Sequence[Seen],
    reviewer: str,
    after: Fields | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Review:
    """It and the others are one event, which goes by its id and is as `after` says (as it stands when left out)."""
    passages = (*seen.passages, *(passage for other in others for passage in other.passages))
    ids = tuple(other.event.event_id for other in others)
    whole = replace(seen, passages=tuple(dict.fromkeys(passages)))
    return _on(whole, "merge", reviewer, at, after=after or seen.fields, others=ids, note=note)


def split(
    seen: Seen,
    parts: Sequence[tuple[Collection[Passage], Fields]],
    reviewer: str,
    note: str = "",
    at: datetime | None = None,
) -> Review:
    """It is several events: each with some of its passages. The first keeps the id."""
    made = [
        Part(
            seen.event.event_id if not number else new_id(seen.event.event_id, str(number), *map(str, passages)),
            tuple(passages),
            fields,
        )
        for number, (passages, fields) in enumerate(parts)
    ]
    return _on(seen, "split", reviewer, at, parts=tuple(made), note=note)


def contradict(
    seen: Seen, what: str, others: Sequence[str], reviewer: str, note: str = "", at: datetime | None = None
) -> Review:
    """Its reports, or it and other events (ids), disagree on `what` (`DISAGREE_ON`). The event counts as confirmed."""
    return _on(seen, "contradict", reviewer, at, after=seen.fields, reason=what, others=tuple(others), note=note)


def same(
    seen: Seen, what: str, others: Sequence[str], reviewer: str, note: str = "", at: datetime | None = None
) -> Review:
    """What was flagged on `what` is no contradiction: the reports say the same. The event counts as confirmed."""
    return _on(seen, "same", reviewer, at, after=seen.fields, reason=what, others=tuple(others), note=note)


def add(
    document: Document,
    start: int,
    end: int,
    fields: Fields,
    reviewer: str,
    note: str = "",
    at: datetime | None = None,
) -> Review:
    """A passage of an article tells an event that was not read. Without a headline the passage itself is shown."""
    moment = at or datetime.now(UTC)
    passage = passage_of(document, start, end)
    name = new_id(document.id, str(start), str(end), reviewer, moment.isoformat(), reading_hash(fields))
    after = replace(fields, confidence=1.0)
    return checked(Review("add", name, reviewer, moment, passages=(passage,), after=after, note=note))


def article_reviewed(document: Document, reviewer: str, note: str = "", at: datetime | None = None) -> Review:
    """The whole article was read: what has no event by now tells none."""
    text = document.text
    whole = Passage(document.id, document.sha256, 0, len(text), text_hash(text), len(text))
    return checked(Review("article_reviewed", "", reviewer, at or datetime.now(UTC), passages=(whole,), note=note))


def undo(review_ids: Sequence[str], reviewer: str, note: str = "", at: datetime | None = None) -> Review:
    """Take reviews back; the log keeps them, and that they were taken back."""
    return checked(Review("undo", "", reviewer, at or datetime.now(UTC), others=tuple(review_ids), note=note))


def new_id(*parts: str) -> str:
    """An id for an event that no extractor named, the same for the same parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _on(seen: Seen, action: str, reviewer: str, at: datetime | None, **rest) -> Review:
    event_id, moment = seen.event.event_id, at or datetime.now(UTC)
    return checked(Review(action, event_id, reviewer, moment, passages=seen.passages, before=seen.fields, **rest))
