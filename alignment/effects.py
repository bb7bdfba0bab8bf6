"""The door of this room: a table of effects is checked here, once, and turned into arrays.

In: the DataFrame of `events.frames.effects_frame`. Out: a frozen `Effects`. Adding up is left to `alignment.scoring`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alignment.months import FIRST_DAY
from events.records import EVENT_TYPES

COLUMNS = ("event_id", "event_type", "date_start", "date_end", "confidence", "member", "direction")


@dataclass(frozen=True, slots=True)
class Effects:
    """Effects with a direction, on the states asked for; arrays of one length.

    `kind` counts in `EVENT_TYPES`, `member` in the states asked for; `first` and `last` are days.
    """

    event_id: np.ndarray
    kind: np.ndarray
    member: np.ndarray
    direction: np.ndarray
    confidence: np.ndarray
    first: np.ndarray
    last: np.ndarray


def check_effects(effects: pd.DataFrame, members: Sequence[str]) -> Effects:
    """Check every row, then keep those that bear on `members` with a direction other than 0.

    Raises
    ------
    ValueError
        A column is missing, or a row is out of range; names the first such event and what to do.
    """
    if missing := [column for column in COLUMNS if column not in effects.columns]:
        raise ValueError(f"effects lack the column {missing[0]!r}; build them with events.frames.effects_frame")
    kind = pd.Index(EVENT_TYPES).get_indexer(pd.Index(effects["event_type"]))
    first, last = (effects[name].to_numpy().astype("datetime64[D]") for name in ("date_start", "date_end"))
    confidence = effects["confidence"].to_numpy(dtype=np.float64)
    direction = effects["direction"].to_numpy()
    earliest = np.datetime64(FIRST_DAY)
    for good, advice in (
        (kind >= 0, "has an unknown event type; use a PLOVER type"),
        (~np.isnat(first) & ~np.isnat(last), "has no date; give date_start and date_end"),
        (first <= last, "ends before it starts; mend its dates"),
        (first >= earliest, f"starts before {FIRST_DAY}; leave background before that day out"),
        ((confidence >= 0) & (confidence <= 1), "has a confidence outside 0-1"),
        (np.isin(direction, (-1, 0, 1)), "has a direction other than -1, 0 and 1"),
    ):
        if not good.all():
            raise ValueError(f"event {effects['event_id'].iloc[int(np.argmin(good))]} {advice}")
    member = pd.Index(members).get_indexer(pd.Index(effects["member"]))
    kept = np.flatnonzero((member >= 0) & (direction != 0))
    return Effects(
        event_id=effects["event_id"].to_numpy()[kept],
        kind=kind[kept],
        member=member[kept],
        direction=direction[kept].astype(np.float64),
        confidence=confidence[kept],
        first=first[kept],
        last=last[kept],
    )
