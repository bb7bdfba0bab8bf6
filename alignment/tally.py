"""The events' sum for every state and month, how far it may be off, and where one source's word was held back.

In: evidence, the method's numbers. Out: a `Tally` of tables, months down and scored states across.

One pass over the pieces fills tables by month; the months are then walked once, because what an event still counts is
what it counted a month ago times a constant. Time and memory are linear in the pieces, whatever the number of months.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from alignment.evidence import Evidence
from alignment.method import Method
from alignment.months import month_name
from alignment.reports import NOBODY
from events.vocabulary import DIMENSIONS, EVENT_TYPES, SCORED

KINDS, MEMBERS = len(EVENT_TYPES), len(SCORED)
POOLS_AT_ONCE = 2000
BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class Tally:
    """Months down, scored states across, on the latent scale.

    `latent` the events' sum; `events_variance` from confidence, dates and weights; `drift_variance` what silence adds;
    `evidence` the number of events still at work.
    """

    latent: np.ndarray
    events_variance: np.ndarray
    drift_variance: np.ndarray
    evidence: np.ndarray


@dataclass(frozen=True, slots=True)
class Weighed:
    """A method's reading of evidence; arrays of one length, one a piece.

    `head` is the evidence's, where the event is sure enough to count; `value` what the piece gives when it is new
    (signed, 0 where it does not count); `pool` its place among the pools, 0 when no bound can touch it. A pool is what
    one source alone tells of one state: ``pools[n - 1]`` is (source, state).
    """

    evidence: Evidence
    head: np.ndarray
    weight: np.ndarray
    value: np.ndarray
    pool: np.ndarray
    pools: np.ndarray


def weigh(evidence: Evidence, method: Method) -> Weighed:
    """Give each piece its weight, and find the sources that could come to their bound."""
    weights = np.array([method.weights[name] for name in EVENT_TYPES])
    factors = np.array([method.dimensions[name] for name in DIMENSIONS])
    weight = (weights[:, None] * factors).ravel()[evidence.kind.astype(np.int64) * len(DIMENSIONS) + evidence.dimension]
    counts = evidence.confidence >= method.min_confidence
    value = np.where(counts, evidence.direction * evidence.mass * weight, 0)
    pair = np.where(evidence.source == NOBODY, -1, evidence.source.astype(np.int64) * MEMBERS + evidence.member)
    # However old its events are, a source never has more to say than all of them together, in one direction.
    most = np.bincount(pair + 1, np.abs(value), minlength=len(evidence.sources) * MEMBERS + 1)
    most[0] = 0
    heavy = np.flatnonzero(most > method.source_bound)
    place = np.zeros(len(most), dtype=np.int32)
    place[heavy] = np.arange(1, len(heavy) + 1)
    pools = np.column_stack(((heavy - 1) // MEMBERS, (heavy - 1) % MEMBERS))
    return Weighed(evidence, evidence.head & counts, weight, value, place[pair + 1], pools)


def tally(evidence: Evidence, method: Method, until: int) -> Tally:
    """Add up, for each scored state and each month from 2010-01 to `until`.

    Raises
    ------
    ValueError
        The evidence was made ready for fewer months.
    """
    if until > evidence.until:
        raise ValueError(f"this evidence ends in {month_name(evidence.until)}; prepare it again with a later end")
    weighed = weigh(evidence, method)
    months = until + 1
    news = _news(weighed, method, months)
    by_kind, doubt = _add_up(weighed, news, method, months)
    seen, quiet = _hearing(weighed, news, months)
    variance = np.maximum(doubt, 0) + method.weight_spread**2 * (by_kind**2).sum(axis=1)
    return Tally(
        latent=by_kind.sum(axis=1),
        events_variance=variance,
        drift_variance=_drift(variance, quiet, method),
        evidence=carry(seen, kept_share(method)),
    )


def by_dimension(evidence: Evidence, method: Method, until: int) -> np.ndarray:
    """The events' sum by dimension: months by `DIMENSIONS` by scored states; adds up to the sum of `tally`."""
    weighed, months = weigh(evidence, method), until + 1
    # Weights are given by now: what is added up by kind can be added up by dimension just as well.
    weighed = replace(weighed, evidence=replace(evidence, kind=evidence.dimension))
    by_kind, _ = _add_up(weighed, _news(weighed, method, months), method, months)
    return by_kind[:, : len(DIMENSIONS)]


