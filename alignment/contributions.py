"""The one place that says what each event, dimension, source and change of status adds to a score.

In: evidence, the method's numbers, membership. Out: `Contributions`, which answers two questions exactly:

- *What is a score made of?* `Contributions.parts`: every item has a share of the evidence, and its part is that share
  times its direction. The starting value's part and all the others add up to the score itself.
- *What moved it?* `Contributions.moves` and `Contributions.steps`: news pulls a score from where it stood towards its
  own direction, ``move = share * (direction - score before)``. The moves add up to the difference of the two scores.
  What is older moves nothing; it only gives way.

Nobody outside `alignment` reckons with weights: explanations, waterfall, captions, turning points and files ask here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from alignment.evidence import Evidence
from alignment.evidence_shares import EvidenceShares
from alignment.level import MEMBERS, Level, level, weigh
from alignment.membership import Membership, load_membership
from alignment.method import Method, load_method
from alignment.months import month_name
from events.vocabulary import ACTED_BY, DIMENSIONS, SCORED

PART_COLUMNS = ("kind", "event_id", "status", "source", "by", "dimension", "date", "share", "part")
MOVE_COLUMNS = ("member", "date", "kind", "event_id", "status", "source", "by", "move")
KINDS = ("event", "status", "source")
EVENT, STATUS, SOURCE = range(3)


@dataclass(frozen=True, slots=True)
class _Moves:
    """What moved scores up to one month; arrays of one length. `number` is the event's, change's or held source's."""

    month: int
    member: np.ndarray
    kind: np.ndarray
    number: np.ndarray
    by: np.ndarray
    move: np.ndarray

    def take(self, rows: np.ndarray) -> _Moves:
        """These rows."""
        return _Moves(self.month, *(getattr(self, name)[rows] for name in ("member", "kind", "number", "by", "move")))


