"""Loads the words of time expressions from `events/data/dates.toml`.

In: the file. Out: one frozen `Words`, checked. How the words combine is left to `events.dates.expressions`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[1] / "data" / "dates.toml"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a period: bounds counted from 1 (months of a year, days of a month, years of a decade), or shares.

    ``share is None`` means the whole period.
    """

    year: tuple[int, int] | None = None
    month: tuple[int, int] | None = None
    decade: tuple[int, int] | None = None
    share: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Lower-cased words with what they stand for."""

    months: dict[str, int]
    month_names: tuple[str, ...]
    full_months: frozenset[str]
    weekdays: dict[str, int]
    weekday_names: tuple[str, ...]
    seasons: dict[str, int]
    numbers: dict[str, int]
    vague_numbers: dict[str, tuple[int, int]]
    recent: dict[str, int]
    parts: dict[str, Part]
    phrases: dict[str, str]
    counted: tuple[str, ...]
    labels: frozenset[str]
    name_before: frozenset[str]
    name_after: frozenset[str]
    doubtful_months: frozenset[str]
    ordinals: dict[str, int]
    happenings: dict[str, str]
    page_labels: tuple[str, ...]
    appointments: tuple[str, ...]
    planned: tuple[str, ...]
    promising: tuple[str, ...]


def load_words(path: Path = PATH) -> Words:
    """Read and check the words.

    Raises
    ------
    ValueError
        Naming the file, what is wrong with it and what to do.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        _check(raw)
        return _words(raw)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path}: {error}; put it right, or restore the file that came with the project") from error


@cache
def words() -> Words:
    """Return the words that came with the project."""
    return load_words()


def _check(raw: dict[str, Any]) -> None:
    for table in (
        "months",
        "weekdays",
        "seasons",
        "numbers",
        "ordinals",
        "vague_numbers",
        "recent",
        "happenings",
        "not_dates",
        "news_pages",
        "plans",
    ):
        if not raw[table].pop("source", ""):
            raise ValueError(f"table [{table}] names no source")
    for name, count in (("months", 12), ("weekdays", 7)):
        if len(raw[name]) != count:
            raise ValueError(f"table [{name}] has {len(raw[name])} rows, not {count}")
    for part in raw["parts"]:
        if not part.get("source") or not part.get("phrases"):
            raise ValueError(f"part {part.get('name')!r} names no source or no phrases")
        bounds = [key for key in ("year", "month", "decade", "share") if key in part]
        if len(bounds) not in (0, 4):
            raise ValueError(f"part {part['name']!r} has only {', '.join(bounds)}; give all four, or none")
        for key, most in (("year", 12), ("month", 31), ("decade", 10), ("share", 1)):
            first, last = part.get(key, (0, 0))
            if not 0 <= first <= last <= most:
                raise ValueError(f"part {part['name']!r}: {key} {[first, last]} is not within 0-{most}")


def _words(raw: dict[str, Any]) -> Words:
    months, weekdays, outside = raw["months"], raw["weekdays"], raw["not_dates"]
    return Words(
        months={name.lower(): n for n, names in enumerate(months.values(), start=1) for name in names},
        month_names=tuple(name for names in months.values() for name in names),
        full_months=frozenset(months),
        weekdays={name.lower(): n for n, names in enumerate(weekdays.values()) for name in names},
        weekday_names=tuple(weekdays),
        seasons={name: int(month) for name, month in raw["seasons"].items()},
        numbers={name: int(value) for name, value in raw["numbers"].items()},
        vague_numbers={name: (int(low), int(high)) for name, (low, high) in raw["vague_numbers"].items()},
        recent={name: int(days) for name, days in raw["recent"].items()},
        parts={part["name"]: _part(part) for part in raw["parts"]},
        phrases={phrase: part["name"] for part in raw["parts"] for phrase in part["phrases"]},
        counted=tuple(outside["counted"]),
        labels=frozenset(outside["labels"]),
        name_before=frozenset(outside["name_before"]),
        name_after=frozenset(outside["name_after"]),
        doubtful_months=frozenset(name.lower() for name in outside["doubtful_months"]),
        ordinals={name: int(value) for name, value in raw["ordinals"].items()},
        happenings={word: kind for kind, listed in raw["happenings"].items() for word in listed},
        page_labels=tuple(raw["news_pages"]["labels"]),
        appointments=tuple(raw["plans"]["appointments"]),
        planned=tuple(raw["plans"]["planned"]),
        promising=tuple(raw["plans"]["promising"]),
    )


def _part(row: dict[str, Any]) -> Part:
    return Part(**{key: tuple(row[key]) for key in ("year", "month", "decade", "share") if key in row})
