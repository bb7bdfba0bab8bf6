"""The map's bundle: everything the browser needs to step by itself.

In: `Tables`, shapes and frames from `geo`. Out: a plain dict, and its JSON. Events are counted by place and month,
however many they are; the best reported ones come by themselves too. How the browser gets it is left to
`dashboard.map.bundles`, how it is drawn to the scripts.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd

from alignment.evidence import LONGEST_DAYS
from alignment.membership import status
from dashboard import colors, wording
from dashboard.map.moves import MOST, MOST_OF_MANY, Move, events_of, moves
from dashboard.map.seats import give_seats
from dashboard.map.shapes import MapShapes
from dashboard.state.aggregates import COUNTRY_PRECISION, coverage, month_numbers, spots, support
from dashboard.state.review_counts import review_counts
from dashboard.state.tables import Tables
from dashboard.state.zone_events import zones_of
from events.reviews.review import PROJECT
from events.store.review_queue import reviewed_among
from geo import projection

MOST_EVENTS = 3000
LONGEST_MONTH = 31  # days


def build_bundle(tables: Tables, shapes: MapShapes) -> dict:
    """Scores ``[month][member]``, shapes by frame, and events with their month numbers, place and seat."""
    months, members = tables.months, tables.members
    numbers = {month: number for number, month in enumerate(months)}
    moved = moves(months, members, tables.contributions, MOST_OF_MANY if tables.event_count > MOST_EVENTS else MOST)
    return {
        "months": months,
        "members": [{"iso3": member, "name": wording.member_name(member)} for member in members],
        "palette": list(colors.PALETTE),
        "change_palette": list(colors.CHANGE),
        "no_score": colors.NO_SCORE,
        "classes": list(colors.SEVEN),
        "muted": [list(row) for row in colors.MUTED],
        "doubt_edges": list(colors.DOUBT_EDGES),
        "frames": {name: {"width": f.width, "height": f.height} for name, f in projection.FRAMES.items()},
        "insets": shapes.insets,
        "land": shapes.land,
        "beyond": shapes.beyond,
        "states": shapes.states,
        "labels": shapes.labels,
        "zones": [_zone(zone, numbers) for zone in shapes.zones],
        "policy": list(wording.POLICY),
        "types": wording.EVENT_TYPES,
        "spots": _spots(tables.events, months),
        "events": _events(tables, months, moved),
        "coverage": coverage(tables.events, tables.mentions, months).to_dict("list"),
        "support": support(tables.effects, tables.mentions, months, members),
        "reviews": review_counts(tables.events, tables.effects, tables.by_project, months, members),
        "all_here": tables.event_count <= MOST_EVENTS,
        **score_grids(tables.scores, months, members),
        "status": status_grid(months, members),
        "moves": moved,
        "ways": list(wording.WAY_WORDS),
        "turned": wording.STATUS_TURNS,
    }


def as_json(bundle: Mapping) -> str:
    """The bundle as the browser gets it."""
    return json.dumps(bundle, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def score_grids(scores: pd.DataFrame, months: list[str], members: list[str]) -> dict[str, list]:
    """Scores, the ends of their bands and their evidence, each as ``[month][member]``."""
    return {name: _grid(scores, name, months, members) for name in ("scores", "low", "high", "evidence")}


def _grid(scores: pd.DataFrame, name: str, months: list[str], members: list[str]) -> list[list[float | None]]:
    column = "score" if name == "scores" else name
    wide = scores.pivot(index="date", columns="member", values=column).reindex(index=months, columns=members)
    return [[None if math.isnan(value) else round(value, 4) for value in row] for row in wide.to_numpy(dtype=float)]


def _spots(events: pd.DataFrame, months: list[str]) -> list[dict]:
    """Places with their point in every frame that shows it, and how many events begin and end there in which month."""
    counted = spots(events, months)
    points = counted.drop_duplicates("spot").sort_values("spot")
    starts, ends = _pairs(counted, "start"), _pairs(counted, "end")
    places: list[dict] = [
        {
            "id": one.spot,
            "place": one.place,
            "coarse": bool(one.coarse),
            "starts": starts[one.spot],
            "ends": ends[one.spot],
        }
        for one in points.itertuples()
    ]
    for place, position in zip(places, _positions(points["longitude"], points["latitude"]), strict=True):
        place["at"] = position
    return places


def _pairs(counted: pd.DataFrame, edge: str) -> dict[str, list[int]]:
    """By spot ``[month, count, month, count, …]``, in order."""
    pairs: dict[str, list[int]] = defaultdict(list)
    for (spot, month), number in counted.groupby(["spot", edge], sort=True)["count"].sum().items():
        pairs[spot] += [int(month), int(number)]
    return pairs


def _events(tables: Tables, months: list[str], moved: Mapping[str, list[list[Move]]]) -> list[dict]:
    """The events that come by themselves, by first month: all, or of too many the best reported of each month and those
    that a caption may tell of.
    """
    ordered = tables.events
    if len(ordered) > MOST_EVENTS:
        best = _best(ordered, months, max(1, MOST_EVENTS // len(months)))
        told = np.flatnonzero(ordered["event_id"].isin(events_of(moved)))
        ordered = ordered.take(np.union1d(best, told))
    ordered = ordered.sort_values(["date_start", "event_id"])
    ordered = ordered.assign(
        start=month_numbers(ordered["date_start"], months), end=month_numbers(ordered["date_end"], months)
    )
    effects, ways = _bearings(tables.effects[tables.effects["event_id"].isin(set(ordered["event_id"]))])
    inside = zones_of(ordered)
    reviews = reviewed_among(tables.store, ordered["event_id"].tolist())
    events = []
    for event in ordered.itertuples():
        placed = not math.isnan(event.latitude)
        review = reviews.get(event.event_id)
        events.append(
            {
                "id": event.event_id,
                "type": event.event_type,
                "title": event.summary,
                "when": wording.when(event.date_start.date(), event.date_end.date()),
                "known": known_to((event.date_end - event.date_start).days + 1),
                "place": event.name or event.countries.replace("|", ", "),
                "start": int(event.start),
                "end": int(event.end),
                "reports": int(event.reports),
                "coarse": int(event.where_precision) >= COUNTRY_PRECISION,
                "effects": effects[event.event_id],
                "ways": ways[event.event_id],
                "zones": inside[event.event_id],
                "spot": f"{event.latitude:.3f},{event.longitude:.3f}" if placed else None,
                "reviewed": wording.review(review.status, review.reviewer, review.at) if review else "",
                "project": bool(review and review.reviewer == PROJECT),
            }
        )
    give_seats(events)
    return events


def known_to(days: int) -> str:
    """How closely a happening is dated by so many days: to the "month", to the "year", or for "longer"."""
    return "month" if days <= LONGEST_MONTH else "year" if days <= LONGEST_DAYS else "longer"


def _bearings(effects: pd.DataFrame) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """By event, each state's direction, and the place of its words in `wording.WAY_WORDS` where it has one."""
    directions: dict[str, dict[str, int]] = defaultdict(dict)
    ways: dict[str, dict[str, int]] = defaultdict(dict)
    for effect in effects.itertuples():
        directions[effect.event_id][effect.member] = int(effect.direction)
        if words := wording.way(int(effect.direction), effect.by, effect.event_type):
            ways[effect.event_id][effect.member] = wording.WAY_WORDS.index(words)
    return directions, ways


