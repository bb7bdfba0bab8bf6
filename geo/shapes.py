"""The shapes of the map: states and conflict zones.

In: `geo/data/regions.geojson` and `geo/data/zones.geojson`, both built by `geo.build`. Out: GeoDataFrames in WGS 84,
checked. How they are projected is left to `geo.projection`, how they are painted to `dashboard`.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

DATA = Path(__file__).parent / "data"
AREA = ("Polygon", "MultiPolygon")
ROLES = ("member", "ex-member", "pole", "neighbour", "land")
REGION_COLUMNS = ("iso", "name", "role", "lon", "lat")
ZONE_COLUMNS = (
    "zone",
    "name",
    "period",
    "valid_from",
    "valid_to",
    "source",
    "method",
    "precision_km",
    "schematic",
)


def read_regions(path: Path = DATA / "regions.geojson") -> gpd.GeoDataFrame:
    """Read the states.

    Returns
    -------
    GeoDataFrame
        Columns `iso` (ISO 3166-1 alpha-3; ``OTH`` for land without a name of its own), `name`, `role` (one of `ROLES`),
        `lon` and `lat` (a point for the label) and `geometry`. Exterior rings run clockwise; Chukotka lies east of
        180 degrees, so that Russia has no seam.

    Raises
    ------
    ValueError
        Naming the file and what is wrong, when it is not WGS 84, a shape is invalid or a column is missing.
    """
    frame = _read(path, REGION_COLUMNS, AREA)
    if not frame["role"].isin(ROLES).all() or frame["iso"].duplicated().any():
        raise ValueError(f"{path}: each iso must stand once, each role be one of {', '.join(ROLES)}")
    return frame


def read_zones(path: Path = DATA / "zones.geojson") -> gpd.GeoDataFrame:
    """Read the conflict zones' shapes; one zone may have several, each with the years in which it held.

    Returns
    -------
    GeoDataFrame
        Columns `zone` (id as in `zones.toml`), `name`, `period` (the years in words), `valid_from` and `valid_to`
        (`datetime.date`; None while it still holds), `source`, `method`, `precision_km`, `schematic` (True when drawn
        by hand) and `geometry` (an area, or a line for a border that is fought over).

    Raises
    ------
    ValueError
        As `read_regions`; also when a date is not ISO or a shape ends before it begins.
    """
    frame = _read(path, ZONE_COLUMNS, (*AREA, "MultiLineString"))
    try:
        for column in ("valid_from", "valid_to"):
            dates = [None if pd.isna(value) else pd.Timestamp(value).date() for value in frame[column]]
            frame[column] = pd.Series(dates, index=frame.index, dtype=object)
    except ValueError as error:
        raise ValueError(f"{path}: valid_from and valid_to must be ISO dates or null: {error}") from error
    for name, start, end in zip(frame["name"], frame["valid_from"], frame["valid_to"], strict=True):
        if start is None or (end is not None and end < start):
            raise ValueError(f"{path}: {name!r} must have a valid_from that does not lie after its valid_to")
    return frame


def _read(path: Path, columns: tuple[str, ...], kinds: tuple[str, ...]) -> gpd.GeoDataFrame:
    frame = gpd.read_file(path)
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise ValueError(f"{path}: missing {', '.join(missing)}; rebuild it with `python -m geo.build`")
    if frame.crs is None or frame.crs.to_epsg() != 4326:
        raise ValueError(f"{path}: coordinates must be WGS 84 (EPSG:4326); found {frame.crs}")
    wrong = ~frame.geometry.is_valid | frame.geometry.is_empty | ~frame.geom_type.isin(kinds)
    if wrong.any():
        reason = shapely.is_valid_reason(frame.geometry[wrong].iloc[0])
        what = "polygon" if kinds == AREA else "polygon or line"
        raise ValueError(f"{path}: the shape of {frame['name'][wrong].iloc[0]!r} is not a valid {what}: {reason}")
    return frame[[*columns, "geometry"]]
