"""The build mends what Natural Earth draws otherwise, and gives what is committed. No network: small made-up land."""

import json

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import LineString, Point, box

from geo.build.__main__ import main, write
from geo.build.regions import ROLES, build_cells, state, tidy
from geo.build.zones import LACHIN_ROAD, belt, border_line, build_zones
from geo.periods import AREAS
from geo.shapes import DATA, read_regions, read_zones

# (country, province, west, south, east, north): boxes that meet where the real states do.
LAND = [
    ("ARM", "Syunik", 43, 38.5, 46.4, 41.2),
    ("AZE", "Karabakh", 46.4, 38.5, 50, 41.2),
    ("GEO", "Kakheti", 39, 41.2, 50, 43.3),
    ("MDA", "Orhei", 26, 46, 30.5, 48),
    ("KGZ", "Batken", 67, 40, 71.5, 42),
    ("KGZ", "Osh", 71.5, 40, 74, 41),
    ("KGZ", "Jalal-Abad", 71.5, 41, 74, 42),
    ("TJK", "Leninabad", 67, 37, 74, 40),
    ("AFG", "Badakhshan", 62, 34, 74, 37),
    ("KAZ", "Almaty", 74, 42, 80, 46),
    ("KAZ", "Almaty City", 80, 42, 82, 46),
    ("KAZ", "Zhambyl", 67, 42, 74, 46),
    ("KAZ", "Qyzylorda", 60, 42, 67, 44.5),
    ("KAB", "Baykonur lease in Qyzylorda", 60, 44.5, 67, 46),
    ("KAZ", "Mangghystau", 52, 42, 60, 46),
    ("UZB", "Bukhoro", 58, 37, 62, 42),
    ("UKR", "Kiev", 24, 48, 36, 52),
    ("UKR", "Donets'k", 36, 48, 38, 49),
    ("UKR", "Luhans'k", 38, 48, 40, 49),
    ("RUS", "Crimea", 33, 44.5, 36, 46.1),
    ("UKR", "Sevastopol", 32, 44.5, 33, 45),
    ("RUS", "Rostov", 40, 44, 52, 60),
    ("RUS", "Chukotka", 170, 64, 180, 68),
    ("RUS", "Chukotka", -180, 64, -172, 68),
    ("LVA", "Islet", 20, 57, 20.05, 57.05),
    ("TON", "Elsewhere", -175, -22, -174, -21),
]
for number, iso in enumerate(
    sorted({i for names in ROLES.values() for i in names} - {row[0] for row in LAND} - {"OTH"})
):
    LAND.append((iso, "All", 90 + 2 * number, 25, 92 + 2 * number, 30))
LAND.append(("LVA", "All", 20, 54, 24, 56))
LAND.append(("GRL", "All", 140, 25, 145, 30))


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    table = gpd.GeoDataFrame(
        {"adm0_a3": [row[0] for row in LAND], "name": [row[1] for row in LAND]},
        geometry=[box(*row[2:]) for row in LAND],
        crs=4326,
    )
    table.to_file(folder / "admin1.json", driver="GeoJSON")
    ring = LineString([(46.39, 39.2), (47.6, 39.2), (47.6, 40.3), (46.39, 40.3)])
    oblast = LineString([(46.5, 39.5), (47.2, 39.5), (47.2, 40.4), (46.5, 40.4), (46.5, 39.505)])
    names = ["Ceasefire Line 1994", "Former USSR oblast in 1991", "Georgian claim", "Georgian claim", "Moldovan claim"]
    abkhazia = LineString([(41.5, 41.2), (41.5, 43.3)])
    ossetia = LineString([(43.5, 43.3), (43.5, 42), (44.6, 42), (44.6, 43.3)])
    nistru = LineString([(28.5, 47.95), (29.5, 46.05)])  # its ends miss the border by a few kilometres
    states = ["AZE", "AZE", "GEO", "GEO", "MDA"]
    shapes = [ring, oblast, abkhazia, ossetia, nistru]
    lines = gpd.GeoDataFrame({"name": names, "adm0_a3_l": states}, geometry=shapes, crs=4326)
    lines.to_file(folder / "lines.gpkg", layer="disputed_borders")
    return folder / "admin1.json", folder / "lines.gpkg"


@pytest.fixture(scope="module")
def cells(sources):
    return build_cells(sources[0])


def test_crimea_goes_to_ukraine_and_baikonur_to_kazakhstan_whoever_the_source_gives_them_to(cells):
    assert state(cells, "UKR").contains(Point(34, 45.3))
    assert state(cells, "KAZ").contains(Point(63, 45.5))
    assert cells["UKR/crimea"].area == pytest.approx(3 * 1.6 + 0.5, rel=0.02)
    assert not state(cells, "RUS").intersects(Point(34, 45.3))


