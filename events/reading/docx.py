"""Reads Word files.

In: the bytes of a ``.docx``. Out: `RawArticle` with its paragraphs, one a line, those of tables and text boxes
included, and what its properties say of title and author. When it was saved is not when it was published, and is not
taken.
"""

from __future__ import annotations

import io
from zipfile import BadZipFile, ZipFile

from docx import Document as open_word
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from events.reading.encoding import tidy
from events.reading.results import Limits, NotAnArticle, RawArticle, stands_in

OLD_WORD = b"\xd0\xcf\x11\xe0"
PARAGRAPH, FALLBACK = qn("w:p"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WRITTEN = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
TEXT = qn("w:t")
HEAD = 4096


def read_word(content: bytes, limits: Limits) -> RawArticle:
    """An article from a Word file.

    Raises
    ------
    NotAnArticle
        When it is cut off, encrypted, no Word file, or unpacks to too much.
    """
    if content.startswith(OLD_WORD):
        raise NotAnArticle("encrypted, or an old .doc; save it as .docx without a password")
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            _check(archive, limits)
        document = open_word(io.BytesIO(content))
    except (BadZipFile, EOFError) as error:
        raise NotAnArticle("not a Word file, or cut off; fetch it anew") from error
    except NotAnArticle:
        raise
    # A border: what zipfile, lxml and python-docx raise on a broken file is not told anywhere.
    except Exception as error:
        raise NotAnArticle(f"a broken Word file ({type(error).__name__}); save it anew") from error
    text, properties = tidy(_text(document)), document.core_properties
    title = properties.title or ""
    return RawArticle(text, title=title if stands_in(title, text) else "", author=properties.author or "")


def _check(archive: ZipFile, limits: Limits) -> None:
    """Refuse what would fill the memory, from the archive's list alone: nothing is unpacked that was not counted."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise NotAnArticle("encrypted; save it without a password")
    markup = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if sum(p.file_size for p in parts) > limits.unpacked or any(p.file_size > limits.page for p in markup):
        raise NotAnArticle("unpacks to far more than a Word file holds; not unpacked")
    if not any(part.filename == "word/document.xml" for part in parts):
        raise NotAnArticle("not a Word file: no word/document.xml in it")
    for part in markup:
        with archive.open(part) as opened:
            if b"<!DOCTYPE" in opened.read(HEAD):
                raise NotAnArticle("declares entities of its own (<!DOCTYPE>), as no Word file does; not opened")


def _text(document: WordDocument) -> str:
    """All paragraphs in the order of the file; a text box's second copy for old programs is left out."""
    lines: dict[object, list[str]] = {}
    for element in document.element.body.iter(TEXT, *WRITTEN):
        paragraph = next(element.iterancestors(PARAGRAPH), None)
        if paragraph is None or next(element.iterancestors(FALLBACK), None) is not None:
            continue
        lines.setdefault(paragraph, []).append(WRITTEN.get(element.tag) or element.text or "")
    return "\n".join(line for line in ("".join(parts).strip() for parts in lines.values()) if line)
