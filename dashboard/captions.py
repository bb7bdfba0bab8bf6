"""One sentence for each step of the map: what moved most since the step before, and the event that weighs most in it.

In: the scores' table, what moved them (`alignment.contributions`), events. Out: plain values for the map's bundle, one
a month and kind of step, so that the browser needs nobody while it steps. What an event weighs is not reckoned here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from alignment.contributions import Contributions
from dashboard import wording

LAGS = {"month": 1, "year": 12}
LEAST = 0.005  # what rounds to 0.00 is no move
MOST = 8
STATUS_WORDS = {"member": "a member", "suspended": "suspended", "frozen": "its part frozen", "left": "left"}
_Row = tuple


def captions(
    months: Sequence[str], scores: pd.DataFrame, contributions: Contributions, events: pd.DataFrame
) -> dict[str, list[dict]]:
    """A caption for every month and kind of step.

    Parameters
    ----------
    months : sequence of str
        ``"YYYY-MM"`` in order.
    scores : DataFrame
        `member, date, score` of all these months.
    contributions : Contributions
        What moved these scores.
    events : DataFrame
        As the store gives them: `event_id, summary, date_start, date_end, reports`.

    Returns
    -------
    dict
        By `LAGS`' names a list as long as `months`: `text`, `member` and `event` (None where nothing stands out).
    """
    score = scores.pivot(index="date", columns="member", values="score").reindex(index=months)
    found = {}
    for name, lag in LAGS.items():
        moves = contributions.steps(lag, MOST)
        pushes = {key: list(rows.itertuples()) for key, rows in moves.groupby(["date", "member"])}
        chosen = {row.event_id for rows in pushes.values() for row in rows}
        told = _told(events, chosen)
        found[name] = [_caption(months, number, lag, score, pushes, told) for number in range(len(months))]
    return found


def _told(events: pd.DataFrame, chosen: set[str]) -> dict[str, str]:
    """Each event in words: when it was, as closely as is known, what it was, and how many articles tell it."""
    rows = events[events["event_id"].isin(chosen)]
    return {
        row.event_id: f"{row.summary} ({wording.when(row.date_start.date(), row.date_end.date())}, "
        f"{row.reports} {'report' if row.reports == 1 else 'reports'})"
        for row in rows.itertuples()
    }


def _caption(
    months: Sequence[str],
    number: int,
    lag: int,
    score: pd.DataFrame,
    pushes: Mapping[tuple[str, str], list[_Row]],
    told: Mapping[str, str],
) -> dict:
    before = max(0, number - lag)
    since = wording.month_name(months[before])
    moves = score.iloc[number] - score.iloc[before]
    if number == before or moves.abs().max() < LEAST:
        return _said(f"No score moved by 0.01 since {since}." if number else "The map's first month.", None, None)
    member = moves.abs().idxmax()
    move = float(moves[member])
    moved = (
        f"Since {since} {wording.member_name(member)} moved most, {wording.signed(move)} "
        f"{'towards' if move > 0 else 'away from'} Moscow to {wording.signed(score[member].iloc[number])}"
    )
    same_way = [row for row in pushes.get((months[number], member), []) if row.move * move > 0]
    if not same_way or same_way[0].kind == "source":
        return _said(f"{moved}.", member, None)
    first = same_way[0]
    if first.kind == "status":
        changed = STATUS_WORDS.get(first.status, first.status)
        return _said(f"{moved}; its place in the treaty changed ({changed}).", member, None)
    if first.event_id not in told:
        return _said(f"{moved}.", member, None)
    return _said(f"{moved}; what moved it most: {told[first.event_id]}.", member, first.event_id)


def _said(text: str, member: str | None, event: str | None) -> dict:
    return {"text": text, "member": member, "event": event}
