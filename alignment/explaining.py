"""A score taken apart into the events that made it.

In: effects, a state, a month. Out: an `Explanation` whose baseline and parts add up to its latent value, to the last
bit. The scores of all states over time are left to `alignment.scoring`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alignment.effects import check_effects
from alignment.membership import Membership, load_membership
from alignment.method import Method, load_method
from alignment.months import month_name, month_number, shares
from alignment.scoring import score_members
from events.records import EVENT_TYPES


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
    """

    member: str
    date: str
    baseline: float
    parts: pd.DataFrame
    latent: float
    score: float
    low: float
    high: float


def explain(
    effects: pd.DataFrame,
    member: str,
    date: str,
    *,
    method: Method | None = None,
    membership: Membership | None = None,
) -> Explanation:
    """Take one score apart.

    Parameters
    ----------
    effects : DataFrame
        As for `alignment.scoring.score_members`.
    member : str
        ISO 3166-1 alpha-3.
    date : str
        ``"YYYY-MM"``, or ``"YYYY"`` for the year's end.
    method, membership : optional
        The project's own when left out.

    Raises
    ------
    ValueError
        As `score_members`.
    """
    method, membership = method or load_method(), membership or load_membership()
    until = month_number(date, last=True)
    if "member" in effects.columns:
        effects = effects[effects["member"] == member]
    rows = check_effects(effects, [member])
    counted = np.zeros(len(rows.kind))
    for those, months, share in shares(rows.first, rows.last, until):
        counted[those] += share * 0.5 ** ((until - months) / method.half_life_months)
    weights = np.array([method.weights[name] for name in EVENT_TYPES])
    begun = counted > 0
    parts = pd.DataFrame(
        {
            "event_id": pd.Series(rows.event_id[begun], dtype="str"),
            "part": (rows.direction * weights[rows.kind] * rows.confidence * counted)[begun],
        }
    )
    parts = parts.sort_values("part", key=lambda part: -part.abs(), kind="stable", ignore_index=True)
    month = month_name(until)
    scored = score_members(
        effects, method=method, membership=membership, start=month, end=month, members=(member,)
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
    )
