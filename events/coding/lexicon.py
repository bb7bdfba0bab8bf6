"""Loads the lexicon: which verbs and nouns tell which event type, and with which arguments.

In: ``data/event_types.toml``. Out: `Frame` and `NounFrame` records, looked up by lemma. Whether a word was asserted
and of whom is left to `events.parsing.factuality` and `events.coding.verbs`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from events.actors.directory import CAMPS, load_knowledge
from events.vocabulary import DIMENSIONS, EVENT_TYPES

DATA = Path(__file__).parents[1] / "data" / "event_types.toml"
RELATIONS = ("friendly", "hostile", "appeal", "withdrawal", "deployment", "neutral", "demand", "parting")
NEEDS = ("actor", "two", "two-or-zone", "date", "help", "of-sanctioned", "forces")
SHARED_FIELDS = frozenset({"type", "needs", "relation", "dimension"})
NOUN_FIELDS = SHARED_FIELDS | {"nouns"}
VERB_FIELDS = SHARED_FIELDS | {
    *("verbs", "object", "prep", "actor", "target", "negated", "source", "default_target", "subject", "complement"),
    *("people", "refused_only", "bare", "clause", "swap", "infinitive"),
}
ACTOR, PLACE, NAME = "ACTOR", "PLACE", "NAME"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a slot of a frame accepts: nouns by lemma, a phrase for an actor, an actor's name, or a place."""

    words: frozenset[str]
    actors: frozenset[str]
    any_actor: bool
    place: bool
    name: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a verb (see the head of the data file for the fields)."""

    event_type: str
    particles: tuple[str, ...]
    object: Wanted | None
    preps: tuple[tuple[str, Wanted], ...]
    actor: str
    target: tuple[str, ...]
    needs: frozenset[str]
    source_camp: str
    negated: str
    relation: str
    dimension: str
    people: bool
    refused_only: bool
    bare: bool
    clause: bool
    subject: Wanted | None
    complement: Wanted | None
    default_target: str
    swap: bool
    infinitive: bool


@dataclass(frozen=True, slots=True)
class NounFrame:
    """One noun that tells a happening by itself."""

    event_type: str
    needs: frozenset[str]
    relation: str
    dimension: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type as this program reads it."""

    name: str
    quad: str
    relation: str
    dimension: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The whole data file, checked and indexed by lemma."""

    types: dict[str, EventType]
    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[NounFrame, ...]]
    classes: dict[str, frozenset[str]]
    dimensions: dict[str, frozenset[str]]


@cache
def load_lexicon() -> Lexicon:
    """Read and check ``event_types.toml``.

    Raises
    ------
    ValueError
        Naming the entry that has an unknown type, class, relation or need.
    """
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    classes = {name: frozenset(words) for name, words in table["classes"].items()}
    types = {name: EventType(name=name, **row) for name, row in table["types"].items()}
    if set(types) != set(EVENT_TYPES):
        raise ValueError(f"{DATA}: [types] must name the PLOVER types {', '.join(EVENT_TYPES)}")
    verbs: dict[str, list[Frame]] = {}
    for row in table["verb"]:
        _check(row, types)
        for entry in row["verbs"]:
            lemma, *particles = entry.split()
            verbs.setdefault(lemma, []).append(_frame(row, tuple(particles), types, classes))
    nouns: dict[str, list[NounFrame]] = {}
    for row in table["noun"]:
        _check(row, types)
        kind = types[row["type"]]
        frame = NounFrame(
            row["type"], _needs(row), row.get("relation", kind.relation), row.get("dimension", kind.dimension)
        )
        for noun in row["nouns"]:
            nouns.setdefault(noun, []).append(frame)
    # Readings with particles ("call off" before "call") or of crowds are narrower, so they are tried first.
    ordered = {
        lemma: tuple(sorted(frames, key=lambda f: (-len(f.particles), not f.people))) for lemma, frames in verbs.items()
    }
    return Lexicon(types, ordered, {noun: tuple(frames) for noun, frames in nouns.items()}, classes, _dimensions(table))


def _dimensions(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Words that tell a dimension, in the order in which they are tried."""
    if unknown := set(table["dimensions"]) - set(DIMENSIONS):
        raise ValueError(f"{DATA}: [dimensions]: {', '.join(unknown)} is not one of {', '.join(DIMENSIONS)}")
    return {name: frozenset(words) for name, words in table["dimensions"].items()}


