"""Turns a language model's answer into events.

In: the answer's text, the document, a way to find a quote in it. Out: `Event` records, and a `Tally` of what was left
out and why. The answer is data from outside: only codes of our vocabularies, dates, and stretches of the article
itself pass through. No word of the model's own reaches an event.
"""

from __future__ import annotations

import calendar
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from events.actors.directory import load_knowledge
from events.coding.summary import shortened
from events.dates.intervals import precision
from events.grounding.event_place import KINDS
from events.grounding.event_time import clip
from events.llm.instructions import instructs
from events.records import Document, Effect, Event, Mention, acted_by
from events.vocabulary import DIMENSIONS, EVENT_TYPES, SCORED
from geo.gazetteer import load_gazetteer
from geo.geocoding import geocode
from geo.place import Place

CONFIDENCE = 0.7  # between what the rules give a dated and an undated reading; no model's own figure is taken
MOST_EVENTS = 200
THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
LIST_OPENS = re.compile(r'"events"\s*:\s*\[|\A\s*(?:```\w*\s*)?\[')
GAP = re.compile(r"[\s,]*")
DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
FindQuote = Callable[[str], Mention | None]


class BadAnswer(ValueError):
    """The answer holds no list of events."""


class _Unfit(ValueError):
    """One event cannot be taken; the message says why, in words that follow a number."""


@dataclass(slots=True)
class Tally:
    """How many events were left out or mended, by reason."""

    left_out: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """The counts in one line; empty when there are none."""
        parts = (("left out", self.left_out), ("mended", self.mended))
        return "; ".join(f"{name}: " + ", ".join(f"{n} {why}" for why, n in c.items()) for name, c in parts if c)


def listed(text: str) -> tuple[list[Any], bool]:
    """The items of the answer's list, and whether it breaks off before its end; what came before the break counts.

    Raises
    ------
    BadAnswer
        When there is no list of events, or it is nested beyond reading.
    """
    text = THINKING.sub("", text)
    opening = LIST_OPENS.search(text)
    if not opening:
        raise BadAnswer("the answer holds no list of events")
    decoder, position = json.JSONDecoder(), opening.end()
    items: list[Any] = []
    while True:
        if gap := GAP.match(text, position):
            position = gap.end()
        if text[position : position + 1] == "]":
            return items, False
        if len(items) == MOST_EVENTS:
            return items, True
        try:
            item, position = decoder.raw_decode(text, position)
        except RecursionError as error:
            raise BadAnswer("the answer is nested too deeply") from error
        except ValueError:
            return items, True
        items.append(item)


def events_of(items: list[Any], document: Document, find: FindQuote, tally: Tally) -> list[Event]:
    """The events among an answer's items that hold against the document; the rest is counted in `tally`."""
    found = []
    for item in items:
        try:
            found.append(_event(item, document, find, tally))
        except _Unfit as error:
            tally.left_out[str(error)] += 1
    return found


def _event(item: Any, document: Document, find: FindQuote, tally: Tally) -> Event:
    if not isinstance(item, dict):
        raise _Unfit("not in the form of an event")
    event_type = str(item.get("event_type", "")).strip().upper()
    if event_type not in EVENT_TYPES:
        raise _Unfit("of an unknown type")
    mentions = _mentions(item, find, tally)
    start, end = _interval(item, document, tally)
    sources = _actors(item.get("source_actors"), tally)
    targets = tuple(c for c in _actors(item.get("target_actors"), tally) if c not in sources)
    effects = _effects(item.get("effects"), tally)
    kind = _kind(event_type, effects)
    place = _place(item.get("place"), kind, (*sources, *targets), start, end, tally)
    if not {*sources, *targets} & {*SCORED, "CSTO"} and place.zone in (None, "ukraine"):
        raise _Unfit("about nobody on the map")
    return Event(
        event_id=_identity(document.id, event_type, mentions[0].quote, start, sources, targets),
        event_type=event_type,
        summary=shortened(mentions[0].quote),
        date_start=start,
        date_end=end,
        date_precision=precision((start, end)),
        source_actors=sources,
        target_actors=targets,
        place=place,
        effects=tuple(
            replace(e, by=acted_by(e.member, event_type, sources, targets), sure=CONFIDENCE) for e in effects
        ),
        mentions=mentions,
        confidence=CONFIDENCE,
    )


