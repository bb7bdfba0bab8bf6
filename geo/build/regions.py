"""The states' outlines: from Natural Earth's provinces to one simplified coverage.

In: the admin-1 layer of Natural Earth 10m. Out: `cells`, the finest pieces the map needs (a state, or a part of it that
a conflict zone consists of), keyed ``ISO`` or ``ISO/part``, and the states put together from them. Conflict zones
are left to `geo.build.zones`.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer
from shapely import Geometry
from shapely.geometry import MultiPolygon, Point, Polygon

from geo.projection import LAND_ENDS

ROLES = {
    "pole": {"RUS": "Russia"},
    "member": {
        "BLR": "Belarus",
        "ARM": "Armenia",
        "KAZ": "Kazakhstan",
        "KGZ": "Kyrgyzstan",
        "TJK": "Tajikistan",
    },
    "ex-member": {"AZE": "Azerbaijan", "GEO": "Georgia", "UZB": "Uzbekistan"},
    "neighbour": {
        "UKR": "Ukraine",
        "MDA": "Moldova",
        "TUR": "Turkey",
        "IRN": "Iran",
        "CHN": "China",
        "AFG": "Afghanistan",
        "TKM": "Turkmenistan",
        "MNG": "Mongolia",
        "POL": "Poland",
        "LTU": "Lithuania",
        "LVA": "Latvia",
        "EST": "Estonia",
        "FIN": "Finland",
        "NOR": "Norway",
        "SWE": "Sweden",
        "ROU": "Romania",
        "BGR": "Bulgaria",
        "HUN": "Hungary",
        "SVK": "Slovakia",
        "SYR": "Syria",
        "IRQ": "Iraq",
        "PAK": "Pakistan",
        "IND": "India",
        "PRK": "North Korea",
        "KOR": "South Korea",
        "JPN": "Japan",
    },
    "land": {"OTH": "Other land"},
}
# Provinces that make up a conflict zone, by Natural Earth's names.
PARTS = {
    "UKR/crimea": ("Crimea", "Sevastopol"),
    "UKR/donbas": ("Donets'k", "Luhans'k"),
    "KGZ/osh": ("Osh", "Jalal-Abad"),
    "KAZ/unrest": ("Almaty", "Almaty City", "Mangghystau", "Zhambyl", "Qyzylorda"),
}
WINDOW = shapely.segmentize(shapely.box(*LAND_ENDS), 0.25)
FINE = ("ARM", "AZE", "GEO", "KGZ", "TJK", "UZB")  # the insets show these from near
KILOMETRES = "+proj=laea +lat_0=50 +lon_0=75 +datum=WGS84 +units=km"
SMALLEST_ISLAND = 300  # square kilometres
DECIMALS = 3  # of a degree: about 100 m


def build_cells(admin1: Path) -> dict[str, Geometry]:
    """Read, mend and simplify the provinces.

    Raises
    ------
    ValueError
        When a province that a zone needs is missing, or the result has gaps or overlaps.
    """
    provinces = _mended(gpd.read_file(admin1, columns=["name", "adm0_a3"]))
    named = {iso for names in ROLES.values() for iso in names}
    key = provinces["adm0_a3"].where(provinces["adm0_a3"].isin(named), "OTH")
    for part, names in PARTS.items():
        chosen = (provinces["adm0_a3"] == part[:3]) & provinces["name"].isin(names)
        absent = set(names) - set(provinces["name"][chosen])
        if absent:
            raise ValueError(f"{admin1}: no province {', '.join(sorted(absent))} in {part[:3]}")
        key = key.mask(chosen, part)
    cells = {name: shapely.union_all(group.to_numpy()) for name, group in provinces.geometry.groupby(key)}
    return _simplified(_without_islets({name: shapely.intersection(cell, WINDOW) for name, cell in cells.items()}))


def state(cells: dict[str, Geometry], iso: str) -> Geometry:
    """Return one state, put together from its cells."""
    return tidy(shapely.coverage_union_all([cell for name, cell in cells.items() if name[:3] == iso]))


def build_regions(cells: dict[str, Geometry]) -> gpd.GeoDataFrame:
    """Return the table of `geo.shapes.read_regions`, big land first so that states are painted over it."""
    rows = []
    for role in reversed(ROLES):
        for iso, name in ROLES[role].items():
            shape = state(cells, iso)
            point = Point(60, 60) if iso == "RUS" else max(shapely.get_parts(shape), key=lambda p: p.area)
            label = point.representative_point()
            lon, lat = (None, None) if iso == "OTH" else (round(label.x, 2), round(label.y, 2))
            rows.append({"iso": iso, "name": name, "role": role, "lon": lon, "lat": lat, "geometry": shape})
    return gpd.GeoDataFrame(rows, crs=4326)


def tidy(shape: Geometry) -> Geometry:
    """Keep polygons only, on the grid of `DECIMALS`, exterior rings clockwise, as d3 and Plotly want them."""
    snapped = _polygons(shapely.set_precision(shape, 10**-DECIMALS))
    return shapely.orient_polygons(shapely.normalize(snapped), exterior_cw=True)


def _polygons(shape: Geometry) -> MultiPolygon:
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shape)))
    return MultiPolygon([part for part in parts if isinstance(part, Polygon)])


def _mended(provinces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Follow the borders that the UN recognises, and put Russia together across the antimeridian."""
    crimea = provinces["name"].isin(PARTS["UKR/crimea"]) & provinces["adm0_a3"].isin(["RUS", "UKR"])
    provinces.loc[crimea, "adm0_a3"] = "UKR"
    baikonur = provinces["adm0_a3"] == "KAB"  # land that Russia leases is Kazakhstan's
    provinces.loc[baikonur, ["adm0_a3", "name"]] = ["KAZ", "Qyzylorda"]
    east = (provinces["adm0_a3"] == "RUS") & (provinces.bounds["minx"] < 0)
    provinces.loc[east, "geometry"] = [_unwrapped(shape) for shape in provinces.geometry[east]]
    provinces = provinces[provinces.intersects(WINDOW)].copy()
    provinces.geometry = provinces.geometry.make_valid()
    return provinces


