"""The view as a picture to take away: SVG or PNG, with heading, caption, legend and where it comes from.

In: what a link asks for. Out: an `Offer`. The drawing is `dashboard.picture`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dashboard.downloads.offers import Asked, NoSuchFile, Offer
from dashboard.downloads.streaming import Out
from dashboard.picture import pictures, raster
from dashboard.picture import small_multiples as sheets
from dashboard.picture.drawing import DrawingError, Paper

SHAPES = {"wide": Paper(1600, 900), "classic": Paper(1200, 900), "square": Paper(900, 900)}
"""By its word in a link, the paper of a picture: 16:9, 4:3 and 1:1."""
SCALES = {str(scale): scale for scale in raster.SCALES}
OPTIONS = ("shape", "scale", "span")
VIEW = (
    "date",
    "window",
    "member",
    "zone",
    "place",
    "compare",
    "mode",
    "event",
    "frame",
    "zoom",
    "colour",
    "step",
    "type",
)
"""What of a view its picture depends on."""
FORMS = {"svg": ("SVG", "image/svg+xml"), "png": ("PNG", "image/png")}
"""By a file name's ending: what people call it, and its media type."""


def picture(form: str, asked: Asked) -> Offer:
    """The view's map as a picture.

    Raises
    ------
    NoSuchFile
        The link asks for a shape or a scale that is not there.
    """
    view, tables = asked.view, asked.tables
    paper = asked.option("shape", SHAPES, "a picture")
    scale = asked.option("scale", SCALES, "a picture")
    dates = f"{view.compare}-to-{view.date}" if view.mode != "map" else view.date
    name = "-".join(filter(None, ("map", dates, view.member, view.zone, tables.reviewed)))

    def write(out: Out) -> None:
        try:
            drawn = pictures.picture(tables, view, asked.changed, paper, asked.page)
        except DrawingError as error:
            raise NoSuchFile(str(error)) from error
        out.write(drawn.svg.encode() if form == "svg" else raster.png(drawn, scale))

    return Offer(f"{name}.{form}", write)


def small_multiples(form: str, asked: Asked) -> Offer:
    """The view's map in many months on one sheet of A4.

    Raises
    ------
    NoSuchFile
        The link asks for a span or a scale that are not there.
    """
    view, tables = asked.view, asked.tables
    kind = asked.option("span", {kind: kind for kind in sheets.KINDS}, "small multiples")
    scale = asked.option("scale", SCALES, "a picture")
    named = view.date[:4] if kind == sheets.MONTHS else kind
    name = "-".join(filter(None, ("small-multiples", named, view.member, view.zone, tables.reviewed)))

    def write(out: Out) -> None:
        try:
            drawn = sheets.small_multiples(tables, view, kind, asked.changed, asked.page)
        except DrawingError as error:
            raise NoSuchFile(str(error)) from error
        made: dict[str, Callable[[], bytes]] = {
            "svg": drawn.svg.encode,
            "png": partial(raster.png, drawn, scale),
            "pdf": partial(raster.pdf, drawn, *sheets.A4),
        }
        out.write(made[form]())

    return Offer(f"{name}.{form}", write)


OFFERS = {
    **{f"map.{form}": partial(picture, form) for form in FORMS},
    **{f"small-multiples.{form}": partial(small_multiples, form) for form in (*FORMS, "pdf")},
}
