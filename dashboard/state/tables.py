"""One state of the store as the pages need it: what was computed from all events, and the way to the events themselves.

In: a `Store`. Out: `Tables` and a fingerprint that changes when they would. A page opens on what is kept from the time
before, so that it opens alike on a thousand and on a million events; whole tables are read only by who asks for them.
Caching is left to the page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from alignment.contributions import Contributions, contributions
from alignment.evidence import Evidence, prepare
from alignment.method import load_method
from alignment.rescoring import changed, rescored
from alignment.scoring import score_members
from dashboard.address import Known
from events.reviews.review import PROJECT
from events.store.aggregates import keep, kept
from events.store.arrivals import last_read
from events.store.full_scan import Whole, read_whole
from events.store.queries import bearing_on, extent
from events.store.review_queue import last_reviewed_by, progress
from events.store.reviewing import Change
from events.store.store import Store
from geo.periods import AREAS

ROOMS = ("alignment", "dashboard", "geo")
SUMMARY = "summary"
WHOLE = ("whole", "evidence")
ONLY = "?reviewed="
"""Parts the mark of a store's state from which of its events are meant."""


@dataclass(frozen=True)
class Tables:
    """What the store held at `mark`.

    Parameters
    ----------
    scores : DataFrame
        The members' scores by month, as `alignment.scoring.score_members` gives them.
    last_start : str or None
        Month in which the last event begins.
    event_count, document_count : int
        How many there are.
    reviewed : str
        Which events these are: all (""), or those that were reviewed so (`events.store.queries.Selection`).
    all_events : int, optional
        Of how many these are the reviewed ones.
    read : Whole, optional
        All that the store tells of these events, where it has been read already.
    """

    store: Store
    mark: str
    scores: pd.DataFrame
    last_start: str | None
    event_count: int
    document_count: int
    reviewed: str = ""
    all_events: int = 0
    read: Whole | None = field(default=None, repr=False, compare=False)

    @cached_property
    def months(self) -> list[str]:
        """All months, ``"2010-01"`` first."""
        return sorted(self.scores["date"].unique())

    @cached_property
    def members(self) -> list[str]:
        """The scored states, in the order of the score's table."""
        return list(dict.fromkeys(self.scores["member"]))

    @cached_property
    def last_month(self) -> str:
        """The last month in which an event begins: where the page opens when a link names no month."""
        return min(max(self.last_start or self.months[-1], self.months[0]), self.months[-1])

    @cached_property
    def reviewed_count(self) -> int:
        """How many of the events a reviewer has looked at."""
        return self.event_count if self.reviewed else progress(self.store).reviewed

    @property
    def known(self) -> Known:
        """What a link may name."""
        return Known(self.months, self.members, AREAS)

    @cached_property
    def last_read(self) -> datetime | None:
        """When an article was read last, in UTC."""
        return last_read(self.store)

    @cached_property
    def by_project(self) -> frozenset[str]:
        """Ids of the events whose last review is one of those that come with the project."""
        return last_reviewed_by(self.store, PROJECT)

    @cached_property
    def whole(self) -> Whole:
        """All events with what they bear on and who tells them; takes long where there are many."""
        return read_whole(self.store, self.reviewed) if self.read is None else self.read

    def only(self, reviewed: str) -> Tables:
        """The same store as if it held the events alone that were reviewed so; itself for all ("").

        Only those events are read, so that it takes as long as there are reviewed ones.
        """
        if reviewed == self.reviewed:
            return self
        whole = read_whole(self.store, reviewed)
        scores = score_members(prepare(whole.effects, whole.reports))
        mark = f"{self.mark}{ONLY}{reviewed}"
        held, every = len(whole.events), self.event_count
        told: dict[str, Any] = {
            "mark": mark,
            "scores": scores,
            "reviewed": reviewed,
            "event_count": held,
            "all_events": every,
        }
        return replace(self, **told, read=whole)  # who computes the map next needs it again

    @property
    def events(self) -> pd.DataFrame:
        """All events in outline (`events.store.queries.OUTLINE_COLUMNS`); takes long where there are many."""
        return self.whole.events

    @property
    def mentions(self) -> pd.DataFrame:
        """Which documents tell which events; takes long where there are many."""
        return self.whole.mentions

    @property
    def effects(self) -> pd.DataFrame:
        """All effects; takes long where there are many."""
        return self.whole.effects

    @property
    def reports(self) -> pd.DataFrame:
        """Who reports each event; takes long where there are many."""
        return self.whole.reports

    @cached_property
    def documents(self) -> pd.DataFrame:
        """All documents without their texts."""
        return self.store.documents_frame()

    @cached_property
    def evidence(self) -> Evidence:
        """All effects with their reports, ready to be scored; takes long where there are many."""
        return prepare(self.effects, self.reports)

    @property
    def contributions(self) -> Contributions:
        """What moved every score, by the default method; takes long where there are many events."""
        return contributions(self.evidence)

    @cached_property
    def evidence_on(self) -> Callable[[str], Evidence]:
        """What bears on one state, ready to be scored or taken apart."""
        return lru_cache(maxsize=8)(lambda member: prepare(*bearing_on(self.store, member, self.reviewed)))

    def evidence_reviewed(self, member: str) -> frozenset[str]:
        """Ids of the events with a direction on a state that a person reviewed."""
        evidence = self.evidence_on(member)
        return frozenset(evidence.event_ids.take(np.unique(evidence.event[evidence.reviewed])))

    @cached_property
    def contributions_to(self) -> Callable[[str | None, tuple[tuple[str, float], ...]], Contributions]:
        """What moved one state's scores (None: all states', which takes long where there are many events) by the
        default method with some numbers changed; kept, as every month's panel asks for it.
        """

        def reckon(member: str | None, numbers: tuple[tuple[str, float], ...]) -> Contributions:
            evidence = self.evidence_on(member) if member else self.evidence
            return contributions(evidence, load_method().changed(dict(numbers)))

        return lru_cache(maxsize=16)(reckon)

    def scores_with(self, change: Change) -> pd.DataFrame:
        """The scores as a change by reviews leaves them, or would: without reading all events again.

        The first call makes all evidence ready, which takes long where there are many events; the others take
        milliseconds.
        """
        evidence, members = changed(self.evidence, change.event_ids, change.effects, change.reports)
        return rescored(self.scores, evidence, members)

    def computed_once(self, name: str, compute: Callable[[Tables], str]) -> str:
        """The text that `compute` makes of these tables: kept in the store, and made anew when that has changed.

        Of reviewed events alone it is not kept in the store: it is made as quickly.
        """
        texts = self.__dict__.setdefault("_texts", {})  # while a store is written to, it keeps none of an older state
        if name not in texts:
            texts[name] = self._computed_or_kept(name, compute)
        return texts[name]

    def _computed_or_kept(self, name: str, compute: Callable[[Tables], str]) -> str:
        found = None if self.reviewed else kept(self.store, name, self.mark)
        if found is None:
            found = compute(self)
            for whole in WHOLE:  # they may be large, and the next page may never ask for them
                self.__dict__.pop(whole, None)
            if not self.reviewed:
                _keep(self.store, name, self.mark, found)
        return found


