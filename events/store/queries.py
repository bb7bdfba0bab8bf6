"""Chooses events in the database: those of a window, of a state, or by id.

In: a `Selection`. Out: DataFrames with the columns of `events.dataframes`, and how many there are in all. Only what is
chosen is read, however many events the store holds. How it is shown is left to the caller.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, exists, func, literal_column, select

from events.dataframes import EFFECT_COLUMNS, EVENT_COLUMNS, REPORT_COLUMNS, table
from events.store.invariants import READ, REVIEWED, portions
from events.store.rows import shown
from events.store.search import events_found
from events.store.store import Store
from events.store.tables import DOCUMENTS, EFFECTS, EVENTS, MENTIONS, STANDINGS

if TYPE_CHECKING:
    import pandas as pd

NEAR = 0.0005
_NOT_IN_OUTLINE = frozenset(
    (
        *("mode", "source_actors", "target_actors", "level", "confidence", "reviewer", "reviewed_at"),
        *("readers", "contradictions", "disagreements"),
    )
)
OUTLINE_COLUMNS = {name: kind for name, kind in EVENT_COLUMNS.items() if name not in _NOT_IN_OUTLINE}
REVIEWED_AS = ("", "reviewed", "waiting", "sure")
"""All; those that a person reviewed; those that nobody did; those on which reviewers and the extractor agree."""
VAGUE = 5
"""UCDP's precision of a year or longer."""
if TYPE_CHECKING:
    EventRow = Any  # its fields are the names of a table, which the type checker does not know
else:
    EventRow = namedtuple("EventRow", EVENT_COLUMNS)
"""An event as `events.dataframes.EVENT_COLUMNS` has it, its days as dates."""
# As the indexes have it: "lead = 1", which SQLAlchemy writes for SQLite, would not be known to mean the same.
_SHOWN: ColumnElement[bool] = literal_column("events.lead")
_OF_REVIEWED: ColumnElement[bool] = literal_column("events.layer > 0")


