"""What a zone was in which years: the periods that the map draws, names and tells.

In: the `period` tables of `geo/data/zones.toml`. Out: frozen `Period` records. Their outlines are left to `geo.shapes`,
which happenings lie in a zone to `geo.zones`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geo.gazetteer import ZONES
from geo.zones import ZONES_FILE

# Drawn so that no land is silently given to its holder; events are never placed in them by rule.
DRAWN_ONLY = ("abkhazia", "south-ossetia", "transnistria")
AREAS = (*ZONES, *DRAWN_ONLY)
STATUSES = ("held", "guarded", "war", "unrest", "border", "over")


@dataclass(frozen=True, slots=True)
class Period:
    """A zone from `first` to `last` inclusive (None: it still holds): its name then, and what that meant."""

    zone: str
    name: str
    first: date
    last: date | None
    status: str
    meaning: str
    source: str

    @property
    def years(self) -> str:
        """ "10 November 2020 to 20 September 2023", "24 February 2022 onwards"."""
        if self.last is None:
            return f"{_day(self.first)} onwards"
        return f"{_day(self.first)} to {_day(self.last)}"


def load_periods(path: Path | None = None) -> tuple[Period, ...]:
    """Read and check the periods, in file order; the project's own file is read once and kept.

    Raises
    ------
    ValueError
        Naming the file, the entry and what is wrong with it.
    """
    return _default() if path is None else _read(path)


@cache
def _default() -> tuple[Period, ...]:
    return _read(ZONES_FILE)


def _read(path: Path) -> tuple[Period, ...]:
    with path.open("rb") as file:
        try:
            tables = tomllib.load(file).get("period", [])
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{path}: not TOML: {error}") from error
    periods: list[Period] = []
    for number, table in enumerate(tables, start=1):
        where = f"{path}, period {number} ({table.get('zone')!r})"
        period = _period(table, where)
        for other in periods:
            if other.zone == period.zone and _overlap(other, period):
                raise ValueError(f"{where}: overlaps the period from {other.first}; a zone has one at a time")
        periods.append(period)
    return tuple(periods)


def _period(table: dict[str, Any], where: str) -> Period:
    fields = {("first" if name == "from" else "last" if name == "to" else name): table[name] for name in table}
    try:
        period = Period(**{"last": None, **fields})
    except TypeError as error:
        raise ValueError(f"{where}: a field is missing or unknown: {error}") from error
    if period.zone not in AREAS or period.status not in STATUSES:
        raise ValueError(f"{where}: zone must be one of {', '.join(AREAS)}, status one of {', '.join(STATUSES)}")
    if not isinstance(period.first, date) or (period.last is not None and period.last < period.first):
        raise ValueError(f"{where}: 'from' must be a date (2020-11-10) that does not lie after 'to'")
    return period


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= (other.last or date.max) and other.first <= (one.last or date.max)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
