"""Labelled passages of our own, to train and tune readers of events on.

In: `training/passages/*.jsonl` (form and words: ``training/README.md``). Out: `Passage` records with offsets, checked
row by row. The product loads none of this.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from events.actors.directory import is_known
from events.coding.effects import Act, effects_of
from events.coding.lexicon import RELATIONS
from events.records import Document, Effect, acted_by
from events.vocabulary import ACTED_BY, DIMENSIONS, EVENT_TYPES, MODES, SCORED
from geo.gazetteer import ZONES
from geo.place import LEVELS

FOLDER = Path(__file__).parent / "passages"
ARTICLES = Path(__file__).parent / "articles"  # whole ones, of 100 to 250 words, in the same form
VOCABULARY = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))
GENRES, KINDS, TRAPS = (VOCABULARY[name] for name in ("genres", "kinds", "traps"))
_MARK = re.compile(r"\[\[([^|\]]+)\|(\d+)\]\]")
_PRECISION = ((1, 1), (6, 2), (7, 3), (31, 4))


@dataclass(frozen=True, slots=True)
class Party:
    """A doer or target. `code` is empty for who is no state or body; `start` and `end` are None for an implied one."""

    code: str
    kind: str
    words: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Label:
    """One event of a passage. `start` and `end` are the trigger's offsets in its text; `same` is the number of the
    event that this trigger tells again, else 0."""

    start: int
    end: int
    trigger: str
    event_type: str
    mode: str
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    date_start: date
    date_end: date
    date_precision: int
    time_words: str
    place: dict
    relation: str
    multilateral: bool
    effects: tuple[Effect, ...]
    ruled: str
    same: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its labels. `lures` are spans that look like triggers and are none; `traps` name their kinds."""

    id: str
    genre: str
    published: date
    text: str
    labels: tuple[Label, ...]
    lures: tuple[tuple[int, int], ...]
    traps: tuple[str, ...]


