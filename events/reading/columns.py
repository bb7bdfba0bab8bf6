"""Finds out which column of a corpus holds what.

In: the names of its columns, and what the user says of them. Out: the column of each thing that an article has. The
names under which other programs write it lie in ``events/data/columns.toml``.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "columns.toml"
FIELDS = ("text", "title", "published", "url", "outlet", "author")
Stated = tuple[tuple[str, str], ...]
"""What the user says: pairs of a field and the column that holds it."""


@cache
def names() -> dict[str, tuple[str, ...]]:
    """For each field the names of its column, the likeliest first.

    Raises
    ------
    ValueError
        When the file lacks a field, has another one, or gives a name to two.
    """
    with DATA.open("rb") as file:
        listed = {field: tuple(found) for field, found in tomllib.load(file).items()}
    if set(listed) != set(FIELDS):
        raise ValueError(f"{DATA}: needs {', '.join(FIELDS)}, each a list of names, and nothing else")
    every = [name for found in listed.values() for name in found]
    twice = sorted({name for name in every if every.count(name) > 1 or name != name.lower()})
    if twice:
        raise ValueError(f"{DATA}: {', '.join(twice)}: write each name once, and in small letters")
    return listed


@lru_cache(maxsize=1_000)
def columns_of(columns: tuple[str, ...], stated: Stated = ()) -> dict[str, str]:
    """The column of each field that some columns hold; what the user states comes before what a name suggests.

    >>> columns_of(("Title", "maintext", "dt"), (("published", "dt"),))
    {'text': 'maintext', 'title': 'Title', 'published': 'dt'}
    """
    by_name = {name.strip().lower(): name for name in reversed(columns)}
    said = {field: column.strip().lower() for field, column in stated}
    found = {}
    for field in FIELDS:
        likely = (said[field],) if field in said else names()[field]
        column = next((by_name[name] for name in likely if name in by_name), None)
        if column is not None:
            found[field] = column
    return found


def parse_columns(text: str) -> Stated:
    """What ``text=body,published=dt`` says.

    Raises
    ------
    ValueError
        When a part has another form, names no field or names one twice.
    """
    pairs: dict[str, str] = {}
    for part in text.split(","):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column or field not in FIELDS or field in pairs:
            raise ValueError(f"{part.strip()!r}: write text=body,published=dt, with {', '.join(FIELDS)} before the =")
        pairs[field] = column
    return tuple(pairs.items())