def kept_share(method: Method) -> float:
    """What a month leaves of an event's part."""
    return 0.5 ** (1 / method.half_life_months)


@dataclass(frozen=True, slots=True)
class _News:
    """Each piece in each month of its interval; arrays of one length.

    `piece`, `month`; `share` of the piece's interval; `doubt` by how much the month raises the variance of the part.
    """

    piece: np.ndarray
    month: np.ndarray
    share: np.ndarray
    doubt: np.ndarray

    def where(self, kept: np.ndarray | slice) -> _News:
        """Those that `kept` marks."""
        return _News(self.piece[kept], self.month[kept], self.share[kept], self.doubt[kept])


def _news(weighed: Weighed, method: Method, months: int) -> _News:
    """Spread the pieces over the months of their intervals, with the variance that each month adds.

    Each event happened or did not, on one day of its interval, with a weight that may err. For weight w, confidence c
    and age A (at random in the interval) the variance of its part is
    ``(1 + spread²) · w² · (c · E[A²] - (c · E[A])²)``; both means over the interval are carried from month to month.
    """
    evidence, spread, keep = weighed.evidence, weighed.evidence.spread, kept_share(method)
    size = np.where(weighed.head, (1 + method.weight_spread**2) * weighed.weight**2 * evidence.confidence, 0)
    carried = np.zeros(len(size))  # what each event counted by the month before
    doubt = np.empty(len(spread.share))
    for low, high in pairwise(spread.ends):
        piece, share = spread.piece[low:high], spread.share[low:high]
        past = carried[piece] * keep
        carried[piece] = past + share
        squares = share * (2 * past + share)
        doubt[low:high] = size[piece] * (share - evidence.confidence[piece] * squares)
    if months > evidence.until:
        return _News(spread.piece, spread.month, spread.share, doubt)
    return _News(spread.piece, spread.month, spread.share, doubt).where(spread.month < months)


def _add_up(weighed: Weighed, news: _News, method: Method, months: int) -> tuple[np.ndarray, np.ndarray]:
    """The sum by month, kind and state, each source held to its bound, and its doubt by month and state."""
    keep = kept_share(method)
    weighed = _binding(weighed, news, method, months, keep)
    by_kind, doubt = _free(weighed, news, months, keep)
    for low in range(1, len(weighed.pools) + 1, POOLS_AT_ONCE):
        _add_pools(weighed, news, method, keep, by_kind, doubt, low)
    return by_kind, doubt


def _binding(weighed: Weighed, news: _News, method: Method, months: int, keep: float) -> Weighed:
    """The same with those pools only that come to their bound in some month: few do, and each costs a table by kind."""
    if not len(weighed.pools):
        return weighed
    told = np.zeros((months, len(weighed.pools) + 1))  # the first column is what has no pool
    for block in _blocks(news):
        told += _sum(block, weighed.pool, weighed.value[block.piece] * block.share, told.shape)
    told = carry(told[:, 1:], keep)
    bound = np.flatnonzero((np.abs(told) > method.source_bound).any(axis=0))
    place = np.zeros(len(weighed.pools) + 1, dtype=np.int32)
    place[bound + 1] = np.arange(1, len(bound) + 1)
    return replace(weighed, pool=place[weighed.pool], pools=weighed.pools[bound])


def _free(weighed: Weighed, news: _News, months: int, keep: float) -> tuple[np.ndarray, np.ndarray]:
    """What no bound can touch: the sum by month, kind and state, and its doubt by month and state."""
    evidence = weighed.evidence
    slot = evidence.kind * MEMBERS + evidence.member
    free = weighed.pool == 0
    value = np.where(free, weighed.value, 0)
    by_kind, by_member = np.zeros((months, KINDS * MEMBERS)), np.zeros((months, MEMBERS))
    for block in _blocks(news):
        by_kind += _sum(block, slot, value[block.piece] * block.share, by_kind.shape)
        by_member += _sum(block, evidence.member, block.doubt * free[block.piece], by_member.shape)
    return carry(by_kind, keep).reshape(months, KINDS, MEMBERS), carry(by_member, keep**2)


