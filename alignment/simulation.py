"""The band checked by simulation: what the score could have been, drawn many times.

In: evidence, the method's numbers. Out: simulated latent values, and how many of them the closed form's band holds.
The closed form itself is `alignment.tally`'s.

A parametric bootstrap: in each draw every event happened or did not (with its confidence), on one day of its interval
(all alike), each type's weight is off by its own normal error, and silence has let the state drift. Sources are held
to their bound in each draw anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alignment.evidence import Evidence
from alignment.method import Method, load_method
from alignment.months import FIRST_DAY, month_name
from alignment.scoring import reach_of
from alignment.tally import KINDS, MEMBERS, Weighed, carry, held_to, kept_share, tally, weigh
from events.vocabulary import SCORED

CELLS = 4_000_000
"""Numbers held at once: draws are made in as many rounds as this needs."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the simulation the closed form's band holds.

    `cells` has `member`, `date`, `events` and `whole`: the share of draws inside the band, by what the events alone
    leave open, and with the drift of silence. Only months in which an event has begun to count.
    """

    cells: pd.DataFrame

    @property
    def events(self) -> float:
        """Mean share over all cells, events alone."""
        return float(self.cells["events"].mean())

    @property
    def whole(self) -> float:
        """Mean share over all cells, silence included."""
        return float(self.cells["whole"].mean())


def simulate(
    evidence: Evidence, method: Method | None = None, *, draws: int = 1000, seed: int = 1, until: int | None = None
) -> Iterator[np.ndarray]:
    """Draw the events' sum.

    Parameters
    ----------
    evidence : Evidence
    method : Method, optional
        The project's own when left out.
    draws : int
        Number of draws.
    seed : int
        The same seed draws the same.
    until : int, optional
        Last month, counted from 2010-01; the evidence's own when left out.

    Yields
    ------
    ndarray
        Some draws by months by scored states, on the latent scale, without baseline and silence; all draws in all.
    """
    method = method or load_method()
    months = (evidence.until if until is None else until) + 1
    weighed = weigh(evidence, method)
    random = np.random.default_rng(seed)
    at_once = max(1, CELLS // (months * MEMBERS * KINDS + months * len(weighed.pools)))
    for first in range(0, draws, at_once):
        yield _draw(weighed, method, months, min(at_once, draws - first), random)


def coverage(
    evidence: Evidence, method: Method | None = None, *, draws: int = 1000, seed: int = 1, until: int | None = None
) -> Coverage:
    """Share of simulated values that the closed form's band holds, for each state and month with events.

    The band of the events alone is held against draws of confidence, dates and weights; the whole band against the
    same draws with a normal drift for the months of silence. Parameters as for `simulate`.
    """
    method = method or load_method()
    until = evidence.until if until is None else until
    found = tally(evidence, method, until)
    reach = reach_of(method)
    own, drift = np.sqrt(found.events_variance), np.sqrt(found.drift_variance)
    whole = np.sqrt(found.events_variance + found.drift_variance)
    inside, inside_whole = np.zeros(found.latent.shape), np.zeros(found.latent.shape)
    random = np.random.default_rng(seed + 1)
    for drawn in simulate(evidence, method, draws=draws, seed=seed, until=until):
        off = drawn - found.latent
        inside += (np.abs(off) <= reach * own).sum(axis=0)
        inside_whole += (np.abs(off + drift * random.standard_normal(off.shape)) <= reach * whole).sum(axis=0)
    month, member = np.nonzero(found.evidence > 0)
    return Coverage(
        pd.DataFrame(
            {
                "member": [SCORED[number] for number in member],
                "date": [month_name(number) for number in month],
                "events": inside[month, member] / draws,
                "whole": inside_whole[month, member] / draws,
            }
        )
    )


def _draw(weighed: Weighed, method: Method, months: int, draws: int, random: np.random.Generator) -> np.ndarray:
    evidence, keep = weighed.evidence, kept_share(method)
    pieces, events = len(evidence.event), len(evidence.event_ids)
    # One draw an event, whatever states it bears on and whoever tells it.
    luck, when = random.random((2, draws, events))
    happened = luck[:, evidence.event] < evidence.confidence
    days = (evidence.last - evidence.first).astype(np.int64) + 1
    day = evidence.first + (when[:, evidence.event] * days).astype(np.int64)
    month = (day.astype("datetime64[M]") - np.datetime64(FIRST_DAY, "M")).astype(np.int64)
    off = 1 + method.weight_spread * random.standard_normal((draws, KINDS))
    part = np.divide(weighed.value, evidence.confidence, out=np.zeros(pieces), where=evidence.confidence > 0)
    value = np.where(happened & (month < months), part * off[:, evidence.kind], 0)
    slots = MEMBERS + len(weighed.pools)
    slot = np.where(weighed.pool == 0, evidence.member, MEMBERS + weighed.pool - 1)
    cell = (np.minimum(month, months - 1) * draws + np.arange(draws)[:, None]) * slots + slot
    news = np.bincount(cell.ravel(), value.ravel(), minlength=months * draws * slots).astype(float)
    told = carry(news.reshape(months, draws * slots), keep).reshape(months, draws, slots)
    total = told[:, :, :MEMBERS].copy()
    held = told[:, :, MEMBERS:] * held_to(told[:, :, MEMBERS:], method.source_bound)
    for member in range(MEMBERS):
        total[:, :, member] += held[:, :, weighed.pools[:, 1] == member].sum(axis=2)
    return total.transpose(1, 0, 2)