def _check(row: dict[str, Any], types: dict[str, EventType]) -> None:
    where = f"{DATA}: {', '.join(row.get('verbs') or row.get('nouns') or [str(row)])[:60]}"
    if "type" not in row or not ("verbs" in row or "nouns" in row):
        raise ValueError(f"{where}: an entry needs a type and verbs or nouns")
    if unknown := set(row) - (VERB_FIELDS if "verbs" in row else NOUN_FIELDS):
        raise ValueError(f"{where}: unknown field {', '.join(sorted(unknown))}")
    vocabularies: dict[str, Collection[str]] = {
        "type": types,
        "negated": types,
        "relation": RELATIONS,
        "dimension": DIMENSIONS,
        "source": CAMPS,
        "actor": ("object", "any"),
    }
    for field, allowed in vocabularies.items():
        if field in row and row[field] not in allowed:
            raise ValueError(f"{where}: {field} {row[field]!r} is not one of {', '.join(allowed)}")
    if needs := _needs(row) - set(NEEDS):
        raise ValueError(f"{where}: needs {', '.join(needs)!r} is not one of {', '.join(NEEDS)}")
    for name in _capitals(row):
        if name not in (ACTOR, PLACE, NAME) and name not in load_knowledge().camps:
            raise ValueError(f"{where}: {name!r} is no actor of actors.toml")


def _capitals(row: dict[str, Any]) -> list[str]:
    """Names in capitals in a row's slots: actors' codes, or ACTOR, PLACE and NAME."""
    slots = [row.get("object", []), row.get("subject", []), *row.get("prep", {}).values()]
    return [w for slot in slots for w in slot if w.isupper()] + [w for w in [row.get("default_target")] if w]


def _needs(row: dict[str, Any]) -> frozenset[str]:
    return frozenset(part.strip() for part in row.get("needs", "").split(",") if part.strip())


def _frame(
    row: dict[str, Any], particles: tuple[str, ...], types: dict[str, EventType], classes: dict[str, Any]
) -> Frame:
    kind = types[row["type"]]
    return Frame(
        event_type=row["type"],
        particles=particles,
        object=_wanted(row["object"], classes) if "object" in row else None,
        preps=tuple((prep, _wanted(listed, classes)) for prep, listed in row.get("prep", {}).items()),
        actor=row.get("actor", ""),
        target=tuple(row.get("target", ())),
        needs=_needs(row),
        source_camp=row.get("source", ""),
        negated=row.get("negated", ""),
        relation=row.get("relation", kind.relation),
        dimension=row.get("dimension", kind.dimension),
        people=row.get("people", False),
        refused_only=row.get("refused_only", False),
        bare=row.get("bare", False),
        clause=row.get("clause", False),
        subject=_wanted(row["subject"], classes) if "subject" in row else None,
        complement=_wanted(row["complement"], classes) if "complement" in row else None,
        default_target=row.get("default_target", ""),
        swap=row.get("swap", False),
        infinitive=row.get("infinitive", False),
    )


def _wanted(listed: list[str], classes: dict[str, frozenset[str]]) -> Wanted:
    words: set[str] = set()
    actors: set[str] = set()
    for word in listed:
        if word in classes:
            words |= classes[word]
        elif word.isupper() and word not in (ACTOR, PLACE, NAME):
            actors.add(word)
        elif word not in (ACTOR, PLACE, NAME):
            words.add(word)
    return Wanted(frozenset(words), frozenset(actors), ACTOR in listed, PLACE in listed, NAME in listed)
