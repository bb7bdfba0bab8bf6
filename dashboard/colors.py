"""The one palette: map, legend and charts take their colours from here.

In: a score in [-1, 1] or a member's code. Out: CSS colours. What the colours mean is said in `dashboard.wording`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

# Blue and orange stay apart for every common kind of colour blindness, and carry no flag's meaning here. From stop to
# stop the contrast is the same (2.2 : 1), which is the most that seven steps of lightness leave on a screen.
MIDDLE = "#f6f1e7"
SEVEN = ("#043474", "#2c68bf", "#7da7e3", MIDDLE, "#e29164", "#ad4d00", "#612300")
STOPS = tuple((-1 + 2 * number / 6, color) for number, color in enumerate(SEVEN))
# A change between two dates has a scale of its own, so that nobody takes it for a score: purple is away, green towards.
CHANGE_SEVEN = ("#4a2665", "#8554ac", "#b799d4", MIDDLE, "#76b286", "#1e7941", "#07401f")
CHANGE_STOPS = tuple((-1 + 2 * number / 6, color) for number, color in enumerate(CHANGE_SEVEN))
STEPS = 201

# A value-suppressing uncertainty palette (Correll, Moritz and Heer, 2018): the wider the band, the fewer classes are
# told apart and the nearer they come to one grey. By the default method the widest band is 1.03, that of a state of
# which nothing but its membership is known; a band of 1.0 says hardly more. Four times as much evidence makes it 0.5,
# twice as much 0.73 (`evaluation.bands` gives the bands of a store).
DOUBT = "#d0cec9"
DOUBT_EDGES = (0.5, 0.75, 1.0)
DOUBT_CLASSES = (7, 5, 3, 1)
DOUBT_SHARES = (0.0, 0.25, 0.55, 1.0)
COLOURS = ("muted", "smooth", "classes")

# Lines between fills: dark on a light casing, so that one of the two stands out (3 : 1) from every fill.
LINE = "#1f2a36"
CASING = "#ffffff"
# Russia is the pole and has no score; it must not outshine those that have one.
RUSSIA = "#b5afbf"
NO_SCORE = "#d9d7d2"
NO_EVIDENCE = "#e4e2de"

# One line each in the charts: Okabe and Ito's set, its yellow darkened so that it is seen on white.
LINES = {
    "ARM": "#d55e00",
    "BLR": "#0072b2",
    "KAZ": "#009e73",
    "KGZ": "#cc79a7",
    "TJK": "#56b4e9",
    "AZE": "#b8a100",
    "GEO": "#7a5195",
    "UZB": "#666666",
}


def color_of(score: float | None) -> str:
    """Colour of a score; `NO_SCORE` when there is none.

    The browser picks from the same list (`palette`) by the same rounding, so that both always agree.
    """
    if score is None or math.isnan(score):
        return NO_SCORE
    return PALETTE[index_of(score)]


def index_of(score: float) -> int:
    """Place of a score in the palette; scores beyond ±1 take the ends."""
    inside = max(-1.0, min(1.0, score))
    return math.floor((inside + 1) / 2 * (STEPS - 1) + 0.5)


def class_of(score: float, classes: int = 7) -> int:
    """Which of `classes` equal parts of [-1, 1] a score lies in, from 0; an edge belongs to the part further up."""
    inside = max(-1.0, min(1.0, score))
    return min(classes - 1, math.floor((inside + 1) / 2 * classes + 1e-9))


def doubt_of(low: float, high: float) -> int:
    """How doubtful a band is: 0 (narrow) to 3 (it tells nothing)."""
    return sum(high - low > edge for edge in DOUBT_EDGES)


def fill_of(score: float | None, low: float, high: float, colour: str = "muted") -> str:
    """Colour of a score in one of the `COLOURS`: muted by its band, smooth, or one of seven classes."""
    if score is None or math.isnan(score) or colour == "smooth":
        return color_of(score)
    if colour == "classes":
        return SEVEN[class_of(score)]
    doubt = doubt_of(low, high)
    return MUTED[doubt][class_of(score, DOUBT_CLASSES[doubt])]


def colorscale() -> list[list[object]]:
    """The palette as a Plotly colour scale over [-1, 1]."""
    return [[index / (STEPS - 1), color] for index, color in enumerate(PALETTE)]


def line_color(member: str) -> str:
    """Colour of a member's line in the charts."""
    return LINES.get(member, "#888888")


def translucent(color: str, opacity: float) -> str:
    """The same colour as ``rgba(…)``."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _to_lab(color: str) -> tuple[float, float, float]:
    """Hex to OKLab (Björn Ottosson, 2020), in which equal steps look equal."""
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _to_hex(lab: Iterable[float]) -> str:
    light, a, b = lab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _gamma(max(0.0, min(1.0, value)))):02x}" for value in channels)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _gamma(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _build(stops: tuple[tuple[float, str], ...]) -> tuple[str, ...]:
    colors = []
    for step in range(STEPS):
        score = -1 + 2 * step / (STEPS - 1)
        upper = next(index for index, (at, _) in enumerate(stops) if at >= score - 1e-9 and index > 0)
        (start, first), (end, second) = stops[upper - 1], stops[upper]
        share = (score - start) / (end - start)
        ends = zip(_to_lab(first), _to_lab(second), strict=True)
        colors.append(_to_hex(x + (y - x) * share for x, y in ends))
    return tuple(colors)


PALETTE = _build(STOPS)
CHANGE = _build(CHANGE_STOPS)
"""Colours of a change of -1 or less to +1 or more, as `PALETTE`'s are of a score."""


def _mixed(first: str, second: str, share: float) -> str:
    return _to_hex(a + (b - a) * share for a, b in zip(_to_lab(first), _to_lab(second), strict=True))


def _build_muted() -> tuple[tuple[str, ...], ...]:
    rows = []
    for classes, share in zip(DOUBT_CLASSES, DOUBT_SHARES, strict=True):
        # Seven classes take the seven colours as they are; fewer and wider ones those of their middles.
        middles = [-1 + (2 * number + 1) / classes for number in range(classes)]
        row = SEVEN if classes == len(SEVEN) else [color_of(middle) for middle in middles]
        rows.append(tuple(_mixed(color, DOUBT, share) for color in row))
    return tuple(rows)


MUTED = _build_muted()


def variables() -> dict[str, str]:
    """The palette's colours that style sheets use, by the names of their custom properties."""
    values = {
        "away": color_of(-0.6),
        "towards": color_of(0.6),
        "towards-half": color_of(0.35),
        "russia": RUSSIA,
        "line": LINE,
        "casing": CASING,
        "no-evidence": NO_EVIDENCE,
    }
    return {f"--timeline-{name}": color for name, color in values.items()}