def _add_pools(
    weighed: Weighed, news: _News, method: Method, keep: float, by_kind: np.ndarray, doubt: np.ndarray, low: int
) -> None:
    """Pools from `low` on: each is held to its bound, month by month."""
    months = len(by_kind)
    pools = weighed.pools[low - 1 : low - 1 + POOLS_AT_ONCE]
    pool = weighed.pool - low
    mine = (pool >= 0) & (pool < len(pools))
    pool = np.where(mine, pool, len(pools))  # one more, for all that is none of them
    slot = pool * KINDS + weighed.evidence.kind
    told, own_doubt = np.zeros((months, (len(pools) + 1) * KINDS)), np.zeros((months, len(pools) + 1))
    for block in _blocks(news):
        # Adding in place: a table of all pools by kind is too large to be made anew for each block.
        value = weighed.value[block.piece] * block.share
        np.add.at(told.ravel(), block.month * np.int64(told.shape[1]) + slot[block.piece], value)
        np.add.at(own_doubt.ravel(), block.month * np.int64(own_doubt.shape[1]) + pool[block.piece], block.doubt)
    told = carry(told, keep).reshape(months, len(pools) + 1, KINDS)[:, :-1]
    own_doubt = own_doubt[:, :-1]
    factor = held_to(told.sum(axis=2), method.source_bound)
    told *= factor[:, :, None]
    own_doubt = carry(own_doubt, keep**2) * factor**2
    for member in range(MEMBERS):
        its = pools[:, 1] == member
        by_kind[:, :, member] += told[:, its].sum(axis=1)
        doubt[:, member] += own_doubt[:, its].sum(axis=1)


def held_to(told: np.ndarray, bound: float) -> np.ndarray:
    """What each sum is multiplied by so that it lies within ± `bound`; 1 where it does already."""
    size = np.abs(np.asarray(told, dtype=np.float64))
    return np.divide(bound, size, out=np.ones_like(size), where=size > bound)


def _hearing(weighed: Weighed, news: _News, months: int) -> tuple[np.ndarray, np.ndarray]:
    """By month and state: how many events were heard of, and how likely it is that none of them happened."""
    evidence = weighed.evidence
    confidence = np.where(weighed.head, evidence.confidence, 0)
    seen, log_quiet = np.zeros((months, MEMBERS)), np.zeros((months, MEMBERS))
    for block in _blocks(news):
        chance = confidence[block.piece] * block.share
        seen += _sum(block, evidence.member, chance, seen.shape)
        with np.errstate(divide="ignore"):
            log_quiet += _sum(block, evidence.member, np.log1p(-chance), seen.shape)
    return seen, np.exp(log_quiet)


def _blocks(news: _News) -> Iterator[_News]:
    """The news some at a time, so that what is worked out of them stays small however many they are."""
    for low in range(0, len(news.share), BLOCK):
        yield news.where(slice(low, low + BLOCK))


def _sum(news: _News, slot: np.ndarray, value: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Add the news' values up by month and by their pieces' slot."""
    cell = news.month * np.int64(shape[1]) + slot[news.piece]
    return np.bincount(cell, value, minlength=shape[0] * shape[1]).astype(float, copy=False).reshape(shape)


def _drift(variance: np.ndarray, quiet: np.ndarray, method: Method) -> np.ndarray:
    """What silence adds: months without news, and what was in doubt at the last news and faded without an answer."""
    limit = float(method.silence_limit_months)
    held, silence = np.zeros(MEMBERS), np.full(MEMBERS, limit)
    drift = np.empty_like(variance)
    for month in range(len(variance)):
        # What was in doubt at the last news is still in doubt in a month without any: only news replaces it, and as
        # far as it is believed.
        held = np.maximum(variance[month], quiet[month] * held)
        silence = np.minimum(quiet[month] * (silence + 1), limit)
        drift[month] = held - variance[month] + method.silence_sd**2 * silence
    return drift


def carry(news: np.ndarray, keep: float) -> np.ndarray:
    """Sum of all months so far, where each month keeps only this share of the month before."""
    for month in range(1, len(news)):
        news[month] += keep * news[month - 1]
    return news