def _mentions(item: dict[str, Any], find: FindQuote, tally: Tally) -> tuple[Mention, ...]:
    quotes = _strings(item.get("quotes", item.get("quote")))
    found = tuple(dict.fromkeys(mention for quote in quotes if (mention := find(quote))))
    if not found:
        raise _Unfit("with a quote that is not in the article")
    if any(instructs(mention.quote) for mention in found):
        raise _Unfit("that quotes an order to whoever reads the article")
    missing = sum(find(quote) is None for quote in quotes)
    if missing:
        tally.mended["further quote that is not in the article"] += missing
    return found


def _interval(item: dict[str, Any], document: Document, tally: Tally) -> tuple[date, date]:
    first = _days(item.get("date_start"))
    last = _days(item.get("date_end")) or first
    if not first or not last:
        raise _Unfit("without a date that can be read")
    if last[1] < first[0]:
        first, last = last, first
        tally.mended["with first and last day swapped"] += 1
    clipped = clip(first[0], last[1])
    if not clipped:
        raise _Unfit("dated outside 2010-2024")
    if document.published_latest and clipped[0] > document.published_latest:
        raise _Unfit("dated after the article")
    return clipped


def _days(value: Any) -> tuple[date, date] | None:
    """First and last day of ``2022``, ``2022-05`` or ``2022-05-03``."""
    match = DATE.fullmatch(str(value).strip())
    if not match:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        return first, date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None


def _actors(value: Any, tally: Tally) -> tuple[str, ...]:
    know, codes = load_knowledge(), []
    for name in _strings(value):
        if name.upper() in know.camps:
            codes.append(name.upper())
        elif name in know.words:
            codes.extend(know.words[name][1])
            tally.mended["actor told by name"] += 1
        else:
            tally.mended["unknown actor taken out"] += 1
    return tuple(dict.fromkeys(codes))


def _kind(event_type: str, effects: tuple[Effect, ...]) -> str | None:
    """Which rules for conflict zones may apply; money and goods change hands at no front."""
    if event_type == "AID" and not any(effect.dimension == "military" for effect in effects):
        return None
    return KINDS.get(event_type)


def _place(value: Any, kind: str | None, parties: tuple[str, ...], start: date, end: date, tally: Tally) -> Place:
    """The place of that name; "Shusha, Nagorno-Karabakh" is tried whole, then from its finest part."""
    gazetteer, names = load_gazetteer(), [name for name in _strings(value) if name]
    parts = [part.strip() for name in names for part in (name, *name.split(","))]
    known = [entry.id for part in parts if (entry := gazetteer.lookup(part) or gazetteer.entries.get(part))]
    if names and not known:
        tally.mended["place that the gazetteer lacks"] += 1
    states = sorted(parties, key=lambda code: code not in SCORED)
    return geocode(list(dict.fromkeys(known)), start=start, end=end, parties=states, kind=kind)


def _effects(value: Any, tally: Tally) -> tuple[Effect, ...]:
    found: dict[str, Effect] = {}
    rows = value if isinstance(value, list) else []
    for row in rows:
        row = row if isinstance(row, dict) else {}
        member, dimension = str(row.get("member", "")).upper(), str(row.get("dimension", "")).lower()
        direction = _direction(row.get("direction"))
        if member not in SCORED or dimension not in DIMENSIONS or direction is None or member in found:
            tally.mended["effect outside the codebook taken out"] += 1
            continue
        found[member] = Effect(member, direction, dimension)
    return tuple(found.values())


def _direction(value: Any) -> int | None:
    if isinstance(value, str):
        return {"-1": -1, "0": 0, "1": 1, "+1": 1}.get(value.strip())
    return (
        int(value) if isinstance(value, int | float) and not isinstance(value, bool) and value in (-1, 0, 1) else None
    )


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one.strip() for one in values if isinstance(one, str)]


def _identity(document_id: str, event_type: str, quote: str, start: date, *parties: tuple[str, ...]) -> str:
    parts = ("second", document_id, event_type, quote, start.isoformat(), *(",".join(codes) for codes in parties))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
