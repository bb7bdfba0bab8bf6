"""Reads reviews from lines of JSON, as `events.reviews.review.review_to_json` writes them.

In: a line, of a file that anybody may have written. Out: a checked `Review`, or one sentence that says what is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from datetime import date, datetime
from functools import cache
from math import isfinite
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from events.records import Effect
from events.reviews.review import Fields, Part, Passage, Review, checked
from geo.place import Place

NAMES = {str: "a text", int: "a whole number", float: "a number", tuple: "a list", type(None): "null"}


class NoReview(ValueError):
    """A line that is no review; the message says what is wrong with it."""


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
        review = _review(record, ours)
        if ours:
            return review
        for wrong in _wrong(review, Review, ""):
            raise NoReview(wrong)
        return checked(_own(review, record.get("review_id")))
    except NoReview as error:
        raise ValueError(f"not a review: {error}") from error
    except KeyError as error:
        raise ValueError(f"not a review: {error.args[0]} is missing") from error
    except (TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"not a review: {error}") from error


def _review(record: dict[str, Any], ours: bool) -> Review:
    """The review of a record, its values as they came."""
    if not isinstance(record, dict):
        raise NoReview("it is no JSON object")
    try:
        return Review(
            action=record["action"],
            event_id=record["event_id"],
            reviewer=record["reviewer"],
            reviewed_at=datetime.fromisoformat(record["reviewed_at"]),
            passages=tuple(map(_passage, _list(record, "passages"))),
            before=_fields(record["before"]),
            after=_fields(record["after"]),
            reason=record.get("reason", ""),
            note=record.get("note", ""),
            others=tuple(_list(record, "others")),
            parts=tuple(
                Part(part["event_id"], tuple(map(_passage, _list(part, "passages"))), _fields(part["after"]))
                for part in _list(record, "parts")
            ),
            review_id=record["review_id"] if ours else "-",
        )
    except (TypeError, AttributeError) as error:
        raise NoReview(str(error)) from error


def _own(review: Review, given: object) -> Review:
    """The review under the id that follows from what it says."""
    made = replace(review, review_id="")
    if given is not None and given != made.review_id:
        raise NoReview("it was changed after it was made (its review_id does not fit)")
    return made


def _list(record: dict[str, Any], name: str) -> list:
    found = record.get(name, [])
    if not isinstance(found, list):
        raise NoReview(f"{name} is no list")
    return found


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
    return Passage(**{name: record[name] for name in Passage.__slots__ if name in record})


def _fields(record: dict[str, Any] | None) -> Any:
    if record is None:
        return None
    place = record["place"]
    return Fields(
        **{name: record[name] for name in ("event_type", "mode", "date_precision", "confidence", "summary")},
        date_start=date.fromisoformat(record["date_start"]),
        date_end=date.fromisoformat(record["date_end"]),
        source_actors=tuple(_list(record, "source_actors")),
        target_actors=tuple(_list(record, "target_actors")),
        place=Place(**{**place, "countries": tuple(_list(place, "countries"))}),
        effects=tuple(Effect(**effect) for effect in _list(record, "effects")),
    )


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _wrong(value: object, wanted: Any, name: str) -> Iterator[str]:
    """What in a value is not of the type that its record wants, as "after.confidence is 'high', not a number"."""
    kinds = get_args(wanted) if isinstance(wanted, UnionType) else (wanted,)
    if get_origin(wanted) is tuple:
        for number, one in enumerate(value if isinstance(value, tuple) else ()):
            yield from _wrong(one, get_args(wanted)[0], f"{name}[{number}]")
    elif is_dataclass(value) and not isinstance(value, type) and type(value) in kinds:
        for field, kind in _hints(type(value)).items():
            yield from _wrong(getattr(value, field), kind, f"{name}.{field}".lstrip("."))
    elif not any(_is_of(value, kind) for kind in kinds):
        words = " or ".join(NAMES.get(kind, kind.__name__) for kind in kinds)
        yield f"{name} is {str(value)[:40]!r}, not {words}"
    elif isinstance(value, str) and ("\0" in value or not can_be_kept(value)):
        yield f"{name} holds characters that no file can keep"


def _is_of(value: object, kind: type) -> bool:
    if isinstance(value, bool):
        return False
    return isfinite(value) if kind is float and isinstance(value, int | float) else isinstance(value, kind)


def can_be_kept(text: str) -> bool:
    """Whether a text has a form in UTF-8: a half of a letter has none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
