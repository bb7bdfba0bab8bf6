"""Decodes bytes of unknown encoding into text.

In: bytes. Out: text with plain line ends and without control characters, each replaced by a space so that offsets stay.
UTF-8, UTF-16 and UTF-32 are recognised for certain; of one-byte encodings those of old scrapes are told apart by
charset-normalizer.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from events.reading.results import NotAnArticle

BY_MARK = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OLD = ["cp1251", "cp1252", "koi8_r"]
SAMPLE = 20_000
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
HALVES = re.compile("[\ud800-\udfff]")
BINARY_SHARE = 0.01


def decode(content: bytes, declared: str = "") -> str:
    """The text of some bytes.

    Parameters
    ----------
    declared : str
        An encoding that the content names itself, tried when the bytes are not plainly UTF-8 or marked.

    Raises
    ------
    NotAnArticle
        When the bytes are no text, or break off in mid-character.
    """
    encoding = _certain(content)
    if encoding is None and b"\0" in content[:SAMPLE]:
        raise NotAnArticle("binary, not text")
    try:
        return tidy(content.decode(encoding or "utf-8"))
    except UnicodeDecodeError as error:
        if encoding:
            raise NotAnArticle(f"broken {encoding.removesuffix('-sig').upper()}; save it anew as UTF-8") from error
    for name in (declared, _likeliest(content)):
        try:
            return tidy(content.decode(name, errors="strict" if name == declared else "replace"))
        except (UnicodeDecodeError, LookupError):
            continue
    raise NotAnArticle("binary, not text")


def tidy(text: str) -> str:
    """Text with ``\\n`` for line ends and nothing that a terminal obeys or a database refuses.

    Raises
    ------
    NotAnArticle
        When it is full of control characters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    controls = len(CONTROL.findall(text))
    if "\0" in text or controls > 20 + BINARY_SHARE * len(text):
        raise NotAnArticle("binary, not text")
    return HALVES.sub("\ufffd", CONTROL.sub(" ", text) if controls else text)


def _certain(content: bytes) -> str | None:
    """The encoding that a mark at the start or the spread of zero bytes tells."""
    for mark, name in BY_MARK:
        if content.startswith(mark):
            return name
    sample = content[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) >= 8 and max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) < 0.05 * len(sample) / 2:
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _likeliest(content: bytes) -> str:
    best = from_bytes(_telling(content), cp_isolation=OLD).best()
    return best.encoding if best else "cp1252"


def _telling(content: bytes) -> bytes:
    """A sample around the first byte that is not ASCII: the rest says nothing on the encoding."""
    first = next((match.start() for match in re.finditer(rb"[\x80-\xff]", content)), 0)
    start = max(0, first - SAMPLE // 2)
    return content[start : start + SAMPLE]
