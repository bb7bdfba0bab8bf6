"""What a mistake in each event would cost: how far the event moves a score now, times the doubt of its reading.

In: evidence. Out: one number an event, for the order in which events are reviewed. The order itself is left to
`events.store.review_queue`.

An event's effect on a score is the difference between the score and what it would be without the event, all else as it
is: with the share *s* of the state's evidence and the direction *d*, ``s * (d - score) / (1 - s)``. The doubt of a
reading is 1 less how sure the event is times how sure its direction; of an event that does not count because it is not
sure enough, the effect is what it would have if it did.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from alignment.contributions import contributions
from alignment.evidence import Evidence
from alignment.level import MEMBERS
from alignment.membership import Membership
from alignment.method import Method, load_method
from events.vocabulary import SCORED

MOST_SHARE = 0.999
COLUMNS = ("event_id", "member", "effect", "cost")


def stakes(
    evidence: Evidence,
    method: Method | None = None,
    membership: Membership | None = None,
    month: int | None = None,
) -> pd.DataFrame:
    """What a mistake in each event would cost.

    Parameters
    ----------
    month : int, optional
        The month whose scores are meant, counted from 2010-01: the last when left out.

    Returns
    -------
    DataFrame
        One row an event and state, the costliest first: `event_id`, `member`, `effect` (of the event on the state's
        score, -2 to 2), `cost` (0 and more: the effect's size times the doubt).
    """
    method = method or load_method()
    # What is left out for its doubt alone is what a reviewer should see first: weigh it too.
    open_method = method.with_changes(min_confidence=0.0, min_sure=0.0)
    found = contributions(evidence, open_method, membership, month)
    shares, news = found.shares, found.shares.news
    last = len(found.level.mean) - 1
    entries = np.arange(len(news.piece))
    piece = news.piece
    key = evidence.event[piece].astype(np.int64) * MEMBERS + news.member
    keys, first, place = np.unique(key, return_index=True, return_inverse=True)
    share = np.minimum(np.bincount(place, shares.left_of(entries, last), minlength=len(keys)), MOST_SHARE)
    one, member = piece[first], (keys % MEMBERS).astype(np.int64)
    effect = share * (evidence.direction[one] - found.level.mean[last, member]) / (1 - share)
    sure = np.where(evidence.reviewed[one], 1.0, evidence.sure[one])
    doubt = 1 - evidence.believed(method)[one] * sure
    table = pd.DataFrame(
        {
            "event_id": np.asarray(evidence.event_ids.take(keys // MEMBERS), dtype=object),
            "member": np.array(SCORED, dtype=object)[member],
            "effect": effect,
            "cost": np.abs(effect) * doubt,
        }
    ).astype({"event_id": "str", "member": "str"})
    return table.sort_values(["cost", "event_id"], ascending=[False, True], ignore_index=True)


def costs(table: pd.DataFrame) -> dict[str, float]:
    """The cost of each event: over all states, as `events.store.review_queue.waiting` takes it."""
    return table.groupby("event_id")["cost"].sum().to_dict()
