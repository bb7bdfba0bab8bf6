"""An article's running prose, parsed: paragraphs of sentences, each at its place in the document.

In: a document and the language model. Out: a frozen `Article`. Which lines are prose is left to
`events.parsing.cleaning`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.parsing.bounded import parsed
from events.parsing.cleaning import segments
from events.records import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """The `number`-th sentence of an article, which begins at the offset `start` of the document."""

    number: int
    start: int
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of prose, ``document.text[start:]`` as far as `text` goes, and its parse."""

    start: int
    text: str
    doc: Doc
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A document and its paragraphs in reading order."""

    document: Document
    paragraphs: tuple[Paragraph, ...]

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences in reading order; a sentence's `number` is its place in this list."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph.sentences]


def parse(document: Document, nlp: Language) -> Article:
    """Clean and parse a document.

    Raises
    ------
    events.parsing.bounded.TooLong
        It has more tokens than one article may.
    """
    paragraphs, number = [], 0
    for part, doc in parsed(nlp, segments(document.text)):
        spans = list(doc.sents)
        sentences = tuple(Sentence(number + n, part.start + s.start_char, s) for n, s in enumerate(spans))
        paragraphs.append(Paragraph(part.start, part.text, doc, sentences))
        number += len(spans)
    return Article(document, tuple(paragraphs))
