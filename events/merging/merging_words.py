"""Loads the words that merging and the search for contradictions ask for.

In: ``data/merging.toml`` and ``data/contradictions.toml``. Out: their tables, checked. What they hold stands in
``docs/codebook.md``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
TABLES = {
    "merging.toml": {"kin_types", "same_act"},
    "contradictions.toml": {
        *(
            "gatherings",
            "begins",
            "same_time",
            "repeated",
            "night",
            "disputed_name",
            "whole_denial",
            "offices",
            "not_in_office",
        ),
        *("bounds", "counted", "people", "part_of_a_number", "former_number"),
        *("small_numbers", "vague_numbers", "counted_people"),
    },
}


@cache
def words_known() -> dict:
    """The tables of both files.

    Raises
    ------
    ValueError
        Naming the file and the tables that are missing.
    """
    known: dict = {}
    for name, tables in TABLES.items():
        found = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
        if missing := sorted(tables - set(found)):
            raise ValueError(f"{DATA / name}: no {', '.join(missing)}; write an empty one if it is not wanted")
        known |= found
    return known


def kin(event_type: str) -> frozenset[str]:
    """Types that reports of one happening may give it."""
    return frozenset({event_type}.union(*(kin for kin in words_known()["kin_types"] if event_type in kin)))
