"""Days that articles count from without telling them ("two days before the tanks rolled into Ukraine").

In: the words behind a count ("before …", "after …", "into …"). Out: the days of the landmark that they name. An
article's own date for it goes first (`events.dates.anchors`). Knowledge: ``data/landmarks.toml``, table ``counted``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from events.dates.intervals import Interval

PATH = Path(__file__).parents[1] / "data" / "landmarks.toml"
CLAUSE = re.compile(r"[,;:.()!?\n–—]")
REACH = 90  # characters in which the words may stand
OVER = re.compile(r"\b(?:end(?:ed|ing)?|over|ceasefire|truce)\b")


@dataclass(frozen=True, slots=True)
class Landmark:
    """A dated happening, told by one of `words` beside one of `names`, or by one of `phrases` alone."""

    days: Interval
    words: re.Pattern[str]
    names: re.Pattern[str]
    phrases: re.Pattern[str]

    def is_told(self, clause: str) -> bool:
        """Whether the words of a clause (in lower case) name this landmark."""
        return bool(self.phrases.search(clause) or (self.words.search(clause) and self.names.search(clause)))


def load_counted(path: Path = PATH) -> tuple[Landmark, ...]:
    """Read and check the landmarks that distances are counted from.

    Raises
    ------
    ValueError
        Naming the file, what is wrong with it and what to do.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["counted"]
        return tuple(_landmark(row) for row in rows)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: {error}; put it right, or restore the file that came with the project") from error


@cache
def counted() -> tuple[Landmark, ...]:
    """Return the landmarks that came with the project."""
    return load_counted()


def landmark_behind(text: str, position: int, latest: date | None) -> Interval | None:
    """The days of the landmark that the clause behind `position` names: the newest that began by `latest`.

    The first day, or the last one when the clause tells of its end.
    """
    clause = CLAUSE.split(text[position : position + REACH])[0].lower()
    told = [one for one in counted() if (latest is None or one.days[0] <= latest) and one.is_told(clause)]
    if not told:
        return None
    first, last = max(told, key=lambda one: one.days[0]).days
    day = last if OVER.search(clause) else first
    return day, day


def _landmark(row: dict[str, Any]) -> Landmark:
    first, last = row["date"], row.get("until", row["date"])
    if not row.get("source"):
        raise ValueError(f"landmark {row.get('id')!r} names no source")
    if not (isinstance(first, date) and isinstance(last, date) and first <= last):
        raise ValueError(f"landmark {row['id']!r}: {first} to {last} are no days in order")
    return Landmark((first, last), _any(row.get("words", ())), _any(row.get("names", ())), _any(row.get("phrases", ())))


def _any(words: list[str]) -> re.Pattern[str]:
    """One of the words as a whole; nothing when there is none."""
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b" if words else r"(?!)")
