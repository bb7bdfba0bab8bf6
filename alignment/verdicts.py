"""For each scored state and month one word: better, worse, unchanged or no news; and the events that bear it.

In: contributions, events with their dates, the thresholds of `alignment/data/verdicts.toml`. Out: `Verdict` records.
"Better" means that the score rose towards Moscow within the month, "worse" that it fell; neither says what is good for
the state. The sentences are left to `dashboard.panel.verdicts`.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from alignment.contributions import Contributions
from alignment.months import month_name, month_number
from alignment.scoring import member_number
from alignment.sourced_numbers import check_range, read_entries
from events.vocabulary import SCORED

BETTER, WORSE, UNCHANGED, NO_NEWS = VERDICTS = ("better", "worse", "unchanged", "no news")
AGAINST = 0.3
"""Of the weightiest cause: what moved the score the other way is named from this share on."""
DEFAULT_PATH = Path(__file__).parent / "data" / "verdicts.toml"
RANGES = {"least_move": (0.001, 1), "longest_days": (1, 366), "named": (1, 6)}
"""What each threshold may be."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a month is called what.

    Parameters
    ----------
    least_move : float
        By how much the score must have moved for better or worse, 0.001 to 1.
    longest_days : int
        Events known to so many days or less belong to the months that their dates touch, 1 to 366.
    named : int
        At most so many events are named, 1 to 6.
    """

    least_move: float
    longest_days: int
    named: int


@dataclass(frozen=True, slots=True)
class Cause:
    """What bears a verdict: an event, or a change of membership `status`, and by how much it moved the score."""

    event_id: str
    status: str
    move: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """One state's month.

    Parameters
    ----------
    member, date : str
        ISO 3166-1 alpha-3; ``"YYYY-MM"``.
    verdict : str
        One of `VERDICTS`.
    move : float
        By how much the score moved within the month, -2 to 2.
    causes : tuple of Cause
        What bears the verdict, the weightiest first; empty for no news.
    against : tuple of Cause
        What moved the score the other way, where that is much; one or none.
    events : int
        How many events of the state belong to the month.
    """

    member: str
    date: str
    verdict: str
    move: float
    causes: tuple[Cause, ...] = ()
    against: tuple[Cause, ...] = ()
    events: int = 0


def load_thresholds(path: Path | None = None) -> Thresholds:
    """Read and check the thresholds.

    Raises
    ------
    ValueError
        Naming the file, the key, and what to do.
    """
    return _default() if path is None else _read(path)


def verdict(
    found: Contributions, member: str, date: str, events: pd.DataFrame, thresholds: Thresholds | None = None
) -> Verdict | None:
    """The verdict on one state's month.

    Parameters
    ----------
    found : Contributions
        What moved the score.
    member, date : str
        ISO 3166-1 alpha-3; ``"YYYY-MM"``.
    events : DataFrame
        `event_id`, `date_start`, `date_end` of events that bear on the state; those of other months are passed over.

    Returns
    -------
    Verdict or None
        None for the first month, January 2010, which has none before it.

    Raises
    ------
    ValueError
        The state is not scored, or the month is none.
    """
    thresholds, month = thresholds or load_thresholds(), month_number(date)
    number = member_number(member)
    if month == 0:
        return None
    here = by_month(events.assign(member=member), len(found.level.mean) - 1, thresholds.longest_days)
    return _judged(member, month, found.moves(number, month - 1, month), here[member, month], found, thresholds)


def verdicts(found: Contributions, events: pd.DataFrame, thresholds: Thresholds | None = None) -> list[Verdict]:
    """The verdicts on all states and months from February 2010 on, by state, then by month.

    Parameters
    ----------
    found : Contributions
        What moved the scores.
    events : DataFrame
        `event_id`, `member`, `date_start`, `date_end`: a row for each event and state that it bears on.
    """
    thresholds = thresholds or load_thresholds()
    last = len(found.level.mean) - 1
    here = by_month(events, last, thresholds.longest_days)
    steps = found.steps()
    moves = {key: table for key, table in steps.groupby(["member", "date"], sort=False)}
    none = steps.iloc[:0]
    return [
        _judged(member, month, moves.get((member, month_name(month)), none), here[member, month], found, thresholds)
        for member in SCORED
        for month in range(1, last + 1)
    ]


def by_month(events: pd.DataFrame, until: int, longest_days: int) -> defaultdict[tuple[str, int], list[str]]:
    """The ids of the events that belong to each state's months (counted from 2010-01), the earliest first."""
    start, end = (events[name].to_numpy().astype("datetime64[D]") for name in ("date_start", "date_end"))
    short = (end - start).astype(np.int64) < longest_days
    kept = events[short].assign(start=start[short], end=end[short])
    kept = kept.drop_duplicates(["event_id", "member"]).sort_values(["start", "end", "event_id"], kind="stable")
    epoch = np.datetime64("2010-01", "M")
    first, final = (
        (kept[name].to_numpy().astype("datetime64[M]") - epoch).astype(np.int64) for name in ("start", "end")
    )
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for event_id, member, one, other in zip(kept["event_id"], kept["member"], first, final, strict=True):
        for month in range(max(0, int(one)), min(until, int(other)) + 1):
            found[member, month].append(event_id)
    return found


