"""A score taken apart into the events that made it.

In: a state, a month, and effects with their reports (those of the store, when left out). Out: an `Explanation` whose
baseline and parts add up to its score. The reckoning is `alignment.contributions`'; the scores of all states over time
are left to `alignment.scoring`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from alignment.contributions import Contributions, contributions
from alignment.evidence import Evidence, prepare
from alignment.membership import Membership, load_membership
from alignment.method import Method, load_method
from alignment.months import month_name, month_number
from alignment.scoring import band_of, member_number
from events.store.store import open_store

HELD_WITHIN = 1e-6


@dataclass(frozen=True, slots=True)
class Explanation:
    """One state's score at a month's end, and what it is the sum of.

    Parameters
    ----------
    member, date : str
        ISO 3166-1 alpha-3; ``"YYYY-MM"``.
    baseline : float
        What is left of the starting value, which membership in January 2010 gives.
    parts : DataFrame
        `event_id`, `status`, `date`, `by`, `part`: what each event and each change of status adds to the score, the
        weightiest first. A change of status has its new `status` and its month as `date`, and no `event_id`; an event
        has neither of the two. Events of no direction have no part.
    score, low, high : float
        The score, which is `baseline` and all parts together, and its band, in [-1, 1].
    mass : float
        The evidence that the score rests on, in units of event weight.
    sources : DataFrame
        `source`, `share` of the evidence that rests on it alone, its `part` of the score, `held`: whether it was held
        to the largest share that one source may have; the largest share first.
    """

    member: str
    date: str
    baseline: float
    parts: pd.DataFrame
    score: float
    low: float
    high: float
    mass: float
    sources: pd.DataFrame


def explain(
    member: str,
    date: str,
    effects: pd.DataFrame | Evidence | None = None,
    reports: pd.DataFrame | None = None,
    *,
    method: Method | None = None,
    membership: Membership | None = None,
) -> Explanation:
    """Take one score apart.

    Parameters
    ----------
    member : str
        ISO 3166-1 alpha-3.
    date : str
        ``"YYYY-MM"``, or ``"YYYY"`` for the year's end.
    effects : DataFrame or Evidence, optional
        As for `alignment.scoring.score_members`; all events of the store when left out.
    reports : DataFrame, optional
        Who tells each event; comes from the store when `effects` does.
    method, membership : optional
        The project's own when left out.

    Raises
    ------
    ValueError
        As `score_members`.
    events.store.store.StoreError
        The store is needed and cannot be opened.

    Examples
    --------
    >>> explain("ARM", "2022-11", effects).score  # doctest: +SKIP
    -0.31
    """
    method, membership = method or load_method(), membership or load_membership()
    number, until = member_number(member), month_number(date, last=True)
    month = month_name(until)
    if effects is None:
        effects, reports = _stored()
    evidence = effects if isinstance(effects, Evidence) else prepare(effects, reports, month)
    found = contributions(evidence.where(evidence.member == number), method, membership, until)
    return explained(found, member, month, method)


def explained(found: Contributions, member: str, date: str, method: Method | None = None) -> Explanation:
    """As `explain`, for who has the contributions already, by the same method and as of this month (``"YYYY-MM"``) or a
    later one."""
    method = method or load_method()
    number, until = member_number(member), month_number(date)
    items = found.parts(number, until)
    low, high = band_of(found.level, method)
    return Explanation(
        member=member,
        date=date,
        baseline=float(items.loc[items["kind"] == "start", "part"].iloc[0]),
        parts=_parts(items),
        score=float(found.level.mean[until, number]),
        low=float(low[until, number]),
        high=float(high[until, number]),
        mass=float(found.level.mass[until, number]),
        sources=_sources(items, method),
    )


def _stored() -> tuple[pd.DataFrame, pd.DataFrame]:
    store = open_store()
    try:
        return store.effects_frame(), store.reports_frame()
    finally:
        store.close()


def _parts(items: pd.DataFrame) -> pd.DataFrame:
    """One row an event or change of status."""
    items = items[items["kind"] != "start"]
    parts = items.groupby(["event_id", "status", "date"], sort=False).agg(by=("by", "first"), part=("part", "sum"))
    return parts.reset_index().sort_values("part", key=lambda part: -part.abs(), kind="stable", ignore_index=True)


def _sources(items: pd.DataFrame, method: Method) -> pd.DataFrame:
    """What rests on each source alone."""
    alone = items[items["source"] != ""].groupby("source", sort=False)[["share", "part"]].sum().reset_index()
    alone["held"] = alone["share"] >= method.source_share - HELD_WITHIN if method.source_share < 1 else False
    return alone.sort_values("share", ascending=False, kind="stable", ignore_index=True)
