"""The band checked by simulation: a tie that is known, articles that tell of it, and how often the band holds it.

In: evidence, the method's numbers. Out: the share of draws in which the band holds the tie that was drawn.

In each draw a tie starts near its status's value and drifts as far as fading evidence allows. The same events are told
on the same dates with the same confidence, but their directions are drawn anew: an event happens on some day of its
interval, and with its confidence it is read rightly and points towards Moscow with the probability (1 + tie) / 2; else
it is misread and its direction is a toss. The score is then reckoned as ever. So the check does not take over from the
closed form that events scatter normally, that a type's weight says how much it tells, or that every reading is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alignment.contributions import Contributions, contributions
from alignment.evidence import Evidence
from alignment.level import MEMBERS
from alignment.membership import Membership
from alignment.method import Method, load_method
from alignment.months import month_name
from alignment.scoring import reach_of, spread_of
from events.vocabulary import SCORED

CELLS = 4_000_000
"""Numbers held at once: draws are made in as many rounds as this needs."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often the band holds the tie.

    `cells` has `member`, `date`, `inside`: the share of draws in which the band holds the tie, for each state from the
    month of its first event on.
    """

    cells: pd.DataFrame

    @property
    def share(self) -> float:
        """Mean share over all cells."""
        return float(self.cells["inside"].mean())


def simulate(
    evidence: Evidence,
    method: Method | None = None,
    membership: Membership | None = None,
    *,
    draws: int = 1000,
    seed: int = 1,
    until: int | None = None,
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Draw ties and the scores that articles about them would give.

    Parameters
    ----------
    evidence : Evidence
    method, membership : optional
        The project's own when left out.
    draws : int
        Number of draws.
    seed : int
        The same seed draws the same.
    until : int, optional
        Last month, counted from 2010-01; the evidence's own when left out.

    Yields
    ------
    tie, score : ndarray
        Some draws by months by scored states; all draws in all.
    """
    method = method or load_method()
    found = contributions(evidence, method, membership, until)
    random = np.random.default_rng(seed)
    at_once = max(1, CELLS // found.level.mean.size)
    for first in range(0, draws, at_once):
        count = min(at_once, draws - first)
        ties = _ties(found, method, count, random)
        directions = _directions(found, ties, random)
        yield ties, np.stack([found.shares.with_directions(direction) for direction in directions])


def coverage(
    evidence: Evidence,
    method: Method | None = None,
    membership: Membership | None = None,
    *,
    draws: int = 1000,
    seed: int = 1,
    until: int | None = None,
) -> Coverage:
    """Share of draws in which the band holds the tie; parameters as for `simulate`."""
    method = method or load_method()
    found = contributions(evidence, method, membership, until)
    inside = np.zeros(found.level.mean.shape)
    for ties, scores in simulate(evidence, method, membership, draws=draws, seed=seed, until=until):
        reach = reach_of(method) * spread_of(found.level, method, scores)
        inside += (np.abs(ties - scores) <= reach).sum(axis=0)
    month, member = np.nonzero(np.cumsum(found.shares.news_share(), axis=0) > 0)
    return Coverage(
        pd.DataFrame(
            {
                "member": [SCORED[number] for number in member],
                "date": [month_name(number) for number in month.tolist()],
                "inside": inside[month, member] / draws,
            }
        )
    )


def _ties(found: Contributions, method: Method, draws: int, random: np.random.Generator) -> np.ndarray:
    """Draws by months by states: each tie drifts by the variance that the band gains, and moves with its status."""
    level = found.level
    before = level.kept * level.mass  # the mass as the month's news finds it
    behind = np.vstack([before[:1], level.mass[:-1]])
    drift = np.sqrt(np.maximum(0, 1 / before - 1 / behind)) * method.one_mass_sd
    ties = np.empty((draws, *level.mean.shape))
    tie = level.start + method.one_mass_sd / np.sqrt(method.start_mass) * random.standard_normal((draws, MEMBERS))
    changes = {(change.month, change.member): change for change in level.changes}
    for month in range(ties.shape[1]):
        tie = _reflected(tie + drift[month] * random.standard_normal((draws, MEMBERS)))
        for member in range(MEMBERS):
            if change := changes.get((month, member)):
                share = change.mass / level.mass[month, member]
                tie[:, member] += share * (change.direction - tie[:, member])
        ties[:, month] = tie
    return ties


def _reflected(tie: np.ndarray) -> np.ndarray:
    """What would pass an end of the scale comes back from it."""
    return np.clip(np.where(tie > 1, 2 - tie, np.where(tie < -1, -2 - tie, tie)), -1, 1)


def _directions(found: Contributions, ties: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Draws by pieces: all pieces of one event on one state point the same way."""
    evidence = found.shares.weighed.evidence
    _, lead, place = np.unique(
        evidence.event.astype(np.int64) * MEMBERS + evidence.member, return_index=True, return_inverse=True
    )
    shape = (len(ties), len(lead))
    days = (evidence.last[lead] - evidence.first[lead]).astype(np.int64) + 1
    day = evidence.first[lead] + (random.random(shape) * days).astype(np.int64)
    month = (day.astype("datetime64[M]") - np.datetime64("2010-01", "M")).astype(np.int64)
    tie = ties[np.arange(len(ties))[:, None], np.minimum(month, ties.shape[1] - 1), evidence.member[lead]]
    read = random.random(shape) < evidence.confidence[lead]
    towards = random.random(shape) < np.where(read, (1 + tie) / 2, 0.5)
    return np.where(towards, 1.0, -1.0)[:, place]
