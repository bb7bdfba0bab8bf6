"""What is known around a happening when it is dated and placed: its sentence, that sentence's dates, and the article.

In: nothing. Out: frozen records that the dating and the placing hand on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from events.coding.coded import CodedEvent
from events.grounding.date_attachment import DatedMention
from events.parsing.article import Sentence
from geo.place import Place

if TYPE_CHECKING:
    from spacy.tokens import Token

BASES = ("stated", "carried", "window")
"""On what a happening's date rests: its own words, the date told last, or the time the article looks back on."""


@dataclass(frozen=True, slots=True)
class EventTime:
    """Interval of a happening, its UCDP ``date_prec``, and on what it rests (see `BASES`)."""

    start: date
    end: date
    precision: int
    basis: str


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence that tells a happening.

    `dates` are those of the sentence; `rivals` the words of all its happenings; `window` is where an undated happening
    of the article may lie; `topic` the state that this part of the article is about, or an empty string; `news_day` the
    day of which a short report tells at its top.
    """

    sentence: Sentence
    dates: tuple[DatedMention, ...]
    rivals: tuple[Token, ...]
    window: tuple[date, date]
    topic: str
    news_day: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A coded happening with its time."""

    coded: CodedEvent
    time: EventTime
    context: Context


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """A coded happening with its time and place."""

    coded: CodedEvent
    time: EventTime
    place: Place
    context: Context
