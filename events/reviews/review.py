"""One review: what a person said of one event, with all that is needed to find the event again.

In: nothing. Out: frozen records and their JSON form, one review a line:

    {"review_id": "…", "action": "edit", "event_id": "…", "reviewer": "ana", "reviewed_at": "2026-11-30T18:30:00+00:00",
     "passages": [{"document_id": "…", "sha256": "…", "start": 10, "end": 80, "text_hash": "…", "length": 70, …}],
     "before": {"event_type": "ACCUSE", …}, "after": {"event_type": "REJECT", …}, "reason": "", "note": "…", …}

A review holds no sentence of an article, only its place and a hash: what is forgotten is not kept in the log. How
reviews are made from an event is left to `events.reviews.making`, how lines are read to `events.reviews.lines`, what
follows from them to `events.reviews.decisions`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from events.records import Effect, Event, check_type
from events.reviews.reasons import reasons
from events.vocabulary import ACTED_BY, DIMENSIONS, DISAGREE_ON
from geo.place import LEVELS, Place

ACTIONS = (*("confirm", "reject", "edit", "merge", "split", "contradict", "same", "add", "article_reviewed", "undo"),)
ON_AN_EVENT = frozenset(ACTIONS) - {"article_reviewed", "undo"}
PROJECT = "project"
"""The reviewer of the reviews that come with the project (docs/review.md): one reader, with a language model's help."""
LONGEST_NAME = 100
LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class Fields:
    """What a reviewer can say of an event. `summary` is empty unless a person wrote it: else it is the article's words.

    `confidence` is what the extractor gave (1 for an event that a person added).
    """

    event_type: str
    mode: str | None
    date_start: date
    date_end: date
    date_precision: int
    source_actors: tuple[str, ...]
    target_actors: tuple[str, ...]
    place: Place
    effects: tuple[Effect, ...]
    confidence: float = 1.0
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where an event is told: found again by the article's content, else by the words.

    Parameters
    ----------
    document_id, sha256 : str
        The article, and the hash of its file's content at that time.
    start, end : int
        Characters of its text.
    text_hash : str
        Of the passage's words (`events.reviews.passages.text_hash`).
    length : int
        Characters of those words, spaces counted once.
    read_as : str
        The id that the extractor gave to the reading of this passage; empty where a person added the event.
    read : str
        Hash of what the extractor read (`reading_hash`): a newer one that reads otherwise is in conflict with it.
    """

    document_id: str
    sha256: str
    start: int
    end: int
    text_hash: str
    length: int
    read_as: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the events that a merged one was split into."""

    event_id: str
    passages: tuple[Passage, ...]
    after: Fields


@dataclass(frozen=True, slots=True)
class Review:
    """One entry of the log.

    Parameters
    ----------
    action : str
        One of `ACTIONS`.
    event_id : str
        The event it speaks of; empty for ``article_reviewed`` and ``undo``.
    reviewer : str
        Who.
    reviewed_at : datetime
        When, in UTC.
    passages : tuple of Passage
        Where the event is told; of ``article_reviewed`` the whole article.
    before, after : Fields or None
        What was shown, and what is now (None where the event is rejected).
    reason : str
        For ``reject`` one of `events.reviews.reasons`; for ``contradict`` and ``same`` what it is about
        (`events.vocabulary.DISAGREE_ON`).
    note : str
        Why, in the reviewer's words.
    others : tuple of str
        For ``merge``, ``contradict`` and ``same`` the other events; for ``undo`` the reviews that are taken back.
    parts : tuple of Part
        For ``split`` the events that it is now; one of them may keep the event's id.
    review_id : str
        Hash of all the above, made when it is left out: a review that comes twice is one.
    """

    action: str
    event_id: str
    reviewer: str
    reviewed_at: datetime
    passages: tuple[Passage, ...] = ()
    before: Fields | None = None
    after: Fields | None = None
    reason: str = ""
    note: str = ""
    others: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    review_id: str = field(default="")

    def __post_init__(self) -> None:
        moment = self.reviewed_at.replace(tzinfo=UTC) if self.reviewed_at.tzinfo is None else self.reviewed_at
        object.__setattr__(self, "reviewed_at", moment.astimezone(UTC))
        if not self.review_id:
            object.__setattr__(self, "review_id", _identity(self))

    @property
    def order(self) -> tuple[datetime, str]:
        """Reviews follow one another by time, whatever the order in which a store got them."""
        return self.reviewed_at, self.review_id


def fields_of(event: Event, *, summary: str = "") -> Fields:
    """What a reviewer can say of an event, as it is; its headline only when given."""
    return Fields(
        event_type=event.event_type,
        mode=event.mode,
        date_start=event.date_start,
        date_end=event.date_end,
        date_precision=event.date_precision,
        source_actors=event.source_actors,
        target_actors=event.target_actors,
        place=event.place,
        effects=event.effects,
        confidence=event.confidence,
        summary=summary,
    )


