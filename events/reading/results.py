"""The records that the modules of reading give each other, and their limits.

In: nothing. Out: where an article lies (`Source`), what was found there (`RawArticle`), what became of it when it is no
document (`Refused`, `Repeated`), and how much is too much (`Limits`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from events.time_limit import seconds_allowed

LONGEST_NAME = 300
TOP = 5_000
WEB = re.compile(r"https?://[^\s\"'<>\\^`{|}@]{4,2000}", re.IGNORECASE)


class NotAnArticle(ValueError):
    """What was opened cannot be read as an article; the message is the reason alone."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much, in bytes unless said otherwise: beyond it nothing is read, however it is packed.

    `article` bounds one text or one field of a corpus, `page` a web page or one part of a Word file, `file` a PDF or
    Word file, `unpacked` what a Word file or a packed file holds, `line` one line of a corpus, `growth` how many times
    its packed size a packed corpus may unpack to (once it is larger than `unpacked`), `pages` the pages of a PDF,
    `seconds` the processor time that one article may take.
    """

    article: int = 5_000_000
    page: int = 20_000_000
    file: int = 50_000_000
    unpacked: int = 200_000_000
    line: int = 30_000_000
    growth: int = 200
    pages: int = 2_000
    seconds: float = field(default_factory=seconds_allowed)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read, not opened yet. `path` is None for standard input, `kind` is ``""`` when it must be guessed.

    `id` is the id of the article in it, or what the ids of a corpus's rows begin with; `name` is fit to be printed;
    `columns` is what the user says of a corpus's columns (`events.reading.columns.Stated`).
    """

    path: Path | None
    name: str
    id: str
    kind: str
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as a file tells it, before it is checked; `published` is as stated, "" when it is not."""

    text: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: object = ""
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be read, and why: one line that is safe to print."""

    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Repeated:
    """An article whose text another document of the run has already: one document, read once."""

    file: str
    document_id: str

    def __str__(self) -> str:
        return f"{self.file}: the same text as {self.document_id}; counted once"


def printable(name: object) -> str:
    """A name on one line, with what a terminal would obey or hide written out."""
    shown = "".join(one if one.isprintable() else _written_out(one) for one in str(name)[: LONGEST_NAME + 1])
    return shown if len(shown) <= LONGEST_NAME else f"{shown[:LONGEST_NAME]}…"


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def one_line(words: str) -> str:
    """Words of a title on one line, without what cannot be seen."""
    return "".join(one for one in " ".join(words.split()) if one.isprintable())


def stands_in(title: str, text: str) -> bool:
    """Whether a file's stated title is the article's: programs often write a file's name or a template's there."""
    title = " ".join(title.split()).lower()
    return bool(title) and title in " ".join(text[:TOP].split()).lower()


def web_address(stated: str) -> str:
    """A stated address when a browser may be sent there, else ``""``: the web's, and with nothing hidden in it."""
    address = stated.strip()
    return address if WEB.fullmatch(address) and address.isprintable() else ""


def host(url: str) -> str:
    """The name of the site that an address is on, ``""`` when it is none."""
    try:
        return (urlsplit(web_address(url)).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
