"""Tables of events as DataFrames: their columns and dtypes, the same from a file, from the store, and when empty.

In: rows or `Event` records. Out: DataFrames. Where the rows come from is left to `events.store.store` and
`events.records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from events.records import Event

if TYPE_CHECKING:
    import pandas as pd

DAY = "datetime64[s]"

DOCUMENT_COLUMNS = {
    "id": "str",
    "title": "str",
    "outlet": "str",
    "author": "str",
    "published_earliest": DAY,
    "published_latest": DAY,
    "language": "str",
    "source_path": "str",
    "sha256": "str",
    "version": "str",
    "events": "int64",
}
EVENT_COLUMNS = {
    "event_id": "str",
    "event_type": "str",
    "mode": "str",
    "summary": "str",
    "date_start": DAY,
    "date_end": DAY,
    "date_precision": "int64",
    "source_actors": "str",
    "target_actors": "str",
    "name": "str",
    "level": "str",
    "zone": "str",
    "countries": "str",
    "latitude": "float64",
    "longitude": "float64",
    "where_precision": "int64",
    "confidence": "float64",
    "reports": "int64",
    "readers": "str",
    "contradictions": "str",
    "disagreements": "str",
    "reviewed": "str",
    "reviewer": "str",
    "reviewed_at": "str",
}
MENTION_COLUMNS = {
    "event_id": "str",
    "document": "str",
    "start": "int64",
    "end": "int64",
    "quote": "str",
    "title": "str",
    "outlet": "str",
}
EFFECT_COLUMNS = {
    "event_id": "str",
    "event_type": "str",
    "date_start": DAY,
    "date_end": DAY,
    "confidence": "float64",
    "member": "str",
    "direction": "int64",
    "dimension": "str",
    "by": "str",
    "sure": "float64",
    "reviewed": "str",
}
REPORT_COLUMNS = {"event_id": "str", "document": "str", "outlet": "str", "confidence": "float64"}
RUN_COLUMNS = {
    "document_id": "str",
    "sha256": "str",
    "version": "str",
    "finished_at": "datetime64[us]",
    "seconds": "float64",
    "events": "float64",
}


def table(rows: Sequence[Sequence[object]], columns: dict[str, str]) -> pd.DataFrame:
    """A DataFrame of `rows` with exactly these columns and dtypes, however many rows there are."""
    import pandas as pd  # what only saves and exports rows does without

    # Plain tuples: of each database row pandas would ask what else it can do, which takes longer than reading it.
    return pd.DataFrame.from_records([tuple(row) for row in rows], columns=list(columns)).astype(columns)


def effects_frame(events: Iterable[Event]) -> pd.DataFrame:
    """One row an event and member, as `alignment.scoring.score_members` takes it.

    Returns
    -------
    DataFrame
        `event_id`, `event_type`, `date_start`, `date_end` (days, inclusive), `confidence` (0-1), `member`
        (ISO 3166-1 alpha-3), `direction` (-1, 0, 1), `dimension`, `by` (own,
        moscow, other: who acted), `sure` (0-1, of the direction), `reviewed` (how a person reviewed it, or empty).
    """
    rows = [
        (
            event.event_id,
            event.event_type,
            event.date_start,
            event.date_end,
            event.confidence,
            effect.member,
            effect.direction,
            effect.dimension,
            effect.by,
            effect.sure,
            event.reviewed,
        )
        for event in events
        for effect in event.effects
    ]
    return table(rows, EFFECT_COLUMNS)
