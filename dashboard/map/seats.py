"""Seats around a spot: events at one place stand beside each other instead of hiding one another.

In: events with month numbers and a spot. Out: the same events, each with a `seat`. Where a seat lies is left to the
component (a spiral around the spot).
"""

from __future__ import annotations

import heapq
from collections import defaultdict

WINDOW = 12


def give_seats(events: list[dict]) -> None:
    """Give each event the lowest seat that is free at its spot for as long as it is shown.

    An event is shown from its first month to `WINDOW` months after its last, so its seat never changes while it is on
    the map, and seats are used again afterwards. Deterministic: by first month, then id.
    """
    by_spot = defaultdict(list)
    for event in events:
        event["seat"] = 0
        if event["spot"] is not None:
            by_spot[event["spot"]].append(event)
    for group in by_spot.values():
        taken: list[tuple[int, int]] = []
        free: list[int] = []
        for event in sorted(group, key=lambda event: (event["start"], event["id"])):
            while taken and taken[0][0] <= event["start"]:
                heapq.heappush(free, heapq.heappop(taken)[1])
            event["seat"] = heapq.heappop(free) if free else len(taken)
            heapq.heappush(taken, (event["end"] + WINDOW, event["seat"]))
