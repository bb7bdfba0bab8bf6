"""A briefing as PowerPoint: native text, a native table, and the map as a vector picture.

In: a `Deck`. Out: a PPTX. The map is an SVG with a PNG beside it for programs that know no SVG, in Office's own form
([MS-ODRAWXML] 2.26.1). Texts from articles become text runs, never markup.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import segno
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation as File
from pptx.shapes.picture import Picture as Shape
from pptx.slide import Slide as Page
from pptx.util import Inches, Length, Pt

from dashboard.deck.layout import (
    CELL,
    EDGE,
    HEADLINE,
    NUMBER,
    ROW,
    SHAPES,
    SMALL,
    TITLE,
    WIDE_NUMBER,
    Box,
    Line,
    lay_out,
    lay_out_changes,
)
from dashboard.deck.slides import Changes, Deck, Slide
from dashboard.picture.drawing import Picture
from dashboard.picture.raster import png

INK, SOFT = RGBColor(0x22, 0x25, 0x2B), RGBColor(0x5A, 0x5F, 0x69)
IMAGE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SVG_BLIP = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOT_IN_XML = dict.fromkeys([*(code for code in range(0x20) if chr(code) not in "\t\n"), 0xFFFE, 0xFFFF])


class TemplateError(ValueError):
    """The template cannot be used; the message is one line."""


def pptx(deck: Deck, shape: str = "wide", template: Path | None = None) -> bytes:
    """The briefing as a PPTX.

    Parameters
    ----------
    deck : Deck
        What stands on the slides.
    shape : str
        ``"wide"`` (16:9) or ``"classic"`` (4:3); a template has its own size.
    template : Path, optional
        A PPTX whose design and size are taken; its own slides stay before the briefing's.

    Raises
    ------
    TemplateError
        The template is missing or no PPTX.
    """
    file = _open(template)
    if template is None:
        file.slide_width, file.slide_height = (Inches(side) for side in SHAPES[shape])
    for slide in deck.slides:
        _add(file, slide)
    if deck.changes:
        _add_changes(file, deck.changes, deck.foot)
    if deck.sources:
        _add_sources(file, deck)
    file.core_properties.title = _plain(deck.title)
    file.core_properties.author = "CSTO Alignment Timeline"
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _open(template: Path | None) -> File:
    if template is None:
        return Presentation()
    try:
        return Presentation(str(template))
    except Exception as error:  # whatever a zip that is none, or another kind of document, makes of the library
        raise TemplateError(f"{template} is no PowerPoint file ({error}): name a .pptx as the template.") from error


def _page(file: File) -> tuple[Page, float, float]:
    """A new page without placeholders, and its size in inches."""
    layout = min(file.slide_layouts, key=lambda one: len(one.placeholders))
    page = file.slides.add_slide(layout)
    for placeholder in list(page.placeholders):
        placeholder.element.getparent().remove(placeholder.element)
    return page, (file.slide_width or Inches(10)).inches, (file.slide_height or Inches(7.5)).inches


def _add(file: File, slide: Slide) -> None:
    page, wide, high = _page(file)
    laid = lay_out(slide, wide, high)
    _text(page, "Headline", *laid.headline)
    _text(page, "Caption", *laid.caption)
    _picture(page, slide.picture, laid.map)
    _text(page, "Events", *laid.events)
    if laid.table and laid.table_title:
        _text(page, "Table title", *laid.table_title)
        _table(page, "Score taken apart", laid.rows, laid.table, bold=len(laid.rows) - 1)
    _text(page, "Source", *laid.foot)
    if laid.code:
        _code(page, slide.link, laid.code)
    notes = page.notes_slide.notes_text_frame
    if notes is not None:  # a template may have notes without a place for text
        notes.text = _plain(slide.notes)


def _text(page: Page, name: str, box: Box, lines: Sequence[Line]) -> None:
    shape = page.shapes.add_textbox(*_sides(box))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = _plain(line.text)
        run.font.size, run.font.bold = Pt(line.size), line.bold
        run.font.color.rgb = SOFT if line.size <= SMALL else INK


def _picture(page: Page, picture: Picture, box: Box) -> None:
    shape = page.shapes.add_picture(io.BytesIO(png(picture)), *_sides(box))
    shape.name = "Map"
    _describe(shape, f"Map. {picture.caption}")
    name = PackURI(f"/ppt/media/map{page.slide_id}.svg")
    relation = page.part.relate_to(Part(name, "image/svg+xml", page.part.package, picture.svg.encode()), IMAGE_RELATION)
    extensions = etree.SubElement(shape._element.find(f".//{{{DRAWING}}}blip"), f"{{{DRAWING}}}extLst")
    extension = etree.SubElement(extensions, f"{{{DRAWING}}}ext", uri=SVG_EXTENSION)
    etree.SubElement(extension, f"{{{SVG_BLIP}}}svgBlip", {f"{{{RELATIONS}}}embed": relation}, nsmap={"asvg": SVG_BLIP})


def _describe(shape: Shape, text: str) -> None:
    """What a reader hears who does not see the shape."""
    shape._element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", _plain(text))


def _table(page: Page, name: str, rows: Sequence[tuple[str, ...]], box: Box, bold: int, wide: float = NUMBER) -> None:
    """A table whose first column takes the room that the numbers leave; one row is bold."""
    numbers = len(rows[0]) - 1
    shape = page.shapes.add_table(len(rows), 1 + numbers, *_sides(box))
    shape.name = name
    table = shape.table
    table.first_row = table.horz_banding = False
    table.columns[0].width = Inches(box.wide - wide * numbers)
    for column in range(1, 1 + numbers):
        table.columns[column].width = Inches(wide)
    for number, row in enumerate(rows):
        table.rows[number].height = Inches(ROW)
        for column, words in enumerate(row):
            cell = table.cell(number, column)
            cell.margin_left = cell.margin_right = Inches(0.05)
            cell.margin_top = cell.margin_bottom = Inches(0.02)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            run = cell.text_frame.paragraphs[0].add_run()
            run.text = _plain(words)
            run.font.size, run.font.bold = Pt(CELL), number == bold
            run.font.color.rgb = INK


def _code(page: Page, link: str, box: Box) -> None:
    drawn = io.BytesIO()
    segno.make(link, error="m").save(drawn, kind="png", scale=6, border=1)
    drawn.seek(0)
    shape = page.shapes.add_picture(drawn, *_sides(box))
    shape.name = "Link as a QR code"
    _describe(shape, f"Link to this view: {link}")


def _add_changes(file: File, changes: Changes, foot: str) -> None:
    page, wide, high = _page(file)
    laid = lay_out_changes(changes, foot, wide, high)
    _text(page, "Headline", *laid.headline)
    _text(page, "Caption", *laid.caption)
    _table(page, "Scores without and with", laid.rows, laid.table, bold=0, wide=WIDE_NUMBER)
    _text(page, "Articles and reviews", *laid.causes)
    _text(page, "Source", *laid.foot)
    notes = page.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = _plain("\n".join((changes.about, "", *changes.causes)))


def _add_sources(file: File, deck: Deck) -> None:
    page, wide, high = _page(file)
    room = wide - 2 * EDGE
    _text(page, "Headline", Box(EDGE, 0.25, room, 0.6), [Line("Sources", HEADLINE, bold=True)])
    told = [". ".join(filter(None, (outlet, f"“{title}”", when, url))) for outlet, title, when, url in deck.sources]
    _text(page, "Sources", Box(EDGE, 1.1, room, high - 1.8), [Line(one, TITLE) for one in told])
    _text(page, "Source", Box(EDGE, high - 0.6, room, 0.5), [Line(deck.foot, SMALL)])


def _sides(box: Box) -> tuple[Length, Length, Length, Length]:
    return Inches(box.left), Inches(box.top), Inches(box.wide), Inches(box.high)


def _plain(text: str) -> str:
    """Text that XML can hold."""
    return text.encode("utf-8", "replace").decode().translate(NOT_IN_XML)
