"""A tour: stops in order, each a view with the briefer's own words, kept as a file.

In: ``tour.toml``, or a table of scores. Out: `Stop`s. A file reads::

    title = "Armenia's way out"

    [[stop]]
    view = "date=2022-11&member=ARM"
    headline = "Yerevan does not sign"
    note = "For the speaker alone."
    scores = { ARM = -0.52 }

`view` is the part of a link after the question mark; `headline`, `note` and `scores` may be left out. `scores` says
what the stop showed when it was written: `moved_since` tells where the map says something else by now.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl

from dashboard import wording
from dashboard.address import Known, Opening, read_address
from dashboard.deck.slides import Stop
from dashboard.state.tables import Tables

TELLS = 0.005
"""Scores are told to two decimals: less is no difference."""
STOP_KEYS = ("view", "headline", "note", "scores")
LEAST_MOVE = 0.08
"""As of the map's turning points."""


class TourError(ValueError):
    """A tour that cannot be read; the message is one line."""


@dataclass(frozen=True, slots=True)
class Tour:
    """A title and stops; `scores` are what each stop showed when it was written, by state."""

    title: str
    stops: Sequence[Stop]
    scores: Sequence[Mapping[str, float]] = field(default=())


def read_tour(path: Path, known: Known, last_month: str) -> Tour:
    """Read a tour's file.

    Parameters
    ----------
    path : Path
        A TOML file.
    known : Known
        What a view may name.
    last_month : str
        The month of a view that names none.

    Raises
    ------
    TourError
        The file is missing, no TOML, or names something that is not there.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TourError(f"{path}: the tour cannot be read: {error}") from error
    entries = told.get("stop")
    if not isinstance(entries, list) or not entries:
        raise TourError(f"{path}: a tour needs at least one [[stop]]")
    stops = [_stop(f"{path}: stop {number}", entry, known, last_month) for number, entry in enumerate(entries, start=1)]
    return Tour(str(told.get("title", path.stem)), [stop for stop, _ in stops], [scores for _, scores in stops])


def _stop(where: str, entry: object, known: Known, last_month: str) -> tuple[Stop, Mapping[str, float]]:
    if not isinstance(entry, dict) or not isinstance(entry.get("view"), str):
        raise TourError(f'{where} needs a view, as "date=2022-11&member=ARM"')
    if strange := set(entry) - set(STOP_KEYS):
        raise TourError(f"{where}: {min(strange)} is not known; a stop has {', '.join(STOP_KEYS)}")
    view, notices = read_address(dict(parse_qsl(entry["view"].lstrip("?"))), known, last_month)
    if notices:
        raise TourError(f"{where}: {' '.join(notices)}")
    scores = entry.get("scores", {})
    if not isinstance(scores, dict) or not all(isinstance(value, int | float) for value in scores.values()):
        raise TourError(f"{where}: scores are numbers by state, as {{ ARM = -0.52 }}")
    if strange := set(scores) - set(known.members):
        raise TourError(f"{where}: {min(strange)} is no state that has a score")
    return Stop(view, str(entry.get("headline", "")), str(entry.get("note", ""))), scores


def moved_since(tour: Tour, tables: Tables) -> list[str]:
    """What the map says otherwise than when the tour was written, one line a stop that is no longer true."""
    table = tables.scores.set_index(["date", "member"])["score"]
    lines = []
    for number, (stop, scores) in enumerate(zip(tour.stops, tour.scores, strict=True), start=1):
        now = {member: float(table[stop.view.date, member]) for member in scores}
        moved = [
            f"{wording.member_name(member)} {wording.signed(then)} then, {wording.signed(now[member])} now"
            for member, then in scores.items()
            if abs(now[member] - then) > TELLS
        ]
        if moved:
            lines.append(
                f"Stop {number} ({wording.month_name(stop.view.date)}) shows something else: {'; '.join(moved)}."
            )
    return lines


def turning_points(tables: Tables, most: int, first: str = "", last: str = "") -> list[Stop]:
    """The months in which a state's score moved most, in order of time: a first draft of a tour.

    Parameters
    ----------
    tables : Tables
        The state of the store.
    most : int
        So many at most.
    first, last : str
        Between these months (``"YYYY-MM"``), both included; empty for all.
    """
    wide = tables.scores.pivot(index="date", columns="member", values="score").sort_index()
    moves = wide.diff().iloc[1:].stack()
    months = moves.index.get_level_values("date")
    moves = moves[(months >= (first or wide.index[0])) & (months <= (last or wide.index[-1]))]
    sizes = moves.abs()
    # One stop a month: the state that moved most in it.
    largest = sizes[sizes >= LEAST_MOVE].sort_values(ascending=False)
    best = largest[~largest.index.get_level_values("date").duplicated()].head(most)
    return [Stop(Opening(str(month), member=str(member))) for month, member in sorted(best.index)]
