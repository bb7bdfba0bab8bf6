"""Conflict zones and the rules that lead to them.

In: `geo/data/zones.toml`. Out: frozen `Zone` and `Rule` records, and which rule fits a happening. Their outlines are
left to `geo.shapes`, the choice between a named place and a rule to `geo.geocoding`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geo.gazetteer import ZONES, load_gazetteer
from geo.place import LEVELS, Place

ZONES_FILE = Path(__file__).parent / "data" / "zones.toml"
KINDS = ("fighting", "unrest", "intervention")


@dataclass(frozen=True, slots=True)
class Zone:
    """A conflict zone, valid from `valid_from` to `valid_to` inclusive (None: it still holds).

    `guarded_for`: the states whose safety Russia's forces there stood for; `allies_helped`: the alliance sent troops
    there to one of its own; `without_members`: no member of the alliance is a party to what is fought over there.
    """

    id: str
    name: str
    countries: tuple[str, ...]
    level: str
    latitude: float
    longitude: float
    where_precision: int
    valid_from: date
    valid_to: date | None
    note: str
    source: str
    guarded_for: tuple[str, ...] = ()
    allies_helped: bool = False
    without_members: bool = False

    def holds(self, start: date, end: date) -> bool:
        """Whether the zone held on any day from `start` to `end`."""
        return self.valid_from <= end and (self.valid_to is None or start <= self.valid_to)

    def place(self) -> Place:
        """Return the zone itself as a `Place`."""
        return Place(
            self.name, self.level, self.id, self.countries, self.latitude, self.longitude, self.where_precision
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a happening of one `kind` between two `parties` lies from `start` to `end` inclusive.

    Both parties must be among the happening's; where they are one state, that state is enough. `places` are gazetteer
    ids that the rule lifts into the zone when one of them is named.
    """

    zone: str
    parties: tuple[str, str]
    kind: str
    start: date
    end: date
    places: tuple[str, ...]
    source: str

    def overlap(self, start: date, end: date) -> int:
        """Days that the rule shares with the interval from `start` to `end`; 0 when they do not meet."""
        return max(0, (min(end, self.end) - max(start, self.start)).days + 1)


@dataclass(frozen=True, slots=True)
class ZoneBook:
    """All zones by id, and the rules in file order."""

    zones: dict[str, Zone]
    rules: tuple[Rule, ...]

    def rule_for(self, parties: Sequence[str], kind: str | None, start: date, end: date) -> Rule | None:
        """Return the rule that fits best, or None.

        Two different parties beat one; then earlier parties beat later ones; then the longer overlap wins, so that a
        happening known to its year goes where most of that year's rule lies.
        """
        fitting = [
            rule
            for rule in self.rules
            if rule.kind == kind and set(rule.parties) <= set(parties) and rule.overlap(start, end)
        ]
        rank = {code: place for place, code in reversed(list(enumerate(parties)))}
        return min(
            fitting,
            key=lambda rule: (
                len(set(rule.parties)) == 1,
                max(rank[code] for code in rule.parties),
                -rule.overlap(start, end),
            ),
            default=None,
        )


def load_zones(path: Path | None = None) -> ZoneBook:
    """Read and check zones and rules; the project's own file is read once and kept.

    Raises
    ------
    ValueError
        Naming the file, the entry and what is wrong with it.
    """
    return _default() if path is None else _read(path)


@cache
def _default() -> ZoneBook:
    return _read(ZONES_FILE)


def _read(path: Path) -> ZoneBook:
    with path.open("rb") as file:
        try:
            data = tomllib.load(file)
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{path}: not TOML: {error}") from error
    zones: dict[str, Zone] = {}
    for number, table in enumerate(data.get("zone", []), start=1):
        zone = _zone(table, f"{path}, zone {number} ({table.get('id')!r})")
        if zone.id in zones:
            raise ValueError(f"{path}, zone {number}: the id {zone.id!r} stands twice")
        zones[zone.id] = zone
    rules = tuple(
        _rule(table, zones, f"{path}, rule {number} ({table.get('zone')!r})")
        for number, table in enumerate(data.get("rule", []), start=1)
    )
    return ZoneBook(zones, rules)


def _zone(table: dict[str, Any], where: str) -> Zone:
    try:
        listed: dict[str, Any] = {name: tuple(table[name]) for name in ("countries", "guarded_for") if name in table}
        fields: dict[str, Any] = {"valid_to": None, **table, **listed}
        zone = Zone(**fields)
    except (KeyError, TypeError) as error:
        raise ValueError(f"{where}: a field is missing or unknown: {error}") from error
    if zone.id not in ZONES:
        raise ValueError(f"{where}: unknown zone id; expected one of {', '.join(ZONES)}")
    if zone.level not in LEVELS or zone.where_precision not in range(1, 8):
        raise ValueError(f"{where}: level must be one of {', '.join(LEVELS)}, where_precision 1-7")
    if not (abs(zone.latitude) <= 90 and abs(zone.longitude) <= 180):
        raise ValueError(f"{where}: latitude or longitude out of range")
    if zone.valid_to is not None and zone.valid_to < zone.valid_from:
        raise ValueError(f"{where}: valid_to ({zone.valid_to}) lies before valid_from ({zone.valid_from})")
    return zone


def _rule(table: dict[str, Any], zones: dict[str, Zone], where: str) -> Rule:
    try:
        first, second = table["parties"]
        rule = Rule(
            table["zone"],
            (first, second),
            table["kind"],
            table["from"],
            table["to"],
            tuple(table.get("places", ())),
            table["source"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{where}: a field is missing, or parties are not two: {error}") from error
    if rule.zone not in zones or rule.kind not in KINDS:
        raise ValueError(f"{where}: the zone must be one of this file's, the kind one of {', '.join(KINDS)}")
    if rule.end < rule.start:
        raise ValueError(f"{where}: 'to' ({rule.end}) lies before 'from' ({rule.start})")
    strangers = [place for place in rule.places if place not in load_gazetteer().entries]
    if strangers:
        raise ValueError(f"{where}: not in the gazetteer: {', '.join(strangers)}")
    return rule