def test_land_on_both_sides_of_the_antimeridian_becomes_one_piece(cells):
    chukotka = next(part for part in shapely.get_parts(state(cells, "RUS")) if part.bounds[0] > 100)
    assert chukotka.bounds == pytest.approx((170, 64, 188, 68), abs=0.1)
    assert chukotka.contains(Point(180, 66))


def test_an_islet_is_dropped_and_land_beyond_the_map_is_not_asked_for(cells):
    latvia = state(cells, "LVA")
    assert len(shapely.get_parts(latvia)) == 1
    assert all(shape.bounds[1] > 20 for shape in cells.values())


def test_shapes_are_wound_clockwise_on_a_grid_of_a_thousandth_of_a_degree():
    shape = tidy(box(0, 0, 1.00049, 1).difference(box(0.2, 0.2, 0.4, 0.4)))
    polygon = shapely.get_parts(shape)[0]
    assert not shapely.is_ccw(polygon.exterior)
    assert shapely.is_ccw(polygon.interiors[0])
    assert polygon.bounds[2] == 1.0


def test_a_line_whose_ends_miss_the_border_still_cuts_off_the_land_behind_it(cells, sources):
    zones = build_zones(cells, sources[1]).set_index("valid_from")
    before = zones.at["1994-05-12", "geometry"]
    assert before.bounds == pytest.approx((46.4, 39.2, 47.6, 40.3), abs=0.02)
    assert before.difference(state(cells, "AZE")).area < 1e-6


def test_a_source_that_lost_a_province_or_a_line_is_refused(sources, tmp_path):
    table = gpd.read_file(sources[0])
    table[table["name"] != "Luhans'k"].to_file(tmp_path / "admin1.json", driver="GeoJSON")
    with pytest.raises(ValueError, match="no province Luhans'k in UKR"):
        build_cells(tmp_path / "admin1.json")
    lines = gpd.read_file(sources[1]).iloc[:1]
    lines.to_file(tmp_path / "lines.gpkg", layer="disputed_borders")
    with pytest.raises(ValueError, match="'Former USSR oblast in 1991' does not cut off"):
        build_zones(build_cells(sources[0]), tmp_path / "lines.gpkg")


def test_the_command_builds_both_files_twice_alike_in_a_form_that_is_accepted(sources, tmp_path):
    arguments = ["--admin1", str(sources[0]), "--lines", str(sources[1]), "--output"]
    for name in ("one", "two"):
        assert main([*arguments, str(tmp_path / name)]) == 0
    for file in ("regions.geojson", "zones.geojson"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    assert len(read_regions(tmp_path / "one" / "regions.geojson")) == len({row[0] for row in LAND} - {"KAB", "TON"})
    assert len(set(read_zones(tmp_path / "one" / "zones.geojson")["zone"])) == len(AREAS)


def test_the_command_says_what_it_needs(capsys):
    with pytest.raises(SystemExit):
        main([])
    assert "--download FOLDER, or both --admin1 FILE and --lines FILE" in capsys.readouterr().err


@pytest.mark.parametrize("file", ["regions.geojson", "zones.geojson"])
def test_what_is_committed_is_written_as_the_build_writes_it(file, tmp_path):
    identities = [feature["id"] for feature in json.loads((DATA / file).read_text(encoding="utf-8"))["features"]]
    table = gpd.read_file(DATA / file).drop(columns="id")
    for column in ("valid_from", "valid_to"):
        if column in table:
            table[column] = [None if value != value else str(value)[:10] for value in table[column]]
    write(table, tmp_path / file, identities)
    assert (tmp_path / file).read_text(encoding="utf-8") == (DATA / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("zone", "pair"),
    [
        ("armenia-azerbaijan-border", ("ARM", "AZE")),
        ("isfara-border", ("KGZ", "TJK")),
        ("tajik-afghan-border", ("TJK", "AFG")),
    ],
)
def test_the_committed_border_lines_follow_from_the_committed_states(zone, pair):
    states = read_regions().set_index("iso").geometry
    committed = read_zones().set_index("zone").at[zone, "geometry"]
    assert border_line(zone, states[pair[0]], states[pair[1]]).equals(committed)


def test_the_committed_corridor_follows_from_its_road():
    azerbaijan = read_regions().set_index("iso").at["AZE", "geometry"]
    corridor = tidy(belt(LineString(LACHIN_ROAD), 2.5).intersection(azerbaijan))
    zones = read_zones()
    assert all(shape.equals(corridor) for shape in zones.geometry[zones["zone"] == "lachin-corridor"])


def test_the_committed_zone_of_ukraine_is_ukraine():
    zones = read_zones().set_index("zone").geometry
    ukraine = read_regions().set_index("iso").at["UKR", "geometry"]
    assert zones["ukraine"].equals(ukraine)
    assert ukraine.contains(zones["crimea"].buffer(-0.001))
    assert all(ukraine.contains(shape.buffer(-0.001)) for shape in zones["donbas"])
