"""Writes events from the store to files: CSV, JSON Lines, GeoJSON, GeoParquet, Excel.

In: a store and which of its events. Out: CSV, JSON Lines (the event file), GeoJSON, GeoParquet or an Excel workbook,
written event by event: memory is the same for ten events and for a million. Which events a `Selection` holds is left to
`events.store.queries`, the two binary formats to `events.export.binary`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from sqlalchemy import ColumnElement, Connection, Select, select

from events.export.binary import write_geoparquet, write_workbook
from events.records import Effect, Event, Mention, event_to_json
from events.store.queries import Selection, conditions
from events.store.rows import event_of
from events.store.store import Store
from events.store.tables import DOCUMENTS, EFFECTS, EVENTS, MENTIONS

# A spreadsheet takes a cell that begins with one of these for a formula, some also the full-width forms of Asian
# keyboards, and some what stands behind spaces or signs that nobody sees.
UNSEEN = r"\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
FORMULA = re.compile(rf"[\t\r]|[{UNSEEN}]*[-=+@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]")
PAGE = 400
"""Events that are held at once."""
Row = dict[str, object]
"""One event in a table: text, numbers, dates, or None, by `COLUMNS`."""

COLUMNS = {
    "event_id": str,
    "event_type": str,
    "mode": str,
    "summary": str,
    "date_start": "date",
    "date_end": "date",
    "date_precision": int,
    "source_actors": str,
    "target_actors": str,
    "place": str,
    "place_level": str,
    "zone": str,
    "countries": str,
    "latitude": float,
    "longitude": float,
    "where_precision": int,
    "effects": str,
    "confidence": float,
    "reports": int,
    "contradictions": str,
    "readers": str,
    "disagreements": str,
    "documents": str,
    "titles": str,
    "outlets": str,
    "quotes": str,
    "reviewed": str,
    "reviewer": str,
    "reviewed_at": str,
}
"""Columns of the tables, with their kinds."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what the store knows of its reports: how many, and each mention's article by title and outlet."""

    event: Event
    reports: int
    articles: tuple[tuple[str, str], ...]


BY_DATE = (EVENTS.c.date_start, EVENTS.c.event_id)


def told(store: Store, wanted: Selection | Iterable[str], order: Sequence[ColumnElement] = BY_DATE) -> Iterator[Told]:
    """Events as of one moment: those of a selection in an order, or those with the given ids in theirs."""
    with store.reading() as connection:
        if isinstance(wanted, Selection) and order is BY_DATE:
            yield from _pages(connection, select(EVENTS).where(*conditions(wanted)).order_by(*order))
            return
        ids = _ids(connection, wanted, order) if isinstance(wanted, Selection) else iter(dict.fromkeys(wanted))
        while some := list(islice(ids, PAGE)):
            query = select(EVENTS).where(EVENTS.c.lead, EVENTS.c.event_id.in_(some))
            found = {one.event.event_id: one for one in _pages(connection, query)}
            yield from (found[name] for name in some if name in found)


def _ids(connection: Connection, wanted: Selection, order: Sequence[ColumnElement]) -> Iterator[str]:
    """The ids alone are put in order: where no index has it, whole events would be copied to the disk for that."""
    query = select(EVENTS.c.event_id).where(*conditions(wanted)).order_by(*order)
    yield from connection.execution_options(yield_per=PAGE).execute(query).scalars()


def _pages(connection: Connection, query: Select) -> Iterator[Told]:
    rows = connection.execution_options(yield_per=PAGE).execute(query).mappings()
    for page in rows.partitions(PAGE):
        ids = [row["event_id"] for row in page]
        mentions, articles = _mentions(connection, ids)
        effects = _effects(connection, ids)
        for row in page:
            name = row["event_id"]
            event = event_of(row, effects.get(name, []), mentions.get(name, []))
            yield Told(event, row["reports"], tuple(articles.get(name, ())))


def _mentions(connection: Connection, ids: Sequence[str]) -> tuple[dict[str, list], dict[str, list]]:
    columns = (MENTIONS, DOCUMENTS.c.title, DOCUMENTS.c.outlet)
    query = select(*columns).join(DOCUMENTS, DOCUMENTS.c.id == MENTIONS.c.document_id)
    query = query.where(MENTIONS.c.event_id.in_(ids)).order_by(MENTIONS.c.document_id, MENTIONS.c.position)
    mentions: dict[str, list[Mention]] = {}
    articles: dict[str, list[tuple[str, str]]] = {}
    for row in connection.execute(query):
        mentions.setdefault(row.event_id, []).append(Mention(row.document_id, row.start, row.end, row.quote))
        articles.setdefault(row.event_id, []).append((row.title, row.outlet))
    return mentions, articles


