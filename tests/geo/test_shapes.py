"""The shapes follow the borders that the UN recognises, share them, and close around the globe."""

import json
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import Point

from geo.gazetteer import load_gazetteer
from geo.periods import DRAWN_ONLY, load_periods
from geo.shapes import DATA, read_regions, read_zones
from geo.zones import load_zones

NINE = {"RUS", "BLR", "ARM", "KAZ", "KGZ", "TJK", "AZE", "GEO", "UZB"}
EQUAL_AREA = "+proj=laea +lat_0=50 +lon_0=75 +units=km"


@pytest.fixture(scope="module")
def regions() -> gpd.GeoDataFrame:
    return read_regions()


@pytest.fixture(scope="module")
def states(regions) -> gpd.GeoSeries:
    return regions.set_index("iso").geometry


@pytest.fixture(scope="module")
def zones() -> gpd.GeoDataFrame:
    return read_zones()


def test_the_nine_states_are_there_each_with_its_role(regions):
    roles = regions.set_index("iso")["role"]
    assert set(roles[roles == "member"].index) == {"BLR", "ARM", "KAZ", "KGZ", "TJK"}
    assert set(roles[roles == "ex-member"].index) == {"AZE", "GEO", "UZB"}
    assert list(roles[roles == "pole"].index) == ["RUS"]
    assert (roles == "neighbour").sum() >= 20


def test_a_states_label_point_lies_on_it(regions):
    named = regions[regions["role"] != "land"]
    points = gpd.GeoSeries(gpd.points_from_xy(named["lon"], named["lat"]), index=named.index, crs=4326)
    assert named.contains(points).all()


@pytest.mark.parametrize("file", ["regions.geojson", "zones.geojson"])
def test_exterior_rings_run_clockwise_and_holes_the_other_way_as_d3_and_plotly_want(file):
    features = json.loads((DATA / file).read_text(encoding="utf-8"))["features"]
    for feature in features:
        for exterior, *holes in feature["geometry"]["coordinates"] if "Polygon" in feature["geometry"]["type"] else ():
            assert not shapely.is_ccw(shapely.linearrings(exterior)), feature["id"]
            assert all(shapely.is_ccw(shapely.linearrings(hole)) for hole in holes), feature["id"]


def test_neighbours_have_neither_gaps_nor_overlaps_between_them(regions):
    """Exactly: every shared border has the same vertices on both sides, to the last digit written."""
    shapes = regions.geometry.to_numpy()
    assert shapely.coverage_is_valid(shapes, gap_width=0.0)
    area = gpd.GeoSeries(shapes, crs=4326).to_crs(EQUAL_AREA).area.sum()
    together = gpd.GeoSeries([shapely.union_all(shapes)], crs=4326).to_crs(EQUAL_AREA).area.sum()
    assert abs(area - together) < 1, "overlap in square kilometres"


def test_no_crack_lies_between_the_nine_states_and_their_land_neighbours(states):
    """No hole of the joined land is thinner than a kilometre and a half, so that no sea shows through a border."""
    land = shapely.union_all(states.to_numpy())
    holes = [shapely.polygons(ring) for part in shapely.get_parts(land) for ring in part.interiors]
    for hole in gpd.GeoSeries(holes, crs=4326).to_crs(EQUAL_AREA):
        assert not hole.buffer(-0.75).is_empty, hole.centroid.wkt


def test_chukotka_is_one_piece_with_siberia_across_the_antimeridian(states):
    mainland = max(shapely.get_parts(states["RUS"]), key=lambda part: part.area)
    assert mainland.contains(Point(177.5, 67.0))
    assert mainland.contains(Point(360 - 173.0, 66.5))
    assert mainland.contains(Point(100.0, 60.0))


def test_no_shape_spans_the_world_and_no_edge_runs_along_the_antimeridian(regions):
    assert regions.total_bounds[0] >= 0
    assert regions.total_bounds[2] <= 195
    coordinates = shapely.get_coordinates(regions.geometry[regions["iso"] == "RUS"].to_numpy())
    jumps = np.abs(np.diff(coordinates[:, 0]))
    on_seam = (coordinates[:-1, 0] == 180) & (coordinates[1:, 0] == 180)
    assert not on_seam.any()
    assert jumps.max() < 180


@pytest.mark.parametrize("town", ["sevastopol", "simferopol", "kerch", "yalta", "crimea"])
def test_crimea_is_ukraines(states, town):
    entry = load_gazetteer().entries[town]
    point = Point(entry.longitude, entry.latitude)
    # Kerch and Sevastopol lie on a coast that is simplified by up to two kilometres.
    assert states["UKR"].distance(point) < 0.02
    assert not states["RUS"].contains(point)
    assert states["RUS"].distance(point) > states["UKR"].distance(point)


@pytest.mark.parametrize("town", ["donetsk", "luhansk", "mariupol"])
def test_the_donbas_is_ukraines(states, town):
    entry = load_gazetteer().entries[town]
    assert states["UKR"].contains(Point(entry.longitude, entry.latitude))


def test_nagorno_karabakh_lies_inside_azerbaijan(states, zones):
    for shape in zones.geometry[zones["zone"].isin(["nagorno-karabakh", "lachin-corridor"])]:
        assert shape.difference(states["AZE"]).area < 1e-9
    for town in ("stepanakert", "shusha", "lachin", "aghdara", "hadrut", "agdam"):
        entry = load_gazetteer().entries[town]
        assert states["AZE"].contains(Point(entry.longitude, entry.latitude))