@dataclass(frozen=True, slots=True)
class Selection:
    """Events whose dates touch `first` to `last` (inclusive, None: open) and that fit whatever else is given.

    `members` are those that an event bears on, `by` who acted in that effect (`ACTED_BY`); `zones` and `types`
    those of the event; `spot` is a point (latitude and longitude, to three decimals). `modes`, `outlets` and
    `documents` are those of the event or of an article that tells it, `dimensions` of an effect (the same one as
    `members` and `by`). `confidence` bounds what the extractor gave (both included). `reviewed` is of `REVIEWED_AS`.
    `words` is what the event is searched for (`events.store.search`).
    """

    first: date | None = None
    last: date | None = None
    members: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    spot: tuple[float, float] | None = None
    modes: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    confidence: tuple[float, float] | None = None
    reviewed: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a store holds: its events, its documents, and the day on which the last event begins."""

    events: int
    documents: int
    last_start: date | None


def extent(store: Store) -> Extent:
    """How much the store holds."""
    with store.reading() as connection:
        last = connection.scalar(select(func.max(EVENTS.c.date_start)).where(EVENTS.c.lead))
        events = connection.scalar(select(func.count()).select_from(EVENTS).where(EVENTS.c.lead))
        documents = connection.scalar(select(func.count()).select_from(DOCUMENTS))
    return Extent(events or 0, documents or 0, last)


def conditions(selection: Selection) -> Iterator[ColumnElement]:
    """What the shown readings of `EVENTS` have to fulfil."""
    yield _SHOWN
    # Given even where it excludes nothing: it is what leads the database to the index that holds all that is asked. The
    # reviewed ones have an index of their own.
    if selection.first or selection.reviewed in ("", "waiting"):
        yield EVENTS.c.date_end >= (selection.first or date.min)
    if selection.last:
        yield EVENTS.c.date_start <= selection.last
    if selection.zones:
        yield EVENTS.c.zone.in_(selection.zones)
    if selection.types:
        yield EVENTS.c.event_type.in_(selection.types)
    if selection.spot:
        for column, value in zip((EVENTS.c.latitude, EVENTS.c.longitude), selection.spot, strict=True):
            yield column.between(value - NEAR, value + NEAR)
    yield from _of_articles(selection)
    yield from _of_review(selection)
    if selection.members or selection.by or selection.dimensions:
        # One effect has to fulfil both: Armenia's own act is not asked for where another state acted.
        on_members = [EFFECTS.c.member.in_(selection.members)] if selection.members else []
        by_whom = [EFFECTS.c.by.in_(selection.by), EFFECTS.c.direction != 0] if selection.by else []
        of_dimension = [EFFECTS.c.dimension.in_(selection.dimensions)] if selection.dimensions else []
        yield exists().where(_of_reading(), *on_members, *by_whom, *of_dimension)


def _of_articles(selection: Selection) -> Iterator[ColumnElement]:
    """What is asked of the reading, or of any article that tells the event."""
    if selection.modes:
        yield EVENTS.c.mode.in_(selection.modes)
    if selection.confidence:
        yield EVENTS.c.confidence.between(*selection.confidence)
    telling = EVENTS.alias("telling")
    same = (telling.c.event_id == EVENTS.c.event_id) & (telling.c.layer >= READ)
    if selection.documents:
        yield exists().where(same, telling.c.document_id.in_(selection.documents))
    if selection.outlets:
        yield exists().where(same, telling.c.document_id == DOCUMENTS.c.id, DOCUMENTS.c.outlet.in_(selection.outlets))


def reviewed_as(reviewed: str) -> Select:
    """Ids of the shown events that were reviewed so (of `REVIEWED_AS`, "" for all): what `Selection.reviewed` keeps."""
    return select(EVENTS.c.event_id).where(_SHOWN, *_reviewed_as(reviewed)).correlate(None)


def _reviewed_as(reviewed: str) -> Iterator[ColumnElement]:
    if reviewed not in REVIEWED_AS:
        raise ValueError(f"reviewed is {reviewed!r}; use one of {', '.join(REVIEWED_AS[1:])}, or leave it empty")
    if reviewed == "waiting":
        yield EVENTS.c.layer == READ
    elif reviewed:
        yield _OF_REVIEWED
        yield EVENTS.c.layer == REVIEWED
    if reviewed == "sure":
        doubtful = STANDINGS.c.otherwise | STANDINGS.c.disputed
        yield ~exists().where(STANDINGS.c.event_id == EVENTS.c.event_id, doubtful)


def _of_review(selection: Selection) -> Iterator[ColumnElement]:
    yield from _reviewed_as(selection.reviewed)
    if selection.words.strip():
        yield events_found(selection.words)


def newest_first() -> tuple[ColumnElement, ...]:
    """The order of lists: events dated to a month or better newest first, then the vaguer."""
    vague = EVENTS.c.date_precision >= VAGUE
    return vague, EVENTS.c.date_end.desc(), EVENTS.c.date_start.desc(), EVENTS.c.event_id


def count(store: Store, selection: Selection) -> int:
    """How many events are selected."""
    return _rows(store, select(func.count()).select_from(EVENTS).where(*conditions(selection)))[0][0]


def listed(store: Store, selection: Selection, most: int | None = None) -> pd.DataFrame:
    """The selected events: those dated to a month or better newest first, then the vaguer; at most so many."""
    query = select(EVENTS.c.event_id).where(*conditions(selection)).order_by(*newest_first())
    ids = [row[0] for row in _rows(store, query.limit(most) if most is not None else query)]
    place = {event_id: number for number, event_id in enumerate(ids)}
    found = by_id(store, ids)
    return found.iloc[found["event_id"].map(place).argsort(kind="stable")].reset_index(drop=True)


def first_rows(store: Store, selection: Selection, most: int) -> list[EventRow]:
    """The first of what `listed` gives, as plain rows: a list of forty is read quicker than a table is put together."""
    query = select(EVENTS).where(*conditions(selection)).order_by(*newest_first()).limit(most)
    return [EventRow(*shown(row._mapping)) for row in _rows(store, query)]


def by_id(store: Store, event_ids: Iterable[str]) -> pd.DataFrame:
    """Events with these ids, by date: `events.dataframes.EVENT_COLUMNS`; ids that the store lacks are passed over."""
    query = select(EVENTS).where(_SHOWN)
    rows = [
        shown(row._mapping)
        for ids in portions(event_ids)
        for row in _rows(store, query.where(EVENTS.c.event_id.in_(ids)))
    ]
    return table(rows, EVENT_COLUMNS).sort_values(["date_start", "date_end", "event_id"], ignore_index=True)


def rows_by_id(store: Store, event_ids: Iterable[str], within: Selection | None = None) -> list[EventRow]:
    """As `by_id`, as plain rows; those alone that a selection holds, where one is given."""
    query = select(EVENTS).where(*(conditions(within) if within else (_SHOWN,)))
    rows = [
        EventRow(*shown(row._mapping))
        for ids in portions(event_ids)
        for row in _rows(store, query.where(EVENTS.c.event_id.in_(ids)))
    ]
    return sorted(rows, key=lambda row: (row.date_start, row.date_end, row.event_id))


def mentions_of(store: Store, event_ids: Iterable[str], around: int = 0) -> list[Row]:
    """All mentions of some events, each with the text around it, as rows.

    Parameters
    ----------
    around : int
        Characters of the article on either side of the quote.

    Returns
    -------
    list
        Rows of `events.dataframes.MENTION_COLUMNS`, then `context`: the quote with so many characters, and one more
        where the article goes on, on either side; and `context_start`, where in the article it begins.
    """
    columns = [*(MENTIONS.c[name] for name in ("event_id", "start", "end", "quote"))]
    named = MENTIONS.c.document_id.label("document")
    reach = around + 1
    begin = case((MENTIONS.c.start > reach, MENTIONS.c.start - reach), else_=0)
    context = func.substr(DOCUMENTS.c.text, begin + 1, MENTIONS.c.end + reach - begin)
    about = (DOCUMENTS.c.title, DOCUMENTS.c.outlet, context.label("context"), begin.label("context_start"))
    query = select(*columns, named, *about)
    query = query.join(DOCUMENTS, DOCUMENTS.c.id == MENTIONS.c.document_id)
    query = query.order_by(MENTIONS.c.event_id, MENTIONS.c.document_id, MENTIONS.c.position)
    return [row for ids in portions(event_ids) for row in _rows(store, query.where(MENTIONS.c.event_id.in_(ids)))]


def told_in(store: Store, document_id: str) -> pd.DataFrame:
    """Where one article tells of events: `event_id`, `start`, `end` (characters of its text), in the text's order."""
    columns = [MENTIONS.c[name] for name in ("event_id", "start", "end")]
    of_reading = (EVENTS.c.document_id == MENTIONS.c.document_id) & (EVENTS.c.event_id == MENTIONS.c.event_id)
    query = select(*columns).join(EVENTS, of_reading).where(MENTIONS.c.document_id == document_id)
    query = query.where(EVENTS.c.layer >= READ).order_by(MENTIONS.c.start, MENTIONS.c.end)
    return table(_rows(store, query), {"event_id": "str", "start": "int64", "end": "int64"})


