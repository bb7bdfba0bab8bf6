"""The map's shapes: regions, zones and labels projected once for every frame.

In: the GeoDataFrames, periods, labels and frames of `geo`. Out: plain lists ready for the bundle. Scores and events are
left to `dashboard.map.bundle`, drawing to the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard import wording
from geo import labels, projection, shapes
from geo.periods import load_periods
from geo.zones import load_zones

RUSSIA = "RUS"
STATES = (RUSSIA, *wording.MEMBERS)
INSETS = (("south-caucasus", "South Caucasus"), ("fergana", "Fergana valley"))
MAIN = "focus"
# A zone that covers so much of a scored state is chosen by its label: a click on its area means the state.
WIDE = 0.2


@dataclass(frozen=True)
class MapShapes:
    """`land`, `states`, `zones` with paths by frame; `labels` and `beyond` (where no land is carried) by frame.

    `insets` are the middles of near frames.

    Each drawing holds `d`, its path by the frame's name; a zone also `at`, its label's point. Each inset holds its
    `crop` (left, top, width, height in its own frame) and `outline`, the crop's corners on the main frame.
    """

    land: list[dict]
    states: list[dict]
    zones: list[dict]
    labels: dict[str, list[dict]]
    insets: list[dict]
    beyond: dict[str, str]


@cache
def read_shapes() -> MapShapes:
    """Project everything. The shapes are data of the project, so once a process is enough."""
    regions = shapes.read_regions()
    drawn = [{"iso3": iso, "d": paths} for iso, paths in zip(regions["iso"], _paths(regions), strict=True)]
    return MapShapes(
        land=[region for region in drawn if region["iso3"] not in STATES],
        states=[region for code in STATES for region in drawn if region["iso3"] == code],
        zones=_zones(shapes.read_zones(), regions),
        labels={name: _labels(name) for name in projection.FRAMES} | {MAIN: [*_labels(MAIN), *_near_places()]},
        insets=[_inset(name, title) for name, title in INSETS],
        beyond={name: projection.beyond_land(name) for name in projection.FRAMES},
    )


def _paths(table: gpd.GeoDataFrame) -> list[dict[str, str]]:
    paths: list[dict[str, str]] = [{} for _ in range(len(table))]
    numbered = table[["geometry"]].assign(number=range(len(table)))
    for name, view in projection.FRAMES.items():
        for row in projection.project_paths(numbered, view).itertuples():
            paths[row.number][name] = row.path
    return paths


def _labels(frame: str) -> list[dict]:
    rows = labels.read_labels(frame).itertuples()
    return [{"key": r.key, "text": r.label, "kind": r.kind, "anchor": r.anchor, "at": [r.x, r.y]} for r in rows]


def _near_places() -> list[dict]:
    """The towns of the near frames on the main frame: named there once a viewer has zoomed in."""
    found = {}
    for name in projection.FRAMES:
        table = labels.read_labels(name)
        towns = table[table["kind"] == "place"]
        points = projection.project_points(*projection.unproject_points(towns["x"], towns["y"], name), MAIN)
        for town, x, y in zip(towns.itertuples(), *points, strict=True):
            at = [round(float(x), 1), round(float(y), 1)]
            found[town.key] = {
                "key": town.key,
                "text": town.label,
                "kind": "place",
                "anchor": town.anchor,
                "at": at,
                "near": True,
            }
    return list(found.values())


def _inset(name: str, title: str) -> dict:
    frame = projection.FRAMES[name]
    side, left = frame.height, (frame.width - frame.height) / 2
    corners = projection.unproject_points([left, left + side, left + side, left], [0, 0, side, side], frame)
    xs, ys = projection.project_points(*corners, MAIN)
    outline = [[round(float(x), 1), round(float(y), 1)] for x, y in zip(xs, ys, strict=True)]
    return {"frame": name, "title": title, "crop": [left, 0, side, side], "outline": outline}


def _zones(table: gpd.GeoDataFrame, regions: gpd.GeoDataFrame) -> list[dict]:
    known = load_zones().zones
    periods = {(period.zone, period.first): period for period in load_periods()}
    points = _points(table.geometry)
    scored = regions[regions["iso"].isin(wording.MEMBERS)]
    rows = list(
        table[["zone", "name", "valid_from", "valid_to", "source", "method", "schematic"]].itertuples(index=False)
    )
    zones = []
    for number, (row, paths) in enumerate(zip(rows, _paths(table), strict=True)):
        period, shape = periods[row.zone, row.valid_from], table.geometry.iloc[number]
        zones.append(
            {
                "id": f"{row.zone}-{row.valid_from.year}",
                "zone": row.zone,
                "label": known[row.zone].name if row.zone in known else row.name,
                "name": row.name,
                "status": period.status,
                "years": period.years,
                "meaning": period.meaning,
                "source": period.source,
                "drawn": f"{row.method} ({row.source})",
                "schematic": bool(row.schematic),
                "line": shape.geom_type.endswith("LineString"),
                "wide": _is_wide(shape, scored),
                "first": row.valid_from.strftime("%Y-%m"),
                "last": _last_month(row, rows),
                "d": paths,
                "at": {name: points[name][number] for name in paths if points[name][number]},
            }
        )
    return zones


def _points(geometry: gpd.GeoSeries) -> dict[str, list[list[float] | None]]:
    """Where each zone's label stands in each frame: on its area, or half way along its longest line."""
    spots = [_label_point(shape) for shape in geometry]
    places = {}
    for name, frame in projection.FRAMES.items():
        xs, ys = projection.project_points([spot.x for spot in spots], [spot.y for spot in spots], frame)
        inside = (xs > 0) & (xs < frame.width) & (ys > 0) & (ys < frame.height)
        places[name] = [
            [round(float(x), 1), round(float(y), 1)] if here else None
            for x, y, here in zip(xs, ys, inside, strict=True)
        ]
    return places


def _label_point(shape: shapely.Geometry) -> shapely.Point:
    if "Line" not in shape.geom_type:
        return shape.representative_point()
    return max(shapely.get_parts(shape), key=lambda line: line.length).interpolate(0.5, normalized=True)


def _is_wide(shape: shapely.Geometry, scored: gpd.GeoDataFrame) -> bool:
    shares = [shape.intersection(state).area / state.area for state in scored.geometry[scored.intersects(shape)]]
    return bool(np.max(shares, initial=0) > WIDE)


def _last_month(row: Any, rows: list[Any]) -> str | None:
    """Last month in which a shape is shown (None: still). Where another shape of the zone takes over within the month,
    the month is the new shape's.
    """
    if row.valid_to is None:
        return None
    last = pd.Period(row.valid_to, "M")
    taken_over = any(
        other.zone == row.zone and other.valid_from > row.valid_to and pd.Period(other.valid_from, "M") == last
        for other in rows
    )
    return str(last - 1 if taken_over else last)