def unmark(marked: str) -> tuple[str, dict[int, tuple[int, int]], list[tuple[int, int]]]:
    """The text without marks, the span of each numbered trigger, and the spans of the lures (number 0).

    Examples
    --------
    >>> unmark("Minsk [[signed|1]].")
    ('Minsk signed.', {1: (6, 12)}, [])
    """
    text, triggers, lures, last = "", {}, [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        span, number = (len(text), len(text) + len(mark[1])), int(mark[2])
        if number and number in triggers:
            raise ValueError(f"trigger {number} is marked twice")
        if number:
            triggers[number] = span
        else:
            lures.append(span)
        text, last = text + mark[1], mark.end()
    return text + marked[last:], triggers, lures


def find(text: str, words: str, occurrence: int) -> tuple[int, int]:
    """Offsets of the nth whole-word occurrence of `words`, counted from 1."""
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    for number, match in enumerate(re.finditer(pattern, text), start=1):
        if number == occurrence:
            return match.span()
    raise ValueError(f"{words!r} does not stand {occurrence} times in the text")


def precision(start: date, end: date) -> int:
    """UCDP GED's date precision of an inclusive interval; 5 for all that is longer than a month."""
    days = (end - start).days + 1
    return next((code for longest, code in _PRECISION if days <= longest), 5)


def ruled_effects(label: Label) -> dict[str, int]:
    """What the codebook's sign table says on each scored state that takes part."""
    act = Act(label.event_type, label.relation, "political", codes(label.sources), codes(label.targets))
    found = effects_of(act, zone=label.place["zone"], multilateral=label.multilateral)
    return {effect.member: effect.direction for effect in found}


def codes(parties: tuple[Party, ...]) -> tuple[str, ...]:
    """The codes among the parties, each once."""
    return tuple(dict.fromkeys(party.code for party in parties if party.code))


def _party(row: dict, text: str) -> Party:
    need(row["kind"] in KINDS, f"kind {row['kind']!r}")
    need(not row["code"] or is_known(row["code"]), f"actor {row['code']!r}")
    if row["kind"] == "implied":
        return Party(row["code"], "implied", "", None, None)
    return Party(row["code"], row["kind"], row["words"], *find(text, row["words"], row["at"]))


def need(holds: bool, what: str) -> None:
    """Raise ValueError when a label is not as it should be."""
    if not holds:
        raise ValueError(f"not as it should be: {what}")


def _label(row: dict, text: str, triggers: dict[int, tuple[int, int]], published: date) -> Label:
    start, end = triggers[row["n"]]
    first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
    sides = (tuple(_party(one, text) for one in row[side]) for side in ("sources", "targets"))
    effects = tuple(Effect(**one) for one in row["effects"])
    what = (text[start:end], row["type"], row["mode"], *sides)
    when = (first, last, row["precision"], row["time"])
    rest = (row["relation"], bool(row.get("multilateral")), effects, row.get("ruled", ""), row.get("same", 0))
    values: tuple[Any, ...] = (start, end, *what, *when, row["place"], *rest)
    label = Label(*values)
    need(label.event_type in EVENT_TYPES, f"type {label.event_type!r}")
    need(label.mode in ("", *MODES.get(label.event_type, ())), f"mode {label.mode!r} of {label.event_type}")
    need(label.relation in RELATIONS, f"relation {label.relation!r}")
    need(date(2010, 1, 1) <= first <= last <= min(published, date(2024, 12, 31)), f"dates {first} to {last}")
    need(label.date_precision == precision(first, last), f"precision {label.date_precision} of {first} to {last}")
    need(not label.time_words or label.time_words in text, f"time {label.time_words!r}")
    _check_place(label.place, text)
    _check_effects(label)
    return label


def _check_place(place: dict, text: str) -> None:
    need(place["level"] in LEVELS, f"level {place['level']!r}")
    need(place["zone"] in (None, *ZONES), f"zone {place['zone']!r}")
    need(place["words"] in text, f"place {place['words']!r}")


def _check_effects(label: Label) -> None:
    sides = codes(label.sources), codes(label.targets)
    for effect in label.effects:
        need(effect.member in SCORED and effect.direction in (-1, 0, 1), f"effect {effect}")
        need(effect.dimension in DIMENSIONS and effect.by in ACTED_BY, f"effect {effect}")
        need(bool(label.ruled) or effect.by == acted_by(effect.member, label.event_type, *sides), f"by {effect}")
    if not label.ruled:
        told = {effect.member: effect.direction for effect in label.effects}
        need(told == ruled_effects(label), f"effects {told}, the sign table says {ruled_effects(label)}")


def passage(row: dict) -> Passage:
    """Read one row. Raises ValueError naming what is wrong with it."""
    text, triggers, lures = unmark(row["text"])
    published = date.fromisoformat(row["published"])
    need(row["genre"] in GENRES, f"genre {row['genre']!r}")
    need(set(row.get("trap", ())) <= TRAPS.keys(), f"trap {row.get('trap')}")
    need(sorted(triggers) == sorted(one["n"] for one in row["events"]), "triggers marked and labelled differ")
    need(bool(row["events"] or row.get("trap")), "neither event nor trap")
    labels = tuple(_label(one, text, triggers, published) for one in row["events"])
    return Passage(row["id"], row["genre"], published, text, labels, tuple(lures), tuple(row.get("trap", ())))


def document_of(one: Passage) -> Document:
    """A passage as an article of its own."""
    digest = hashlib.sha256(one.text.encode()).hexdigest()
    return Document(one.id, "", "", "", one.published, one.published, "en", one.text, "", digest)


def rows(folder: Path = FOLDER) -> Iterator[dict]:
    """The rows as written, in the order of files and lines."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def load(folder: Path = FOLDER) -> list[Passage]:
    """All passages written by hand. Raises ValueError naming the first row that is wrong."""
    found = []
    for row in rows(folder):
        try:
            found.append(passage(row))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{row.get('id')}: {error}") from error
    return found
