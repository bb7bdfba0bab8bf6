"""Which events lie in which conflict zone.

In: events as the store gives them. Out: zone ids by event, or a zone's events. A zone that the codebook knows holds the
events that were placed in it; an area that is only drawn (Abkhazia) holds those whose point lies within its outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

import pandas as pd
import shapely

from events.export.writers import Told
from geo.periods import DRAWN_ONLY
from geo.shapes import read_zones

AT_ONCE = 400


def in_zone(events: pd.DataFrame, zone: str) -> pd.Series:
    """Which rows of `events` (`zone, latitude, longitude, where_precision`) lie in the zone."""
    if zone not in DRAWN_ONLY:
        return events["zone"] == zone
    inside = shapely.contains_xy(_outlines()[zone], events["longitude"], events["latitude"])
    return pd.Series(inside, index=events.index) & (events["where_precision"] < 6)


def zones_of(events: pd.DataFrame) -> dict[str, list[str]]:
    """Ids of the zones that each event lies in, by `event_id`."""
    named = events["zone"].fillna("")
    found = {event_id: [zone] if zone else [] for event_id, zone in zip(events["event_id"], named, strict=True)}
    for zone in DRAWN_ONLY:
        for event_id in events["event_id"][in_zone(events, zone)]:
            found[event_id].append(zone)
    return found


def told_in_zone(events: Iterable[Told], zone: str) -> Iterator[Told]:
    """The events that lie in the zone, a portion at a time."""
    waiting = iter(events)
    while some := list(islice(waiting, AT_ONCE)):
        places = [one.event.place for one in some]
        names = ("zone", "latitude", "longitude", "where_precision")
        table = pd.DataFrame({name: [getattr(place, name) for place in places] for name in names})
        inside = in_zone(table.astype({"latitude": float, "longitude": float}), zone)
        yield from (one for one, lies in zip(some, inside, strict=True) if lies)


@cache
def _outlines() -> dict[str, shapely.Geometry]:
    shapes = read_zones()
    return {zone: shapes.geometry[shapes["zone"] == zone].iloc[0] for zone in DRAWN_ONLY}
