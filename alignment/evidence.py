"""The door of this room: tables of effects and reports are checked here, once, and turned into arrays.

In: the DataFrames of `events.dataframes.effects_frame` and of the store's reports. Out: a frozen `Evidence`, which can
be scored by as many methods as one likes. What each report adds is left to `alignment.reports`, adding up to
`alignment.scoring`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from alignment.months import FIRST_DAY, month_number, shares
from alignment.reports import Ids, share_out
from events.vocabulary import ACTED_BY, DIMENSIONS, EVENT_TYPES, SCORED

if TYPE_CHECKING:
    from alignment.method import Method

COLUMNS = ("event_id", "event_type", "date_start", "date_end", "confidence", "member", "direction", "dimension")
LAST_MONTH = "2024-12"
LONGEST_DAYS = 366
"""What lasts longer than a year moves the score a little each month, but is no sign that something was told of it."""
NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Spread:
    """Each piece in each month of its interval; arrays of one length.

    `piece`, `month`, `share` of the piece's days; ``ends[n]:ends[n + 1]`` are the pieces' n-th months.
    """

    piece: np.ndarray
    month: np.ndarray
    share: np.ndarray
    ends: np.ndarray


@dataclass(frozen=True)
class Evidence:
    """Effects with a direction on the scored states, in pieces by whose word they rest on; arrays of one length.

    An event that one source tells is one piece a state; one that several tell has a piece for what each adds that the
    others do not, and one for what rests on no single source (`alignment.reports`).

    Parameters
    ----------
    event : ndarray of int
        Place of the event in `event_ids`.
    kind, member, dimension : ndarray of int
        Places in `EVENT_TYPES`, `SCORED`, `DIMENSIONS`.
    direction : ndarray of float
        -1 or 1.
    mass : ndarray of float
        The piece's part of the event's confidence, 0-1; an event's pieces on one state add up to its confidence.
    confidence : ndarray of float
        The event's confidence, 0-1.
    sure : ndarray of float
        How sure the effect's direction is, 0-1.
    reviewed : ndarray of bool
        Whether a person reviewed the event.
    head : ndarray of bool
        True for one piece of each event and state.
    by : ndarray of int
        Place in `ACTED_BY`: who acted.
    brief : ndarray of bool
        Whether the event's interval is no longer than a year.
    source : ndarray of int
        Place in `sources`; -1 for what rests on no single source.
    first, last : ndarray of datetime64[D]
        The event's days, both included.
    event_ids : array of str
        Ids by number, each once.
    sources : tuple of str
        Outlets, or documents where no outlet is known.
    until : int
        Last month that can be scored, counted from 2010-01.
    undirected_since : ndarray of int
        For each of `SCORED` the first month in which an event without direction on the tie is told of it; `NEVER`
        where none is.
    """

    event: np.ndarray
    kind: np.ndarray
    member: np.ndarray
    dimension: np.ndarray
    direction: np.ndarray
    mass: np.ndarray
    confidence: np.ndarray
    sure: np.ndarray
    reviewed: np.ndarray
    head: np.ndarray
    source: np.ndarray
    by: np.ndarray
    brief: np.ndarray
    first: np.ndarray
    last: np.ndarray
    event_ids: Ids
    sources: tuple[str, ...]
    until: int
    undirected_since: np.ndarray

    @cached_property
    def spread(self) -> Spread:
        """The pieces over the months of their intervals, up to `until`; no method changes it, so it is kept."""
        steps = [
            (piece.astype(np.int32), month.astype(np.int32), share)
            for piece, month, share in shares(self.first, self.last, self.until)
        ]
        ends = np.cumsum([0, *(len(share) for _, _, share in steps)])
        empty = (np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0))
        piece, month, share = (np.concatenate(column) for column in zip(empty, *steps, strict=True))
        return Spread(piece, month, share, ends)

    def counted(self, method: Method) -> np.ndarray:
        """Which pieces count: of events that are sure enough, in directions that are.

        Who reviewed an event has looked at its directions too.
        """
        sure = np.where(self.reviewed, method.reviewed_confidence, self.sure)
        return (self.believed(method) >= method.min_confidence) & (sure >= method.min_sure)

    def believed(self, method: Method) -> np.ndarray:
        """How far each piece's event is believed: as the extractor gave it, or as reviewed events have earned."""
        return np.where(self.reviewed, method.reviewed_confidence, self.confidence)

    def masses(self, method: Method) -> np.ndarray:
        """Each piece's part of how far its event is believed; an event's pieces on one state add up to that."""
        scale = np.divide(
            method.reviewed_confidence, self.confidence, where=self.confidence > 0, out=np.zeros_like(self.confidence)
        )
        return np.where(self.reviewed, self.mass * scale, self.mass)

    def where(self, kept: np.ndarray) -> Evidence:
        """The pieces that `kept` marks."""
        picked = {name: getattr(self, name)[kept] for name in _PIECE_FIELDS}
        rest = {name: getattr(self, name) for name in ("event_ids", "sources", "until", "undirected_since")}
        return Evidence(**picked, **rest)


_PIECE_FIELDS = (
    "event",
    "kind",
    "member",
    "dimension",
    "direction",
    "mass",
    "confidence",
    "sure",
    "reviewed",
    "head",
    "source",
    "by",
    "brief",
    "first",
    "last",
)