def effects_of(store: Store, event_ids: Iterable[str]) -> list[Row]:
    """All effects of some events, as rows of `events.dataframes.EFFECT_COLUMNS`."""
    query = _effects()
    return [row for ids in portions(event_ids) for row in _rows(store, query.where(EVENTS.c.event_id.in_(ids)))]


def bearing_on(store: Store, member: str, reviewed: str = "") -> tuple[pd.DataFrame, pd.DataFrame]:
    """All effects on one state, and who reports the events behind them: as `alignment.evidence.prepare` takes them.

    `reviewed` is as `Selection` has it.
    """
    kept = [EVENTS.c.event_id.in_(reviewed_as(reviewed))] if reviewed else []
    effects = _rows(store, _effects().where(EFFECTS.c.member == member, *kept))
    of_member = exists().where(EFFECTS.c.event_id == EVENTS.c.event_id, EFFECTS.c.member == member)
    return table(effects, EFFECT_COLUMNS), table(_rows(store, _reported().where(of_member, *kept)), REPORT_COLUMNS)


def evidence_of(connection: Connection, event_ids: Iterable[str]) -> tuple[list[Row], list[Row]]:
    """All effects of some events and who reports them: rows of `EFFECT_COLUMNS` and of `REPORT_COLUMNS`."""
    effects: list[Row] = []
    reports: list[Row] = []
    for ids in portions(event_ids):
        effects += connection.execute(_effects().where(EVENTS.c.event_id.in_(ids))).all()
        reports += connection.execute(_reported().where(EVENTS.c.event_id.in_(ids))).all()
    return effects, reports


def _reported() -> Select:
    original = DOCUMENTS.alias("original")
    return (
        select(EVENTS.c.event_id, original.c.id, original.c.outlet, EVENTS.c.confidence)
        .join(DOCUMENTS, DOCUMENTS.c.id == EVENTS.c.document_id)
        .join(original, original.c.id == func.coalesce(DOCUMENTS.c.copy_of, DOCUMENTS.c.id))
        .where(EVENTS.c.layer >= READ)
        .order_by(EVENTS.c.event_id, EVENTS.c.document_id)
    )


def _effects() -> Select:
    columns = [EVENTS.c[name] if name in EVENTS.c else EFFECTS.c[name] for name in EFFECT_COLUMNS]
    return (
        select(*columns)
        .join(EFFECTS, _of_reading())
        .where(_SHOWN)
        .order_by(EVENTS.c.date_start, EVENTS.c.event_id, EFFECTS.c.position)
    )


def _of_reading() -> ColumnElement:
    return (EFFECTS.c.document_id == EVENTS.c.document_id) & (EFFECTS.c.event_id == EVENTS.c.event_id)


def _rows(store: Store, query: Select) -> list:
    with store.reading() as connection:
        return list(connection.execute(query))