def load_tables(store: Store) -> Tables:
    """What the store holds now, and its scores."""
    mark = fingerprint(store)
    found = kept(store, SUMMARY, mark)
    if found is None:
        return _computed(store, mark)
    summary = json.loads(found)
    scores = pd.DataFrame(summary.pop("scores")).astype({"member": "str", "date": "str"})
    return Tables(store, mark, scores, **summary)


def state_of(mark: str) -> str:
    """The mark of the store's state alone, whichever of its events are meant."""
    return mark.partition(ONLY)[0]


def fingerprint(store: Store) -> str:
    """Changes whenever the store was written to, from store to store, and with the program and the method's numbers."""
    return f"{store.revision()}/{_program()}"


def _computed(store: Store, mark: str) -> Tables:
    held = extent(store)
    summary: dict[str, Any] = {
        "last_start": f"{held.last_start:%Y-%m}" if held.last_start else None,
        "event_count": held.events,
        "document_count": held.documents,
    }
    whole = read_whole(store)
    scores = score_members(prepare(whole.effects, whole.reports))
    tables = Tables(store, mark, scores, **summary, read=whole)  # who computes the map next needs it again
    _keep(store, SUMMARY, mark, json.dumps(summary | {"scores": scores.to_dict("list")}))
    return tables


def _keep(store: Store, name: str, mark: str, content: str) -> None:
    """Keep what was computed, unless the store was written to meanwhile: it may then tell of both states."""
    if fingerprint(store) == mark:
        keep(store, name, mark, content)


@cache
def _program() -> str:
    """Changes when this program or its data files do: what another version computed is not taken for this one's."""
    root = Path(__file__).parents[2]
    files = sorted(path for room in ROOMS for path in (root / room).rglob("*") if path.suffix not in (".pyc", ""))
    states = [(path.relative_to(root).as_posix(), path.stat().st_mtime_ns, path.stat().st_size) for path in files]
    return hashlib.sha256(json.dumps(states).encode()).hexdigest()[:12]
