"""Scores and their parts as files: CSV whose last column says by which method they were made.

In: tables of numbers. Out: bytes. Files of events are left to `events.export.writers`.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from alignment.explanation import Explanation
from alignment.membership import load_membership, statuses
from alignment.months import month_number
from events.export.writers import defuse
from events.store.review_queue import Reviewed
from events.vocabulary import SCORED

DEFAULT = "default"
NOBODY = Reviewed("", "", "")


def numbers_csv(table: pd.DataFrame, mark: str, digits: str | None = "%.6f") -> bytes:
    """A table as CSV, with the method in its last column; UTF-8 with a mark, so that spreadsheets read the accents.

    `digits` None writes every digit that a number has.
    """
    words = {name: table[name].map(defuse) for name in table.columns if pd.api.types.is_string_dtype(table[name])}
    return table.assign(**words, method=mark or DEFAULT).to_csv(index=False, float_format=digits).encode("utf-8-sig")


def scores_csv(scores: pd.DataFrame, mark: str) -> bytes:
    """All scores by month, with each state's membership status at the month's end."""
    months = scores["date"].map(month_number)
    rows = statuses(load_membership(), int(months.max()) + 1)
    status = [rows[month][SCORED.index(member)] for month, member in zip(months, scores["member"], strict=True)]
    return numbers_csv(scores.assign(status=status), mark)


def parts_csv(found: Explanation, mark: str, looked_at: Mapping[str, Reviewed] | None = None) -> bytes:
    """A score taken apart: the starting value, then every event and change of status; `part` adds up to `score`.

    `looked_at` says by event how, by whom and when it was reviewed.
    """
    start = pd.DataFrame({"event_id": ["baseline"], "status": "", "date": "", "by": "", "part": [found.baseline]})
    table = pd.concat([start, found.parts]).rename(columns={"date": "since"})
    reviews = [(looked_at or {}).get(name, NOBODY) for name in table["event_id"]]
    table = table.assign(
        reviewed=[one.status for one in reviews],
        reviewer=[one.reviewer for one in reviews],
        reviewed_at=[one.at for one in reviews],
    )
    table.insert(0, "member", found.member)
    table.insert(1, "date", found.date)
    whole = {name: getattr(found, name) for name in ("score", "low", "high")}
    return numbers_csv(table.assign(**whole), mark, digits=None)
