"""The records that pass between folders, and the form of the event file.

In: nothing. Out: frozen dataclasses and their JSON form (one event a line). How they are found is left to
`events.extraction.pipeline`; where they are kept, to `events.store.store`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from events.output import whole_file
from events.vocabulary import (
    ACTED_BY,
    DIMENSIONS,
    DISAGREE_ON,
    EVENT_TYPES,
    MODES,
    MOSCOW_CAMP,
    OWN_WITHOUT_DOER,
    READERS_DIFFER_IN,
)
from geo.place import Place


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `published_earliest` and `published_latest` bound its publication (None when unknown).

    `id` is made of the file's name below the folder given, for a row of a corpus of the file's name and the row's
    content. `text` is the whole file as read, for a page, PDF or Word file the text taken out of it: offsets are the
    text's own. `copy_of` is the document whose text this one nearly repeats, and with which it is one source. `url` is
    where it was published, ``http`` or ``https``, or empty.
    """

    id: str
    title: str
    outlet: str
    author: str
    published_earliest: date | None
    published_latest: date | None
    language: str
    text: str
    source_path: str
    sha256: str
    copy_of: str | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an event was read: ``quote == document.text[start:end]``, offsets in characters."""

    document_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Effect:
    """How an event bears on one member's tie to Moscow: -1 away, 0 neither, +1 towards.

    `by` says who acted: ``own`` (the member), ``moscow`` (Russia or a body it leads acted, or failed to act) or
    ``other`` (somebody else, or nobody named). `sure`, 0-1, is how often a direction read like this one is right.
    """

    member: str
    direction: int
    dimension: str
    by: str = "other"
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What reports of an event disagree on.

    `values` are in words; ``values[i]`` was read at ``mentions[i]``. A last value without a mention of its own is what
    the program's own files know.
    """

    what: str
    values: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the readers of one article tell differently of a happening, for somebody to look at.

    `what` is one of `READERS_DIFFER_IN`; `values` says by reader what each tells, in plain words.
    """

    what: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A dated, placed happening with the sentences it was read from.

    `date_start` and `date_end` are inclusive; `date_precision` is UCDP GED's (1 day, 2 span of 2-6 days, 3 week,
    4 month, 5 year or longer). `event_type` is a PLOVER type,
    `mode` one of its `MODES` or None; actors are ISO 3166-1 alpha-3 or organisation codes; `confidence` lies in [0, 1].
    `event_id` stays the same when the same text is extracted again. Of an event that a person reviewed, `reviewed` says
    how (confirmed, edited, added, merged, split; disputed as long as two people differ), `reviewer` who did last,
    `reviewed_at` when (ISO 8601, UTC); all three are empty where nobody did. `readers` are those that tell it:
    ``rules``, ``second:NAME`` for a language model of that name.
    """

    event_id: str
    event_type: str
    summary: str
    date_start: date
    date_end: date
    date_precision: int
    source_actors: tuple[str, ...]
    target_actors: tuple[str, ...]
    place: Place
    effects: tuple[Effect, ...]
    mentions: tuple[Mention, ...]
    confidence: float
    contradictions: tuple[Contradiction, ...] = ()
    mode: str | None = None
    reviewed: str = ""
    reviewer: str = ""
    reviewed_at: str = ""
    readers: tuple[str, ...] = ("rules",)
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class EventReport:
    """An event as one document tells it. `read_as` is its id there, ``event.event_id`` the one it goes by."""

    document_id: str
    read_as: str
    event: Event


def acted_by(member: str, event_type: str, sources: Collection[str], targets: Collection[str]) -> str:
    """Who acted in what bears on a member: one of `ACTED_BY`.

    Parameters
    ----------
    member : str
        ISO 3166-1 alpha-3 code of a scored state.
    event_type : str
        PLOVER type.
    sources, targets : collection of str
        The event's actors. Where help failed to come, its sources are those who did not send it.
    """
    if member in sources or (not sources and event_type in OWN_WITHOUT_DOER):
        return "own"
    givers = targets if event_type == "AID" and not sources else sources  # "was helped to power by the Russian press"
    return "moscow" if MOSCOW_CAMP.intersection(givers) else "other"


def event_to_json(event: Event) -> str:
    """One line of the event file."""
    record = asdict(event)
    record["date_start"] = event.date_start.isoformat()
    record["date_end"] = event.date_end.isoformat()
    record["mentions"] = [_mention_to_record(mention) for mention in event.mentions]
    record["contradictions"] = [contradiction_to_record(one) for one in event.contradictions]
    return json.dumps(record, ensure_ascii=False)


