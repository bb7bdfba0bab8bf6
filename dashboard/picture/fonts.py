"""The letters of pictures: the page's own typeface, as files, with the widths of its letters.

In: nothing. Out: paths and tables. A server has no fonts that one could count on; those of the package
`font-source-sans-pro` come with the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import font_source_sans_pro
from PIL import ImageFont

FAMILY = "Source Sans Pro"
FACES = {
    "regular": font_source_sans_pro.SourceSansPro,
    "semibold": font_source_sans_pro.SourceSansProSemibold,
    "bold": font_source_sans_pro.SourceSansProBold,
    "italic": font_source_sans_pro.SourceSansProIt,
    "semibold-italic": font_source_sans_pro.SourceSansProSemiboldIt,
}
SEMIBOLD, BOLD = 550, 680
"""Weights from which on a face is taken."""
LETTERS = "".join(
    map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x400, 0x460), *range(0x2010, 0x2040), 0x2212])
)
PER_EM = 1000


def folder() -> Path:
    """Where the files of the faces lie."""
    return Path(FACES["regular"]).parent


def face_of(weight: float, italic: bool) -> str:
    """The face in which text of a weight is set."""
    if italic:
        return "semibold-italic" if weight >= SEMIBOLD else "italic"
    return "bold" if weight >= BOLD else "semibold" if weight >= SEMIBOLD else "regular"


@cache
def widths() -> Mapping[str, Mapping[str, int]]:
    """By face the widths of letters, in thousandths of the font's size."""
    return {face: _measured(path) for face, path in FACES.items()}


def _measured(path: str) -> dict[str, int]:
    font = ImageFont.truetype(path, PER_EM, layout_engine=ImageFont.Layout.BASIC)
    return {letter: round(font.getlength(letter)) for letter in LETTERS}
