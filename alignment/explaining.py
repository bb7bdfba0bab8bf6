"""A score taken apart into the events that made it.

In: a state, a month, and effects with their reports (those of the store, when left out). Out: an `Explanation` whose
baseline and parts add up to its latent value, to the last bit. The scores of all states over time are left to
`alignment.scoring`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alignment.evidence import Evidence, prepare
from alignment.membership import Membership, load_membership
from alignment.method import Method, load_method
from alignment.months import month_name, month_number
from alignment.reports import NOBODY
from alignment.scoring import member_number, score_members
from alignment.tally import held_to, weigh
from events.store.store import open_store


@dataclass(frozen=True, slots=True)
class Explanation:
    """One state's score at a month's end, and what it is the sum of.

    Parameters
    ----------
    member, date : str
        ISO 3166-1 alpha-3; ``"YYYY-MM"``.
    baseline : float
        What the membership status gives, on the latent scale.
    parts : DataFrame
        `event_id`, `part`: what each event still adds, on the latent scale; the weightiest first. Events of no
        direction have no part.
    latent : float
        ``math.fsum([baseline, *parts["part"]])``.
    score, low, high : float
        ``tanh(latent)`` and its band, in [-1, 1].
    sources : DataFrame
        `source`, `told`, `counted`: what rests on one source alone, before and after it is held to its bound, on the
        latent scale; the loudest first. What several sources tell is not in it: nobody's silence would undo it.
    """

    member: str
    date: str
    baseline: float
    parts: pd.DataFrame
    latent: float
    score: float
    low: float
    high: float
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
    >>> explain("ARM", "2022-11", effects).baseline  # doctest: +SKIP
    0.5
    """
    method, membership = method or load_method(), membership or load_membership()
    number, until = member_number(member), month_number(date, last=True)
    month = month_name(until)
    if effects is None:
        effects, reports = _stored()
    evidence = effects if isinstance(effects, Evidence) else prepare(effects, reports, month)
    evidence = evidence.where(evidence.member == number)
    parts, sources = _parts(evidence, method, until)
    scored = score_members(
        evidence, method=method, membership=membership, start=month, end=month, members=(member,)
    ).iloc[0]
    baseline = float(scored["baseline"])
    latent = math.fsum([baseline, *parts["part"]])
    return Explanation(
        member=member,
        date=month,
        baseline=baseline,
        parts=parts,
        latent=latent,
        score=math.tanh(latent),
        low=float(scored["low"]),
        high=float(scored["high"]),
        sources=sources,
    )


def _stored() -> tuple[pd.DataFrame, pd.DataFrame]:
    store = open_store()
    try:
        return store.effects_frame(), store.reports_frame()
    finally:
        store.close()


def _parts(evidence: Evidence, method: Method, until: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What each event still adds, and what each source alone does."""
    weighed = weigh(evidence, method)
    evidence = weighed.evidence
    counted = np.zeros(len(evidence.event))
    spread = evidence.spread
    past = spread.month <= until
    ages = until - spread.month[past]
    still = spread.share[past] * 0.5 ** (ages / method.half_life_months)
    counted += np.bincount(spread.piece[past], still, minlength=len(counted))
    value = weighed.value * counted
    told = np.bincount(weighed.pool, value, minlength=len(weighed.pools) + 1)
    factor = held_to(told, method.source_bound)
    factor[0] = 1
    value *= factor[weighed.pool]
    begun = (counted > 0) & (evidence.confidence >= method.min_confidence)
    # np.bincount and not groupby: the parts of one event come from its pieces in the order in which they stand.
    total = np.bincount(evidence.event[begun], value[begun], minlength=len(evidence.event_ids))
    here = np.unique(evidence.event[begun])
    ids = pd.Series(evidence.event_ids.take(here), dtype="str")
    parts = pd.DataFrame({"event_id": ids, "part": total[here].astype(np.float64)})
    parts = parts.sort_values("part", key=lambda part: -part.abs(), kind="stable", ignore_index=True)
    return parts, _sources(evidence, weighed.value * counted, value)


def _sources(evidence: Evidence, told: np.ndarray, counted: np.ndarray) -> pd.DataFrame:
    known = evidence.source != NOBODY
    numbers = np.unique(evidence.source[known])
    sums = [
        np.bincount(evidence.source[known], part[known], minlength=len(evidence.sources)) for part in (told, counted)
    ]
    table = pd.DataFrame(
        {
            "source": pd.Series([evidence.sources[number] for number in numbers], dtype="str"),
            "told": sums[0][numbers],
            "counted": sums[1][numbers],
        }
    )
    return table.sort_values("told", key=lambda part: -part.abs(), kind="stable", ignore_index=True)
