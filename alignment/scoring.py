"""Every state's alignment with Moscow, month by month: the score, its band, and what it rests on.

In: evidence (`alignment.evidence.prepare`) or the tables it is made of, the method's numbers, membership. Out: a
DataFrame of scores. The value and its mass are `alignment.level`'s, which event made which part of a score
`alignment.contributions`'. docs/method.md has the formulas in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import pandas as pd

from alignment.evidence import LAST_MONTH, Evidence, prepare
from alignment.level import MEMBERS, Level, level, weigh
from alignment.membership import POLE, Membership, load_membership, statuses
from alignment.method import Method, load_method
from alignment.months import month_name, month_number
from events.vocabulary import SCORED

STEPS = ("month", "year")
COLUMNS = ("member", "date", "score", "low", "high", "evidence", "told", "mass", "baseline")
TOLD = ("none", "undirected", "directed")
MOST_MISREAD = 0.9


def score_members(
    effects: pd.DataFrame | Evidence,
    reports: pd.DataFrame | None = None,
    *,
    method: Method | None = None,
    membership: Membership | None = None,
    step: str = "month",
    start: str = "2010-01",
    end: str = LAST_MONTH,
    members: Sequence[str] = SCORED,
) -> pd.DataFrame:
    """Score each state at the end of each month or year.

    Parameters
    ----------
    effects : DataFrame or Evidence
        One row an event and member, as `events.dataframes.effects_frame` makes it; rows on other states are passed
        over. Or both tables as `alignment.evidence.prepare` made them ready, which saves that work when scoring again.
    reports : DataFrame, optional
        Who tells each event, as `alignment.evidence.prepare` takes it.
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
        and `high` lie in [-1, 1], `low` and `high` bound the band; `evidence` is the number of events still at work,
        those longer than a year apart (an event that surely happened this month counts 1, one half-life later ½; 0:
        none ever); `told` says what was ever told of the state: "none", only events without direction on the tie
        ("undirected"), or "directed"; `mass` is what the score rests on, in units of event weight; `baseline` is what
        the membership status alone says.

    Raises
    ------
    ValueError
        Effects out of range (an event before 2010 among them), an unknown step, date or state, or Russia.
    """
    method, membership = method or load_method(), membership or load_membership()
    if step not in STEPS:
        raise ValueError(f"step {step!r} is unknown; use one of {', '.join(STEPS)}")
    columns = [member_number(member) for member in members]
    first, until = month_number(start), month_number(end, last=True)
    if step == "year":
        until += 11 - until % 12
    if first > until:
        raise ValueError(f"the scores end ({end}) before they start ({start})")
    evidence = effects if isinstance(effects, Evidence) else prepare(effects, reports, month_name(until))
    tables = _tables(evidence, method, membership, until)
    shown = np.arange(11, until + 1, 12) if step == "year" else np.arange(until + 1)
    shown = shown[shown >= first]
    names = [month_name(month)[: 4 if step == "year" else None] for month in shown.tolist()]
    return pd.DataFrame(
        {
            "member": pd.Series(np.repeat(np.asarray(members, dtype=object), len(shown)), dtype="str"),
            "date": pd.Series(names * len(members), dtype="str"),
            **{name: table[np.ix_(shown, np.asarray(columns))].T.ravel() for name, table in tables.items()},
        }
    ).astype({"told": "str"})


def scores_in(scores: pd.DataFrame, month: str) -> dict[str, float]:
    """Each state's score in one month of a table of scores (``"YYYY-MM"``); empty for a month that it does not have."""
    here = scores[scores["date"] == month]
    return {str(member): float(score) for member, score in zip(here["member"], here["score"], strict=True)}


def member_number(member: str) -> int:
    """Place of a state among those that are scored.

    Raises
    ------
    ValueError
        It is Russia, or none of them.
    """
    if member == POLE:
        raise ValueError(f"{POLE} is the pole the others are measured against and has no score")
    if member not in SCORED:
        raise ValueError(f"state {member!r} is unknown; use one of {', '.join(SCORED)}")
    return SCORED.index(member)


def baselines(membership: Membership, method: Method, months: int) -> np.ndarray:
    """What membership alone says at each month's end: months counted from 2010-01 down, scored states across."""
    given = method.baselines
    rows = [[given[status] for status in row] for row in statuses(membership, months)]
    return np.array(rows, dtype=np.float64).reshape(months, len(SCORED))


def reach_of(method: Method) -> float:
    """Standard deviations from a band's middle to its end."""
    return NormalDist().inv_cdf((1 + method.level) / 2)


def spread_of(found: Level, method: Method, score: np.ndarray | None = None) -> np.ndarray:
    """Standard deviation of the tie around the score: months by states, or as `score` where other scores are meant.

    Its square is that of mass 1, divided by the mass, and what misreading may hide: an event that was misread says
    nothing and pulls towards the middle, so that with the share u of the evidence misread the tie would lie farther out
    by ``|score| * u / (1 - u)``. It is never more than the least evidence leaves.
    """
    score = found.mean if score is None else score
    misread = np.minimum(found.misread, MOST_MISREAD)
    variance = method.one_mass_sd**2 / found.mass + (score * misread / (1 - misread)) ** 2
    return np.sqrt(np.minimum(variance, method.one_mass_sd**2 / min(method.start_mass, method.least_mass)))


def band_of(found: Level, method: Method) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper end of the band, cut off at -1 and 1."""
    reach = reach_of(method) * spread_of(found, method)
    return np.maximum(found.mean - reach, -1), np.minimum(found.mean + reach, 1)


def _tables(evidence: Evidence, method: Method, membership: Membership, until: int) -> dict[str, np.ndarray]:
    found = level(weigh(evidence, method), method, membership, until)
    low, high = band_of(found, method)
    seen = _at_work(evidence, method, until + 1)
    undirected = np.arange(until + 1)[:, None] >= evidence.undirected_since
    told = np.array(TOLD, dtype=object)[np.where(seen > 0, 2, np.where(undirected, 1, 0))]
    baseline = baselines(membership, method, until + 1)
    return dict(zip(COLUMNS[2:], (found.mean, low, high, seen, told, found.mass, baseline), strict=True))


def _at_work(evidence: Evidence, method: Method, months: int) -> np.ndarray:
    """How many events are still at work, by month and state."""
    spread = evidence.spread
    counts = evidence.head & evidence.brief & evidence.counted(method)
    chance = np.where(counts, evidence.believed(method), 0.0)
    cell = spread.month * np.int32(MEMBERS) + evidence.member.astype(np.int32)[spread.piece]
    seen = np.bincount(cell, chance[spread.piece] * spread.share, minlength=(evidence.until + 1) * MEMBERS)
    seen = seen.astype(float, copy=False).reshape(-1, MEMBERS)[:months]
    keep = 0.5 ** (1 / method.half_life_months)
    for month in range(1, months):
        seen[month] += keep * seen[month - 1]
    return seen
