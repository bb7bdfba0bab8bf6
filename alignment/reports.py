"""How sure an event is when several tell it, and whose word that rests on.

In: events, and one row for each document that tells one. Out: each event's confidence, cut into pieces: what each
source adds that no other does, and what rests on no single source. What a piece weighs is left to `alignment.scoring`.

A source is an outlet (however spelt in case and spaces); a document without one is a source of its own. All that one
source prints of an event is one report, as sure as its surest telling. Reports of different sources are taken as
independent: ``confidence = 1 - Π (1 - c)`` ("noisy or"). A source *s* alone adds ``c_s · Π (1 - c)`` over the others:
exactly what the confidence would lose without it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

COLUMNS = ("event_id", "document", "outlet", "confidence")
Ids = pd.api.extensions.ExtensionArray | np.ndarray
NOBODY = -1
SURE = 1 - 1e-15


@dataclass(frozen=True, slots=True)
class Shares:
    """Pieces of rows; arrays of one length, see `alignment.evidence.Evidence`. `row` counts in the rows given."""

    row: np.ndarray
    mass: np.ndarray
    confidence: np.ndarray
    head: np.ndarray
    source: np.ndarray
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """Reports by event and source, sorted by event: one each."""

    event: np.ndarray
    source: np.ndarray
    confidence: np.ndarray


def share_out(
    event: np.ndarray, confidence: np.ndarray, told_event: np.ndarray, reports: pd.DataFrame | None
) -> Shares:
    """Cut each row's confidence into pieces by source.

    Parameters
    ----------
    event, confidence : ndarray
        Each row's event by number, and what it counts where nobody is known to report it.
    told_event : ndarray
        Each report's event by number; -1 where it is none of the rows'.
    reports : DataFrame or None
        `event_id`, `document`, `outlet`, `confidence`.

    Raises
    ------
    ValueError
        A column is missing or a confidence is outside 0-1.
    """
    rows = len(event)
    if reports is None or rows == 0:
        return Shares(
            np.arange(rows), confidence, confidence, np.ones(rows, bool), np.full(rows, NOBODY), _names_of(reports)
        )
    told, sources = _tell(told_event, reports)
    events = int(event.max()) + 1
    counts = np.bincount(told.event, minlength=events)
    doubt = np.log1p(-np.minimum(told.confidence, SURE))
    doubts = np.bincount(told.event, doubt, minlength=events)
    believed = -np.expm1(doubts)
    single = counts[told.event] == 1
    believed[told.event[single]] = told.confidence[single]
    # In log space, because a sure report would divide nought by nought.
    alone = told.confidence * np.exp(doubts[told.event] - doubt)
    shared = np.maximum(0.0, believed - np.bincount(told.event, alone, minlength=events))
    known = counts[event] > 0
    whole = np.where(known, believed[event], confidence)
    # A row's head is its piece that rests on nobody alone: there is one unless just one source tells the event.
    head_mass = np.where(known, shared[event], confidence)
    headed = counts[event] != 1
    start = np.concatenate(([0], np.cumsum(counts)))
    by_source = np.repeat(np.arange(rows), counts[event])
    within = np.arange(len(by_source)) - np.repeat(np.cumsum(counts[event]) - counts[event], counts[event])
    report = start[event[by_source]] + within
    heads = np.flatnonzero(headed)
    row = np.concatenate((by_source, heads))
    return Shares(
        row=row,
        mass=np.concatenate((alone[report], head_mass[heads])),
        confidence=whole[row],
        head=np.concatenate((counts[event[by_source]] == 1, np.ones(len(heads), bool))),
        source=np.concatenate((told.source[report], np.full(len(heads), NOBODY))),
        sources=sources,
    )


def without_source(reports: pd.DataFrame, source: str) -> pd.DataFrame:
    """The reports that remain when a source (as `source_names` names it) is left out."""
    return reports[source_names(reports) != source]


def source_names(reports: pd.DataFrame) -> np.ndarray:
    """The source of each report: its outlet, or its document where no outlet is known."""
    codes, names = _sources(reports)
    return np.asarray(names, dtype=object)[codes] if len(codes) else np.empty(0, dtype=object)


def _names_of(reports: pd.DataFrame | None) -> tuple[str, ...]:
    return () if reports is None or reports.empty else tuple(_sources(reports)[1])


def _tell(event: np.ndarray, reports: pd.DataFrame) -> tuple[_Told, tuple[str, ...]]:
    if missing := [column for column in COLUMNS if column not in reports.columns]:
        raise ValueError(f"reports lack the column {missing[0]!r}; take them from the store's reports_frame")
    confidence = reports["confidence"].to_numpy(dtype=np.float64)
    fine = (confidence >= 0) & (confidence <= 1)
    if not fine.all():
        name = reports["event_id"].iloc[int(np.argmin(fine))]
        raise ValueError(f"event {name} has a report with a confidence outside 0-1; mend it")
    source, names = _sources(reports)
    kept = event >= 0
    key = event[kept] * max(1, len(names)) + source[kept]
    confidence = confidence[kept]
    order = np.argsort(key, kind="stable")
    key, confidence = key[order], confidence[order]
    begins = np.flatnonzero(np.diff(key, prepend=-1))
    surest = np.maximum.reduceat(confidence, begins) if len(begins) else confidence
    return _Told(key[begins] // max(1, len(names)), key[begins] % max(1, len(names)), surest), tuple(names)


def _sources(reports: pd.DataFrame) -> tuple[np.ndarray, list[str]]:
    """Number of each report's source, and the sources' names as first spelt."""
    outlet, outlets = pd.factorize(reports["outlet"])
    names = [" ".join(str(name).split()) if name is not None else "" for name in outlets]
    place: dict[str, int] = {}
    own = [place.setdefault(name.casefold(), len(place)) if name else NOBODY for name in names]
    spelt: dict[str, str] = {}
    for name in filter(None, names):
        spelt.setdefault(name.casefold(), name)
    codes = np.append(np.array(own, dtype=np.int64), NOBODY)[outlet]
    unsigned = codes == NOBODY
    document, documents = pd.factorize(reports["document"].array[unsigned])
    codes[unsigned] = document + len(place)
    return codes, [spelt[name] for name in place] + [str(name) for name in documents]
