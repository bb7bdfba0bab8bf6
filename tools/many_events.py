"""Made-up events in any number, as the DataFrames that the map's bundle is built from.

In: a number of events. Out: an object with what `dashboard.map.bundle.build_bundle` reads of `Tables`. Places are the
gazetteer's, a few of them far more often than the rest, as in the news; months grow denser with the years.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd

from alignment.contributions import contributions
from alignment.evidence import prepare
from alignment.scoring import score_members
from dashboard.wording import MEMBERS
from events.vocabulary import ACTED_BY
from geo.gazetteer import load_gazetteer

MONTHS = pd.period_range("2010-01", "2024-12", freq="M")


def make_tables(count: int, seed: int = 7) -> SimpleNamespace:
    """`count` events with one effect and one or two mentions each, and their scores."""
    random = np.random.default_rng(seed)
    places = [entry for entry in load_gazetteer().entries.values() if entry.latitude is not None]
    weights = 1 / np.arange(1, len(places) + 1)
    chosen = random.choice(len(places), count, p=weights / weights.sum())
    months = random.choice(len(MONTHS), count, p=np.arange(1, len(MONTHS) + 1) / sum(range(1, len(MONTHS) + 1)))
    start = MONTHS[months].to_timestamp()
    ids = [f"made-{number:06d}" for number in range(count)]
    events = pd.DataFrame(
        {
            "event_id": ids,
            "event_type": random.choice(["AGREE", "REJECT", "SUPPORT", "ACCUSE", "PROTEST"], count),
            "summary": [f"Made-up event {number} in the benchmark" for number in range(count)],
            "date_start": start,
            "date_end": start + pd.to_timedelta(random.choice([0, 0, 27, 58], count), unit="D"),
            "name": [places[at].name for at in chosen],
            "zone": [places[at].zone for at in chosen],
            "countries": ["|".join(places[at].countries) for at in chosen],
            "latitude": [places[at].latitude for at in chosen],
            "longitude": [places[at].longitude for at in chosen],
            "where_precision": [places[at].where_precision for at in chosen],
            "reports": random.integers(1, 4, count),
        }
    )
    effects = effects_of(events)
    mentions = pd.DataFrame({"event_id": ids, "document": [f"d{number // 3}" for number in range(count)]})
    names = [str(month) for month in MONTHS]
    scores = score_members(effects)
    return SimpleNamespace(
        events=events,
        effects=effects,
        mentions=mentions,
        months=names,
        members=list(MEMBERS),
        scores=scores,
        contributions=contributions(prepare(effects)),
        event_count=len(events),
    )


def effects_of(events: pd.DataFrame) -> pd.DataFrame:
    """One effect an event, states and directions in turn."""
    number = np.arange(len(events))
    return events[["event_id", "event_type", "date_start", "date_end"]].assign(
        confidence=0.8,
        member=np.array(list(MEMBERS))[number % len(MEMBERS)],
        direction=np.where(number % 3, -1, 1),
        dimension="political",
        by=np.array(ACTED_BY)[number % len(ACTED_BY)],
        sure=1.0,
    )
