"""What share of a state's evidence every piece of news has, and what later news leaves of it.

In: a level and the weighed evidence behind it. Out: `EvidenceShares`. What is told of these shares, as parts of a score
and as moves, is `alignment.contributions`'.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from alignment.level import MEMBERS, Level, StatusChange, Weighed


@dataclass(frozen=True, slots=True)
class News:
    """Each counted piece in each month of its interval, sorted by month; arrays of one length.

    `share` of the state's evidence at that month's end; ``starts[t]:starts[t + 1]`` is month t's.
    """

    piece: np.ndarray
    month: np.ndarray
    member: np.ndarray
    share: np.ndarray
    starts: np.ndarray


@dataclass(frozen=True)
class EvidenceShares:
    """Shares of evidence over time. Months are counted from 2010-01, members as in `SCORED`.

    A piece of news has the share ``mass / (mass of the state)`` in its own month; each later month leaves of it what
    the month's news leaves of everything older, and of a source held to its share the factor by which it was held.

    Parameters
    ----------
    level : Level
        The scores and masses.
    weighed : Weighed
        The evidence as the method reads it.
    """

    level: Level
    weighed: Weighed

    def with_directions(self, direction: np.ndarray) -> np.ndarray:
        """The scores if the pieces had these directions: months by states. No mass changes with a direction."""
        return self.by_column(direction, np.zeros(len(direction), dtype=np.int64), 1, self.level.start, signed=True)[
            :, :, 0
        ]

    def news_share(self) -> np.ndarray:
        """The share of each month's evidence that is the month's own news: months by states."""
        news, months = self.news, len(self.level.mean)
        table = np.bincount(news.month.astype(np.int64) * MEMBERS + news.member, news.share, months * MEMBERS)
        return table.astype(float, copy=False).reshape(months, MEMBERS)

    @cached_property
    def news(self) -> News:
        """All counted news, sorted by month."""
        evidence, months = self.weighed.evidence, len(self.level.mean)
        spread = evidence.spread
        mass = self.weighed.mass[spread.piece] * spread.share
        entry = np.flatnonzero((spread.month < months) & (mass > 0))
        entry = entry[np.argsort(spread.month[entry].astype(np.int16), kind="stable")]
        piece, month = spread.piece[entry], spread.month[entry]
        member = evidence.member[piece]
        share = mass[entry] / self.level.mass[month, member] * self._held_factor[month, self._held(piece)]
        return News(piece, month, member, share, np.searchsorted(month, np.arange(months + 1)))

    @cached_property
    def _log_left(self) -> np.ndarray:
        return np.cumsum(np.log(self.level.kept), axis=0)

    @cached_property
    def start_left(self) -> np.ndarray:
        """What is left of the starting value, by month and state."""
        return np.exp(self._log_left)

    @cached_property
    def held_pools(self) -> np.ndarray:
        """The pools that are held to their share in some month."""
        return np.unique(np.array([hold.pool for hold in self.level.holds], dtype=np.int64))

    @cached_property
    def held_number(self) -> np.ndarray:
        """Place of each pool among the held ones, -1 where it never is; the last is for pieces without a pool."""
        place = np.full(len(self.weighed.pools) + 1, -1)
        place[self.held_pools] = np.arange(len(self.held_pools))
        return place

    @cached_property
    def _held_factor(self) -> np.ndarray:
        """What each held source's whole say is multiplied by, by month; the last column, of 1, is all the rest."""
        factors = np.ones((len(self.level.mean), len(self.held_pools) + 1))
        for hold in self.level.holds:
            factors[hold.month, self.held_number[hold.pool]] = hold.factor
        return factors

    @cached_property
    def log_held(self) -> np.ndarray:
        """Logarithm of what has been held back of each held source by each month; the last column is 0 for the rest."""
        return np.cumsum(np.log(self._held_factor), axis=0)

    @cached_property
    def held_totals(self) -> tuple[np.ndarray, np.ndarray]:
        """Parts and shares of each held source in its state, by month."""
        news, months = self.news, len(self.level.mean)
        direction = self.weighed.evidence.direction[news.piece]
        row = np.where(self._held(news.piece) < 0, 0, MEMBERS + self._held(news.piece))
        cell = news.month.astype(np.int64) * self._rows + row
        tables = [
            np.bincount(cell, value, minlength=months * self._rows).astype(float, copy=False)
            for value in (news.share * direction, news.share)
        ]
        parts, shares = (self._carried(table.reshape(months, self._rows, 1))[:, MEMBERS:, 0] for table in tables)
        return parts, shares

    @property
    def _rows(self) -> int:
        return MEMBERS + len(self.held_pools)

    def _held(self, piece: np.ndarray) -> np.ndarray:
        return self.held_number[self.weighed.pool[piece]]

    def since(self, before: int | np.ndarray, month: int, member: int | np.ndarray) -> np.ndarray:
        """What the news since `before` leaves of a share."""
        return np.exp(self._log_left[month, member] - self._log_left[before, member])

    def of_change(self, change: StatusChange, month: int) -> float:
        """What is left by `month` of the share that a change of status had in its own."""
        share = change.mass / self.level.mass[change.month, change.member]
        return float(share * self.since(change.month, month, change.member))

    def left_of(self, entries: np.ndarray, month: int) -> np.ndarray:
        """What is left by `month` of the shares that news had in their own months."""
        news = self.news
        piece, own, member = news.piece[entries], news.month[entries], news.member[entries]
        held = self._held(piece)
        left = self.since(own, month, member) * np.exp(self.log_held[month, held] - self.log_held[own, held])
        return news.share[entries] * left

    def by_column(
        self, value: np.ndarray, column: np.ndarray, columns: int, start: np.ndarray, *, signed: bool
    ) -> np.ndarray:
        """The pieces' shares times their value, added up over time: months by states by the pieces' column.

        What membership says goes into the last column: the starting value times its share, and each change of status.
        """
        news, months = self.news, len(self.level.mean)
        held = self._held(news.piece)
        row = np.where(held < 0, news.member, MEMBERS + held)
        cell = (news.month.astype(np.int64) * self._rows + row) * columns + column[news.piece]
        table = np.bincount(cell, news.share * value[news.piece], minlength=months * self._rows * columns)
        table = table.astype(float, copy=False).reshape(months, self._rows, columns)
        table[0, :MEMBERS, -1] += self.level.kept[0] * start
        for change in self.level.changes:
            share = self.of_change(change, change.month)
            table[change.month, change.member, -1] += share * (change.direction if signed else 1)
        whole = self._carried(table)
        for number, pool in enumerate(self.held_pools):
            whole[:, self.weighed.pools[pool, 1]] += whole[:, MEMBERS + number]
        return whole[:, :MEMBERS]

    def _carried(self, table: np.ndarray) -> np.ndarray:
        """Months by rows (states, then held sources) by columns: each month keeps its share of the one before."""
        owner = np.concatenate((np.arange(MEMBERS), self.weighed.pools[self.held_pools, 1]))
        factor = self.level.kept[:, owner]
        factor[:, MEMBERS:] *= self._held_factor[:, :-1]
        for month in range(1, len(table)):
            table[month] += factor[month][:, None] * table[month - 1]
        return table
