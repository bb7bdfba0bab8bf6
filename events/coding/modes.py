"""Finds PLOVER's mode: which kind of its type an act is ("resign" among the acts of RETREAT).

In: a coded happening, its type made exact. Out: the mode, or None where its type has none or the words tell none.
Knowledge: ``data/modes.toml``. Rules that depend on the kind of an act ask for its mode, not for its verb.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from events.coding.lexicon import load_lexicon
from events.vocabulary import MODES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from events.coding.coded import CodedEvent

DATA = Path(__file__).parents[1] / "data" / "modes.toml"
OF_WORDS = frozenset({"REQUEST", "REJECT", "THREATEN"})
"""Acts of words, whose whole phrase says what they are about: "asked the alliance for help"."""
PARTICLES = frozenset({"prt", "prep", "advmod", "acomp"})


@dataclass(frozen=True, slots=True)
class ModeWords:
    """The words of one mode: what tells the act, and what it is about."""

    mode: str
    verbs: frozenset[str]
    about: frozenset[str]
    of_help: bool


@cache
def load_modes() -> dict[str, tuple[ModeWords, ...]]:
    """Words of the modes by event type, in the order in which they are tried.

    Raises
    ------
    ValueError
        Naming the file and the type, mode or field that is unknown.
    """
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {name: tuple(_mode_words(name, mode, row) for mode, row in rows.items()) for name, rows in table.items()}


def _mode_words(event_type: str, mode: str, row: dict[str, Any]) -> ModeWords:
    known = MODES.get(event_type, ())
    if mode not in known:
        raise ValueError(f"{DATA}: {mode!r} is no mode of {event_type}; its modes are {', '.join(known) or 'none'}")
    if unknown := set(row) - {"verbs", "about", "of_help"}:
        raise ValueError(f"{DATA}: {event_type}.{mode}: unknown field {', '.join(sorted(unknown))}")
    classes = load_lexicon().classes
    about = frozenset(word for name in row.get("about", ()) for word in (name, *classes.get(name, ())))
    return ModeWords(mode, frozenset(row.get("verbs", ())), about, row.get("of_help", False))


def mode_of(coded: CodedEvent) -> str | None:
    """The mode of a happening: by the word that tells it, else by what it is about."""
    listed = load_modes().get(coded.event_type, ())
    told = [words.mode for words in listed if words.verbs.intersection(_told_by(coded.token))]
    about = [words.mode for words in listed if coded.theme in words.about or (words.of_help and coded.of_help)]
    phrase = {word.lemma_.lower() for word in coded.token.subtree} if coded.event_type in OF_WORDS else set()
    spoken_of = [words.mode for words in listed if phrase & words.about]
    return next(iter((*told, *about, *spoken_of)), None)


def _told_by(token: Token) -> list[str]:
    """The act's word, alone and with each of its particles: "step", "step down"."""
    lemma = token.lemma_.lower()
    return [lemma, *(f"{lemma} {child.lower_}" for child in token.children if child.dep_ in PARTICLES)]
