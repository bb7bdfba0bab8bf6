"""Tours by name: those that come with the program, which are only read, and those that briefers keep in the store.

In: a store's tables, and a name. Out: a `Tour`. How a tour is written is left to `dashboard.deck.tour`, who may change
one to `dashboard.tours`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.deck.tour import Tour, TourError, parse_tour, read_tour
from dashboard.state.tables import Tables
from events.ingest.ingest import SEEDS
from events.store import tours as kept

SHIPPED = SEEDS / "tours"


@dataclass(frozen=True, slots=True)
class Found:
    """A tour with its edition in the store; None: it comes with the program."""

    tour: Tour
    edition: int | None


@cache
def shipped() -> dict[str, Path]:
    """The files of the tours that come with the program, by their titles."""
    paths = sorted(SHIPPED.glob("*.toml"))
    return {str(tomllib.loads(path.read_text(encoding="utf-8"))["title"]): path for path in paths}


def names(tables: Tables) -> list[str]:
    """All tours' names: those in the store first."""
    return [*kept.names(tables.store), *shipped()]


def find(tables: Tables, name: str) -> Found | None:
    """The tour of this name; None: there is none.

    Raises
    ------
    TourError
        It cannot be read any more.
    """
    if name in shipped():
        return Found(read_tour(shipped()[name], tables.known, tables.last_month), None)
    one = kept.tour(tables.store, name)
    if one is None:
        return None
    stops = parse_tour(one.content, one.name, tables.known, tables.last_month).stops
    return Found(Tour(one.name, stops), one.edition)


def wanted(tables: Tables, name: str) -> Tour:
    """The tour of this name.

    Raises
    ------
    TourError
        There is none, it cannot be read, or it has no stops.
    """
    found = find(tables, name)
    if found is None:
        raise TourError("There is no such tour here.")
    if not found.tour.stops:
        raise TourError("This tour has no stops yet.")
    return found.tour
