"""A PNG is the picture: of its size, and a state has its colour there."""

import io
import re

import pytest
from PIL import Image

from dashboard import colors
from dashboard.address import Opening
from dashboard.picture.drawing import Paper, Picture, Words
from dashboard.picture.raster import png
from dashboard.picture.styles import SVG

DOT = (
    f'<svg xmlns="{SVG}" width="40" height="20" viewBox="0 0 40 20"><rect width="20" height="20" fill="#a33213"/></svg>'
)


@pytest.mark.parametrize("scale", [1, 2])
def test_it_has_the_pictures_size_times_the_scale(scale):
    image = Image.open(io.BytesIO(png(Picture(DOT, "", Paper(40, 20)), scale)))
    assert image.size == (40 * scale, 20 * scale)
    assert image.convert("RGB").getpixel((10 * scale, 10 * scale)) == (0xA3, 0x32, 0x13)


def test_the_states_have_their_colours_and_text_is_drawn(drawing, tables):
    picture = drawing.picture(Opening("2022-09"), Paper(), Words())
    image = Image.open(io.BytesIO(png(picture))).convert("RGB")
    shown = {color for _, color in image.getcolors(1 << 24)}
    now = tables.scores[tables.scores["date"] == "2022-09"]
    for row in now[now["member"] == "KAZ"].itertuples():
        wanted = colors.fill_of(row.score, row.low, row.high, "muted")
        assert tuple(int(wanted[at : at + 2], 16) for at in (1, 3, 5)) in shown
    heading = image.crop((20, 10, 400, 70))
    assert len(heading.getcolors(1 << 24)) > 10


def test_all_text_is_set_in_the_typeface_that_comes_with_the_program(drawing):
    families = set(re.findall(r'font-family="([^"]*)"', drawing.picture(Opening("2022-09"), Paper(), Words()).svg))
    assert len(families) == 1
    assert families.pop().startswith("&quot;Source Sans Pro&quot;")
