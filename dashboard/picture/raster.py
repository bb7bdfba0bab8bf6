"""A picture as pixels.

In: a `Picture`. Out: a PNG. Drawn by Typst, whose renderer (resvg) needs neither a browser nor the system's fonts.
"""

from __future__ import annotations

from functools import cache

import typst

from dashboard.picture import fonts
from dashboard.picture.drawing import Picture

SCALES = (1, 2)
"""Pixels of the file for one of the picture."""
POINTS = 72
MILLIMETRES = 25.4
"""Of an inch: how many points it has, how many millimetres."""
PAGE = b"""
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%)
"""


@cache
def typefaces() -> typst.Fonts:
    """The typefaces that come with the program, read once."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(fonts.folder())])


def pdf(picture: Picture, width: float, height: float) -> bytes:
    """The picture as a PDF of one page, `width` by `height` millimetres, in vectors."""
    points = {"width": str(width / MILLIMETRES * POINTS), "height": str(height / MILLIMETRES * POINTS)}
    told = {"picture": picture.svg, **points}
    return typst.compile(PAGE, font_paths=typefaces(), sys_inputs=told, format="pdf")


def png(picture: Picture, scale: int = 1) -> bytes:
    """The picture as a PNG.

    Parameters
    ----------
    picture : Picture
        What was drawn.
    scale : int
        Pixels of the file for one of the picture: 1 or 2.
    """
    told = {"picture": picture.svg, "width": str(picture.paper.width), "height": str(picture.paper.height)}
    return typst.compile(PAGE, font_paths=typefaces(), sys_inputs=told, format="png", ppi=float(POINTS * scale))
