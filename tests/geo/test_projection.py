"""Frames and paths: what is drawn lies in the picture, to the tenth of a pixel, with borders still shared."""

import gzip
import re
from functools import reduce

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.projection import FRAMES, MARGIN_X, MARGIN_Y, project_paths, project_points, unproject_points
from geo.shapes import read_regions, read_zones

NINE = ("RUS", "BLR", "ARM", "KAZ", "KGZ", "TJK", "AZE", "GEO", "UZB")


@pytest.fixture(scope="module")
def regions() -> gpd.GeoDataFrame:
    return read_regions()


@pytest.fixture(scope="module")
def paths(regions) -> dict[str, pd.DataFrame]:
    return {name: project_paths(regions, name) for name in FRAMES}


def rings(path: str) -> list[np.ndarray]:
    """Read a path as a browser does: absolute start, relative steps, closed."""
    found = []
    for ring in path.split("z")[:-1]:
        start, steps = ring.removeprefix("M").split("l")
        numbers = [np.array(re.findall(r"-?[\d.]+", text), dtype=float).reshape(-1, 2) for text in (start, steps)]
        found.append(np.cumsum(np.vstack(numbers), axis=0))
    return found


def shape(path: str) -> shapely.Geometry:
    """By the even-odd rule: a ring inside another cuts a hole."""
    polygons = [shapely.make_valid(shapely.Polygon(ring)) for ring in rings(path) if len(ring) > 2]
    return reduce(shapely.symmetric_difference, polygons)


@given(st.sampled_from(sorted(FRAMES)), st.floats(20, 150), st.floats(30, 75))
def test_a_point_comes_back_from_the_picture_to_where_it_was(name, longitude, latitude):
    back = unproject_points(*project_points([longitude], [latitude], name), name)
    assert back[0][0] == pytest.approx(longitude, abs=1e-6)
    assert back[1][0] == pytest.approx(latitude, abs=1e-6)


def test_points_are_projected_all_at_once_and_missing_ones_stay_missing():
    x, y = project_points([56.0, np.nan, 76.9], [47.0, 40.0, 43.25], "focus")
    frame = FRAMES["focus"]
    assert (x[0], y[0]) == pytest.approx(
        (frame.width / 2 - frame.middle_x / frame.scale, frame.height / 2 + frame.middle_y / frame.scale)
    )
    assert np.isnan([x[1], y[1]]).all()
    assert x[2] > x[0]
    assert y[2] > y[0], "south is down"
    assert [len(axis) for axis in project_points([], [], "full")] == [0, 0]


def test_equal_areas_stay_equal():
    """A degree field in Belarus and one in Tajikistan are shown as large as they are."""
    fields = gpd.GeoSeries([shapely.box(28, 53, 29, 54), shapely.box(70, 38, 71, 39)], crs=4326).segmentize(0.01)
    truth = fields.to_crs("+proj=cea +units=km").area
    for frame in FRAMES.values():
        drawn = [
            shapely.Polygon(np.column_stack(project_points(*xy.T, frame))).area * frame.scale**2
            for xy in map(shapely.get_coordinates, fields)
        ]
        assert drawn == pytest.approx(list(truth), rel=2e-3)


def test_every_path_stays_in_the_picture_and_closes(paths):
    margin = np.array([MARGIN_X, MARGIN_Y])
    for name, table in paths.items():
        frame = FRAMES[name]
        for path in table["path"]:
            assert re.fullmatch(r"(M-?[\d.]+[ -][\d.]+l[-\d. ]+z)+", path)
            for ring in rings(path):
                assert (ring >= -margin - 0.11).all()
                assert (ring <= np.array([frame.width, frame.height]) + margin + 0.11).all()


def test_numbers_are_rounded_to_a_tenth_of_a_pixel(paths):
    numbers = re.findall(r"[\d.]+", paths["focus"]["path"].iloc[-1])
    assert all(len(number.partition(".")[2]) <= 1 for number in numbers)