@dataclass(frozen=True)
class Contributions:
    """What every score is made of and what moved it. Months are counted from 2010-01, members as in `SCORED`.

    Parameters
    ----------
    shares : EvidenceShares
        What share of the evidence every piece of news has.
    """

    shares: EvidenceShares

    @property
    def level(self) -> Level:
        """The scores themselves."""
        return self.shares.level

    def parts(self, member: int, month: int) -> pd.DataFrame:
        """What one score is made of.

        Returns
        -------
        DataFrame
            `kind` ("start", "status", "event"), `event_id`, `status`, `source`, `by`, `dimension`, `date` (month in
            which a status changed), `share` of the evidence, `part` of the score. An event has a row for each source
            that tells what no other does (`source` is "" for what rests on nobody alone) and each dimension. Shares add
            up to 1, parts to the score.
        """
        evidence, news = self.shares.weighed.evidence, self.shares.news
        entries = np.flatnonzero(news.member[: news.starts[month + 1]] == member)
        share = np.bincount(news.piece[entries], self.shares.left_of(entries, month), minlength=len(evidence.event))
        piece = np.unique(news.piece[entries])
        share = share[piece]
        events = pd.DataFrame(
            {
                "kind": "event",
                "event_id": np.asarray(evidence.event_ids.take(evidence.event[piece]), dtype=object),
                "status": "",
                "source": _source_names(evidence)[evidence.source[piece]],
                "by": _names(ACTED_BY, evidence.by[piece]),
                "dimension": _names(DIMENSIONS, evidence.dimension[piece]),
                "date": "",
                "share": share,
                "part": share * evidence.direction[piece],
            }
        )
        left = float(self.shares.start_left[month, member])
        rows: list[tuple[Any, ...]] = [("start", "", "", "", "", "", "", left, left * self.level.start[member])]
        for change in self.level.changes:
            if change.member == member and change.month <= month:
                held = self.shares.of_change(change, month)
                told = ("status", "", change.status, "", _who(change.status), "", month_name(change.month))
                rows.append((*told, held, held * change.direction))
        return pd.concat([pd.DataFrame(rows, columns=list(PART_COLUMNS)), events], ignore_index=True).astype(
            dict.fromkeys(PART_COLUMNS[:-2], "str")
        )

    def sizes(self, members: Iterable[int], month: int) -> dict[str, float]:
        """By event, the size of its parts of some states' scores at a month's end, together and without their signs."""
        evidence, news = self.shares.weighed.evidence, self.shares.news
        until = int(news.starts[month + 1])
        total = np.zeros(len(evidence.event_ids))
        told = np.zeros(len(total), dtype=bool)
        for member in members:
            entries = np.flatnonzero(news.member[:until] == member)
            piece = news.piece[entries]
            part = self.shares.left_of(entries, month) * evidence.direction[piece]
            total += np.abs(np.bincount(evidence.event[piece], part, minlength=len(total)))
            told[evidence.event[piece]] = True
        numbers = np.flatnonzero(told)
        return dict(zip(evidence.event_ids.take(numbers), total[numbers].tolist(), strict=True))

    def moves(self, member: int, before: int, month: int) -> pd.DataFrame:
        """What moved a score from one month's end to a later one's, the largest move first.

        Returns
        -------
        DataFrame
            `member`, `date`, `kind`, `event_id`, `status`, `source`, `by`, `move`. `kind` is "event", "status", or
            "source" where a source was held to its share and its older word gave way. Moves add up to the difference.
        """
        found = self._window(before, month)
        return self._table([_largest(found.take(np.flatnonzero(found.member == member)), None)])

    def steps(self, lag: int = 1, most: int | None = None) -> pd.DataFrame:
        """What moved every state to each month's end from the end of the month `lag` before.

        Parameters
        ----------
        lag : int
            1 for monthly steps, 12 for yearly ones; the first months are held against the very first.
        most : int, optional
            At most so many rows a state and month.

        Returns
        -------
        DataFrame
            As `moves`, by month and state, the largest moves first.
        """
        months = range(1, len(self.level.mean))
        return self._table([_largest(self._window(max(0, month - lag), month), most) for month in months])

    def by_dimension(self) -> tuple[np.ndarray, np.ndarray]:
        """Parts and shares by dimension: two tables of months by dimensions by scored states.

        The second axis is `DIMENSIONS`, then membership (starting value and changes of status). Parts add up to the
        score and shares to 1: the score is the mean of each dimension's own ``part / share``, weighted by the shares.
        """
        evidence = self.shares.weighed.evidence
        columns = len(DIMENSIONS) + 1
        parts = self.shares.by_column(evidence.direction, evidence.dimension, columns, self.level.start, signed=True)
        ones = np.ones(len(evidence.event))
        shares = self.shares.by_column(ones, evidence.dimension, columns, np.ones(MEMBERS), signed=False)
        return parts.transpose(0, 2, 1), shares.transpose(0, 2, 1)

    def _window(self, before: int, month: int) -> _Moves:
        """What moved each state from `before` to `month`, one row an item."""
        evidence, news = self.shares.weighed.evidence, self.shares.news
        entries = np.arange(news.starts[before + 1], news.starts[month + 1])
        piece = news.piece[entries]
        pull = evidence.direction[piece] - self.level.mean[before, news.member[entries]]
        key = evidence.event[piece].astype(np.int64) * MEMBERS + news.member[entries]
        keys, first, place = np.unique(key, return_index=True, return_inverse=True)
        move = np.bincount(place, self.shares.left_of(entries, month) * pull, minlength=len(keys))
        blocks: list[tuple[np.ndarray, ...]] = [
            (keys % MEMBERS, np.full(len(keys), EVENT), keys // MEMBERS, evidence.by[piece[first]], move)
        ]
        blocks += [self._status_moves(before, month), self._held_moves(before, month)]
        return _Moves(month, *(np.concatenate(columns) for columns in zip(*blocks, strict=True)))

    def _status_moves(self, before: int, month: int) -> tuple[np.ndarray, ...]:
        rows = []
        for number, change in enumerate(self.level.changes):
            if before < change.month <= month:
                move = self.shares.of_change(change, month) * (
                    change.direction - self.level.mean[before, change.member]
                )
                rows.append((change.member, STATUS, number, ACTED_BY.index(_who(change.status)), move))
        return _columns(rows)

    def _held_moves(self, before: int, month: int) -> tuple[np.ndarray, ...]:
        """A held source's older word gives way to its newer one: what this moves beside the news itself."""
        left = np.expm1(self.shares.log_held[month] - self.shares.log_held[before])
        rows = []
        for number in np.flatnonzero(left[:-1]):
            member = self.shares.weighed.pools[self.shares.held_pools[number], 1]
            part, share = (table[before, number] for table in self.shares.held_totals)
            move = (
                left[number]
                * self.shares.since(before, month, member)
                * (part - share * self.level.mean[before, member])
            )
            rows.append((member, SOURCE, number, ACTED_BY.index("other"), move))
        return _columns(rows)

    def _table(self, found: Iterable[_Moves]) -> pd.DataFrame:
        found = list(found)
        if not found:
            return pd.DataFrame({name: pd.Series(dtype="float64") for name in MOVE_COLUMNS})
        member, kind, number, by, move = (
            np.concatenate([getattr(moves, name) for moves in found])
            for name in ("member", "kind", "number", "by", "move")
        )
        evidence = self.shares.weighed.evidence
        sources = [evidence.sources[self.shares.weighed.pools[pool, 0]] for pool in self.shares.held_pools]
        events = np.full(len(kind), "", dtype=object)
        here = kind == EVENT
        events[here] = np.asarray(evidence.event_ids.take(number[here]), dtype=object)
        dates = [month_name(moves.month) for moves in found]
        table = pd.DataFrame(
            {
                "member": _names(SCORED, member),
                "date": np.repeat(np.array(dates, dtype=object), [len(moves.move) for moves in found]),
                "kind": _names(KINDS, kind),
                "event_id": events,
                "status": _told([change.status for change in self.level.changes], number, kind == STATUS),
                "source": _told(sources, number, kind == SOURCE),
                "by": _names(ACTED_BY, by),
                "move": move,
            }
        )
        return table.astype(dict.fromkeys(MOVE_COLUMNS[:-1], "str"))


def contributions(
    evidence: Evidence,
    method: Method | None = None,
    membership: Membership | None = None,
    until: int | None = None,
) -> Contributions:
    """Score all states up to `until` (counted from 2010-01; the evidence's end when left out), ready to be taken apart.

    Raises
    ------
    ValueError
        The evidence was made ready for fewer months.
    """
    method, membership = method or load_method(), membership or load_membership()
    weighed = weigh(evidence, method)
    until = evidence.until if until is None else until
    return Contributions(EvidenceShares(level(weighed, method, membership, until), weighed))


def _largest(moves: _Moves, most: int | None) -> _Moves:
    """By state, the largest moves first; at most so many of each."""
    order = np.lexsort((-np.abs(moves.move), moves.member))
    if most is not None:
        member = moves.member[order]
        begins = np.searchsorted(member, np.arange(MEMBERS))
        order = order[np.arange(len(order)) - begins[member] < most]
    return moves.take(order)


def _who(status: str) -> str:
    """Suspending a member is the alliance's act; joining, freezing and leaving are its own."""
    return "moscow" if status == "suspended" else "own"


def _source_names(evidence: Evidence) -> np.ndarray:
    """Names by number; the last is for what rests on no single source, whose number is -1."""
    return np.array([*evidence.sources, ""], dtype=object)


def _names(names: tuple[str, ...], number: np.ndarray) -> np.ndarray:
    return np.array(names, dtype=object)[number]


def _told(names: list[str], number: np.ndarray, here: np.ndarray) -> np.ndarray:
    """The names where they apply, and "" elsewhere."""
    return np.array([*names, ""], dtype=object)[np.where(here, number, -1)]


def _columns(rows: list[tuple[Any, ...]]) -> tuple[np.ndarray, ...]:
    if not rows:
        return (*(np.zeros(0, dtype=np.int64) for _ in range(4)), np.zeros(0))
    *numbers, move = zip(*rows, strict=True)
    return (*(np.array(column, dtype=np.int64) for column in numbers), np.array(move, dtype=float))