def _unwrapped(shape: Geometry) -> Geometry:
    moved = [
        shapely.transform(part, lambda xy: xy + np.array([360, 0])) if part.bounds[2] < 0 else part
        for part in shapely.get_parts(shape)
    ]
    return shapely.union_all(moved)


def _without_islets(cells: dict[str, Geometry]) -> dict[str, Geometry]:
    """Drop small islands; a small part that touches another stays, for it is an exclave."""
    names, parts = [], []
    for name, cell in cells.items():
        for part in shapely.get_parts(cell):
            if isinstance(part, Polygon):
                names.append(name)
                parts.append(part)
    left, right = shapely.STRtree(parts).query(parts, predicate="intersects")
    touching = set(left[left != right])
    areas = gpd.GeoSeries(parts, crs=4326).to_crs(KILOMETRES).area
    kept: dict[str, list[Polygon]] = {name: [] for name in cells}
    for number, (name, part) in enumerate(zip(names, parts, strict=True)):
        if areas[number] >= SMALLEST_ISLAND or number in touching:
            kept[name].append(part)
    return {name: MultiPolygon(polygons) for name, polygons in kept.items()}


def _simplified(cells: dict[str, Geometry]) -> dict[str, Geometry]:
    """Simplify in three passes, the finer the nearer the map looks, and keep every shared border shared.

    The sea takes part as a cell of its own: so the only edges that a pass must not touch are those towards the
    cells that it leaves alone, and `simplify_boundary=False` says just that.
    """
    names = [*cells, "sea"]
    sea = shapely.difference(WINDOW, shapely.union_all(list(cells.values())))
    shapes = shapely.transform(np.array([*cells.values(), sea]), _to_kilometres)
    if not shapely.coverage_is_valid(shapes):
        shapes = shapely.coverage_clean(shapes, snapping_distance=1e-3, gap_width=0.1)
    near = np.array([name[:3] in FINE for name in names])
    far = np.array([name == "sea" or name in ROLES["neighbour"] or name == "OTH" for name in names])
    for chosen, tolerance in ((np.ones(len(names), bool), 1.2), (~near, 4.0), (far, 9.0)):
        shapes[chosen] = shapely.coverage_simplify(shapes[chosen], tolerance, simplify_boundary=False)
    land = shapely.transform(shapes[:-1], _to_degrees)
    if not (shapely.coverage_is_valid(land) and shapely.is_valid(land).all()):
        land = shapely.coverage_clean([_polygons(cell) for cell in land], snapping_distance=0)
        land = shapely.transform(land, lambda xy: xy.round(DECIMALS))
    if not shapely.coverage_is_valid(land):
        raise ValueError("the simplified states overlap; change the tolerances or mend the source")
    return dict(zip(cells, land, strict=True))


def _to_kilometres(xy: np.ndarray) -> np.ndarray:
    return np.column_stack(Transformer.from_crs(4326, KILOMETRES, always_xy=True).transform(xy[:, 0], xy[:, 1]))


def _to_degrees(xy: np.ndarray) -> np.ndarray:
    back = Transformer.from_crs(KILOMETRES, 4326, always_xy=True)
    lon, lat = back.transform(xy[:, 0], xy[:, 1])
    return np.column_stack([np.where(lon < 0, lon + 360, lon), lat]).round(DECIMALS)