def test_all_nine_states_are_in_the_focus_and_in_the_full_frame(paths):
    for name in ("focus", "full"):
        assert set(NINE) <= set(paths[name]["iso"])
    assert {"ARM", "AZE", "GEO"} <= set(paths["south-caucasus"]["iso"])
    assert {"KGZ", "TJK", "UZB"} <= set(paths["fergana"]["iso"])
    assert "BLR" not in set(paths["fergana"]["iso"]), "what lies outside a frame is left out"


def test_the_eight_scored_states_are_whole_in_the_focus_frame_and_russia_in_the_full_one(regions):
    for name, wanted in (("focus", NINE[1:]), ("full", NINE)):
        frame = FRAMES[name]
        for coordinates in regions[regions["iso"].isin(wanted)].geometry.map(shapely.get_coordinates):
            x, y = project_points(coordinates[:, 0], coordinates[:, 1], frame)
            assert ((x > 0) & (x < frame.width) & (y > 0) & (y < frame.height)).all()


def test_armenia_is_large_enough_to_read(paths):
    """At least as wide as its name in the focus frame's 12-pixel type, and ten times larger in its inset."""
    areas = {name: shape(paths[name].set_index("iso").at["ARM", "path"]).area for name in ("focus", "south-caucasus")}
    assert areas["focus"] > 1200
    assert areas["south-caucasus"] > 10 * areas["focus"]


def test_borders_are_still_shared_after_simplifying(paths):
    """States do not overlap by as much as one square pixel in all."""
    for name, table in paths.items():
        shapes = [shape(path) for path in table["path"]]
        together = shapely.union_all(shapes)
        assert sum(one.area for one in shapes) - together.area < 1, name


def test_no_crack_opens_between_states_that_meet(paths):
    table = paths["focus"].set_index("iso")["path"]
    land = shapely.union_all([shape(table[iso]) for iso in ("KAZ", "KGZ", "UZB", "TJK")])
    cracks = [shapely.Polygon(ring) for part in shapely.get_parts(land) for ring in part.interiors]
    assert all(crack.area < 2 for crack in cracks)


def test_zones_keep_their_columns_beside_the_path():
    table = project_paths(read_zones(), "south-caucasus")
    assert list(table.columns)[-1] == "path"
    assert {"zone", "valid_from", "valid_to", "schematic"} <= set(table.columns)
    assert set(table["zone"]) >= {"nagorno-karabakh", "lachin-corridor", "armenia-azerbaijan-border"}
    assert "osh" not in set(table["zone"])


def test_all_paths_of_all_frames_pack_into_130_kilobytes(paths):
    zones = [project_paths(read_zones(), name) for name in FRAMES]
    text = "\n".join(path for table in [*paths.values(), *zones] for path in table["path"])
    assert len(gzip.compress(text.encode())) < 130_000


def test_paths_do_not_vary(regions, paths):
    pd.testing.assert_frame_equal(project_paths(regions, "fergana"), paths["fergana"])


def test_a_fought_over_border_stays_an_open_line():
    table = project_paths(read_zones(), "south-caucasus").set_index("zone")["path"]
    assert "z" not in table["armenia-azerbaijan-border"]
    assert "z" in table["lachin-corridor"].iloc[0]


def test_the_western_frame_shows_belarus_moldova_and_the_black_sea_coast(regions):
    table = project_paths(regions, "western").set_index("iso")["path"]
    assert {"BLR", "UKR", "MDA", "POL", "LTU", "LVA", "RUS"} <= set(table.index)
    belarus = shape(table["BLR"]).bounds
    assert belarus[0] > 0
    assert belarus[1] > 0


def test_unknown_frames_and_other_coordinates_are_refused(regions):
    with pytest.raises(ValueError, match="unknown frame 'moon'; expected one of focus, full"):
        project_paths(regions, "moon")
    with pytest.raises(ValueError, match="must be WGS 84"):
        project_paths(regions.to_crs(3857), "focus")
