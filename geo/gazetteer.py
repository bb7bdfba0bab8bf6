"""The gazetteer: place names the project knows, in the spellings of several languages and eras.

In: `geo/data/places.csv` (or a file of the same form). Out: `Entry` records, look-up by any spelling, phrase patterns
for spaCy's entity ruler, and a `Place` for an entry. Which of several names is the place of a happening is left to
`geo.geocoding`; demonyms (Armenian, Kazakh) are left to `events`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from geo.place import LEVELS, Place

PLACES = Path(__file__).parent / "data" / "places.csv"
COLUMNS = ("id", "name", "level", "country", "zone", "latitude", "longitude", "where_precision", "aliases", "source")
ZONES = (
    "nagorno-karabakh",
    "lachin-corridor",
    "armenia-azerbaijan-border",
    "isfara-border",
    "tajik-afghan-border",
    "osh",
    "kazakhstan-unrest",
    "ukraine",
    "crimea",
    "donbas",
)

# Letters that Unicode does not decompose, and the many apostrophes and dashes of transliteration.
_FOLD = str.maketrans({"ə": "e", "Ə": "e", "ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o"})
_APOSTROPHES = re.compile("['’‘ʻʼ`´.]")
_GAPS = re.compile(r"[\s\-‐‑–—]+")
_LINEAR = ("zone", "corridor", "river", "border")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the gazetteer; fields as in `geo.place.Place`, with its id, other spellings and source."""

    id: str
    name: str
    level: str
    countries: tuple[str, ...]
    zone: str | None
    latitude: float | None
    longitude: float | None
    where_precision: int
    aliases: tuple[str, ...]
    source: str


def normalise(name: str) -> str:
    """Fold case, diacritics, apostrophes, full stops and hyphens away, so that spellings of one name meet.

    Examples
    --------
    >>> normalise("Nagorno–Karabakh") == normalise("nagorno karabakh")
    True
    """
    letters = unicodedata.normalize("NFKD", name.translate(_FOLD))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _GAPS.sub(" ", _APOSTROPHES.sub("", bare.casefold())).strip()


class Gazetteer:
    """Entries by id and by spelling. Build it with `load_gazetteer`."""

    def __init__(self, entries: Mapping[str, Entry], spellings: Mapping[str, str]) -> None:
        self.entries: Mapping[str, Entry] = MappingProxyType(dict(entries))
        self._spellings = dict(spellings)

    def lookup(self, name: str) -> Entry | None:
        """Return the entry that `name` spells, or None. A leading "the" is ignored."""
        key = normalise(name)
        entry_id = self._spellings.get(key) or self._spellings.get(key.removeprefix("the "))
        return self.entries[entry_id] if entry_id else None

    def patterns(self) -> list[dict[str, str]]:
        """Return case-sensitive phrase patterns for spaCy's ``entity_ruler``, longest first.

        Each is ``{"label": "GPE" | "LOC" | "FAC", "pattern": spelling, "id": entry id}``; dashes and apostrophes are
        given in each form that print uses.
        """
        found: dict[str, dict[str, str]] = {}
        for entry in self.entries.values():
            for spelling in (entry.name, *entry.aliases):
                for form in _printed_forms(spelling):
                    found.setdefault(form, {"label": _label(entry), "pattern": form, "id": entry.id})
        return sorted(found.values(), key=lambda pattern: (-len(pattern["pattern"]), pattern["pattern"]))

    def to_place(self, entry_id: str) -> Place:
        """Return the `Place` of an entry.

        Raises
        ------
        KeyError
            When the id is not in the gazetteer.
        """
        entry = self.entries[entry_id]
        return Place(
            entry.name,
            entry.level,
            entry.zone,
            entry.countries,
            entry.latitude,
            entry.longitude,
            entry.where_precision,
        )


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """Read and check a gazetteer; the project's own is read once and kept.

    Raises
    ------
    ValueError
        Naming the file and the row, when a level, zone, precision or coordinate is out of range, an id appears twice,
        or one spelling points to two entries.
    """
    return _default() if path is None else _read(path)


@cache
def _default() -> Gazetteer:
    return _read(PLACES)


def _read(path: Path) -> Gazetteer:
    entries: dict[str, Entry] = {}
    spellings: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path}: the columns must be {','.join(COLUMNS)}; found {rows.fieldnames}")
        for row in rows:
            where = f"{path}, row {rows.line_num} ({row['id']!r})"
            entry = _entry(row, where)
            if entry.id in entries:
                raise ValueError(f"{where}: this id stands in an earlier row too; rename one of them")
            entries[entry.id] = entry
            for spelling in (entry.name, *entry.aliases):
                other = spellings.setdefault(normalise(spelling), entry.id)
                if other != entry.id:
                    raise ValueError(f"{where}: {spelling!r} already names {other!r}; remove it from one of the two")
    return Gazetteer(entries, spellings)


def _entry(read: Mapping[str, str | None], where: str) -> Entry:
    row = {name: value for name, value in read.items() if value is not None}
    if None in read or len(row) < len(read):
        raise ValueError(f"{where}: the row has not {len(COLUMNS)} fields; quote a field that holds a comma")
    if not row["id"] or not row["name"] or not row["source"]:
        raise ValueError(f"{where}: id, name and source must not be empty")
    if row["level"] not in LEVELS:
        raise ValueError(f"{where}: unknown level {row['level']!r}; expected one of {', '.join(LEVELS)}")
    if row["zone"] and row["zone"] not in ZONES:
        raise ValueError(f"{where}: unknown zone {row['zone']!r}; expected one of {', '.join(ZONES)} or nothing")
    countries = _parts(row["country"])
    if any(not re.fullmatch("[A-Z]{3}", code) for code in countries):
        raise ValueError(f"{where}: countries are ISO 3166-1 alpha-3 codes joined by '|'; found {row['country']!r}")
    if row["where_precision"] not in tuple("1234567"):
        raise ValueError(f"{where}: where_precision must be 1-7; found {row['where_precision']!r}")
    latitude, longitude = _degrees(row["latitude"], 90, where), _degrees(row["longitude"], 180, where)
    if (latitude is None) != (longitude is None):
        raise ValueError(f"{where}: give both latitude and longitude, or neither")
    return Entry(
        row["id"],
        row["name"],
        row["level"],
        countries,
        row["zone"] or None,
        latitude,
        longitude,
        int(row["where_precision"]),
        _parts(row["aliases"]),
        row["source"],
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _degrees(text: str, limit: int, where: str) -> float | None:
    if not text:
        return None
    try:
        degrees = float(text)
    except ValueError:
        raise ValueError(f"{where}: {text!r} is not a number of degrees") from None
    if not abs(degrees) <= limit:
        raise ValueError(f"{where}: {text} lies outside -{limit}..{limit} degrees")
    return degrees


def _label(entry: Entry) -> str:
    if entry.level in _LINEAR:
        return "LOC"
    if entry.level == "other":
        return "FAC" if entry.where_precision <= 3 else "LOC"
    return "GPE"


def _printed_forms(spelling: str) -> set[str]:
    forms = {spelling, spelling.replace("–", "-"), spelling.replace("-", "–")}
    return forms | {form.replace("'", "’") for form in forms} | {form.replace("’", "'") for form in forms}