def reading_hash(given: Event | Fields) -> str:
    """The same for two readings that say the same; how sure they are, and their headline, make no difference."""
    place = given.place
    said = (
        *(given.event_type, given.mode, given.date_start.isoformat(), given.date_end.isoformat()),
        *(sorted(given.source_actors), sorted(given.target_actors)),
        *(place.name, place.zone, sorted(place.countries)),
        sorted((one.member, one.direction, one.dimension) for one in given.effects),
    )
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def review_to_record(review: Review) -> dict[str, Any]:
    """A review as plain JSON values, always with the same keys in the same order."""
    record: dict[str, Any] = {name: getattr(review, name) for name in Review.__slots__}
    record["passages"] = [_as_told(one) for one in review.passages]
    record["others"] = list(review.others)
    record["reviewed_at"] = review.reviewed_at.isoformat()
    record["before"], record["after"] = _plain(review.before), _plain(review.after)
    record["parts"] = [
        {"event_id": part.event_id, "passages": [_as_told(one) for one in part.passages], "after": _plain(part.after)}
        for part in review.parts
    ]
    return {"review_id": record.pop("review_id"), **record}


def review_to_json(review: Review) -> str:
    """One line of the file of reviews."""
    return json.dumps(review_to_record(review), ensure_ascii=False)


def checked(review: Review) -> Review:
    """The review itself.

    Raises
    ------
    ValueError
        It is outside its vocabulary, or lacks what its action needs.
    """
    if review.action not in ACTIONS:
        raise ValueError(f"unknown action {review.action!r}; expected one of {', '.join(ACTIONS)}")
    if not review.reviewer.strip() or len(review.reviewer) > LONGEST_NAME or not review.reviewer.isprintable():
        raise ValueError(f"a review needs a reviewer's name of at most {LONGEST_NAME} letters")
    if len(review.note) > LONGEST_NOTE:
        raise ValueError(f"the note is longer than {LONGEST_NOTE} letters; shorten it")
    if review.action in ON_AN_EVENT and not (review.event_id and review.passages):
        raise ValueError(f"{review.action} needs an event and the passages that tell it")
    for check in _CHECKS.get(review.action, ()):
        check(review)
    for given in (review.before, review.after, *(part.after for part in review.parts)):
        if given is not None:
            check_fields(given)
    return review


def check_fields(given: Fields) -> None:
    """Raise ValueError, in one line for the reviewer, where a field is outside its vocabulary."""
    check_type(given.event_type, given.mode)
    if given.date_start > given.date_end:
        raise ValueError(f"the event ends ({given.date_end}) before it starts ({given.date_start})")
    if given.date_start.year < 2010:
        raise ValueError(f"the event starts ({given.date_start}) before 2010; leave background out")
    if not 1 <= given.date_precision <= 5:
        raise ValueError(f"date_precision {given.date_precision} is not 1-5")
    if not 1 <= given.place.where_precision <= 7 or given.place.level not in LEVELS:
        raise ValueError(f"the place {given.place.name!r} has an unknown level or precision")
    if not 0 <= given.confidence <= 1:
        raise ValueError(f"confidence {given.confidence} is not between 0 and 1")
    seen = set()
    for effect in given.effects:
        fine = effect.direction in (-1, 0, 1) and effect.dimension in DIMENSIONS and effect.by in ACTED_BY
        if not fine or effect.member in seen or not 0 <= effect.sure <= 1:
            raise ValueError(f"the effect on {effect.member} is out of range or stands twice")
        seen.add(effect.member)


def _needs_after(review: Review) -> None:
    if review.after is None:
        raise ValueError(f"{review.action} needs what the event is now (after)")


def _needs_others(review: Review) -> None:
    if not review.others:
        raise ValueError(f"{review.action} needs what it is about (others)")


def _needs_reason(review: Review) -> None:
    if review.reason not in reasons():
        raise ValueError(f"reject needs a reason, one of {', '.join(reasons())}")


def _needs_subject(review: Review) -> None:
    if review.reason not in DISAGREE_ON:
        raise ValueError(f"{review.action} needs a reason, one of {', '.join(DISAGREE_ON)}")


def _needs_parts(review: Review) -> None:
    if len(review.parts) < 2 or not all(part.passages and part.event_id for part in review.parts):
        raise ValueError("split needs two parts or more, each with an id and passages of its own")


_CHECKS = {
    "confirm": (_needs_after,),
    "edit": (_needs_after,),
    "add": (_needs_after,),
    "merge": (_needs_after, _needs_others),
    "split": (_needs_parts,),
    "reject": (_needs_reason,),
    "contradict": (_needs_after, _needs_subject),
    "same": (_needs_after, _needs_subject),
    "undo": (_needs_others,),
}


def _identity(review: Review) -> str:
    record = review_to_record(review)
    del record["review_id"]
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:24]


def _plain(given: Fields | None) -> dict[str, Any] | None:
    if given is None:
        return None
    record = _as_told(given)
    record["date_start"], record["date_end"] = given.date_start.isoformat(), given.date_end.isoformat()
    record["source_actors"], record["target_actors"] = list(given.source_actors), list(given.target_actors)
    record["place"] = _as_told(given.place) | {"countries": list(given.place.countries)}
    record["effects"] = [_as_told(one) for one in given.effects]
    return record


def _as_told(one: Passage | Fields | Place | Effect) -> dict[str, Any]:
    """The fields of a record, not of those within it: much quicker than `dataclasses.asdict`."""
    return {name: getattr(one, name) for name in one.__slots__}