def _best(events: pd.DataFrame, months: list[str], most: int) -> np.ndarray:
    """Places of the best reported events that begin in each month, at most so many a month; of equals, by id."""
    # Of a million rows only numbers are sorted, and texts once: sorting the rows themselves takes ten times as long.
    by_id = events["event_id"].argsort().to_numpy()
    start, reports = month_numbers(events["date_start"], months)[by_id], events["reports"].to_numpy()[by_id]
    order = np.lexsort((-reports, start))
    number = pd.Series(start[order]).groupby(start[order]).cumcount().to_numpy()
    return by_id[order[number < most]]


def _positions(longitudes: pd.Series, latitudes: pd.Series) -> list[dict[str, list[float]]]:
    """For each point its place in every frame that shows it."""
    positions: list[dict[str, list[float]]] = [{} for _ in range(len(longitudes))]
    for name, frame in projection.FRAMES.items():
        for position, x, y in zip(positions, *projection.project_points(longitudes, latitudes, frame), strict=True):
            if 0 <= x <= frame.width and 0 <= y <= frame.height:
                position[name] = [round(float(x), 1), round(float(y), 1)]
    return positions


def _zone(zone: dict, numbers: Mapping[str, int]) -> dict:
    """The zone with its months as numbers, both inclusive; a zone outside the map's months never holds."""
    first, last = zone["first"], zone["last"] or max(numbers)
    span = [number for month, number in numbers.items() if first <= month <= last]
    kept = {name: value for name, value in zone.items() if name not in ("first", "last")}
    return {**kept, "holds": [span[0], span[-1]] if span else None}


def status_grid(months: list[str], members: list[str]) -> list[list[str]]:
    """Each state's membership at each month's end, which is when its score is taken."""
    ends = [pd.Period(month, "M").end_time.date() for month in months]
    return [[status(member, end) for member in members] for end in ends]
