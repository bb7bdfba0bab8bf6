"""How much text a box of a slide takes, by the widths of the letters.

In: text, the font's size in points, the box's width in inches. Out: lines, or the text as far as it fits. Slides name
no font of their own, and some programs take one that is a fifth wider than the page's: so much room is left.
"""

from __future__ import annotations

from dashboard.picture.fonts import PER_EM, widths

POINTS = 72
SPARE = 0.8
"""Of a box's width that is filled by the page's own typeface."""


def width_of(text: str, size: float) -> float:
    """How wide a line is, in inches."""
    table = widths()["regular"]
    return sum(table.get(letter, table["n"]) for letter in text) * size / PER_EM / POINTS


def lines_of(text: str, size: float, wide: float) -> list[str]:
    """The text broken at words into lines that fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width_of(longer, size) > wide * SPARE:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def clipped(text: str, size: float, wide: float, most: int) -> str:
    """The text as far as it fits into so many lines, with an ellipsis where it goes on."""
    if _fits(text, size, wide, most):
        return text
    lines = lines_of(text, size, wide)
    kept = " ".join(lines[:most])
    while kept and not _fits(f"{kept} …", size, wide, most):
        kept = kept[:-1].rstrip()
    return f"{kept} …"


def _fits(text: str, size: float, wide: float, most: int) -> bool:
    lines = lines_of(text, size, wide)
    return len(lines) <= most and all(width_of(line, size) <= wide * SPARE for line in lines)
