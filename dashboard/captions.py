"""One sentence for each step of the map: what moved most since the step before, and the event that weighs most in it.

In: the scores' table, effects and events. Out: plain values for the map's bundle, one a month and kind of step, so that
the browser needs nobody while it steps. A sentence says what the articles tell, never more: where no event pushes the
way a score went, it says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alignment.membership import status
from alignment.method import Method, load_method
from alignment.months import month_number, shares
from dashboard import wording

LAGS = {"month": 1, "year": 12}
LEAST = 0.005  # what rounds to 0.00 is no move
STATUS_WORDS = {"member": "a member", "suspended": "suspended", "frozen": "its part frozen", "left": "left"}


@dataclass(frozen=True, slots=True)
class _Push:
    """What one event newly adds to a state over a step, on the latent scale, and how many others push the same way."""

    event_id: str
    others: int


def captions(
    months: Sequence[str],
    scores: pd.DataFrame,
    effects: pd.DataFrame,
    events: pd.DataFrame,
    method: Method | None = None,
) -> dict[str, list[dict]]:
    """A caption for every month and kind of step.

    Parameters
    ----------
    months : sequence of str
        ``"YYYY-MM"`` in order.
    scores : DataFrame
        `member, date, score, baseline` of all these months.
    effects, events : DataFrame
        As the store gives them; events need `event_id, summary, date_start, date_end, reports`.
    method : Method, optional
        The project's own when left out.

    Returns
    -------
    dict
        By `LAGS`' names a list as long as `months`: `text`, `member` and `event` (None where nothing stands out).
    """
    method = method or load_method()
    by_month = scores.pivot(index="date", columns="member", values=["score", "baseline"]).reindex(index=months)
    score, baseline = by_month["score"], by_month["baseline"]
    pushes = _pushes(effects, method, month_number(months[0]), month_number(months[-1]))
    keep = 0.5 ** (1 / method.half_life_months)
    steps = {
        name: [_step(number, max(0, number - lag), score, baseline, pushes, keep) for number in range(len(months))]
        for name, lag in LAGS.items()
    }
    chosen = {step[2].event_id for found in steps.values() for step in found if step and step[2]}
    told = _told(events, chosen)
    return {
        name: [_caption(months, number, LAGS[name], step, told, score) for number, step in enumerate(found)]
        for name, found in steps.items()
    }


def _pushes(effects: pd.DataFrame, method: Method, first: int, last: int) -> dict[str, pd.DataFrame]:
    """By state, what each event adds in each month it touches (month numbers of the map), sorted by month."""
    bearing = effects[effects["direction"] != 0].reset_index(drop=True)
    days = [bearing[name].to_numpy().astype("datetime64[D]") for name in ("date_start", "date_end")]
    weight = bearing["event_type"].map(dict(method.weights)).to_numpy(dtype=float)
    strength = bearing["direction"].to_numpy(dtype=float) * weight * bearing["confidence"].to_numpy(dtype=float)
    parts = [
        pd.DataFrame({"row": rows, "month": month - first, "push": strength[rows] * share})
        for rows, month, share in shares(*days, last)
    ]
    table = pd.concat(parts) if parts else pd.DataFrame({"row": [], "month": [], "push": []})
    rows = table["row"].to_numpy(dtype=int)
    table = table.assign(member=bearing["member"].to_numpy()[rows], event_id=bearing["event_id"].to_numpy()[rows])
    return {member: group.sort_values("month", kind="stable") for member, group in table.groupby("member")}


def _step(
    number: int,
    before: int,
    score: pd.DataFrame,
    baseline: pd.DataFrame,
    pushes: Mapping[str, pd.DataFrame],
    keep: float,
) -> tuple[str, float, _Push | None, bool] | None:
    """The state that moved most, by how much, the event that weighs most in it, and whether its membership did it."""
    moves = score.iloc[number] - score.iloc[before]
    if number == before or moves.abs().max() < LEAST:
        return None
    member = moves.abs().idxmax()
    by_membership = (baseline[member].iloc[number] - baseline[member].iloc[before]) * moves[member] > 0
    found = _weightiest(pushes.get(member), before, number, np.sign(moves[member]), keep)
    return member, float(moves[member]), found, bool(by_membership)


def _weightiest(pushes: pd.DataFrame | None, before: int, number: int, sign: float, keep: float) -> _Push | None:
    if pushes is None:
        return None
    low, high = np.searchsorted(pushes["month"].to_numpy(), [before + 1, number + 1])
    window = pushes.iloc[low:high]
    added = (window["push"] * keep ** (number - window["month"]) * sign).groupby(window["event_id"]).sum()
    added = added[added > 0]
    return _Push(str(added.idxmax()), len(added) - 1) if len(added) else None


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
    step: tuple[str, float, _Push | None, bool] | None,
    told: Mapping[str, str],
    score: pd.DataFrame,
) -> dict:
    since = wording.month_name(months[max(0, number - lag)])
    if step is None:
        text = f"No score moved by 0.01 since {since}." if number else "The map's first month."
        return _said(text, None, None)
    member, move, push, by_membership = step
    moved = (
        f"Since {since} {wording.member_name(member)} moved most, {wording.signed(move)} "
        f"{'towards' if move > 0 else 'away from'} Moscow to {wording.signed(score[member].iloc[number])}"
    )
    if by_membership:
        place = status(member, pd.Period(months[number], "M").end_time.date())
        return _said(f"{moved}; its place in the treaty changed ({STATUS_WORDS.get(place, place)}).", member, None)
    if push is None or push.event_id not in told:
        return _said(f"{moved}; no event read pushes that way, older ones count less by now.", member, None)
    among = f"the weightiest of {push.others + 1} events that push that way" if push.others else "what pushes that way"
    return _said(f"{moved}; {among}: {told[push.event_id]}.", member, push.event_id)


def _said(text: str, member: str | None, event: str | None) -> dict:
    return {"text": text, "member": member, "event": event}
