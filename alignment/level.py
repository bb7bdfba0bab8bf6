"""A local level with a discount: where every state stands month by month, and on how much evidence.

In: evidence, the method's numbers, membership. Out: a `Level` of tables, months down and scored states across. What
each event adds to it is left to `alignment.contributions`.

A state has a mean (the score) and a mass (how much evidence it rests on). With every month the mass fades, down to a
floor, and the mean stays. News pulls the mean towards itself by its share of the mass: for an event of mass w and
direction d, ``mean = (mass * mean + w * d) / (mass + w)``. This is the local level of M. West and J. Harrison, Bayesian
Forecasting and Dynamic Models, 2nd ed. (1997), chapters 2 and 6, where the mass is the posterior precision in units of
an observation's. docs/method.md derives it in plain words.

One pass over the pieces sums up the months' news; the months are then walked once. Time and memory are linear in the
pieces, whatever the number of months.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alignment.evidence import Evidence
from alignment.membership import Membership, statuses
from alignment.method import Method
from alignment.months import month_name
from alignment.reports import NOBODY
from events.vocabulary import DIMENSIONS, EVENT_TYPES, SCORED

MEMBERS = len(SCORED)
DENSE_CELLS = 20_000_000
ROUNDING = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class Weighed:
    """A method's reading of evidence; arrays of one length, one a piece.

    `mass` is what the piece weighs when it is new (0 where it does not count); `pool` the piece's place among the
    pools, -1 where no bound can touch it. A pool is what one source alone tells of one state: ``pools[n]`` is
    (source, state).
    """

    evidence: Evidence
    mass: np.ndarray
    pool: np.ndarray
    pools: np.ndarray


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A change of membership as evidence: `month` counted from 2010-01, `member` in `SCORED`, as for an event."""

    month: int
    member: int
    status: str
    mass: float
    direction: int


@dataclass(frozen=True, slots=True)
class Hold:
    """In `month` the pool's whole say, old and new, was multiplied by `factor` to keep it within its share."""

    month: int
    pool: int
    factor: float


@dataclass(frozen=True, slots=True)
class Level:
    """Months down, scored states across, unless said otherwise.

    Parameters
    ----------
    mean : ndarray
        The score, in [-1, 1].
    mass : ndarray
        Evidence it rests on, after the month's news.
    misread : ndarray
        The share of the evidence that is likely to have been misread: the mean of 1 - confidence, 0 to 1. A source
        held to its share is taken to be as unsure as the state's other evidence.
    kept : ndarray
        What the month's news leaves of everything older: mass before the news by mass after it, 1 without news.
    start : ndarray
        One a state: the value in the first month before any news.
    changes : tuple of StatusChange
        In order of months.
    holds : tuple of Hold
        In order of months.
    """

    mean: np.ndarray
    mass: np.ndarray
    misread: np.ndarray
    kept: np.ndarray
    start: np.ndarray
    changes: tuple[StatusChange, ...]
    holds: tuple[Hold, ...]


@dataclass(frozen=True, slots=True)
class _Pooled:
    """What pools that could pass their share add, sorted by month; ``starts[t]:starts[t + 1]`` is month t's."""

    starts: np.ndarray
    pool: np.ndarray
    mass: np.ndarray
    pull: np.ndarray


