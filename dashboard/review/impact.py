"""What a decision does to the scores, told before it is saved.

In: `Tables` and a `Change` (`events.store.reviewing.preview`). Out: rows of a state, a month, the score now and the
score then. The arithmetic is `alignment.rescoring`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

import pandas as pd

from alignment.rescoring import changed
from alignment.scoring import score_members
from dashboard import wording
from dashboard.state.tables import Tables
from events.reviews.review import Review
from events.store.queries import effects_of
from events.store.reviewing import Change, preview
from events.vocabulary import SCORED

LEAST = 0.005
"""A difference below this is not seen in two decimals."""


def impact_of(tables: Tables, reviews: Sequence[Review], months: Iterable[str]) -> list[dict]:
    """What reviews would do to the scores of some months; nothing is kept.

    Returns
    -------
    list of dict
        `member`, `name`, `month` (as "2022-09"), `when` (in words), `now` and `then` (scores as words), `by` (the
        difference, a number); those that differ by two decimals, the largest difference first.
    """
    change = preview(tables.store, reviews)
    return differences(tables, change, months)


def differences(tables: Tables, change: Change, months: Iterable[str]) -> list[dict]:
    """The same for a change that is known already."""
    wanted = sorted(set(months) & set(tables.months))
    rows = []
    for member in _members(tables, change):
        after = _scores(tables, change, member)
        before = tables.scores[tables.scores["member"] == member].set_index("date")["score"]
        for month in wanted:
            by = float(after[month] - before[month])
            if abs(by) >= LEAST:
                rows.append(
                    {
                        "member": member,
                        "name": wording.member_name(member),
                        "month": month,
                        "when": wording.month_name(month),
                        "now": wording.signed(float(before[month])),
                        "then": wording.signed(float(after[month])),
                        "by": round(by, 4),
                    }
                )
    return sorted(rows, key=lambda row: -abs(row["by"]))


def months_of(tables: Tables, end: date) -> list[str]:
    """The months whose scores tell most of an event: the one in which it has ended, and the last that is told of."""
    own = min(max(f"{end:%Y-%m}", tables.months[0]), tables.months[-1])
    return list(dict.fromkeys((own, tables.last_month)))


def _members(tables: Tables, change: Change) -> list[str]:
    """States that the events bear on now, or will."""
    now = {effect.member for effect in effects_of(tables.store, change.event_ids)}
    then: Collection[str] = set(change.effects["member"])
    return [member for member in SCORED if member in now or member in then]


def _scores(tables: Tables, change: Change, member: str) -> pd.Series:
    effects = change.effects[change.effects["member"] == member]
    evidence, _ = changed(tables.evidence_on(member), change.event_ids, effects, change.reports)
    scores = score_members(evidence, members=[member], end=tables.months[-1])
    return scores.set_index("date")["score"]
