"""Who belongs to the treaty on which day.

In: `alignment/data/membership.csv`. Out: a checked, frozen `Membership`. What a status weighs is left to
`alignment.method`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from alignment.method import STATUSES
from alignment.months import last_day
from events.vocabulary import SCORED

POLE = "RUS"
DEFAULT_PATH = Path(__file__).parent / "data" / "membership.csv"
COLUMNS = ["member", "status", "from", "to", "source", "note"]


@dataclass(frozen=True, slots=True)
class Spell:
    """A state's status over a stretch of days, both ends included (`last` None: until now)."""

    member: str
    status: str
    first: date
    last: date | None
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Membership:
    """All spells, by state and date, without gaps or overlaps within a state."""

    spells: tuple[Spell, ...]

    @property
    def states(self) -> frozenset[str]:
        """All states the table speaks of."""
        return frozenset(spell.member for spell in self.spells)

    def spell(self, member: str, day: date) -> Spell | None:
        """The spell that holds on `day`; None when the state had not joined yet."""
        for spell in self.spells:
            if spell.member == member and spell.first <= day and (spell.last is None or day <= spell.last):
                return spell
        return None

    def status(self, member: str, day: date) -> str:
        """``"member"``, ``"suspended"``, ``"frozen"``, ``"left"``, or ``"never"`` (not joined by then)."""
        spell = self.spell(member, day)
        return spell.status if spell else "never"


def status(member: str, day: date) -> str:
    """The state's status on `day`, by the project's own table.

    Examples
    --------
    >>> status("UZB", date(2010, 1, 31)), status("UZB", date(2013, 1, 31))
    ('member', 'left')
    """
    return load_membership().status(member, day)


@lru_cache(maxsize=8)
def statuses(membership: Membership, months: int) -> tuple[tuple[str, ...], ...]:
    """Each scored state's status at each month's end: months from 2010-01 down, `SCORED` across."""
    days = [last_day(month) for month in range(months)]
    return tuple(tuple(membership.status(member, day) for member in SCORED) for day in days)


def load_membership(path: Path | None = None) -> Membership:
    """Read and check the membership table.

    Raises
    ------
    ValueError
        Naming the file, the line, and what to do.
    """
    return _default() if path is None else _read(path)


@cache
def _default() -> Membership:
    return _read(DEFAULT_PATH)


def _read(path: Path) -> Membership:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            spells = _spells(csv.DictReader(lines, strict=True))
        _check(spells)
    except (ValueError, csv.Error) as error:
        raise ValueError(f"{path}, {error}") from error
    return Membership(tuple(spells))


def _spells(reader: csv.DictReader[str]) -> list[Spell]:
    if reader.fieldnames != COLUMNS:
        raise ValueError(f"line 1: the first line must be {','.join(COLUMNS)}")
    spells = []
    for row in reader:
        try:
            spells.append(_spell(row))
        except ValueError as error:
            raise ValueError(f"line {reader.line_num}: {error}") from error
    return sorted(spells, key=lambda spell: (spell.member, spell.first))


def _spell(row: dict[str, str]) -> Spell:
    if None in row or None in row.values():
        raise ValueError(f"expected {len(COLUMNS)} fields; quote a field that holds a comma")
    if row["status"] not in STATUSES:
        raise ValueError(f"status {row['status']!r} is unknown; use one of {', '.join(STATUSES)}")
    if not row["source"].strip():
        raise ValueError("the source is empty; say which treaty, notice or statement this rests on")
    try:
        first = date.fromisoformat(row["from"])
        last = date.fromisoformat(row["to"]) if row["to"] else None
    except ValueError as error:
        raise ValueError(f"{error}; write from and to as YYYY-MM-DD, or leave to empty") from error
    if last is not None and last < first:
        raise ValueError(f"ends ({last}) before it starts ({first}); mend from or to")
    return Spell(row["member"], row["status"], first, last, row["source"], row["note"])


def _check(spells: list[Spell]) -> None:
    for state in (POLE, *SCORED):
        if not any(spell.member == state for spell in spells):
            raise ValueError(f"{state} is missing; add a line for it")
    for before, after in pairwise(spells):
        if before.member != after.member:
            continue
        if before.last is None or after.first != before.last + timedelta(days=1):
            raise ValueError(
                f"{before.member}: the spell from {after.first} must start the day after the one before it ends "
                f"({before.last or 'no end'}); mend from or to"
            )
    for spell in (*(a for a, b in pairwise(spells) if a.member != b.member), *spells[-1:]):
        if spell.last is not None:
            raise ValueError(f"{spell.member}: the last spell must be open; leave its to empty")