def event_from_json(line: str) -> Event:
    """Read one line of the event file.

    Raises
    ------
    ValueError
        When the line is not JSON, or a field is missing or outside its vocabulary.
    """
    try:
        record = json.loads(line)
        place = record["place"]
        event = Event(
            event_id=str(record["event_id"]),
            event_type=str(record["event_type"]),
            summary=str(record["summary"]),
            date_start=date.fromisoformat(record["date_start"]),
            date_end=date.fromisoformat(record["date_end"]),
            date_precision=int(record["date_precision"]),
            source_actors=tuple(record["source_actors"]),
            target_actors=tuple(record["target_actors"]),
            place=Place(**{**place, "countries": tuple(place["countries"])}),
            effects=tuple(_effect_from_record(effect, record) for effect in record["effects"]),
            mentions=tuple(_mention_from_record(mention) for mention in record["mentions"]),
            confidence=float(record["confidence"]),
            contradictions=tuple(contradiction_from_record(one) for one in record.get("contradictions", ())),
            mode=record.get("mode"),
            **{name: str(record.get(name) or "") for name in ("reviewed", "reviewer", "reviewed_at")},
            readers=tuple(str(name) for name in record.get("readers", ("rules",))),
            disagreements=tuple(disagreement_from_record(one) for one in record.get("disagreements", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an event: {error}") from error
    _check(event)
    _check_readers(event)
    return event


def contradiction_to_record(contradiction: Contradiction) -> dict[str, Any]:
    """A contradiction as plain JSON values."""
    return {
        "what": contradiction.what,
        "values": list(contradiction.values),
        "mentions": [_mention_to_record(mention) for mention in contradiction.mentions],
    }


def contradiction_from_record(record: dict[str, Any]) -> Contradiction:
    """A contradiction from plain JSON values.

    Raises
    ------
    KeyError, TypeError, ValueError
        When a field is missing or of another kind.
    """
    values = tuple(str(value) for value in record["values"])
    return Contradiction(str(record["what"]), values, tuple(_mention_from_record(m) for m in record["mentions"]))


def disagreement_from_record(record: dict[str, Any]) -> Disagreement:
    """A disagreement from plain JSON values.

    Raises
    ------
    KeyError, TypeError, ValueError
        When a field is missing or of another kind.
    """
    return Disagreement(str(record["what"]), tuple((str(reader), str(value)) for reader, value in record["values"]))


def _mention_to_record(mention: Mention) -> dict[str, Any]:
    return {"document": mention.document_id, "start": mention.start, "end": mention.end, "quote": mention.quote}


def _mention_from_record(record: dict[str, Any]) -> Mention:
    return Mention(str(record["document"]), int(record["start"]), int(record["end"]), str(record["quote"]))


def _effect_from_record(effect: dict[str, Any], event: dict[str, Any]) -> Effect:
    """An effect; who acted follows from the event's actors where a file from before says nothing of it."""
    parties = event["source_actors"], event["target_actors"]
    return Effect(**{"by": acted_by(effect["member"], event["event_type"], *parties), **effect})


def check_type(event_type: str, mode: str | None) -> None:
    """Raise ValueError, in one line, where a type is none of PLOVER's or a mode none of the type's."""
    if event_type not in EVENT_TYPES:
        raise ValueError(f"unknown event type {event_type!r}; expected one of {', '.join(EVENT_TYPES)}")
    if mode is not None and mode not in MODES.get(event_type, ()):
        known = ", ".join(MODES.get(event_type, ())) or "none"
        raise ValueError(f"unknown mode {mode!r}; those of {event_type} are: {known}")


def _check(event: Event) -> None:
    check_type(event.event_type, event.mode)
    if event.date_start > event.date_end:
        raise ValueError(f"event ends ({event.date_end}) before it starts ({event.date_start})")
    if not 1 <= event.date_precision <= 5:
        raise ValueError(f"date_precision {event.date_precision} is not 1-5")
    if not 0 <= event.confidence <= 1:
        raise ValueError(f"confidence {event.confidence} is not between 0 and 1")
    for one in event.contradictions:
        if one.what not in DISAGREE_ON or len(one.values) < 2:
            raise ValueError(f"not a contradiction: {one.what!r} on {one.values}; it is on {', '.join(DISAGREE_ON)}")
    for effect in event.effects:
        in_range = effect.direction in (-1, 0, 1) and effect.dimension in DIMENSIONS and effect.by in ACTED_BY
        if not (in_range and 0 <= effect.sure <= 1):
            raise ValueError(f"effect out of range: {effect}")


def _check_readers(event: Event) -> None:
    if not event.readers:
        raise ValueError("no reader tells it")
    for one in event.disagreements:
        if one.what not in READERS_DIFFER_IN or not one.values:
            raise ValueError(f"not a disagreement of readers: {one.what!r}; it is in {', '.join(READERS_DIFFER_IN)}")


def read_events(path: Path) -> Iterator[Event]:
    """Read an event file, one event a line.

    Raises
    ------
    ValueError
        Naming the file and the line that is not an event.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield event_from_json(line)
            except ValueError as error:
                raise ValueError(f"{path}, line {number}: {error}") from error


def write_events(events: Iterable[Event], path: Path) -> int:
    """Write an event file and return the number of events; when `events` fails, what stood there before stays."""
    count = 0
    with whole_file(path) as out:
        for event in events:
            out.write(f"{event_to_json(event)}\n".encode())
            count += 1
    return count
