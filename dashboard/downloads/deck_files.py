"""The view as a slide, or a tour as slides, to take away: PPTX or PDF, with the map, the score taken apart, events and
sources; and the tour itself as a file.

In: what a link asks for. Out: an `Offer`. What stands on a slide is `dashboard.deck`'s.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from dashboard.deck import kept_tours
from dashboard.deck.layout import SHAPES
from dashboard.deck.pdf_file import pdf
from dashboard.deck.pptx_file import TemplateError, pptx
from dashboard.deck.slides import Stop, deck
from dashboard.deck.tour import Tour, TourError, tour_text, warned
from dashboard.downloads.offers import Asked, NoSuchFile, Offer
from dashboard.downloads.streaming import Out
from dashboard.picture.drawing import DrawingError

TEMPLATE = "DECK_TEMPLATE"
TOUR = "tour"
"""The parameter that names a tour."""
FORMS = {
    "pptx": ("PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "pdf": ("PDF", "application/pdf"),
    "toml": ("TOML", "application/toml"),
}
"""By a file name's ending: what people call it, and its media type."""


def slides(form: str, asked: Asked) -> Offer:
    """The view as one slide, or a slide for each stop of a tour; and a last one that lists the sources.

    Raises
    ------
    NoSuchFile
        The link asks for a shape or a tour that is not there.
    """
    shape = asked.option("shape", {name: name for name in SHAPES}, "a slide")
    view = asked.view
    tour = _tour(asked) if asked.options.get(TOUR) else Tour("", [Stop(view)])

    def write(out: Out) -> None:
        try:
            made = deck(asked.tables, warned(tour.stops, asked.tables), tour.title, asked.changed, asked.page)
            out.write(pdf(made, shape) if form == "pdf" else pptx(made, shape, template()))
        except (DrawingError, TemplateError) as error:
            raise NoSuchFile(str(error)) from error

    name = _plain(tour.title) if tour.title else "-".join(filter(None, ("briefing", view.date, view.member, view.zone)))
    return Offer(f"{name}.{form}", write)


def tour_file(asked: Asked) -> Offer:
    """A tour as it can be kept under version control, and read in again.

    Raises
    ------
    NoSuchFile
        The link names no tour that is there.
    """
    tour = _tour(asked)
    return Offer(f"{_plain(tour.title)}.toml", lambda out: out.write(tour_text(tour).encode()))


def _tour(asked: Asked) -> Tour:
    try:
        return kept_tours.wanted(asked.tables, asked.options.get(TOUR, ""))
    except TourError as error:
        raise NoSuchFile(f"No file was made. {error}") from error


def _plain(title: str) -> str:
    """A tour's title as a file's name, which goes into a header: letters of any script are not understood there."""
    return re.sub(r"[^0-9A-Za-z]+", "-", title).strip("-").lower()[:60] or "tour"


def template() -> Path | None:
    """The PowerPoint file whose design slides take, if the setting names one."""
    named = os.environ.get(TEMPLATE, "")
    return Path(named) if named else None


OFFERS: dict[str, Callable[[Asked], Offer]] = {
    "deck.pptx": partial(slides, "pptx"),
    "deck.pdf": partial(slides, "pdf"),
    "tour.toml": tour_file,
}