def _judged(
    member: str, month: int, moves: pd.DataFrame, here: Sequence[str], found: Contributions, thresholds: Thresholds
) -> Verdict:
    scores = found.level.mean[:, member_number(member)]
    move = float(scores[month] - scores[month - 1])
    causes = [
        Cause(row.event_id, row.status, float(row.move))
        for row in moves[moves["kind"].isin(("event", "status"))].itertuples()
    ]
    if not here and not any(cause.status for cause in causes):
        return Verdict(member, month_name(month), NO_NEWS, move)
    word = _word(move, causes, thresholds)
    return Verdict(member, month_name(month), word, move, *_bearing(word, causes, here, thresholds), events=len(here))


def _word(move: float, causes: Sequence[Cause], thresholds: Thresholds) -> str:
    """Better and worse need something that moved the score that way: an old source that gives way is no news."""
    if abs(move) < thresholds.least_move or not any(cause.move * move > 0 for cause in causes):
        return UNCHANGED
    return BETTER if move > 0 else WORSE


def _bearing(
    word: str, causes: Sequence[Cause], here: Sequence[str], thresholds: Thresholds
) -> tuple[tuple[Cause, ...], tuple[Cause, ...]]:
    """What bears the word: what moved the score that way, or, where it is unchanged, what the month told of."""
    if word == UNCHANGED:
        moved = [cause for cause in causes if cause.status or cause.event_id in here]
        told = {cause.event_id for cause in moved}
        still = [Cause(name, "", 0.0) for name in here if name not in told]
        return (*[*moved, *still][: thresholds.named],), ()
    sign = 1 if word == BETTER else -1
    same = [cause for cause in causes if cause.move * sign > 0]
    other = [cause for cause in causes if -cause.move * sign >= AGAINST * abs(same[0].move)]
    return tuple(same[: thresholds.named]), tuple(other[:1])


@cache
def _default() -> Thresholds:
    return _read(DEFAULT_PATH)


def _read(path: Path) -> Thresholds:
    try:
        sections, _ = read_entries(tomllib.loads(path.read_text(encoding="utf-8")))
        if "verdict" not in sections:
            raise ValueError("section [verdict] is missing; add it as docs/method.md shows")
        given = sections["verdict"]
        if unknown := [name for name in given if name not in RANGES]:
            raise ValueError(f"verdict.{unknown[0]} is unknown; use one of {', '.join(RANGES)}")
        for name, (low, high) in RANGES.items():
            if name not in given:
                raise ValueError(f"verdict.{name} is missing; add it")
            check_range(f"verdict.{name}", given[name], low, high, whole=name != "least_move")
        return Thresholds(**given)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
