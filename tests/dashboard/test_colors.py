"""The palette: one for map, legend and charts; monotone; told apart without red or green."""

import math
from itertools import pairwise

import pytest

from dashboard import charts, colors
from dashboard.colors import PALETTE, color_of
from dashboard.map import FOLDER

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
    scripts = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js"))
    assert not [color for color in PALETTE if color in scripts]
    assert "data.palette" in scripts
