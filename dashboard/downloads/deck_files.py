"""The view as a slide to take away: PPTX or PDF, with the map, the score taken apart, events and sources.

In: what a link asks for. Out: an `Offer`. What stands on a slide is `dashboard.deck`'s.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from dashboard.deck.layout import SHAPES
from dashboard.deck.pdf_file import pdf
from dashboard.deck.pptx_file import TemplateError, pptx
from dashboard.deck.slides import Stop, deck
from dashboard.downloads.offers import Asked, NoSuchFile, Offer
from dashboard.downloads.streaming import Out
from dashboard.picture.drawing import DrawingError

TEMPLATE = "DECK_TEMPLATE"
FORMS = {
    "pptx": ("PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "pdf": ("PDF", "application/pdf"),
}
"""By a file name's ending: what people call it, and its media type."""


def slides(form: str, asked: Asked) -> Offer:
    """The view as one slide, and a second one that lists its sources.

    Raises
    ------
    NoSuchFile
        The link asks for a shape that is not there.
    """
    shape = asked.option("shape", {name: name for name in SHAPES}, "a slide")
    view = asked.view

    def write(out: Out) -> None:
        try:
            made = deck(asked.tables, [Stop(view)], "", asked.changed, asked.page)
            out.write(pdf(made, shape) if form == "pdf" else pptx(made, shape, template()))
        except (DrawingError, TemplateError) as error:
            raise NoSuchFile(str(error)) from error

    return Offer("-".join(filter(None, ("briefing", view.date, view.member, view.zone))) + f".{form}", write)


def template() -> Path | None:
    """The PowerPoint file whose design slides take, if the setting names one."""
    named = os.environ.get(TEMPLATE, "")
    return Path(named) if named else None


OFFERS = {f"deck.{form}": partial(slides, form) for form in FORMS}
