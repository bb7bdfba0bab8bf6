"""What made the difference between a state's scores at two dates, as one sentence for the caption.

In: `Tables`, a state, two months. Out: the sentence, and the event it names first. What each event moved is
`alignment.contributions`'s to say; the scores themselves stand in the caption already.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from alignment.contributions import contributions
from alignment.method import Method
from alignment.months import month_number
from alignment.scoring import member_number
from dashboard import wording
from dashboard.state.tables import Tables
from events.store.queries import by_id

SHOWN = 2
LEAST = 0.005
AGAINST = 0.3
"""Of the weightiest cause: what moved the other way is told from this share on."""


def difference(tables: Tables, member: str, before: str, after: str, method: Method | None = None) -> Mapping:
    """What moved a score most between the ends of two months (``"YYYY-MM"``), the earlier one first.

    Returns
    -------
    mapping
        `text`, one or two sentences ("" where nothing moved it), `event`, the id of the event named first or None, and
        `reviewed`, how many of the events that moved it a person has looked at.
    """
    before, after = sorted((before, after))
    found = contributions(tables.evidence_on(member), method)
    moves = found.moves(member_number(member), month_number(before), month_number(after))
    moves = moves[(moves["kind"] != "source") & (moves["move"].abs() >= LEAST)]
    if moves.empty:
        return {"text": "", "event": None, "reviewed": ""}
    forward = moves["move"].iloc[0] > 0
    same, other = moves[(moves["move"] > 0) == forward], moves[(moves["move"] > 0) != forward]
    other = other[other["move"].abs() >= AGAINST * moves["move"].abs().iloc[0]].head(1)
    told = pd.concat([same.head(SHOWN), other])
    events = {row.event_id: row for row in by_id(tables.store, told["event_id"][told["event_id"] != ""]).itertuples()}
    pieces = [_told(member, row, events) for row in told.itertuples()]
    text = f"What moved it: {'; '.join(pieces[: len(told) - len(other)])}."
    if len(other):
        text += f" Against it: {pieces[-1]}."
    reviewed = _reviewed(tables, member, set(moves["event_id"]) - {""})
    return {"text": text, "event": next(filter(None, told["event_id"]), None), "reviewed": reviewed}


def _reviewed(tables: Tables, member: str, moving: set[str]) -> str:
    seen = tables.evidence_reviewed(member) & moving
    return wording.of_them_reviewed(len(moving), len(seen), len(seen & tables.by_project), " behind it")


def _told(member: str, row: Any, events: Mapping[str, Any]) -> str:
    if row.kind == "status":
        name = f"{wording.member_name(member)} {wording.STATUS_TURNS[row.status]}"
        return f"{name} ({_by(row.move)})"
    event = events[row.event_id]
    when = wording.when(event.date_start.date(), event.date_end.date())
    return f"{event.summary.rstrip(' .;,:')} ({when}, {_by(row.move)})"


def _by(move: float) -> str:
    return f"{'down' if move < 0 else 'up'} by {abs(move):.2f}"
