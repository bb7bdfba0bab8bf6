"""The map's shapes: regions and zones projected once for every frame.

In: the GeoDataFrames and frames of `geo`. Out: plain lists ready for the bundle. Scores and events are left to
`dashboard.map.bundle`, drawing to the browser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard import wording
from geo import projection, shapes
from geo.zones import load_zones

RUSSIA = "RUS"
STATES = (RUSSIA, *wording.MEMBERS)
INSETS = (("south-caucasus", "South Caucasus"), ("fergana", "Fergana valley"))
MAIN = "focus"
# Where a state's own label point would lie under an inset or too close to a neighbour's: (longitude, latitude).
LABEL_POINTS = {"RUS": (50.0, 57.5)}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class MapShapes:
    """`land`, `states` and `zones` with paths by frame; `outlines` of the insets on the main frame.

    Each drawing holds `d` (path), `at` (the label's point) and `room` (pixels a label has from side to side), each by
    the frame's name.
    """

    land: list[dict]
    states: list[dict]
    zones: list[dict]
    outlines: dict[str, list[list[float]]]


@cache
def read_shapes() -> MapShapes:
    """Project everything. The shapes are data of the project, so once a process is enough."""
    regions = shapes.read_regions()
    drawn = [
        {"iso3": row.iso, "name": "" if row.iso == "OTH" else row.name, **drawing}
        for row, drawing in zip(_named(regions, "iso name"), _drawings(regions), strict=True)
    ]
    return MapShapes(
        land=[region for region in drawn if region["iso3"] not in STATES],
        states=[region for code in STATES for region in drawn if region["iso3"] == code],
        zones=_zones(shapes.read_zones()),
        outlines={name: _outline(projection.FRAMES[name]) for name, _ in INSETS},
    )


def _named(frame: pd.DataFrame, names: str) -> list[tuple]:
    return list(frame[names.split()].itertuples(index=False))


def _drawings(frame: gpd.GeoDataFrame) -> list[dict]:
    drawings = [{"d": {}, "at": {}, "room": {}} for _ in range(len(frame))]
    numbered = frame[["geometry"]].assign(number=range(len(frame)))
    points = _label_points(frame)
    for name, view in projection.FRAMES.items():
        xs, ys = projection.project_points(*points, view)
        for row in projection.project_paths(numbered, view).itertuples():
            drawing, x, y = drawings[row.number], xs[row.number], ys[row.number]
            drawing["d"][name] = row.path
            drawing["room"][name] = _width(row.path, view.width)
            if 0 <= x <= view.width and 0 <= y <= view.height:
                drawing["at"][name] = [round(float(x), 1), round(float(y), 1)]
    return drawings


def _label_points(frame: gpd.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    if "iso" not in frame:
        inside = frame.geometry.representative_point()
        return inside.x.to_numpy(), inside.y.to_numpy()
    points = [LABEL_POINTS.get(row.iso, (row.lon, row.lat)) for row in _named(frame, "iso lon lat")]
    longitudes, latitudes = zip(*points, strict=True)
    return np.array(longitudes, dtype=float), np.array(latitudes, dtype=float)


def _width(path: str, limit: float) -> float:
    """Pixels a path spans from left to right, within the frame. Each ring starts absolute and goes on in steps."""
    left, right = limit, 0.0
    for ring in path.split("z"):
        numbers = [float(number) for number in NUMBER.findall(ring)]
        if numbers:
            xs = np.clip(np.cumsum(numbers[::2]), 0, limit)
            left, right = min(left, float(xs.min())), max(right, float(xs.max()))
    return round(max(0.0, right - left), 1)


def _outline(inset: projection.Frame) -> list[list[float]]:
    """Corners of an inset's area on the main frame."""
    corners = projection.unproject_points([0, inset.width, inset.width, 0], [0, 0, inset.height, inset.height], inset)
    xs, ys = projection.project_points(*corners, MAIN)
    return [[round(float(x), 1), round(float(y), 1)] for x, y in zip(xs, ys, strict=True)]


def _zones(zones: gpd.GeoDataFrame) -> list[dict]:
    known = load_zones().zones
    rows = _named(zones, "zone name period valid_from valid_to schematic")
    drawn = []
    for number, (row, drawing) in enumerate(zip(rows, _drawings(zones), strict=True)):
        drawn.append(
            {
                "id": f"{row.zone}-{number}",
                "zone": row.zone,
                "label": known[row.zone].name if row.zone in known else row.name,
                "meaning": f"{row.name}: {row.period}.",
                "schematic": bool(row.schematic),
                "first": row.valid_from.strftime("%Y-%m"),
                "last": _last_month(row, rows),
                **drawing,
            }
        )
    return drawn


def _last_month(row: tuple, rows: list[tuple]) -> str | None:
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
