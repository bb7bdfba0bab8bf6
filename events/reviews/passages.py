"""Finds the passage of a review in an article again, also after the article or its folder has changed.

In: passages and texts. Out: where in the text a passage stands now, or that it is gone. Which articles there are is
left to the caller. A passage is known by a hash of its words, so that the log need not hold them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from events.records import Document
from events.reviews.review import Passage

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Located:
    """A passage where it stands now: characters of the text of `document_id`."""

    passage: Passage
    document_id: str
    start: int
    end: int


def text_hash(text: str) -> str:
    """Hash of a passage's words; how they are spaced and broken into lines makes no difference."""
    return hashlib.sha256(_plain(text).encode()).hexdigest()[:24]


def passage_of(document: Document, start: int, end: int, read_as: str = "", read: str = "") -> Passage:
    """The passage of an article between two characters.

    Raises
    ------
    ValueError
        It is empty, or outside the text.
    """
    if not 0 <= start < end <= len(document.text):
        raise ValueError(f"characters {start} to {end} are no passage of {document.id}")
    words = document.text[start:end]
    return Passage(document.id, document.sha256, start, end, text_hash(words), len(_plain(words)), read_as, read)


def locate(passage: Passage, document: Document) -> Located | None:
    """Where the passage stands in an article now; None when its words are not there."""
    text = document.text
    if text_hash(text[passage.start : passage.end]) == passage.text_hash:
        return Located(passage, document.id, passage.start, passage.end)
    if passage.sha256 == document.sha256 and passage.document_id == document.id:
        return None
    return _searched(passage, document)


def _searched(passage: Passage, document: Document) -> Located | None:
    """Look for the words elsewhere: every stretch of their length that begins where a word may."""
    places: list[int] = []
    plain: list[str] = []
    for word in re.finditer(r"\S+", document.text):
        if plain:
            places.append(word.start() - 1)
            plain.append(" ")
        places.extend(range(word.start(), word.end()))
        plain.append(word.group())
    words = "".join(plain)
    found = []
    for begin in (n for n in range(len(words)) if not n or not words[n - 1].isalnum()):
        end = begin + passage.length
        whole = end <= len(words) and (end == len(words) or not words[end].isalnum() or not words[end - 1].isalnum())
        if whole and text_hash(words[begin:end]) == passage.text_hash:
            found.append((abs(places[begin] - passage.start), places[begin], places[end - 1] + 1))
    if not found:
        return None
    _, start, end = min(found)
    return Located(passage, document.id, start, end)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
