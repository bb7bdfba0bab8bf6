"""Every state's alignment with Moscow, month by month: the score, its band, and what it rests on.

In: effects (`events.frames.effects_frame`), the method's numbers, membership. Out: a DataFrame of scores. Which event
made which part of a score is left to `alignment.explaining`. docs/method.md has the formulas in words.

One pass over the effects fills a table of months; the months are then walked once, because what an event still counts
is what it counted a month ago times a constant. Time is linear in the effects, whatever the number of months.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from alignment.effects import Effects, check_effects
from alignment.membership import POLE, Membership, load_membership
from alignment.method import Method, load_method
from alignment.months import last_day, month_name, month_number, shares
from events.records import EVENT_TYPES, SCORED

STEPS = ("month", "year")
COLUMNS = ("member", "date", "score", "low", "high", "evidence", "baseline")


def score_members(
    effects: pd.DataFrame,
    *,
    method: Method | None = None,
    membership: Membership | None = None,
    step: str = "month",
    start: str = "2010-01",
    end: str = "2024-12",
    members: Sequence[str] = SCORED,
) -> pd.DataFrame:
    """Score each state at the end of each month or year.

    Parameters
    ----------
    effects : DataFrame
        One row an event and member, as `events.frames.effects_frame` makes it. Rows on other states are passed over.
    method, membership : optional
        The project's own when left out.
    step : {"month", "year"}
        A year's value is that of its December.
    start, end : str
        ``"YYYY-MM"`` or ``"YYYY"``, both included. Events before `start` count, as far as they still do by then.
    members : sequence of str
        ISO 3166-1 alpha-3.

    Returns
    -------
    DataFrame
        Sorted by member (in the order given) and date. `date` is ``"YYYY-MM"``, or ``"YYYY"`` by year; `score`, `low`
        and `high` lie in [-1, 1], `low` and `high` bound the band; `evidence` is the number of events still at work
        (an event that surely happened this month counts 1, one half-life later ½; 0: none ever); `baseline` is what
        the membership status gives, on the latent scale.

    Raises
    ------
    ValueError
        Effects out of range (an event before 2010 among them), an unknown step, date or state, or Russia.
    """
    method, membership = method or load_method(), membership or load_membership()
    if step not in STEPS:
        raise ValueError(f"step {step!r} is unknown; use one of {', '.join(STEPS)}")
    for member in members:
        if member == POLE:
            raise ValueError(f"{POLE} is the pole the others are measured against and has no score")
        if member not in membership.states:
            raise ValueError(f"state {member!r} is unknown; use one of {', '.join(SCORED)}")
    first, until = month_number(start), month_number(end, last=True)
    if step == "year":
        until += 11 - until % 12
    if first > until:
        raise ValueError(f"the scores end ({end}) before they start ({start})")
    tally = _tally(check_effects(effects, members), method, until + 1, len(members))
    baseline = baselines(membership, method, members, until + 1)
    latent = baseline + tally.latent
    reach = NormalDist().inv_cdf((1 + method.level) / 2) * np.sqrt(tally.variance)
    months = np.arange(11, until + 1, 12) if step == "year" else np.arange(until + 1)
    months = months[months >= first]
    names = [month_name(month)[: 4 if step == "year" else None] for month in months]
    columns = (np.tanh(latent), np.tanh(latent - reach), np.tanh(latent + reach), tally.evidence, baseline)
    return pd.DataFrame(
        {
            "member": pd.Series(np.repeat(np.asarray(members, dtype=object), len(months)), dtype="str"),
            "date": pd.Series(names * len(members), dtype="str"),
            **{name: table[months].T.ravel() for name, table in zip(COLUMNS[2:], columns, strict=True)},
        }
    )


def baselines(membership: Membership, method: Method, members: Sequence[str], months: int) -> np.ndarray:
    """What membership gives at each month's end: months counted from 2010-01 down, members across."""
    rows = [
        [method.baselines[membership.status(member, last_day(month))] for member in members] for month in range(months)
    ]
    return np.array(rows, dtype=np.float64).reshape(months, len(members))


@dataclass(frozen=True, slots=True)
class _Tally:
    """Months down, members across: the events' sum, its variance, and the number of events still at work."""

    latent: np.ndarray
    variance: np.ndarray
    evidence: np.ndarray


def _tally(effects: Effects, method: Method, months: int, members: int) -> _Tally:
    news = _gather(effects, method, months, members)
    keep = 0.5 ** (1 / method.half_life_months)
    weights = np.array([method.weights[name] for name in EVENT_TYPES])
    signed = _carry(news.signed, keep) * weights[:, None]
    doubt = _carry(news.doubt, keep**2)
    spread = method.weight_spread**2 * (signed**2).sum(axis=1)
    quiet = np.exp(news.log_quiet)
    held, silence = np.zeros(members), np.full(members, float(method.silence_limit_months))
    variance = np.empty((months, members))
    for month in range(months):
        # What was in doubt at the last news is still in doubt in a month without any: only news replaces it, and as
        # far as it is believed.
        held = np.maximum(doubt[month] + spread[month], quiet[month] * held)
        silence = np.minimum(quiet[month] * (silence + 1), method.silence_limit_months)
        variance[month] = held + method.silence_sd**2 * silence
    return _Tally(latent=signed.sum(axis=1), variance=variance, evidence=_carry(news.evidence, keep))


@dataclass(frozen=True, slots=True)
class _News:
    """What is new in each month (first axis). `signed` by type and member, the others by member.

    `signed` direction times confidence; `doubt` the growth of the variance of the parts, weights included;
    `evidence` confidence; `log_quiet` logarithm of the probability that none of the month's events happened.
    """

    signed: np.ndarray
    doubt: np.ndarray
    evidence: np.ndarray
    log_quiet: np.ndarray


def _gather(effects: Effects, method: Method, months: int, members: int) -> _News:
    keep = 0.5 ** (1 / method.half_life_months)
    weights = np.array([method.weights[name] for name in EVENT_TYPES])
    believed = effects.confidence
    variance = believed * (1 - believed) * (weights[effects.kind] * effects.direction) ** 2
    kinds = len(EVENT_TYPES)
    signed, doubt = np.zeros(months * kinds * members), np.zeros(months * members)
    evidence, log_quiet = np.zeros(months * members), np.zeros(months * members)
    carried = np.zeros(len(believed))  # what each event counted by the month before
    for rows, month, share in shares(effects.first, effects.last, months - 1):
        cell = month * members + effects.member[rows]
        by_kind = (month * kinds + effects.kind[rows]) * members + effects.member[rows]
        seen = believed[rows] * share
        signed += np.bincount(by_kind, effects.direction[rows] * seen, minlength=signed.size)
        evidence += np.bincount(cell, seen, minlength=evidence.size)
        # An interval's months happened or did not together: the part's square grows by more than its share's.
        past = carried[rows] * keep
        doubt += np.bincount(cell, variance[rows] * ((past + share) ** 2 - past**2), minlength=doubt.size)
        carried[rows] = past + share
        with np.errstate(divide="ignore"):
            log_quiet += np.bincount(cell, np.log1p(-seen), minlength=log_quiet.size)
    return _News(
        signed=signed.reshape(months, kinds, members),
        doubt=doubt.reshape(months, members),
        evidence=evidence.reshape(months, members),
        log_quiet=log_quiet.reshape(months, members),
    )


def _carry(news: np.ndarray, keep: float) -> np.ndarray:
    """Sum of all months so far, where each month keeps only this share of the month before."""
    total = news.copy()
    for month in range(1, len(total)):
        total[month] += keep * total[month - 1]
    return total
