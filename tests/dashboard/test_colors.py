"""The palette: one for map, legend and charts; monotone; told apart without red or green."""

import math
from itertools import combinations, pairwise
from statistics import NormalDist

import pytest

from alignment.method import load_method
from dashboard import colors
from dashboard.charts import scores as charts
from dashboard.colors import PALETTE, color_of
from dashboard.map import FOLDER
from tests.dashboard.contrast import contrast

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(color):
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


def lab(rgb):
    """CIE L*a*b* of linear RGB, white D65."""
    red, green, blue = (min(1.0, max(0.0, value)) for value in rgb)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(color, kind):
    if kind == "normal":
        return lab(linear(color))
    return lab([sum(a * b for a, b in zip(row, linear(color), strict=True)) for row in BLINDNESS[kind]])


def test_the_further_from_the_middle_the_darker_on_both_sides():
    lightness = [seen(color, "normal")[0] for color in PALETTE]
    middle = len(PALETTE) // 2
    assert all(a < b for a, b in pairwise(lightness[: middle + 1]))
    assert all(a > b for a, b in pairwise(lightness[middle:]))


@pytest.mark.parametrize("kind", ["normal", *BLINDNESS])
def test_the_two_sides_and_neighbouring_tenths_are_told_apart_by_everyone(kind):
    for tenth in range(2, 11):
        away, towards = seen(color_of(-tenth / 10), kind), seen(color_of(tenth / 10), kind)
        assert math.dist(away, towards) > 12, tenth
    for tenth in range(-10, 9):
        assert math.dist(seen(color_of(tenth / 10), kind), seen(color_of((tenth + 2) / 10), kind)) > 5, tenth


@pytest.mark.parametrize("kind", ["normal", *BLINDNESS])
def test_seven_classes_are_told_apart_by_everyone(kind):
    for one, other in combinations(colors.SEVEN, 2):
        assert math.dist(seen(one, kind), seen(other, kind)) > 12, (one, other)


def test_from_class_to_class_the_contrast_is_as_large_as_seven_of_them_leave():
    """Four steps of lightness span less than 21 : 1, so three to one between all of them cannot be."""
    steps = [contrast(one, other) for one, other in pairwise(colors.SEVEN)]
    assert min(steps) > 2.1
    assert max(steps) / min(steps) < 1.1, "even steps"


def test_every_fill_stands_out_three_to_one_from_the_line_or_the_casing_around_it():
    assert contrast(colors.LINE, colors.CASING) > 12
    fills = [*colors.PALETTE, *colors.CHANGE, *(color for row in colors.MUTED for color in row)]
    fills += [colors.RUSSIA, colors.NO_SCORE, colors.NO_EVIDENCE]
    assert min(max(contrast(fill, colors.LINE), contrast(fill, colors.CASING)) for fill in fills) > 3


def test_the_wider_the_band_the_fewer_and_greyer_the_colours():
    assert [len(row) for row in colors.MUTED] == [7, 5, 3, 1]
    spread = [max(math.dist(seen(a, "normal"), seen(b, "normal")) for a in row for b in row) for row in colors.MUTED]
    assert spread == sorted(spread, reverse=True)
    assert spread[-1] == 0
    assert colors.fill_of(0.9, 0.85, 0.95) == colors.SEVEN[-1]
    assert colors.fill_of(0.9, -0.9, 1.0) == colors.fill_of(-0.9, -1.0, 0.9) == colors.MUTED[3][0]


def test_membership_alone_is_grey_and_more_evidence_takes_every_step_up_to_seven_colours():
    method = load_method()
    widths = [
        2 * NormalDist().inv_cdf(0.5 + method.level / 2) * method.one_mass_sd / math.sqrt(mass)
        for mass in (1, 1.5, 2.5, 5)
    ]
    assert [colors.doubt_of(0, width) for width in widths] == [3, 2, 1, 0]


@pytest.mark.parametrize("kind", ["normal", *BLINDNESS])
def test_muted_sides_are_told_apart_by_everyone(kind):
    for row in colors.MUTED[:3]:
        assert math.dist(seen(row[0], kind), seen(row[-1], kind)) > 20


@pytest.mark.parametrize(
    ("score", "number"), [(-1, 0), (-0.72, 0), (-0.7, 1), (0, 3), (0.14, 3), (0.15, 4), (1, 6), (7, 6)]
)
def test_seven_classes_are_equal_parts_of_the_scale(score, number):
    assert colors.class_of(score) == number


@pytest.mark.parametrize(("score", "same"), [(-3.0, -1.0), (7.5, 1.0)])
def test_scores_beyond_the_ends_take_the_ends(score, same):
    assert color_of(score) == color_of(same)


def test_no_score_has_a_colour_of_its_own():
    assert color_of(None) == color_of(float("nan")) == colors.NO_SCORE
    assert colors.NO_SCORE not in PALETTE
    assert colors.RUSSIA not in PALETTE


def test_the_charts_strip_shows_the_maps_colours(tables):
    strip = charts.score_lines(tables.scores).layout.shapes
    assert {block.fillcolor for block in strip} <= set(PALETTE)
    for block in strip:
        assert block.fillcolor == color_of((block.y0 + block.y1) / 2)


def test_the_browser_holds_no_palette_of_its_own():
    scripts = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("js/*.js"))
    assert not [color for color in PALETTE if color in scripts]
    assert "data.palette" in scripts
