"""From longitude and latitude to the picture: frames, and SVG paths in each frame's coordinates.

In: GeoDataFrames of `geo.shapes`. Out: one SVG path string a shape, in the frame's viewBox, and projected points.
Every frame is an azimuthal equal-area map (areas compare truly, as a choropleth needs) with a centre of its own.
Colours, hatching and zoom are left to `dashboard`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer
from shapely.geometry import LinearRing, LineString, Polygon

# Pixels drawn beyond the frame: a screen of another shape shows more land beside it, not the edge of the world.
# Enough for screens from 3:4 to 3.3:1.
MARGIN_X, MARGIN_Y = 560, 330
# West, south, east and north of the land that is carried, degrees (the east is counted on over 180).
LAND_ENDS = (6.0, 22.0, 191.5, 84.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """One map: an azimuthal equal-area projection cut to a rectangle.

    Parameters
    ----------
    name : str
        Id of the frame.
    longitude, latitude : float
        Centre of the projection, degrees.
    middle_x, middle_y : float
        Centre of the rectangle, kilometres east and north of the projection's centre.
    scale : float
        Kilometres a pixel.
    width, height : int
        The viewBox, pixels.
    """

    name: str
    longitude: float
    latitude: float
    middle_x: float
    middle_y: float
    scale: float
    width: int
    height: int

    @property
    def crs(self) -> str:
        """The projection, as PROJ writes it; units are kilometres."""
        return f"+proj=laea +lat_0={self.latitude} +lon_0={self.longitude} +datum=WGS84 +units=km +no_defs"

    @property
    def view_box(self) -> str:
        """The value of the SVG element's viewBox."""
        return f"0 0 {self.width} {self.height}"


FRAMES = MappingProxyType(
    {
        frame.name: frame
        for frame in (
            Frame("focus", 56.0, 47.0, 22.0, 135.0, 4.5, 1000, 640),
            Frame("full", 85.0, 55.0, 330.0, 1160.0, 9.8, 1000, 640),
            Frame("south-caucasus", 45.6, 40.5, 5.0, 25.0, 0.8, 1000, 640),
            Frame("fergana", 71.1, 40.1, 0.0, 5.0, 0.68, 1000, 640),
            Frame("western", 30.0, 51.0, 0.0, 0.0, 2.3, 1000, 640),
        )
    }
)


@cache
def _transformer(crs: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)


def _to_pixels(coordinates: np.ndarray, frame: Frame) -> np.ndarray:
    x = frame.width / 2 + (coordinates[:, 0] - frame.middle_x) / frame.scale
    y = frame.height / 2 - (coordinates[:, 1] - frame.middle_y) / frame.scale
    return np.column_stack([x, y])


def project_points(
    longitudes: Iterable[float], latitudes: Iterable[float], frame: Frame | str
) -> tuple[np.ndarray, np.ndarray]:
    """Project points into a frame's viewBox.

    Parameters
    ----------
    longitudes, latitudes : array-like of float
        Degrees (WGS 84). Missing values stay missing.
    frame : Frame or str
        A frame or its name.

    Returns
    -------
    x, y : ndarray of float
        Pixels from the left and the top. A point outside the picture lies outside the viewBox.
    """
    frame = _frame(frame)
    lon, lat = np.asarray(longitudes, dtype=float), np.asarray(latitudes, dtype=float)
    east, north = _transformer(frame.crs).transform(lon, lat)
    pixels = _to_pixels(np.column_stack([np.ravel(east), np.ravel(north)]), frame)
    missing = np.ravel(np.isnan(lon) | np.isnan(lat))
    pixels[missing | ~np.isfinite(pixels).all(axis=1)] = np.nan
    return pixels[:, 0], pixels[:, 1]


def unproject_points(xs: Iterable[float], ys: Iterable[float], frame: Frame | str) -> tuple[np.ndarray, np.ndarray]:
    """Turn a frame's pixels back into longitudes and latitudes; the reverse of `project_points`."""
    frame = _frame(frame)
    x, y = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    east = (x - frame.width / 2) * frame.scale + frame.middle_x
    north = (frame.height / 2 - y) * frame.scale + frame.middle_y
    return _transformer(frame.crs).transform(east, north, direction="INVERSE")


