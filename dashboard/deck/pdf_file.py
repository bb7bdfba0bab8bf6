"""A briefing as PDF: text that can be searched and copied, the map in vectors, tags for readers who do not see it.

In: a `Deck`. Out: a PDF, set by Typst from ``deck.typ``. Texts reach it as data: nothing in them is markup.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from pathlib import Path

import segno
import typst

from dashboard.deck.layout import SHAPES, lay_out, lay_out_changes
from dashboard.deck.slides import Deck, Slide
from dashboard.picture.raster import typefaces

TEMPLATE = (Path(__file__).parent / "deck.typ").read_bytes()


def pdf(deck: Deck, shape: str = "wide") -> bytes:
    """The briefing as a PDF.

    Parameters
    ----------
    deck : Deck
        What stands on the slides.
    shape : str
        ``"wide"`` (16:9) or ``"classic"`` (4:3).
    """
    wide, high = SHAPES[shape]
    told = {
        "title": deck.title,
        "wide": wide,
        "high": high,
        "foot": deck.foot,
        "sources": deck.sources,
        "changes": asdict(lay_out_changes(deck.changes, deck.foot, wide, high)) if deck.changes else None,
        "slides": [_slide(slide, wide, high) for slide in deck.slides],
    }
    return typst.compile(TEMPLATE, font_paths=typefaces(), sys_inputs={"deck": json.dumps(told)}, format="pdf")


def _slide(slide: Slide, wide: float, high: float) -> dict:
    drawn = {"picture": slide.picture.svg, "told": slide.caption, "code_svg": _code(slide.link)}
    return asdict(lay_out(slide, wide, high)) | drawn


def _code(link: str) -> str:
    if not link:
        return ""
    drawn = io.BytesIO()
    segno.make(link, error="m").save(drawn, kind="svg", border=1)
    return drawn.getvalue().decode()
