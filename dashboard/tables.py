"""The tables one view of the store needs, read and scored once.

In: a `Store`. Out: frozen `Tables` and a fingerprint that changes when they would. Caching is left to the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from alignment.evidence import Evidence, prepare
from alignment.scoring import score_members
from events.store import Store


@dataclass(frozen=True)
class Tables:
    """What the store holds, as DataFrames (`events.frames`), what is scored, and the members' scores by month."""

    events: pd.DataFrame
    mentions: pd.DataFrame
    effects: pd.DataFrame
    evidence: Evidence
    documents: pd.DataFrame
    scores: pd.DataFrame
    texts: dict[str, str]

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
        if self.events.empty:
            return self.months[-1]
        last = self.events["date_start"].max().strftime("%Y-%m")
        return min(max(last, self.months[0]), self.months[-1])


def load_tables(store: Store) -> Tables:
    """Read everything the page shows, and score it."""
    documents = store.documents_frame()
    effects = store.effects_frame()
    evidence = prepare(effects, store.reports_frame())
    texts = {document.id: document.text for document in map(store.document, documents["id"]) if document}
    return Tables(
        store.events_frame(), store.mentions_frame(), effects, evidence, documents, score_members(evidence), texts
    )


def fingerprint(store: Store) -> str:
    """Changes whenever anything was written to the store, and from store to store."""
    return store.revision()
