"""What moved every state's score at each step of the map, as plain lists for the map's bundle.

In: `alignment.contributions`, the map's months. Out: by kind of step and month, the weightiest moves of each state. The
sentences are written in the browser (`dashboard/map/js/caption.js`), where they follow what the viewer has chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alignment.contributions import Contributions
from events.vocabulary import SCORED

LAGS = {"month": 1, "year": 12}
MOST, MOST_OF_MANY = 6, 2
"""Moves of one state in one step that a caption may tell of; fewer of a large store, whose map must stay small."""
LEAST = 0.001
"""Smaller moves are never told: the map shows two decimals."""
Move = tuple[int, str, str, float]
"""Number of the state, id of the event or "", the new status or "", and by how much the score moved."""


def moves(
    months: Sequence[str], members: Sequence[str], found: Contributions, most: int = MOST
) -> dict[str, list[list[Move]]]:
    """What moved the scores, the largest moves of each state first.

    Parameters
    ----------
    months : sequence of str
        ``"YYYY-MM"`` in order.
    members : sequence of str
        The map's states, as its grids have them across.
    found : Contributions
        What moved these scores.
    most : int
        At most so many moves of one state in one step.

    Returns
    -------
    dict
        By `LAGS`' names a list as long as `months`. Where one source's older word gave way to its newer one, the move
        has neither event nor status.
    """
    number = {month: at for at, month in enumerate(months)}
    place = {member: at for at, member in enumerate(members) if member in SCORED}
    told: dict[str, list[list[Move]]] = {}
    for step, lag in LAGS.items():
        rows: list[list[Move]] = [[] for _ in months]
        table = found.steps(lag, most)
        table = table[table["move"].abs() >= LEAST]
        for row in table.itertuples():
            if row.date in number and row.member in place:
                rows[number[row.date]].append((place[row.member], row.event_id, row.status, round(row.move, 4)))
        told[step] = rows
    return told


def events_of(told: Mapping[str, list[list[Move]]]) -> set[str]:
    """The ids of all events that a caption may tell of."""
    return {event for rows in told.values() for month in rows for _, event, _, _ in month if event}