def project_paths(shapes: gpd.GeoDataFrame, frame: Frame | str, *, detail: float = 0.5) -> pd.DataFrame:
    """Project shapes into a frame, as SVG paths.

    Shapes that share borders still do: they are simplified together, as one coverage. Shapes that overlap (conflict
    zones) are simplified one by one. Shapes that lie outside the frame are left out.

    Parameters
    ----------
    shapes : GeoDataFrame
        WGS 84; every column but the geometry is handed on.
    frame : Frame or str
        A frame or its name.
    detail : float
        Side, in pixels, of the smallest bend that is kept.

    Returns
    -------
    DataFrame
        The key columns and `path`, a string for the ``d`` attribute; draw it with ``fill-rule="evenodd"``. A line stays
        open.
    """
    frame = _frame(frame)
    pixels = _in_pixels(shapes, frame)
    simplify = shapely.coverage_simplify if shapely.coverage_is_valid(pixels) else shapely.simplify
    # Simplified first, cut afterwards: a cut would put vertices on one side of a shared border only.
    window = shapely.box(-MARGIN_X, -MARGIN_Y, frame.width + MARGIN_X, frame.height + MARGIN_Y)
    cut = shapely.intersection(shapely.make_valid(simplify(pixels, detail)), window)
    table = pd.DataFrame(shapes.drop(columns=shapes.geometry.name)).assign(path=[_path(shape) for shape in cut])
    return table[table["path"] != ""].reset_index(drop=True)


def beyond_land(frame: Frame | str) -> str:
    """Where a picture shows what no land is carried for, as an SVG path ("" for nowhere); the Arctic has none to carry.

    A map that lets it fade out does not seem to end in a sea that is not there.
    """
    frame = _frame(frame)
    west, south, east, _ = LAND_ENDS
    carried = shapely.get_coordinates(shapely.segmentize(shapely.box(west, south, east, 89.99), 0.5))
    outline = project_points(carried[:, 0], carried[:, 1], frame)
    seen = shapely.make_valid(shapely.Polygon(np.column_stack(outline)))
    window = shapely.box(-MARGIN_X, -MARGIN_Y, frame.width + MARGIN_X, frame.height + MARGIN_Y)
    return _path(shapely.simplify(window.difference(seen), 0.5))


def _frame(frame: Frame | str) -> Frame:
    if isinstance(frame, Frame):
        return frame
    if frame not in FRAMES:
        raise ValueError(f"unknown frame {frame!r}; expected one of {', '.join(FRAMES)}")
    return FRAMES[frame]


def _in_pixels(shapes: gpd.GeoDataFrame, frame: Frame) -> np.ndarray:
    if shapes.crs is None or shapes.crs.to_epsg() != 4326:
        raise ValueError(f"shapes must be WGS 84 (EPSG:4326); found {shapes.crs}")
    projected = shapes.geometry.to_crs(frame.crs).to_numpy()
    return shapely.transform(projected, lambda coordinates: _to_pixels(coordinates, frame))


def _path(shape: shapely.Geometry) -> str:
    parts = [part for part in shapely.get_parts(shapely.get_parts(shape)) if not part.is_empty]
    rings = [ring for part in parts if isinstance(part, Polygon) for ring in (part.exterior, *part.interiors)]
    lines = [part for part in parts if isinstance(part, LineString)]
    return "".join([*(_run(ring, 4) for ring in rings), *(_run(line, 2) for line in lines)])


def _run(run: shapely.LineString, fewest: int) -> str:
    """One ring (closed) or line: an absolute start, then relative steps in tenths of a pixel, which pack small."""
    tenths = np.rint(shapely.get_coordinates(run) * 10).astype(int)
    tenths = tenths[np.r_[True, (np.diff(tenths, axis=0) != 0).any(axis=1)]]
    if len(tenths) < fewest:
        return ""
    closed = isinstance(run, LinearRing)
    steps = np.diff(tenths[:-1] if closed else tenths, axis=0)
    return f"M{_numbers(tenths[0])}l{_numbers(steps.ravel())}{'z' if closed else ''}"


def _numbers(tenths: np.ndarray) -> str:
    return " ".join(f"{number / 10:g}" for number in tenths).replace(" -", "-")
