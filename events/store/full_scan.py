"""Reads all events of a store at once, column by column, for the scores and the map.

In: a store. Out: `Whole`: DataFrames of all events, effects and reports, as of one moment. Tables are read as they lie
and put in order here: a database that looks up a million rows in an index's order takes ten times as long. What is
chosen by the database is left to `events.store.queries`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import ColumnElement, Connection, Select, Text, cast, select, type_coerce

from events.dataframes import DAY, EFFECT_COLUMNS, REPORT_COLUMNS
from events.store.invariants import LIFTED
from events.store.queries import OUTLINE_COLUMNS, reviewed_as
from events.store.store import Store
from events.store.tables import DOCUMENTS, EFFECTS, EVENTS

ROWS_AT_ONCE = 1_000
"""Few enough that their values stay near the processor."""
_KINDS = {
    "str": pa.large_string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    DAY: pa.timestamp("s"),
}
_OUTLINE = {**OUTLINE_COLUMNS, "confidence": "float64"}
_READINGS = {"document_id": "str", "lead": "bool", "layer": "int64", **_OUTLINE}
_EFFECTS = {
    "event_id": "str",
    "lead": "bool",
    "position": "int64",
    "member": "str",
    "direction": "int64",
    "dimension": "str",
    "by": "str",
    "sure": "float64",
}
_ORDER = ("date_start", "date_end", "event_id")
_DOCUMENTS = {"id": "str", "copy_of": "str", "outlet": "str"}


@dataclass(frozen=True)
class Whole:
    """All events of a store as of one moment. Tables name each other's rows by place, which is quicker than by id.

    Parameters
    ----------
    events : DataFrame
        One row an event, by date: `events.store.queries.OUTLINE_COLUMNS` and `confidence`.
    effects : DataFrame
        One row an event and member: `events.dataframes.EFFECT_COLUMNS`, and `event`, the event's place; in their order.
    tellers : DataFrame
        Which documents tell which events, each pair once: `event` and `document` (places), `confidence`.
    documents : DataFrame
        By id: `id`, `outlet`, and `original`, the place of the document whose text it brings: its own but for copies.
    """

    events: pd.DataFrame
    effects: pd.DataFrame
    tellers: pd.DataFrame
    documents: pd.DataFrame

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """Which documents tell which events: `event_id`, `document`, each pair once."""
        told = self.tellers
        event_ids, documents = self.events["event_id"].take(told["event"]), self.documents["id"].take(told["document"])
        return pd.DataFrame({"event_id": event_ids.array, "document": documents.array})

    @cached_property
    def reports(self) -> pd.DataFrame:
        """One row an event and document that tells it: `REPORT_COLUMNS` of `events.dataframes`; copies as originals."""
        original = self.documents.take(self.documents["original"].take(self.tellers["document"]))
        return pd.DataFrame(
            {
                "event_id": self.events["event_id"].take(self.tellers["event"]).array,
                "document": original["id"].array,
                "outlet": original["outlet"].array,
                "confidence": self.tellers["confidence"].array,
            }
        )[list(REPORT_COLUMNS)]


def read_whole(store: Store, reviewed: str = "") -> Whole:
    """All events of the store, what they bear on and who tells them.

    `reviewed` leaves those alone that were reviewed so, as `events.store.queries.Selection` has it.
    """
    kept = [EVENTS.c.event_id.in_(reviewed_as(reviewed))] if reviewed else []
    with store.reading() as connection:
        readings = _columns(connection, select(*map(_reading_column, _READINGS)).where(*kept), _READINGS)
        effects = _columns(connection, _effects().where(*kept), _EFFECTS)
        documents = _columns(connection, select(*(DOCUMENTS.c[name] for name in _DOCUMENTS)), _DOCUMENTS)
    documents = documents.sort_by("id")
    order = pc.sort_indices(readings, [("lead", "descending"), *((name, "ascending") for name in _ORDER)])
    events = readings.select(list(_OUTLINE)).take(order[: pc.sum(readings["lead"]).as_py() or 0])
    shown = pc.not_equal(readings["layer"], LIFTED).to_numpy()
    tellers = {
        "event": _places(readings["event_id"], events["event_id"]),
        "document": _places(readings["document_id"], documents["id"]),
        "confidence": readings["confidence"].to_numpy(),
    }
    tellers = pd.DataFrame(tellers)
    if len(aside := np.flatnonzero(~shown)):
        tellers = tellers.drop(index=aside).astype({"event": "int64"})
    tellers = tellers.sort_values(["event", "document"], ignore_index=True)
    return Whole(_plain(events), _placed(effects, events), tellers, _with_originals(documents))


def _reading_column(name: str) -> ColumnElement:
    if name == "countries":
        return cast(EVENTS.c.countries, Text)
    # Days as the database has them: turning millions into objects and back takes longer than all the rest.
    return type_coerce(EVENTS.c[name], Text) if name in ("date_start", "date_end") else EVENTS.c[name]


def _effects() -> Select:
    of_reading = (EFFECTS.c.document_id == EVENTS.c.document_id) & (EFFECTS.c.event_id == EVENTS.c.event_id)
    columns = (EVENTS.c[name] if name in EVENTS.c else EFFECTS.c[name] for name in _EFFECTS)
    # Which readings are shown is asked of the answer: asked in the query, SQLite would go by an index, row by row.
    return select(*columns).select_from(EFFECTS).join(EVENTS, of_reading)


def _columns(connection: Connection, query: Select, kinds: Mapping[str, str]) -> pa.Table:
    """The rows of a query, gathered column by column, so that never more than a few are objects."""
    schema = pa.schema([(name, _KINDS[kind]) for name, kind in kinds.items()])
    # The driver's own rows: what SQLAlchemy would make of them takes as long as reading them. No `yield_per`: it would
    # take some of them beforehand.
    result = connection.execute(query)
    batches = []
    while rows := result.cursor.fetchmany(ROWS_AT_ONCE):
        arrays = [_array(values, kind) for values, kind in zip(zip(*rows, strict=True), schema.types, strict=True)]
        batches.append(pa.record_batch(arrays, schema=schema))
    return pa.Table.from_batches(batches, schema)


def _array(values: tuple, kind: pa.DataType) -> pa.Array:
    # SQLite has days as text and truth as numbers, PostgreSQL both as what they are.
    as_it_comes = pa.types.is_timestamp(kind) or pa.types.is_boolean(kind)
    return pa.array(values).cast(kind) if as_it_comes else pa.array(values, kind)


def _places(ids: pa.ChunkedArray, among: pa.ChunkedArray) -> np.ndarray:
    return pc.index_in(ids, value_set=among).to_numpy()


def _plain(events: pa.Table) -> pd.DataFrame:
    countries = pc.replace_substring(pc.utf8_trim(events["countries"], '[]"'), '", "', "|")
    found = events.set_column(events.column_names.index("countries"), "countries", countries)
    return found.to_pandas()


def _placed(effects: pa.Table, events: pa.Table) -> pd.DataFrame:
    """Effects of the readings that are shown, with what the score asks of their events."""
    shown = effects.filter(effects["lead"])
    event = _places(shown["event_id"], events["event_id"])
    order = np.lexsort((shown["position"].to_numpy(), event))
    of_event = events.select([name for name in EFFECT_COLUMNS if name in _OUTLINE]).take(event[order])
    own = shown.select([name for name in EFFECT_COLUMNS if name not in _OUTLINE]).take(order)
    columns = {name: (of_event if name in _OUTLINE else own)[name] for name in EFFECT_COLUMNS}
    return pa.table(columns).to_pandas().assign(event=event[order])


def _with_originals(documents: pa.Table) -> pd.DataFrame:
    original = pc.coalesce(documents["copy_of"], documents["id"])
    return documents.to_pandas()[["id", "outlet"]].assign(original=_places(original, documents["id"]))