def prepare(effects: pd.DataFrame, reports: pd.DataFrame | None = None, end: str = LAST_MONTH) -> Evidence:
    """Check every row, and keep what bears on a scored state with a direction other than 0.

    Parameters
    ----------
    effects : DataFrame
        One row an event and member, as `events.dataframes.effects_frame` makes it. Rows on other states are passed
        over. A column `by` (one of `ACTED_BY`) says who acted; a table without it is read as if it said "other".
        A column `sure` (0-1) says how sure the direction is; without it all are. A column `reviewed` says how a person
        reviewed the event, and is empty where nobody did; without it nobody did.
    reports : DataFrame, optional
        One row an event and document that tells it: `event_id`, `document`, `outlet`, `confidence`; a copy of a text
        stands under the document it repeats. Left out, each event counts as the table of effects has it, and no source
        is bounded.
    end : str
        Last month that will be scored.

    Raises
    ------
    ValueError
        A column is missing, or a row is out of range; names the first such event and what to do.
    """
    if missing := [column for column in COLUMNS if column not in effects.columns]:
        raise ValueError(f"effects lack the column {missing[0]!r}; build them with events.dataframes.effects_frame")
    kind, dimension = _codes(effects["event_type"], EVENT_TYPES), _codes(effects["dimension"], DIMENSIONS)
    first, last = (effects[name].to_numpy().astype("datetime64[D]") for name in ("date_start", "date_end"))
    confidence = effects["confidence"].to_numpy(dtype=np.float64)
    direction = effects["direction"].to_numpy()
    earliest = np.datetime64(FIRST_DAY)
    for good, advice in (
        (kind >= 0, "has an unknown event type; use a PLOVER type"),
        (dimension >= 0, f"has an unknown dimension; use one of {', '.join(DIMENSIONS)}"),
        (~np.isnat(first) & ~np.isnat(last), "has no date; give date_start and date_end"),
        (first <= last, "ends before it starts; mend its dates"),
        (first >= earliest, f"starts before {FIRST_DAY}; leave background before that day out"),
        ((confidence >= 0) & (confidence <= 1), "has a confidence outside 0-1"),
        ((direction == 0) | (direction == 1) | (direction == -1), "has a direction other than -1, 0 and 1"),
    ):
        if not good.all():
            raise ValueError(f"event {effects['event_id'].iloc[int(np.argmin(good))]} {advice}")
    member = _codes(effects["member"], SCORED)
    kept = np.flatnonzero((member >= 0) & (direction != 0))
    ids = effects["event_id"]
    event, event_ids, told = _numbered(ids if kept.size == len(ids) else ids.iloc[kept], reports)
    share = share_out(event, confidence[kept], told, reports)
    row = kept[share.row]
    brief = (last - first).astype(np.int64) < LONGEST_DAYS
    return Evidence(
        event=event[share.row].astype(np.int32),
        kind=kind[row],
        member=member[row],
        dimension=dimension[row],
        direction=direction[row].astype(np.float64),
        mass=share.mass,
        confidence=share.confidence,
        sure=_sure(effects)[row],
        reviewed=_reviewed(effects)[row],
        head=share.head,
        source=share.source.astype(np.int32),
        by=_who_acted(effects)[row],
        brief=brief[row],
        first=first[row],
        last=last[row],
        event_ids=event_ids,
        sources=share.sources,
        until=month_number(end, last=True),
        undirected_since=_undirected(member, first, (direction == 0) & brief & (member >= 0)),
    )


def _who_acted(effects: pd.DataFrame) -> np.ndarray:
    if "by" not in effects.columns:
        return np.full(len(effects), ACTED_BY.index("other"), dtype=np.int16)
    by = _codes(effects["by"], ACTED_BY)
    if (by < 0).any():
        place = int(np.argmax(by < 0))
        raise ValueError(f"event {effects['event_id'].iloc[place]} has an unknown by; use one of {', '.join(ACTED_BY)}")
    return by


def _sure(effects: pd.DataFrame) -> np.ndarray:
    if "sure" not in effects.columns:
        return np.ones(len(effects))
    sure = effects["sure"].to_numpy(dtype=np.float64)
    fine = (sure >= 0) & (sure <= 1)
    if not fine.all():
        raise ValueError(f"event {effects['event_id'].iloc[int(np.argmin(fine))]} has a sure outside 0-1")
    return sure


def _reviewed(effects: pd.DataFrame) -> np.ndarray:
    if "reviewed" not in effects.columns:
        return np.zeros(len(effects), dtype=bool)
    return (effects["reviewed"] != "").to_numpy(dtype=bool)


def _undirected(member: np.ndarray, first: np.ndarray, here: np.ndarray) -> np.ndarray:
    since = np.full(len(SCORED), NEVER, dtype=np.int64)
    months = (first[here].astype("datetime64[M]") - np.datetime64(FIRST_DAY, "M")).astype(np.int64)
    np.minimum.at(since, member[here], months)
    return since


def _numbered(ids: pd.Series, reports: pd.DataFrame | None) -> tuple[np.ndarray, Ids, np.ndarray]:
    """Number of each row's event, the ids by number, and the event of each report, -1 where no row is its event."""
    if reports is None or "event_id" not in reports.columns:
        event, event_ids = pd.factorize(ids.array)
        return event, event_ids, np.empty(0, dtype=np.int64)
    both, event_ids = pd.factorize(pd.concat([ids, reports["event_id"].astype(ids.dtype)]).array)
    # The rows come first, so that their events have the first numbers.
    count = int(both[: len(ids)].max(initial=-1)) + 1
    told = both[len(ids) :]
    return both[: len(ids)], event_ids[:count], np.where(told < count, told, -1)


def _codes(column: pd.Series, names: tuple[str, ...]) -> np.ndarray:
    """Place of each value in `names`, -1 where it is none of them."""
    found, values = pd.factorize(column)
    places = {name: place for place, name in enumerate(names)}
    return np.array([*(places.get(value, -1) for value in values), -1], dtype=np.int16)[found]
