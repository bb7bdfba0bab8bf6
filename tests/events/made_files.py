"""Files of every kind, made for the tests of reading: well-formed ones and hostile ones."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document as new_word
from pypdf import PdfWriter

STORY = (
    "On 3 May 2022 Armenia signed an agreement with Russia on the guarding of its border.",
    "The ceremony in Yerevan took less than an hour, and the ministers left without a word to the press.",
    "In October 2022 Kyrgyzstan cancelled the exercise of the alliance that it was to host on its territory.",
    "Officials in Bishkek gave no reason, and the alliance said only that it had taken note of the decision.",
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file below a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def pdf(pages: Sequence[Sequence[str]], title: str = "") -> bytes:
    """A PDF with the given lines on each page, set in Helvetica."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids = []
    for lines in pages:
        shown = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 60 780 Td " + shown + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    if title:
        objects.append(b"<< /Title (" + _escaped(title) + b") >>")
    return assembled(objects, b" /Info %d 0 R" % len(objects) if title else b"")


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def assembled(objects: Sequence[bytes], extra: bytes = b"") -> bytes:
    """A PDF of these objects, the catalogue first; `extra` goes into its trailer."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(
        out + b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, start)
    )


def locked_pdf(password: str) -> bytes:
    """A PDF that asks for a password."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf([STORY])))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(paragraphs: Sequence[str], title: str = "", author: str = "") -> bytes:
    """A Word file."""
    document = new_word()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title, document.core_properties.author = title, author
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_with(part: str, content: bytes) -> bytes:
    """A Word file one part of which is replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(STORY))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != part:
                new.writestr(info.filename, old.read(info.filename))
        new.writestr(part, content)
    return out.getvalue()


def packed(content: bytes | str) -> bytes:
    """Content as gzip packs it."""
    return gzip.compress(content.encode() if isinstance(content, str) else content, mtime=0)


LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol lol lol lol lol lol lol lol lol lol">
%s
]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>
<w:t>&lol9;</w:t></w:r></w:p></w:body></w:document>""" % b"\n".join(
    b'<!ENTITY lol%d "%s">' % (n, b"&lol%s;" % (b"" if n == 1 else b"%d" % (n - 1)) * 10) for n in range(1, 10)
)
"""A billion laughs: nine entities, each ten of the one before."""


def page(paragraphs: Sequence[str], head: str = "", language: str = "en") -> str:
    """A news site's page: an article among a menu, teasers, an appeal, comments and a footer."""
    menu = "".join(
        f'<li><a href="/{word}">{word}</a></li>' for word in ("Home", "World", "Politics", "Sport", "Weather")
    )
    teasers = "".join(
        f'<li><a href="/story{n}">Ten more things that happened this week, part {n}</a></li>' for n in range(6)
    )
    article = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{head}</head><body>
<header><nav class="menu"><ul>{menu}</ul></nav>
<div class="cookie-banner">We use cookies to improve your visit.</div></header>
<main><article><h1>A pact is signed in Yerevan</h1>{article}</article>
<aside class="sidebar related"><h2>Most read</h2><ul>{teasers}</ul></aside>
<div class="newsletter">Subscribe to our newsletter and never miss a story.</div>
<section id="comments" class="comments"><p>reader77: This is all nonsense, as always on this site.</p></section></main>
<footer class="footer"><p>Copyright 2022 The Yerevan Wire. All rights reserved.</p></footer></body></html>"""


PEAK = """
import pathlib, re, resource
def peak():
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
"""
"""For programs started by a test: the most memory that they held, in KB. Linux's ru_maxrss begins with the parent's."""