def test_exclaves_are_kept(states):
    for iso, longitude, latitude in (
        ("TJK", 70.60, 39.85),  # Vorukh
        ("UZB", 71.13, 39.97),  # Sokh
        ("AZE", 45.41, 39.33),  # Nakhchivan
        ("RUS", 21.50, 54.70),  # Kaliningrad
    ):
        assert states[iso].contains(Point(longitude, latitude)), iso
    assert states["KAZ"].contains(Point(63.3, 45.9)), "Baikonur is Kazakhstan's"


def test_every_period_has_its_shape_with_the_same_name_and_dates(zones):
    told = [(one.zone, one.name, one.years, one.first, one.last) for one in load_periods()]
    columns = ["zone", "name", "period", "valid_from", "valid_to"]
    assert told == list(zones[columns].itertuples(index=False, name=None))


def test_periods_lie_where_events_may_be_placed_in_their_zone():
    book = load_zones().zones
    for period in load_periods():
        if period.zone not in DRAWN_ONLY:
            assert book[period.zone].holds(period.first, period.last or date(2024, 12, 31)), period


def test_the_shapes_of_one_zone_follow_each_other(zones):
    for zone, group in zones.groupby("zone"):
        ends = list(group["valid_to"])[:-1]
        starts = list(group["valid_from"])[1:]
        assert all(end < start for end, start in zip(ends, starts, strict=True)), zone


def test_every_zone_lies_in_its_countries_and_touches_each(zones, states):
    book = load_zones().zones
    drawn_only = {"abkhazia": ("GEO",), "south-ossetia": ("GEO",), "transnistria": ("MDA",)}
    for zone, shape in zip(zones["zone"], zones.geometry, strict=True):
        countries = book[zone].countries if zone in book else drawn_only[zone]
        for iso in countries:
            assert shape.intersects(states[iso]), (zone, iso)
        outside = shape.difference(shapely.union_all([states[iso] for iso in countries]).buffer(1e-3))
        assert outside.is_empty or outside.area < 1e-4, zone


@pytest.mark.parametrize(
    ("zone", "inside", "outside"),
    [
        ("abkhazia", (41.02, 43.0), (41.87, 42.51)),  # Sukhumi, Zugdidi
        ("south-ossetia", (43.97, 42.23), (44.11, 41.98)),  # Tskhinvali, Gori
        ("transnistria", (29.0, 47.77), (28.86, 47.01)),  # Ribnita, Chisinau
    ],
)
def test_areas_out_of_their_governments_hands_are_drawn_where_they_lie(zones, zone, inside, outside):
    shape = zones.geometry[zones["zone"] == zone].iloc[0]
    assert shape.distance(Point(inside)) < 0.01
    assert not shape.contains(Point(outside))


def test_each_zones_own_point_lies_on_or_near_one_of_its_shapes(zones):
    for zone in load_zones().zones.values():
        shapes = zones.geometry[zones["zone"] == zone.id]
        point = Point(zone.longitude, zone.latitude)
        degrees = shapely.distance(shapes.to_numpy(), point).min()
        assert degrees < (4 if zone.id == "kazakhstan-unrest" else 0.2), zone.id


def test_the_peacekeepers_area_holds_stepanakert_but_not_shusha_hadrut_or_talish(zones):
    shape = zones.geometry[zones["name"].str.contains("peacekeepers")].iloc[0]
    for town, inside in (
        ("stepanakert", True),
        ("askeran", True),
        ("aghdara", True),
        ("shusha", False),
        ("hadrut", False),
        ("talish", False),
    ):
        entry = load_gazetteer().entries[town]
        assert shape.contains(Point(entry.longitude, entry.latitude)) == inside, town


def test_what_is_drawn_by_hand_says_so(zones):
    by_hand = zones["source"].str.contains("by hand")
    assert list(zones["schematic"]) == list(by_hand)
    assert set(zones["zone"][by_hand]) == {"nagorno-karabakh", "lachin-corridor"}
    assert (zones["precision_km"] > 0).all()


def _changed(folder: Path, file: str, change) -> Path:
    collection = json.loads((DATA / file).read_text(encoding="utf-8"))
    change(collection)
    path = folder / file
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def test_a_file_in_other_coordinates_is_refused(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    path = _changed(tmp_path, "regions.geojson", lambda c: c.update(crs=crs))
    with pytest.raises(ValueError, match="must be WGS 84"):
        read_regions(path)


def test_a_shape_that_crosses_itself_is_refused_by_name(tmp_path):
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
    path = _changed(tmp_path, "regions.geojson", lambda c: c["features"][1].update(geometry=bow))
    with pytest.raises(ValueError, match="not a valid polygon"):
        read_regions(path)


def test_a_missing_column_a_wrong_role_and_a_wrong_date_are_refused(tmp_path):
    def drop_role(collection):
        for feature in collection["features"]:
            del feature["properties"]["role"]

    def properties(**values):
        return lambda collection: collection["features"][0]["properties"].update(values)

    with pytest.raises(ValueError, match="missing role; rebuild it"):
        read_regions(_changed(tmp_path, "regions.geojson", drop_role))
    with pytest.raises(ValueError, match="each role be one of"):
        read_regions(_changed(tmp_path, "regions.geojson", properties(role="friend")))
    with pytest.raises(ValueError, match="must be ISO dates"):
        read_zones(_changed(tmp_path, "zones.geojson", properties(valid_from="spring")))
    with pytest.raises(ValueError, match="does not lie after its valid_to"):
        read_zones(_changed(tmp_path, "zones.geojson", properties(valid_to="1990-01-01")))