def _effects(connection: Connection, ids: Sequence[str]) -> dict[str, list[Effect]]:
    here = (EFFECTS.c.document_id == EVENTS.c.document_id) & (EFFECTS.c.event_id == EVENTS.c.event_id)
    query = select(EFFECTS).join(EVENTS, here).where(EVENTS.c.lead, EVENTS.c.event_id.in_(ids))
    found: dict[str, list[Effect]] = {}
    for row in connection.execute(query.order_by(EFFECTS.c.position)):
        effect = Effect(row.member, row.direction, row.dimension, row.by, row.sure)
        found.setdefault(row.event_id, []).append(effect)
    return found


def row_of(one: Told) -> Row:
    """An event as a row of a table: lists joined by ``|``, a quote a line."""
    event, place = one.event, one.event.place
    values = (
        event.event_id,
        event.event_type,
        event.mode or "",
        event.summary,
        event.date_start,
        event.date_end,
        event.date_precision,
        "|".join(event.source_actors),
        "|".join(event.target_actors),
        place.name,
        place.level,
        place.zone or "",
        "|".join(place.countries),
        place.latitude,
        place.longitude,
        place.where_precision,
        "|".join(f"{e.member}:{e.direction}:{e.dimension}:{e.by}:{e.sure:g}" for e in event.effects),
        event.confidence,
        one.reports,
        "|".join(f"{c.what}: {' / '.join(c.values)}" for c in event.contradictions),
        "|".join(event.readers),
        "|".join(f"{d.what}: {' / '.join(f'{who} {value}' for who, value in d.values)}" for d in event.disagreements),
        "|".join(dict.fromkeys(mention.document_id for mention in event.mentions)),
        "|".join(dict.fromkeys(title for title, _ in one.articles if title)),
        "|".join(dict.fromkeys(outlet for _, outlet in one.articles if outlet)),
        "\n".join(" ".join(mention.quote.split()) for mention in event.mentions),
        event.reviewed,
        event.reviewer,
        event.reviewed_at,
    )
    return dict(zip(COLUMNS, values, strict=True))


def defuse(cell: object) -> object:
    """A cell with an apostrophe before text that a spreadsheet would run; numbers stay numbers, negative ones too."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def write_csv(events: Iterable[Told], out: BinaryIO, extra: Mapping[str, str]) -> int:
    """One row an event; UTF-8 with a mark, so that spreadsheets read the accents."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow((*COLUMNS, *extra))
    count = 0
    for one in events:
        writer.writerow([defuse("" if cell is None else cell) for cell in (*row_of(one).values(), *extra.values())])
        count += 1
    text.detach()
    return count


def write_jsonl(events: Iterable[Told], out: BinaryIO, extra: Mapping[str, str]) -> int:
    """The event file, one event a line; `events.records.read_events` reads it back."""
    count = 0
    for one in events:
        line = event_to_json(one.event)
        if extra:
            line = json.dumps(json.loads(line) | dict(extra), ensure_ascii=False)
        out.write(f"{line}\n".encode())
        count += 1
    return count


def write_geojson(events: Iterable[Told], out: BinaryIO, extra: Mapping[str, str]) -> int:
    """A FeatureCollection as RFC 7946 has it: points in longitude and latitude (WGS 84), null where none is known."""
    out.write(b'{"type": "FeatureCollection", "features": [')
    count = 0
    for one in events:
        place = one.event.place
        known = place.longitude is not None and place.latitude is not None
        properties = {name: value for name, value in row_of(one).items() if name not in ("latitude", "longitude")}
        feature = {
            "type": "Feature",
            "id": one.event.event_id,
            "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]} if known else None,
            "properties": properties | dict(extra),
        }
        out.write(b",\n" if count else b"\n")
        out.write(json.dumps(feature, ensure_ascii=False, default=str).encode())
        count += 1
    out.write(b"\n]}\n")
    return count


def _write_geoparquet(events: Iterable[Told], out: BinaryIO, extra: Mapping[str, str]) -> int:
    return write_geoparquet((row_of(one) | dict(extra) for one in events), COLUMNS | dict.fromkeys(extra, str), out)


def _write_workbook(events: Iterable[Told], out: BinaryIO, extra: Mapping[str, str]) -> int:
    rows = ([defuse(cell) for cell in (*row_of(one).values(), *extra.values())] for one in events)
    return write_workbook(rows, [*COLUMNS, *extra], out)


Writer = Callable[[Iterable[Told], BinaryIO, Mapping[str, str]], int]
WRITERS: dict[str, Writer] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "geojson": write_geojson,
    "parquet": _write_geoparquet,
    "xlsx": _write_workbook,
}
TEXT_FORMATS = ("csv", "jsonl", "geojson")


def write(
    store: Store,
    wanted: Selection | Iterable[str],
    form: str,
    out: BinaryIO,
    extra: Mapping[str, str] | None = None,
) -> int:
    """Write events in one of the formats of `WRITERS`; returns how many.

    Parameters
    ----------
    wanted : Selection or iterable of str
        Which events: a selection, or ids (those that the store lacks are passed over).
    out : binary file
        Where to; a workbook and GeoParquet need one that is not a pipe.
    extra : mapping, optional
        Columns that say the same of every event, after the others.
    """
    return WRITERS[form](told(store, wanted), out, extra or {})
