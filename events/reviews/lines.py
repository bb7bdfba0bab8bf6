"""Reads reviews from lines of JSON, as `events.reviews.review.review_to_json` writes them.

In: a line, of a file that anybody may have written. Out: a checked `Review`, or one sentence that says what is wrong.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from events.records import Effect
from events.reviews.review import Fields, Part, Passage, Review, checked
from geo.place import Place


def review_from_json(line: str, *, ours: bool = False) -> Review:
    """Read one line of the file of reviews. Keys that are not known are passed over.

    Parameters
    ----------
    ours : bool
        The line was checked when it was kept: its hash is not reckoned again.

    Raises
    ------
    ValueError
        The line is no review; says what is wrong.
    """
    try:
        record = json.loads(line)
        review = Review(
            action=str(record["action"]),
            event_id=str(record["event_id"]),
            reviewer=str(record["reviewer"]),
            reviewed_at=datetime.fromisoformat(record["reviewed_at"]),
            passages=tuple(map(_passage, record["passages"])),
            before=_fields(record["before"]),
            after=_fields(record["after"]),
            reason=str(record.get("reason", "")),
            note=str(record.get("note", "")),
            others=tuple(map(str, record.get("others", ()))),
            parts=tuple(
                Part(str(part["event_id"]), tuple(map(_passage, part["passages"])), _fields(part["after"]))
                for part in record.get("parts", ())
            ),
            review_id=str(record["review_id"]) if ours else "",
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a review: {error}") from error
    if ours:
        return review
    given = record.get("review_id", review.review_id)
    if given != review.review_id:
        raise ValueError("not a review: it was changed after it was made (its review_id does not fit)")
    return checked(review)


def reviews_from_text(text: str, name: str) -> tuple[list[Review], list[str]]:
    """The reviews in a file's text, and a sentence for each line that is none; `name` is what the file is called."""
    reviews: list[Review] = []
    problems: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                reviews.append(review_from_json(line))
            except ValueError as error:
                problems.append(f"{name}, line {number}: {error}")
    return reviews, problems


def _passage(record: dict[str, Any]) -> Passage:
    known = {name: record[name] for name in Passage.__slots__ if name in record}
    return replace(Passage(**known), start=int(record["start"]), end=int(record["end"]))


def _fields(record: dict[str, Any] | None) -> Any:
    if record is None:
        return None
    place = record["place"]
    return Fields(
        **{name: record[name] for name in ("event_type", "mode", "date_precision", "confidence", "summary")},
        date_start=date.fromisoformat(record["date_start"]),
        date_end=date.fromisoformat(record["date_end"]),
        source_actors=tuple(record["source_actors"]),
        target_actors=tuple(record["target_actors"]),
        place=Place(**{**place, "countries": tuple(place["countries"])}),
        effects=tuple(Effect(**effect) for effect in record["effects"]),
    )