def weigh(evidence: Evidence, method: Method) -> Weighed:
    """Give each piece its mass, and find the sources that could pass their share."""
    weights = np.array([method.weights[name] for name in EVENT_TYPES])
    factors = np.array([method.dimensions[name] for name in DIMENSIONS])
    weight = (weights[:, None] * factors).ravel()[evidence.kind.astype(np.int64) * len(DIMENSIONS) + evidence.dimension]
    mass = np.where(evidence.counted(method), evidence.masses(method) * weight, 0.0)
    pair = np.where(evidence.source == NOBODY, -1, evidence.source.astype(np.int64) * MEMBERS + evidence.member)
    # A source that never told this much in all is below its share at any time: the mass never falls below the floor.
    told = np.bincount(pair + 1, mass, minlength=len(evidence.sources) * MEMBERS + 1)
    told[0] = 0
    least = min(method.start_mass, method.least_mass)
    heavy = np.flatnonzero(told > method.source_share * least) if method.source_share < 1 else np.zeros(0, np.int64)
    place = np.full(len(told), -1, dtype=np.int32)
    place[heavy] = np.arange(len(heavy))
    pools = np.column_stack(((heavy - 1) // MEMBERS, (heavy - 1) % MEMBERS))
    return Weighed(evidence, mass, place[pair + 1], pools)


def status_changes(membership: Membership, method: Method, months: int) -> tuple[StatusChange, ...]:
    """Each change of status as evidence in its own direction, away from Moscow where the new status says less.

    Its mass is ``change_mass * |b1 - b0| / |d - b1|`` for values b0 before and b1 after, d = sign(b1 - b0): with the
    mass of a starting value behind it, a state of which nothing else is told then comes to stand exactly at b1. One
    that stands lower already is still pushed in the direction of the change and never back towards b1.
    """
    rows = statuses(membership, months)
    found = []
    for month in range(1, months):
        for member, (before, after) in enumerate(zip(rows[month - 1], rows[month], strict=True)):
            old, new = method.baselines[before], method.baselines[after]
            if before != after and new != old:
                direction = 1 if new > old else -1
                mass = method.change_mass * abs(new - old) / abs(direction - new)
                found.append(StatusChange(month, member, after, mass, direction))
    return tuple(found)


def level(weighed: Weighed, method: Method, membership: Membership, until: int) -> Level:
    """Walk the months from 2010-01 to `until`.

    Raises
    ------
    ValueError
        The evidence was made ready for fewer months.
    """
    evidence, months = weighed.evidence, until + 1
    if until > evidence.until:
        raise ValueError(f"this evidence ends in {month_name(evidence.until)}; prepare it again with a later end")
    spread = evidence.spread
    values = [value[spread.piece] * spread.share for value in (weighed.mass, weighed.mass * evidence.direction)]
    unsure = (weighed.mass * (1 - evidence.believed(method)))[spread.piece] * spread.share
    tables = _by_month(evidence, evidence.member, MEMBERS, [*values, unsure], months)
    added, pull, unsure = (table.copy() for table in tables)
    changes = status_changes(membership, method, months)
    for change in changes:
        added[change.month, change.member] += change.mass
        pull[change.month, change.member] += change.mass * change.direction
    start = np.array([method.baselines[status] for status in statuses(membership, 1)[0]])
    pools = _Pools(weighed, method, _pooled(weighed, values, months))
    mean, mass, misread, kept = _walk(added, pull, unsure, start, pools, method)
    return Level(mean, mass, misread, kept, start, changes, tuple(pools.holds))


def _walk(
    added: np.ndarray, pull: np.ndarray, unsure: np.ndarray, start: np.ndarray, pools: _Pools, method: Method
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Mean, mass, misread and kept share by month; `pools` notes where a source is held back."""
    discount = 0.5 ** (1 / method.half_life_months)
    mean, mass, misread, kept = (np.empty_like(added) for _ in range(4))
    value, doubt, behind = start, np.zeros(MEMBERS), np.full(MEMBERS, method.start_mass)
    for month in range(len(added)):
        before = np.maximum(discount * behind, np.minimum(behind, method.least_mass)) if month else behind
        total = before + added[month]
        pulled = before * value + pull[month]
        doubted = (before * doubt + unsure[month]) / total
        pools.step(month, before / behind, total, pulled)
        # Without news nothing is reckoned anew, so that not even a rounding error moves a score.
        news = added[month] > 0
        value = np.where(news, np.clip(pulled / total, -1, 1), value)
        doubt = np.where(news, doubted, doubt)
        behind = np.where(news, total, before)
        mean[month], mass[month], misread[month], kept[month] = value, behind, doubt, before / behind
    return mean, mass, misread, kept


class _Pools:
    """What single sources weigh in each state as the months go by, held to their share.

    A source over its share is held as a whole: its older word shrinks with its newer one, so that what it says last is
    still heard. The share is at least a half, so that no two sources can be over theirs at once.
    """

    def __init__(self, weighed: Weighed, method: Method, news: _Pooled | None) -> None:
        self.holds: list[Hold] = []
        self._news = news
        count = len(weighed.pools)
        self._member = weighed.pools[:, 1]
        self._mass, self._pull, self._seen = np.zeros(count), np.zeros(count), np.zeros(count)
        self._log_fade = np.zeros(MEMBERS)
        self._ratio = method.source_share / (1 - method.source_share) if method.source_share < 1 else np.inf

    def step(self, month: int, fade: np.ndarray, total: np.ndarray, pulled: np.ndarray) -> None:
        """Age the pools by `fade`, add the month's news, and take from `total` and `pulled` what is over the share."""
        if self._news is None:
            return
        self._log_fade += np.log(fade)
        here = slice(self._news.starts[month], self._news.starts[month + 1])
        pool = self._news.pool[here]
        member = self._member[pool]
        # Only those that tell something are brought up to date: the others lose share by it.
        aged = np.exp(self._log_fade[member] - self._seen[pool])
        self._seen[pool] = self._log_fade[member]
        self._mass[pool] = self._mass[pool] * aged + self._news.mass[here]
        self._pull[pool] = self._pull[pool] * aged + self._news.pull[here]
        rest = total[member] - self._mass[pool]
        for one in pool[self._mass[pool] > self._ratio * rest * ROUNDING]:
            state = self._member[one]
            factor = self._ratio * (total[state] - self._mass[one]) / self._mass[one]
            total[state] -= (1 - factor) * self._mass[one]
            pulled[state] -= (1 - factor) * self._pull[one]
            self._mass[one] *= factor
            self._pull[one] *= factor
            self.holds.append(Hold(month, int(one), float(factor)))


def _by_month(
    evidence: Evidence, column: np.ndarray, columns: int, values: list[np.ndarray], months: int
) -> list[np.ndarray]:
    """The values of pieces over their months added up by month and the pieces' column."""
    spread = evidence.spread
    cell = column.astype(np.int32)[spread.piece]
    cell += spread.month * np.int32(columns)
    size = (evidence.until + 1) * columns
    tables = [np.bincount(cell, value, minlength=size).astype(float, copy=False) for value in values]
    return [table.reshape(-1, columns)[:months] for table in tables]


def _pooled(weighed: Weighed, values: list[np.ndarray], months: int) -> _Pooled | None:
    evidence, count = weighed.evidence, len(weighed.pools)
    if not count:
        return None
    columns = count + 1  # the last is for what has no pool
    if (evidence.until + 1) * columns <= DENSE_CELLS:
        column = np.where(weighed.pool < 0, count, weighed.pool)
        tables = [table.ravel() for table in _by_month(evidence, column, columns, values, months)]
        cells = np.flatnonzero(tables[0] > 0)
        cells = cells[cells % columns < count]
        mass, pull = (table[cells] for table in tables)
    else:  # a table of all sources by month would be too large; sorting takes longer
        spread = evidence.spread
        entry = np.flatnonzero((weighed.pool[spread.piece] >= 0) & (spread.month < months) & (values[0] > 0))
        cell = spread.month[entry].astype(np.int64) * columns + weighed.pool[spread.piece[entry]]
        cells, place = np.unique(cell, return_inverse=True)
        mass, pull = (np.bincount(place, value[entry]) for value in values)
    return _Pooled(np.searchsorted(cells, np.arange(months + 1) * columns), cells % columns, mass, pull)
