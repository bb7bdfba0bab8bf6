"""Numbers in TOML files, each with where it comes from: ``name = { value = 0.5, source = "where it comes from" }``.

In: a file as `tomllib` reads it. Out: the numbers by section and name, and their sources. Which numbers there must be
is left to those who need them (`alignment.method`, `alignment.verdicts`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any


def read_entries(sections: Mapping[str, Any]) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """The values by section and name, not checked yet, and each one's source by ``"section.name"``.

    Raises
    ------
    ValueError
        A number stands outside the sections, or without its source; the message names it and says what to do.
    """
    values: dict[str, dict[str, Any]] = {}
    sources = {}
    for section, entries in sections.items():
        if not isinstance(entries, dict):
            raise ValueError(f"{section} stands outside the sections; move it into one")
        values[section] = {}
        for name, entry in entries.items():
            key = f"{section}.{name}"
            if not isinstance(entry, dict) or set(entry) != {"value", "source"} or not str(entry["source"]).strip():
                raise ValueError(f'{key}: write it as {{ value = 0.5, source = "where it comes from" }}')
            values[section][name] = entry["value"]
            sources[key] = str(entry["source"])
    return values, sources


def check_range(key: str, value: Any, low: float, high: float, *, whole: bool = False) -> None:
    """Refuse what is no number from `low` to `high`, or no whole one.

    Raises
    ------
    ValueError
        Naming the key, the value and the range.
    """
    kinds = int if whole else int | float
    number = isinstance(value, kinds) and not isinstance(value, bool) and math.isfinite(value)
    if not number or not low <= value <= high:
        raise ValueError(f"{key} is {value!r}; give a {'whole ' if whole else ''}number from {low} to {high}")
