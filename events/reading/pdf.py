"""Reads PDF files.

In: the bytes of a PDF. Out: `RawArticle` with its running text: lines joined to paragraphs, words that a line's end cut
in two healed, headers, footers and page numbers left out. A scan without text is refused; nothing is guessed from
pictures.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from events.reading.encoding import tidy
from events.reading.results import Limits, NotAnArticle, RawArticle, printable, stands_in

EDGE = 3
REPEATED_SHARE = 0.5
PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|]?\s*\d{1,4}\s*[-–—|]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…:;]['\"”’)\]]*$")
BULLET = re.compile(r"[•▪◦*–—]\s|\(?\d{1,2}[.)]\s")
CUT = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
KEPT_PREFIXES = frozenset(
    {"self", "non", "ex", "pro", "anti", "half", "well", "so", "long", "short", "vice", "all", "post"}
)
KEPT_ENDINGS = frozenset(
    ("led", "backed", "based", "born", "brokered", "controlled", "era", "made", "held", "run", "style")
)
FULL_LINE = 0.7
LONGEST_WORD = 60
UNKNOWN_SHARE = 0.01

# What pypdf has to say on a broken file is said in one line of ours.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(content: bytes, limits: Limits) -> RawArticle:
    """An article from a PDF.

    Raises
    ------
    NotAnArticle
        When it is encrypted, broken, too large, or holds no text.
    """
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotAnArticle("encrypted; save it without a password")
        if len(reader.pages) > limits.pages:
            raise NotAnArticle(f"more than {limits.pages:,} pages, too many for one article; split it")
        pages = [_lines(page, limits) for page in reader.pages]
        stated = reader.metadata
        title, author = (str(stated.title or ""), str(stated.author or "")) if stated else ("", "")
    except NotAnArticle:
        raise
    except DependencyError as error:
        raise NotAnArticle("encrypted; save it without a password") from error
    # A boundary: on a broken file pypdf raises whatever its parser stumbles over, and the rest shall be read.
    except Exception as error:
        told = str(error).splitlines() if isinstance(error, PyPdfError) else []
        reason = printable(told[0][:80]) if told else type(error).__name__
        raise NotAnArticle(f"a broken PDF ({reason}); fetch it anew") from error
    text = tidy(_with_unknown_glyphs(joined(_without_edges(pages))))
    if not text.strip():
        raise NotAnArticle("no text in it; if it is a scan, have its text recognised first")
    return RawArticle(text, title=title if stands_in(title, text) else "", author=author)


def _with_unknown_glyphs(text: str) -> str:
    """A glyph to which a font gives no meaning (often "ffi") comes as NUL; too many of them are no text."""
    unknown = text.count("\0")
    if unknown > 20 + UNKNOWN_SHARE * len(text):
        raise NotAnArticle("its letters are told by their shapes alone; have its text recognised first")
    return text.replace("\0", "\ufffd")


def _lines(page: PageObject, limits: Limits) -> list[str]:
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > limits.page:
        raise NotAnArticle("a page that unpacks to far more than a page of text; not read")
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in page.extract_text().splitlines())
    return list(lines)


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Pages without what stands at the top or bottom of most of them, and without page numbers."""
    kept = [[line for line in page if line] for page in pages]
    counted = Counter(key for page in kept for key in {_masked(line) for line in (*page[:EDGE], *page[-EDGE:])})
    often = max(2, REPEATED_SHARE * len(pages))
    repeated = {key for key, count in counted.items() if count >= often}
    bodies = []
    for page, lines in zip(pages, kept, strict=True):
        edges = {*range(min(EDGE, len(lines))), *range(max(0, len(lines) - EDGE), len(lines))}
        dropped = Counter(lines[n] for n in edges if _masked(lines[n]) in repeated or PAGE_NUMBER.fullmatch(lines[n]))
        body = []
        for line in page:
            if dropped[line] > 0:
                dropped[line] -= 1
            else:
                body.append(line)
        bodies.append(body)
    return bodies


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", line.lower())


def joined(pages: list[list[str]]) -> str:
    """Lines as paragraphs, one a line.

    A line goes on in the next when it does not end a sentence, or when it is full and the next begins in mid-text; a
    paragraph may go on over a page's end.
    """
    lines = [line for page in pages for line in (*page, None)]  # None where a page ends
    known = Counter(word.lower() for line in lines if line for word in WORDS.findall(line))
    width = _width([line for line in lines if line])
    paragraphs: list[str] = []
    held: list[str] = []  # in pieces: a text that never ends a paragraph would be copied for each of its lines
    last = ""
    for line in lines:
        if line is None:
            continue
        ends = _ends(last, line, width) if line else SENTENCE_END.search(last)
        if held and ends:
            paragraphs.append("".join(held))
            held = []
        if line:
            _add(held, line, known)
            last = line
    return "\n".join([*paragraphs, "".join(held)] if held else paragraphs)


def _width(lines: list[str]) -> int:
    """Length of a full line: most lines of running text are nearly as long as the longest."""
    lengths = sorted(len(line) for line in lines)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _ends(last: str, line: str, width: int) -> bool:
    """Whether a paragraph ends between two lines."""
    if BULLET.match(line):
        return True
    full = len(last) >= FULL_LINE * width
    if SENTENCE_END.search(last):
        return not full
    # A short line that ends no sentence is a headline, unless the next one goes on in small letters.
    return not full and not line[0].islower() and not CUT.search(last)


def _add(held: list[str], line: str, known: Counter[str]) -> None:
    """Go on with a line; a word that was cut in two becomes whole, a compound keeps its hyphen."""
    cut = CUT.search(held[-1][-LONGEST_WORD:]) if held else None
    rest = WORDS.match(line)
    if not cut or not rest:
        held.append(f" {line}" if held else line)
        return
    first, second = cut[1], rest.group().partition("-")[0]
    whole, compound = (first + second).lower(), f"{first}-{second}".lower()
    soft = held[-1].endswith("\u00ad")
    looks_compound = (
        not second[0].islower() or first.isupper() or first.lower() in KEPT_PREFIXES or second in KEPT_ENDINGS
    )
    # How the article writes the word elsewhere tells more than how it looks.
    keeps = looks_compound if known[whole] == known[compound] else known[compound] > known[whole]
    held[-1] = f"{held[-1][:-1]}-{line}" if keeps and not soft else f"{held[-1][:-1]}{line}"
